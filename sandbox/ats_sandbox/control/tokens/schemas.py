"""The wire shapes of issued tokens."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.control.schema import OwnRequest, described

LONGEST = 100 * 365 * 24 * 3600
"""Seconds that a token can be asked to live: a century."""


class NewToken(OwnRequest):
    """Whom the token stands for, and how long it is valid."""

    holder = fields.Text(
        data_key="as",
        least=1,
        most=200,
        metadata=described("The token of the principal it stands for; by default `sandbox-admin`."),
    )
    vendor = fields.Text(least=1, most=64, metadata=described("Give it the lifetime of this vendor's tokens."))
    lifetime = fields.Integer(
        data_key="lifetime_seconds",
        least=1,
        most=LONGEST,
        metadata=described("Its lifetime, in seconds of the world's clock."),
    )


class Exchange(OwnRequest):
    """The refresh token."""

    refresh = fields.Text(data_key="refresh_token", required=True, least=1, most=200)


class TokenRow(ResponseSchema):
    """An issued token. Instants are the world's; null means for ever, or that there is no such token."""

    token = fields.Text(required=True)
    holder = fields.Text(data_key="as", required=True)
    vendor = fields.Text(required=True, allow_none=True)
    issued_at = fields.Text(required=True)
    expires_at = fields.Text(required=True, allow_none=True)
    expires_in = fields.Integer(required=True, allow_none=True)
    expired = fields.Boolean(required=True)
    refresh_token = fields.Text(required=True, allow_none=True)
    refresh_expires_at = fields.Text(required=True, allow_none=True)
