"""Sources: where applications come from, by type, subtype and value."""

from collections.abc import Mapping
from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.schema import RequestSchema
from ats_sandbox.vendors.smartrecruiters.errors import InvalidSource, InvalidSourceType, SubtypeRequired
from ats_sandbox.vendors.smartrecruiters.ids import read_source_value_id, source_value_id
from ats_sandbox.vendors.smartrecruiters.links import action
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.sources import Source

UNTOLD = "API"
"""The label of the source of what comes in without one."""


class CandidateSource(RequestSchema):
    """A source value and its type; the subtype is needed where the type has any."""

    sourceTypeId = fields.Text(least=1, required=True)
    sourceSubTypeId = fields.Text(allow_none=True)
    sourceId = fields.Text(least=1, required=True)


def chosen_source(world: Reading, told: Mapping[str, Any], unknown_type: type[ApiError] = InvalidSourceType) -> Source:
    """The source that a CandidateSource names; refused in the order type, subtype, value."""
    kind, subtype = told["sourceTypeId"], told.get("sourceSubTypeId")
    of_kind = world.sources.where(type=kind)
    if not of_kind:
        types = tuple(dict.fromkeys(source.type for source in world.sources))
        raise unknown_type(field="sourceTypeId", value=kind, choices=types)
    subtypes = tuple(dict.fromkeys(source.subtype for source in of_kind if source.subtype))
    if subtype is None and subtypes:
        raise SubtypeRequired(field="sourceSubTypeId", choices=subtypes)
    if subtype is not None and subtype not in subtypes:
        raise InvalidSourceType(field="sourceSubTypeId", value=subtype, choices=subtypes)
    source = world.sources.get(read_source_value_id(world, told["sourceId"]))
    if source is None or (source.type, source.subtype) != (kind, subtype):
        fitting = (one for one in of_kind if one.subtype == subtype)
        ids = tuple(source_value_id(world, one.id) for one in fitting)
        raise InvalidSource(field="sourceId", value=told["sourceId"], choices=ids)
    return source


def untold_source(world: Reading) -> dict[str, Any]:
    """The source of an application for which none was given: the company's `API`, or just the word."""
    known = world.sources.where(label=UNTOLD.casefold()).first()
    return {"origin": UNTOLD} if known is None else {"source": known.id}


def source_action(call: Call, source: Source) -> dict[str, str]:
    """The link to a source value."""
    path = f"/configuration/sources/{source.type}/values/{source_value_id(call.world, source.id)}"
    return action(call, path if source.subtype is None else f"{path}?sourceSubType={source.subtype}")
