"""Parts that several of StackOne's resources share."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.enums import PHONE_TYPE, UNMAPPED
from ats_sandbox.world.clock import iso

CandidateEmailInput, CandidateEmail = wire.twins(
    "CandidateEmail", {"type": wire.text("kind"), "value": wire.text("address")}
)
PhoneNumberInput, PhoneNumber = wire.twins(
    "PhoneNumber",
    {
        "type": wire.bare(PHONE_TYPE, lambda phone, context: phone.kind if phone.kind in PHONE_TYPE else UNMAPPED),
        "phone": wire.text("number"),
    },
)
SocialLinkInput, SocialLink = wire.twins("SocialLink", {"type": wire.text("kind"), "url": wire.text()})
CustomFieldsInput, CustomFields = wire.twins(
    "CustomFields",
    {
        "id": wire.text(),
        "remote_id": wire.text(),
        "name": wire.text(),
        "value": fields.Anything(),
        "value_id": wire.text(),
        "remote_value_id": wire.text(),
    },
)


class AtsJobHiringTeam(ResponseSchema):
    """A member of a hiring team: a user and the role."""

    user_id, remote_user_id = wire.ids("user")
    first_name = wire.text()
    last_name = wire.text()
    email = wire.text()
    role = wire.text(wire.nothing)


HiringTeamInput, HiringTeam = wire.input_of(AtsJobHiringTeam), AtsJobHiringTeam


class Identified(ResponseSchema):
    """What has an id at StackOne and one at the provider."""

    id = wire.text()
    remote_id = wire.text()


class Unified(Identified):
    """What every main resource begins with."""

    unified_custom_fields = wire.free(wire.nothing)


class ProviderError(ResponseSchema):
    """What a provider answered."""

    status = wire.number()
    url = wire.text()
    raw = wire.free()
    headers = wire.free()


def moment(instant: int | None) -> str | None:
    """An instant as answers write it."""
    return None if instant is None else iso(instant)
