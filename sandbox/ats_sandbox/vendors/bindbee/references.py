"""What request bodies name, looked up in the linked system itself. Each function raises for what nobody has."""

from typing import Any

from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.vendors.bindbee.call import AnyCall
from ats_sandbox.vendors.bindbee.model import MODELS
from ats_sandbox.world.clock import parse_instant


def wrong(text: str, value: object, *place: str | int) -> Invalid:
    """The refusal of one value."""
    return Invalid(Violation(Rule.CUSTOM, place, text=text, value=value))


def referred(call: AnyCall, kind: str, id: str | None, *place: str | int) -> Any:
    """The record of a model that an id names, or None for no id."""
    if id is None:
        return None
    model = MODELS[kind]
    record = model.find(call, id)
    if record is None:
        raise wrong(f"{model.title.lower()} not found", id, *place)
    return record


def ordinal(call: AnyCall, kind: str, id: str | None, *place: str | int) -> int | None:
    """The ordinal of that record."""
    record = referred(call, kind, id, *place)
    return None if record is None else record.id


def instant(text: str | None, *place: str | int) -> int | None:
    """A date-time as milliseconds since 1970, or None for no text."""
    found = None if text is None else parse_instant(text)
    if text is not None and found is None:
        raise wrong("invalid datetime", text, *place)
    return found
