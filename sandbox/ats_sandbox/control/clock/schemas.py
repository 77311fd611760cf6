"""The wire shapes of the clock."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.control.schema import OwnRequest, described
from ats_sandbox.world.clock import ClockMode, parse_duration


class ClockFace(ResponseSchema):
    """The instant of a world, in ISO 8601 and in milliseconds since 1970, and how its time passes."""

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
        metadata=described("An ISO 8601 duration in weeks to seconds, such as `P90D` or `PT36H`."),
    )
    until = fields.DateTime(metadata=described("A future instant to advance to, in ISO 8601."))
