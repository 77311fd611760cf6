"""The wire shapes of the clock."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.control.schema import OwnRequest
from ats_sandbox.world.clock import ClockMode, parse_duration


class ClockFace(ResponseSchema):
    """The instant of a world, in ISO 8601 and in milliseconds since 1970, and how its time passes."""

    now = fields.Text(required=True)
    milliseconds = fields.Integer(required=True)
    mode = fields.Choice(ClockMode, required=True)


class NewMode(OwnRequest):
    """How time shall pass."""

    mode = fields.Choice(ClockMode, required=True)


class Advance(OwnRequest):
    """How far: exactly one of these. `duration` is ISO 8601 in weeks to seconds, such as `P90D` or `PT36H`."""

    milliseconds = fields.Integer(least=0)
    seconds = fields.Number(least=0, most=300_000_000_000)
    duration = fields.Pattern("duration", parse_duration)
    until = fields.DateTime()
