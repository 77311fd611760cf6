"""Sources: where applications come from, by type, subtype and value."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import quote

import marshmallow as ma

from ats_sandbox.contract import fields
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.schema import Members, RequestSchema
from ats_sandbox.vendors.smartrecruiters.call import AnyCall
from ats_sandbox.vendors.smartrecruiters.errors import InvalidSource, InvalidSourceType, SubtypeRequired
from ats_sandbox.vendors.smartrecruiters.ids import SOURCE_VALUE
from ats_sandbox.vendors.smartrecruiters.links import link
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.sources import Source

DEFAULT = "API"
"""The label of the source of what comes in without one."""


class SourceRefusals(NamedTuple):
    """The refusals of an unknown type, an unknown subtype of it, a value that does not exist, and one of another type
    or subtype.
    """

    kind: type[ApiError]
    subtype: type[ApiError]
    value: type[ApiError]
    elsewhere: type[ApiError]


CHOOSING = SourceRefusals(InvalidSourceType, InvalidSourceType, InvalidSource, InvalidSource)
REFUSED = (InvalidSourceType, SubtypeRequired, InvalidSource)
"""What a request may name that is no source, as most operations refuse it."""


class CandidateSource(RequestSchema):
    """A source value and its type; the subtype is needed where the type has several."""

    sourceTypeId = fields.Text(least=1, required=True)
    sourceSubTypeId = fields.Text(allow_none=True)
    sourceId = fields.Text(least=1, required=True)


def subtype_of(source: Source) -> str:
    """The subtype of a source: every type has at least one, and that of its own name where the company has none."""
    return source.subtype or source.type


def subtypes_of(sources: Iterable[Source]) -> tuple[str, ...]:
    """The subtypes of some sources, each once."""
    return tuple(dict.fromkeys(map(subtype_of, sources)))


def chosen_source(world: Reading, told: Members, refusals: SourceRefusals = CHOOSING) -> Source:
    """The source that a CandidateSource names; refused in the order type, subtype, value.

    A subtype that is empty is not given; the only one of a type needs no telling. Raises SubtypeRequired.
    """
    kind, subtype, value = told.get("sourceTypeId"), told.get("sourceSubTypeId"), told.get("sourceId")
    of_kind = world.sources.where(type=kind)
    if not of_kind:
        types = tuple(dict.fromkeys(source.type for source in world.sources))
        raise refusals.kind(field="sourceTypeId", value=kind, choices=types)
    subtypes = subtypes_of(of_kind)
    if not subtype and len(subtypes) > 1:
        raise SubtypeRequired(field="sourceSubTypeId", choices=subtypes)
    subtype = subtype or subtypes[0]
    if subtype not in subtypes:
        raise refusals.subtype(field="sourceSubTypeId", value=subtype, choices=subtypes)
    source = None if value is None else world.sources.get(SOURCE_VALUE.read(world, value))
    if source is None or (source.type, subtype_of(source)) != (kind, subtype):
        fitting = (SOURCE_VALUE.write(world, one.id) for one in of_kind if subtype_of(one) == subtype)
        refusal = refusals.value if source is None else refusals.elsewhere
        raise refusal(field="sourceId", value=value, choices=tuple(fitting))
    return source


def default_source(world: Reading) -> dict[str, Any]:
    """The source of an application for which none was given: the company's `API`, or just that label."""
    known = world.sources.where(label=DEFAULT.casefold()).first()
    return {"origin": DEFAULT} if known is None else {"source": known.id}


@lru_cache(256)
def _quoted(text: str) -> str:
    """A text as a part of a path has it."""
    return quote(text, safe="")


def _value(source: Source, call: AnyCall) -> str:
    """The value of a source in a path, with the subtype in its query."""
    return f"{SOURCE_VALUE.write(call.world, source.id)}?sourceSubType={_quoted(subtype_of(source))}"


def source_link(*, required: bool = False) -> ma.fields.Nested:
    """The link from a source to its details."""
    path = "/configuration/sources/{sourceType}/values/{sourceValueId}"
    return link(path, lambda source, call: _quoted(source.type), _value, required=required)
