"""Bringing one application of a world to a named state."""

import msgspec

from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.errors import BadRequest
from ats_sandbox.control.fixtures.names import find, get_record
from ats_sandbox.control.states.state import END_STATUSES, NamedState
from ats_sandbox.control.states.transition import TargetState, bring_to_state, duration_to_state, mark_changed_now
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.commands.applications import ENDINGS
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.refusals import DomainRefusal
from ats_sandbox.world.world import TimeRefused, World


class ReachedState(msgspec.Struct, frozen=True):
    """An application in the state that it was brought to, the time by which the clock advanced (ms), and the world."""

    application: Application
    state: NamedState
    advanced: int
    world: Reading


def goto_state(
    world: World,
    vendors: tuple[Vendor, ...],
    application: str,
    state: NamedState | str,
    *,
    reason: str | None = None,
    starts_at: int | None = None,
    advance: bool = False,
) -> ReachedState:
    """Bring an application, given by any vendor's id or by its name, to a state.

    The steps are dated in the past, after the application's last change, and everything counts as changed now; with
    `advance` the clock advances by their duration instead. Raises Unknown, and BadRequest for what is impossible.
    """
    named = parse_state(state)
    reading = world.read()
    id = get_record(reading, vendors, "application", application)
    target = TargetState(named, find_reason(reading, vendors, named, reason), starts_at)
    duration = duration_to_state(reading, reading.applications[id], named) if advance else 0
    try:
        if duration:
            world.advance(duration)
        with world.transaction() as draft:
            before = len(draft.commit.changes)
            brought = bring_to_state(draft, draft.applications[id], target)
            if not advance:
                mark_changed_now(draft, before)
                brought = draft.applications[id]
    except (DomainRefusal, TimeRefused) as refused:
        raise BadRequest(text=f"the application cannot be {named}: {refused}") from None
    return ReachedState(brought, named, duration, world.read())


def parse_state(name: NamedState | str) -> NamedState:
    """The state of a name; raises BadRequest."""
    if name not in list(NamedState):
        raise BadRequest(text=f"there is no state {name!r}; there are {', '.join(NamedState)}")
    return NamedState(name)


def find_reason(world: Reading, vendors: tuple[Vendor, ...], state: NamedState, text: str | None) -> int | None:
    """The reason that a text refers to, which must belong to the ending; raises BadRequest."""
    if text is None:
        return None
    if state not in END_STATUSES:
        raise BadRequest(text=f"only {' and '.join(END_STATUSES)} take a reason, {state} does not")
    decider = ENDINGS[END_STATUSES[state]]
    fit = [id for id in find(world, vendors, "reason", text) if world.reasons[id].decider is decider]
    if not fit:
        labels = ", ".join(repr(one.label) for one in world.reasons.where(decider=decider))
        raise BadRequest(text=f"{text!r} is not a reason for which an application is {state}; there are {labels}")
    return fit[0]
