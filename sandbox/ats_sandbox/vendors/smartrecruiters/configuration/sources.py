"""Sources: where applications come from, by type, subtype and value."""

from typing import Any

import marshmallow as ma

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import Members, RequestSchema
from ats_sandbox.vendors.smartrecruiters.call import AnyCall
from ats_sandbox.vendors.smartrecruiters.errors import InvalidSource, InvalidSourceType, SubtypeRequired
from ats_sandbox.vendors.smartrecruiters.ids import SOURCE_VALUE
from ats_sandbox.vendors.smartrecruiters.links import link
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.sources import Source

DEFAULT = "API"
"""The label of the source of what comes in without one."""
REFUSED = (InvalidSourceType, SubtypeRequired, InvalidSource)
"""What a request may name that is no source."""


class CandidateSource(RequestSchema):
    """A source value and its type; the subtype is needed where the type has any."""

    sourceTypeId = fields.Text(least=1, required=True)
    sourceSubTypeId = fields.Text(allow_none=True)
    sourceId = fields.Text(least=1, required=True)


def chosen_source(world: Reading, members: Members) -> Source:
    """The source that a CandidateSource names; refused in the order type, subtype, value."""
    kind, subtype = members["sourceTypeId"], members.get("sourceSubTypeId")
    of_kind = world.sources.where(type=kind)
    if not of_kind:
        types = tuple(dict.fromkeys(source.type for source in world.sources))
        raise InvalidSourceType(field="sourceTypeId", value=kind, choices=types)
    subtypes = tuple(dict.fromkeys(source.subtype for source in of_kind if source.subtype))
    if subtype is None and subtypes:
        raise SubtypeRequired(field="sourceSubTypeId", choices=subtypes)
    if subtype is not None and subtype not in subtypes:
        raise InvalidSourceType(field="sourceSubTypeId", value=subtype, choices=subtypes)
    source = world.sources.get(SOURCE_VALUE.read(world, members["sourceId"]))
    if source is None or (source.type, source.subtype) != (kind, subtype):
        fitting = (one for one in of_kind if one.subtype == subtype)
        ids = tuple(SOURCE_VALUE.write(world, one.id) for one in fitting)
        raise InvalidSource(field="sourceId", value=members["sourceId"], choices=ids)
    return source


def default_source(world: Reading) -> dict[str, Any]:
    """The source of an application for which none was given: the company's `API`, or just that label."""
    known = world.sources.where(label=DEFAULT.casefold()).first()
    return {"origin": DEFAULT} if known is None else {"source": known.id}


def _value(source: Source, call: AnyCall) -> str:
    """The value of a source in a path, with the subtype in its query."""
    id = SOURCE_VALUE.write(call.world, source.id)
    return id if source.subtype is None else f"{id}?sourceSubType={source.subtype}"


def source_link() -> ma.fields.Nested:
    """The link from a source to its details."""
    path = "/configuration/sources/{sourceType}/values/{sourceValueId}"
    return link(path, lambda source, call: source.type, _value)
