"""The wire shape of linked accounts, and how their list is narrowed."""

from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import QuerySchema, RequestSchema, ResponseSchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.enums import ACCOUNT_STATUS, ACCOUNT_TYPE, ACCOUNT_TYPES


class AccountQuery(QuerySchema):
    """Which accounts to list; arrays repeat their key."""

    page = fields.Integer(least=1, load_default=1, allow_none=True)
    page_size = fields.Integer(least=1, load_default=25, allow_none=True)
    provider = fields.Text(allow_none=True, metadata={"deprecated": True})
    origin_owner_id = fields.Text(allow_none=True)
    origin_owner_ids = fields.Array(fields.Text())
    providers = fields.Array(fields.Text())
    account_ids = fields.Array(fields.Text())
    status = fields.Array(fields.Text())


class AccountStatusReason(ResponseSchema):
    """Why an account has its status."""

    code = wire.text()
    description = wire.text()
    timestamp = fields.DateTime(required=True)


class LinkedAccount(ResponseSchema):
    """A customer's account at a provider."""

    id = fields.Text(required=True)
    provider = fields.Text(required=True)
    provider_name = wire.text()
    status = fields.Choice(ACCOUNT_STATUS, required=True)
    status_reasons = wire.many(AccountStatusReason)
    origin_owner_id = fields.Text(required=True)
    origin_owner_name = fields.Text(required=True)
    origin_username = wire.text()
    credentials = wire.free()
    setup_information = wire.free()
    label = wire.text()
    created_at = fields.DateTime(required=True)
    updated_at = fields.DateTime(required=True)
    type = wire.bare(ACCOUNT_TYPE)


class Label(fields.Anything):
    """A text, as answers have it, or an object, as the published request has it."""

    json = "string"

    def __init__(self) -> None:
        super().__init__(metadata={"type": ["object", "string"]})

    def accept(self, value: Any) -> Any:
        if not isinstance(value, dict | str):
            raise self.refused(value)
        return value


class AccountPatch(RequestSchema):
    """What to change about an account. The provider's side of it (credentials, secrets …) is never shown."""

    provider = wire.text()
    origin_owner_id = wire.text()
    origin_owner_name = wire.text()
    origin_username = wire.text()
    credentials = wire.free()
    setup_information = wire.free()
    secrets = wire.free()
    authentication_config_key = wire.text()
    environment = wire.text()
    label = Label()
    metadata = wire.free()
    type = fields.Choice(ACCOUNT_TYPES, allow_none=True)
    integration_id = wire.text()
