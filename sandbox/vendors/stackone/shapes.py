"""Parts that several of StackOne's resources share."""

from collections.abc import Iterable, Mapping
from typing import Any

from sandbox.contract import fields
from sandbox.contract.schema import ResponseSchema
from sandbox.vendors.stackone import wire
from sandbox.vendors.stackone.enums import PHONE_TYPE
from sandbox.vendors.stackone.ids import remote_of, synthetic, told
from sandbox.vendors.stackone.state import CustomField
from sandbox.world.clock import iso

CandidateEmailInput, CandidateEmail = wire.twins("CandidateEmail", {"type": wire.text(), "value": wire.text()})
PhoneNumberInput, PhoneNumber = wire.twins("PhoneNumber", {"type": wire.bare(PHONE_TYPE), "phone": wire.text()})
SocialLinkInput, SocialLink = wire.twins("SocialLink", {"type": wire.text(), "url": wire.text()})
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
HiringTeamInput, HiringTeam = wire.twins(
    "AtsJobHiringTeam",
    {
        "user_id": wire.text(),
        "remote_user_id": wire.text(),
        "first_name": wire.text(),
        "last_name": wire.text(),
        "email": wire.text(),
        "role": wire.text(),
    },
)
OfferHistoryInput, OfferHistory = wire.twins(
    "OfferHistory",
    {
        "start_date": wire.moment(),
        "salary": wire.number(),
        "currency": wire.text(),
        "created_at": wire.moment(),
        "updated_at": wire.moment(),
    },
)


class Unified(ResponseSchema):
    """What every main resource begins with."""

    id = wire.text()
    remote_id = wire.text()
    unified_custom_fields = wire.free()


def custom_fields(values: Iterable[CustomField]) -> list[dict[str, Any]]:
    """The values of a customer's own fields, as answers show them."""
    return [
        {
            **told(one.remote_id),
            "name": one.name,
            "value": one.value,
            "value_id": None if one.remote_value_id is None else synthetic(one.remote_value_id),
            "remote_value_id": one.remote_value_id,
        }
        for one in values
    ]


def amended_fields(
    before: tuple[CustomField, ...], sent: Iterable[Mapping[str, Any]] | None
) -> tuple[CustomField, ...]:
    """The custom fields after a write: those that are sent replace their predecessors, null empties them all."""
    if sent is None:
        return ()
    fresh = [_custom_field(one) for one in sent]
    replaced = {_key(one) for one in fresh}
    return (*(one for one in before if _key(one) not in replaced), *fresh)


def _key(field: CustomField) -> str | None:
    return field.remote_id if field.remote_id is not None else field.name


def _custom_field(sent: Mapping[str, Any]) -> CustomField:
    return CustomField(
        remote_id=_remote(sent.get("remote_id"), sent.get("id")),
        name=sent.get("name"),
        value=sent.get("value"),
        remote_value_id=_remote(sent.get("remote_value_id"), sent.get("value_id")),
    )


def _remote(remote: str | None, id: str | None) -> str | None:
    """The provider's id, from whichever form was sent."""
    text = remote if remote is not None else id
    return None if text is None else remote_of(text)


def moment(instant: int | None) -> str | None:
    """An instant as answers write it."""
    return None if instant is None else iso(instant)
