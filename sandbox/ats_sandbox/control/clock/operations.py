"""The clock of a world: read it, set how time passes, let time pass."""

from collections.abc import Callable, Mapping
from typing import Any

from ats_sandbox.contract.call import Call
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.refusal import Rule, Violation
from ats_sandbox.contract.resource import Resource
from ats_sandbox.control.clock.schemas import Advance, ClockFace, NewMode
from ats_sandbox.control.errors import OURS, BadRequest
from ats_sandbox.control.workspace import workspace_of
from ats_sandbox.world.clock import END, SECOND, ClockMode, iso, parse_duration
from ats_sandbox.world.world import TimeRefused, World

clock = Resource("Clock", "The time of a world, which everything in it follows")

SPANS: Mapping[str, Callable[[Any], int]] = {
    "milliseconds": lambda value: int(value),
    "seconds": lambda value: round(value * SECOND),
    "duration": lambda value: parse_duration(value) or 0,
}
"""The milliseconds that a member of `Advance` asks for."""


def face(world: World) -> dict[str, Any]:
    """A `ClockFace`."""
    now = world.now
    return {"now": iso(now), "milliseconds": now, "mode": world.mode}


@clock.get("/clock", id="get_clock", returns=ClockFace, evidence=OURS)
def get_clock(call: Call) -> dict[str, Any]:
    """Read the world's clock."""
    return face(workspace_of(call).world)


@clock.patch(
    "/clock", id="set_clock", body=NewMode, returns=ClockFace, evidence=OURS, example=Example(body={"mode": "running"})
)
def set_clock(call: Call) -> dict[str, Any]:
    """Freeze time, let it run, or follow the wall clock.

    `frozen`: one millisecond passes with each write. `running`: real speed, from now on. `real`: the wall clock, or as
    far ahead of it as the world is. Time never goes back, so freezing keeps the present instant.
    """
    world = workspace_of(call).world
    world.set_mode(ClockMode(call.body["mode"]))
    return face(world)


@clock.post(
    "/clock/advance",
    id="advance_clock",
    body=Advance,
    returns=ClockFace,
    evidence=OURS,
    example=Example(body={"duration": "P90D"}),
)
def advance_clock(call: Call) -> dict[str, Any]:
    """Let time pass at once, whatever the mode; all that is due by then has happened when this answers.

    Rate windows end, syncs take place, idempotency keys and tokens expire, interviews move into the past. Time stays
    before the year 9999.
    """
    body, world = call.body, workspace_of(call).world
    if len(body) != 1:
        text = "send exactly one of milliseconds, seconds, duration and until"
        raise BadRequest((Violation(Rule.CUSTOM, text=text, value=body),))
    (name, value), *_ = body.items()
    try:
        if name == "until":
            world.advance_to(value)
        else:
            world.advance(SPANS[name](value))
    except TimeRefused as refused:
        text = f"{refused}; it is {iso(world.now)} now, and {iso(END)} is the last instant there is"
        raise BadRequest((Violation(Rule.CUSTOM, (name,), text=text, value=value),)) from None
    return face(world)
