"""The wire shapes of connect sessions."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import RequestSchema, ResponseSchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.enums import ACCOUNT_TYPE, ACCOUNT_TYPES, CATEGORY

USUAL = 1800
"""Seconds that a session lasts when nothing is said."""


class ConnectSessionCreate(RequestSchema):
    """Whom to invite, and to link what. `expires_in` is in seconds."""

    categories = fields.Array(fields.Choice(CATEGORY), allow_none=True)
    provider = wire.text()
    provider_version = wire.text()
    origin_owner_id = fields.Text(required=True)
    origin_owner_name = fields.Text(required=True)
    origin_username = wire.text()
    account_id = wire.text()
    expires_in = fields.Number(least=0, load_default=USUAL, allow_none=True)
    metadata = wire.free()
    multiple = fields.Boolean(load_default=False, allow_none=True)
    label = wire.text()
    type = fields.Choice(ACCOUNT_TYPES, allow_none=True)
    integration_id = wire.text()


class ConnectSessionAuthenticate(RequestSchema):
    """Which session."""

    token = fields.Text(required=True)


class ConnectSession(ResponseSchema):
    """An invitation to link an account."""

    id = fields.Number(required=True)
    organization_id = fields.Number(required=True)
    project_id = fields.Text(required=True)
    categories = fields.Array(fields.Choice(CATEGORY), allow_none=True)
    provider = wire.text()
    origin_owner_id = fields.Text(required=True)
    origin_owner_name = fields.Text(required=True)
    origin_username = wire.text()
    account_id = wire.text()
    label = wire.text()
    created_at = fields.DateTime(required=True)
    metadata = wire.free()
    external_trigger_token = wire.text()
    type = wire.bare(ACCOUNT_TYPE)
    integration_id = wire.text()


class ConnectSessionTokenAuthLink(ConnectSession):
    """A new invitation, with the token and the address that the customer's browser needs."""

    token = fields.Text(required=True)
    auth_link_url = fields.Text(required=True)
