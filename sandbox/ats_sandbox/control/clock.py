"""The clock of a world: read it, set its mode, advance it."""

from collections.abc import Callable, Mapping

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.refusal import Rule, Violation
from ats_sandbox.contract.resource import Resource
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.control.errors import OURS, BadRequest
from ats_sandbox.control.schema import OwnRequest, described
from ats_sandbox.control.wire import WireObject, WireValue
from ats_sandbox.control.workspace import workspace_of
from ats_sandbox.world.clock import END, SECOND, ClockMode, iso, parse_duration
from ats_sandbox.world.world import TimeRefused, World

clock = Resource("Clock", "The clock of a world: read it, set its mode, advance it")

MILLISECONDS: Mapping[str, Callable[[WireValue], int]] = {
    "milliseconds": lambda value: int(value),
    "seconds": lambda value: round(value * SECOND),
    "duration": lambda value: parse_duration(value) or 0,
}
"""The milliseconds that a member of `Advance` asks for."""


class ClockFace(ResponseSchema):
    """The instant of a world, in ISO 8601 and in milliseconds since 1970, and the clock's mode."""

    now = fields.Text(required=True)
    milliseconds = fields.Integer(required=True)
    mode = fields.Choice(ClockMode, required=True)


class NewMode(OwnRequest):
    """How time passes from now on."""

    mode = fields.Choice(ClockMode, required=True)


class Advance(OwnRequest):
    """How far: exactly one of these."""

    milliseconds = fields.Integer(least=0, metadata=described("Milliseconds to advance by."))
    seconds = fields.Number(least=0, most=300_000_000_000, metadata=described("Seconds to advance by."))
    duration = fields.Pattern(
        "duration",
        parse_duration,
        metadata=described(
            "An ISO 8601 duration in weeks to seconds, such as `P90D` or `PT36H`; the command takes plain seconds, too."
        ),
    )
    until = fields.DateTime(metadata=described("A future instant to advance to, in ISO 8601."))


def clock_face(world: World) -> WireObject:
    """A `ClockFace`."""
    now = world.now
    return {"now": iso(now), "milliseconds": now, "mode": world.mode}


@clock.get("/clock", id="get_clock", returns=ClockFace, evidence=OURS)
def get_clock(call: Call) -> WireObject:
    """Read the world's clock."""
    return clock_face(workspace_of(call).world)


@clock.patch(
    "/clock", id="set_clock", body=NewMode, returns=ClockFace, evidence=OURS, example=Example(body={"mode": "running"})
)
def set_clock(call: Call) -> WireObject:
    """Set the clock's mode: frozen, running or real.

    `frozen`: each write advances the clock by one millisecond. `running`: real speed, from now on. `real`: the wall
    clock, or as far ahead of it as the world is. Time never goes back, so freezing keeps the present instant.
    """
    world = workspace_of(call).world
    world.set_mode(ClockMode(call.body["mode"]))
    return clock_face(world)


@clock.post(
    "/clock/advance",
    id="advance_clock",
    body=Advance,
    returns=ClockFace,
    evidence=OURS,
    example=Example(body={"duration": "P90D"}),
)
def advance_clock(call: Call) -> WireObject:
    """Advance the clock, whatever its mode; everything that is due by then has happened when this answers.

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
            world.advance(MILLISECONDS[name](value))
    except TimeRefused as refused:
        text = f"{refused}; it is {iso(world.now)} now, and {iso(END)} is the last instant there is"
        raise BadRequest((Violation(Rule.CUSTOM, (name,), text=text, value=value),)) from None
    return clock_face(world)
