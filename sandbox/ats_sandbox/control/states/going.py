"""Bringing one application of a world to a named state."""

from dataclasses import dataclass

from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.errors import BadRequest
from ats_sandbox.control.fixtures.names import find, get_record
from ats_sandbox.control.states.course import Wish, bring, length_of, show_now
from ats_sandbox.control.states.state import ENDS, NamedState
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.commands.applications import ENDINGS
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.refusals import DomainRefusal
from ats_sandbox.world.world import TimeRefused, World


@dataclass(frozen=True, slots=True)
class Going:
    """Where an application came to: how long the way was (milliseconds), and how the world is now."""

    application: Application
    state: NamedState
    advanced: int
    world: Reading


def go(
    world: World,
    vendors: tuple[Vendor, ...],
    application: str,
    state: NamedState | str,
    *,
    reason: str | None = None,
    starts_at: int | None = None,
    advance: bool = False,
) -> Going:
    """Bring an application, named by any vendor's id or by the tester's own name, to a state.

    What happens on the way is told as past, after what was last written about the application, and counts as changed
    now; with `advance` the clock goes forward as far as the way is long instead. Raises Unknown, and BadRequest for
    what cannot be.
    """
    wanted = state_of(state)
    reading = world.read()
    id = get_record(reading, vendors, "application", application)
    wish = Wish(wanted, reason_of(reading, vendors, wanted, reason), starts_at)
    length = length_of(reading, reading.applications[id], wanted) if advance else 0
    try:
        if length:
            world.advance(length)
        with world.transaction() as draft:
            before = len(draft.commit.changes)
            brought = bring(draft, draft.applications[id], wish)
            if not advance:
                show_now(draft, before)
                brought = draft.applications[id]
    except (DomainRefusal, TimeRefused) as refused:
        raise BadRequest(text=f"the application cannot be {wanted}: {refused}") from None
    return Going(brought, wanted, length, world.read())


def state_of(word: NamedState | str) -> NamedState:
    """The state that a word names; raises BadRequest."""
    if word not in list(NamedState):
        raise BadRequest(text=f"no state is called {word!r}; there are {', '.join(NamedState)}")
    return NamedState(word)


def reason_of(world: Reading, vendors: tuple[Vendor, ...], state: NamedState, text: str | None) -> int | None:
    """The reason that a text stands for, which must be one for that ending; raises BadRequest."""
    if text is None:
        return None
    if state not in ENDS:
        raise BadRequest(text=f"only {' and '.join(ENDS)} take a reason, {state} does not")
    decider = ENDINGS[ENDS[state]]
    fit = [id for id in find(world, vendors, "reason", text) if world.reasons[id].decider is decider]
    if not fit:
        labels = ", ".join(repr(one.label) for one in world.reasons.where(decider=decider))
        raise BadRequest(text=f"{text!r} is no reason for which an application is {state}; there are {labels}")
    return fit[0]
