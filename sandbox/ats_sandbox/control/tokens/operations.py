"""Tokens over HTTP: issue, exchange, list, revoke."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.principal import IssuedToken
from ats_sandbox.contract.resource import Resource
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.control.errors import OURS, Full, Unknown
from ats_sandbox.control.schema import OwnRequest, described
from ats_sandbox.control.tokens.tokens import ADMIN
from ats_sandbox.control.wire import WireObject
from ats_sandbox.control.workspace import workspace_of
from ats_sandbox.world.clock import SECOND, iso

tokens = Resource("Tokens", "Tokens that expire by the world's clock: issue, exchange and revoke them")


LONGEST = 100 * 365 * 24 * 3600
"""The longest lifetime in seconds: a century."""


class NewToken(OwnRequest):
    """The principal of a token, and its lifetime."""

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
    """An issued token. Instants are the world's; null stands for never, or for no refresh token."""

    token = fields.Text(required=True)
    holder = fields.Text(data_key="as", required=True)
    vendor = fields.Text(required=True, allow_none=True)
    issued_at = fields.Text(required=True)
    expires_at = fields.Text(required=True, allow_none=True)
    expires_in = fields.Integer(required=True, allow_none=True)
    expired = fields.Boolean(required=True)
    refresh_token = fields.Text(required=True, allow_none=True)
    refresh_expires_at = fields.Text(required=True, allow_none=True)


def token_row(token: IssuedToken, now: int) -> WireObject:
    """A `TokenRow`; `expires_in` counts whole seconds from now."""
    return {
        "token": token.token,
        "as": token.holder,
        "vendor": token.vendor,
        "issued_at": iso(token.issued_at),
        "expires_at": None if token.expires_at is None else iso(token.expires_at),
        "expires_in": None if token.expires_at is None else max(0, (token.expires_at - now) // SECOND),
        "expired": token.expired(now),
        "refresh_token": token.refresh,
        "refresh_expires_at": None if token.refresh_expires_at is None else iso(token.refresh_expires_at),
    }


@tokens.get("/tokens", id="list_tokens", returns=fields.Array(fields.Nested(TokenRow)), evidence=OURS)
def list_tokens(call: Call) -> list[WireObject]:
    """List the tokens that were issued in the world, expired ones included."""
    workspace = workspace_of(call)
    return [token_row(one, workspace.world.now) for one in workspace.tokens.all()]


@tokens.post(
    "/tokens",
    id="issue_token",
    body=NewToken,
    returns=TokenRow,
    status=201,
    errors=[Full],
    evidence=OURS,
    example=Example(body={"as": ADMIN, "vendor": "skailer"}),
)
def issue_token(call: Call) -> WireObject:
    """Issue a token for a principal. Once it has expired, vendors refuse it as they do an expired one.

    With `vendor` it has the lifetime of that vendor's tokens, and can be exchanged where theirs can. Without a lifetime
    it never expires. A reset of the world keeps it; restoring a snapshot does not.
    """
    workspace, body = workspace_of(call), call.body
    lifetime = body["lifetime"] * SECOND if "lifetime" in body else None
    return token_row(
        workspace.tokens.issue(body.get("holder", ADMIN), body.get("vendor"), lifetime), workspace.world.now
    )


@tokens.post(
    "/tokens/exchange",
    id="exchange_token",
    body=Exchange,
    returns=TokenRow,
    status=201,
    errors=[Unknown],
    evidence=OURS,
    example=Example(body={"refresh_token": "the one that was issued"}),
)
def exchange_token(call: Call) -> WireObject:
    """Exchange a refresh token for a new token; the former token becomes invalid."""
    workspace = workspace_of(call)
    return token_row(workspace.tokens.exchange(call.body["refresh"]), workspace.world.now)


@tokens.delete(
    "/tokens/{token}",
    id="revoke_token",
    returns=204,
    errors=[Unknown],
    evidence=OURS,
    example=Example(path={"token": "the-one-that-was-issued"}),
)
def revoke_token(call: Call) -> None:
    """Revoke a token; requests with it are then refused as unknown."""
    workspace_of(call).tokens.revoke(call.path["token"])
