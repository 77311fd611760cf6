"""Ids in request bodies, looked up in the linked system itself."""

from typing import Any

from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.vendors.bindbee.mirror import Mirror
from ats_sandbox.vendors.bindbee.models import MODELS
from ats_sandbox.world.clock import parse_instant


def wrong(text: str, value: Any, *place: str | int) -> Invalid:
    """The refusal of one value."""
    return Invalid(Violation(Rule.CUSTOM, place, text=text, value=value))


def record(system: Mirror, kind: str, id: str | None, *place: str | int) -> Any:
    """The record that an id in the body names, or None for no id; raises for one that nobody has."""
    if id is None:
        return None
    model = MODELS[kind]
    ordinal = system.ordinal(kind, id)
    found = None if ordinal is None else model.get(system.world, ordinal)
    if found is None or not model.seen(system, found):
        raise wrong(f"{model.title.lower()} not found", id, *place)
    return found


def ordinal(system: Mirror, kind: str, id: str | None, *place: str | int) -> int | None:
    """The ordinal of that record."""
    found = record(system, kind, id, *place)
    return None if found is None else found.id


def instant(text: str | None, *place: str | int) -> int | None:
    """A date-time in the body as milliseconds since 1970; raises for a text that is none."""
    found = None if text is None else parse_instant(text)
    if text is not None and found is None:
        raise wrong("invalid datetime", text, *place)
    return found
