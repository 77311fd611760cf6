"""Parts that several of StackOne's resources share."""

from ats_sandbox.contract.schema import ResponseSchema, shape_of
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.enums import PHONE_TYPE, UNMAPPED
from ats_sandbox.world.clock import iso

CandidateEmail = shape_of("CandidateEmail", type=wire.text("kind"), value=wire.text("address"))
PhoneNumber = shape_of(
    "PhoneNumber",
    type=wire.bare(PHONE_TYPE, lambda phone, context: phone.kind if phone.kind in PHONE_TYPE else UNMAPPED),
    phone=wire.text("number"),
)
SocialLink = shape_of("SocialLink", type=wire.text("kind"), url=wire.text())
ProviderError = shape_of("ProviderError", status=wire.number(), url=wire.text(), raw=wire.free(), headers=wire.free())
"""What a provider answered."""


class AtsJobHiringTeam(ResponseSchema):
    """A member of a hiring team: a user and the role."""

    user_id, remote_user_id = wire.ids("user")
    first_name = wire.text()
    last_name = wire.text()
    email = wire.text()
    role = wire.text(wire.nothing)


class Unified(ResponseSchema):
    """What every main resource begins with."""

    id = wire.text()
    remote_id = wire.text()
    unified_custom_fields = wire.free(wire.nothing)


def moment(instant: int | None) -> str | None:
    """An instant as answers write it."""
    return None if instant is None else iso(instant)
