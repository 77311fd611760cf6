"""Tokens that expire: issue, exchange, list, revoke."""

from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.principal import IssuedToken
from ats_sandbox.contract.resource import Resource
from ats_sandbox.control.errors import OURS, Full, Unknown
from ats_sandbox.control.tokens.schemas import Exchange, NewToken, TokenRow
from ats_sandbox.control.tokens.tokens import ADMIN
from ats_sandbox.control.workspace import workspace_of
from ats_sandbox.world.clock import SECOND, iso

tokens = Resource("Tokens", "Credentials that expire by the world's clock, beside the fixed ones that never do")


def row(token: IssuedToken, now: int) -> dict[str, Any]:
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
def list_tokens(call: Call) -> list[dict[str, Any]]:
    """List the tokens that were issued in the world, expired ones included."""
    workspace = workspace_of(call)
    return [row(one, workspace.world.now) for one in workspace.tokens.all()]


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
def issue_token(call: Call) -> dict[str, Any]:
    """Issue a token that stands for a principal until it expires; then vendors refuse it as they do an expired one.

    With `vendor` it lives as long as that vendor's do, and can be exchanged where theirs can. Without a lifetime it
    lives for ever. A reset of the world keeps it; going back to a snapshot does not.
    """
    workspace, body = workspace_of(call), call.body
    lifetime = body["lifetime"] * SECOND if "lifetime" in body else None
    return row(workspace.tokens.issue(body.get("holder", ADMIN), body.get("vendor"), lifetime), workspace.world.now)


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
def exchange_token(call: Call) -> dict[str, Any]:
    """Exchange a refresh token for a new token; the former one is valid no longer."""
    workspace = workspace_of(call)
    return row(workspace.tokens.exchange(call.body["refresh"]), workspace.world.now)


@tokens.delete(
    "/tokens/{token}",
    id="revoke_token",
    returns=204,
    errors=[Unknown],
    evidence=OURS,
    example=Example(path={"token": "the-one-that-was-issued"}),
)
def revoke_token(call: Call) -> None:
    """Revoke a token: from now on nobody knows it."""
    workspace_of(call).tokens.revoke(call.path["token"])
