"""Issuing tokens that stand for a principal for some time, and exchanging them for others."""

from msgspec.structs import replace

from ats_sandbox.contract.principal import ISSUED_TOKENS, IssuedToken
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading, Transaction

MOST = 1_000
"""The most tokens of one world, expired ones included."""


def issue(
    draft: Transaction,
    holder: str,
    *,
    vendor: str | None = None,
    lifetime: int | None = None,
    refresh: int | None = None,
    scopes: frozenset[str] | None = None,
) -> IssuedToken:
    """A token for a principal, named by its own token. Lifetimes are milliseconds; None is for ever, or no refresh."""
    now, number = draft.now, draft.next_id(ISSUED_TOKENS)
    token = IssuedToken(
        id=number,
        token=_text(draft, "access-token", number),
        holder=holder,
        vendor=vendor,
        issued_at=now,
        expires_at=None if lifetime is None else now + lifetime,
        refresh=None if refresh is None else _text(draft, "refresh-token", number),
        refresh_expires_at=None if refresh is None else now + refresh,
        scopes=scopes,
    )
    return draft.put(ISSUED_TOKENS, token)


def renew(draft: Transaction, issued: IssuedToken, refresh: int) -> IssuedToken:
    """Another token that lives as long as this one did and has its refresh token, whose lifetime begins again.

    What becomes of this one is the caller's to say.
    """
    number = draft.next_id(ISSUED_TOKENS)
    lifetime = None if issued.expires_at is None else issued.expires_at - issued.issued_at
    token = replace(
        issued,
        id=number,
        token=_text(draft, "access-token", number),
        issued_at=draft.now,
        expires_at=None if lifetime is None else draft.now + lifetime,
        refresh_expires_at=draft.now + refresh,
    )
    return draft.put(ISSUED_TOKENS, token)


def make_room(draft: Transaction) -> None:
    """Give up the token that expires first when there are as many as there may be; one that never expires stays."""
    tokens = draft[ISSUED_TOKENS]
    if len(tokens) >= MOST:
        mortal = [(one.expires_at, one.id) for one in tokens if one.expires_at is not None]
        if mortal:
            draft.remove(ISSUED_TOKENS, min(mortal)[1])


def _text(world: Reading, kind: str, number: int) -> str:
    return f"sandbox-{kind}-{native_id(world, kind, number)}"
