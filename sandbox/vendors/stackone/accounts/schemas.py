"""The wire shape of linked accounts, and how their list is narrowed."""

from sandbox.contract import fields
from sandbox.contract.schema import QuerySchema, ResponseSchema
from sandbox.vendors.stackone import wire
from sandbox.vendors.stackone.enums import ACCOUNT_STATUS, ACCOUNT_TYPE


class AccountQuery(QuerySchema):
    """Which accounts to list; arrays repeat their key."""

    page = fields.Whole(least=1, load_default=1, allow_none=True)
    page_size = fields.Whole(least=1, load_default=25, allow_none=True)
    provider = fields.Text(allow_none=True, metadata={"deprecated": True})
    origin_owner_id = fields.Text(allow_none=True)
    origin_owner_ids = fields.Items(fields.Text())
    providers = fields.Items(fields.Text())
    account_ids = fields.Items(fields.Text())
    status = fields.Items(fields.Text())


class AccountStatusReason(ResponseSchema):
    """Why an account has its status."""

    code = wire.text()
    description = wire.text()
    timestamp = fields.Moment(required=True)


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
    created_at = fields.Moment(required=True)
    updated_at = fields.Moment(required=True)
    type = wire.bare(ACCOUNT_TYPE)
