"""The organisation's signature key: one at a time, for all of its webhooks. Another one takes its place at once."""

import base64
from hashlib import blake2b

from msgspec.structs import replace

from ats_sandbox.contract.webhooks import SigningKey
from ats_sandbox.vendors.bindbee.webhooks.state import SIGNATURE_KEYS, SignatureKey, signature_keys
from ats_sandbox.world.domain.reading import Reading, Transaction


def first_key(world: Reading, created_at: int) -> SignatureKey:
    """The key that a world begins with."""
    return SignatureKey(id=1, key=_made_up(world, 1), created_at=created_at)


def replace_key(world: Transaction, secret: str | None = None) -> SignatureKey:
    """Give the organisation another key, or this one; the one before is worth nothing from now on."""
    for one in signature_keys(world):
        if one.replaced_at is None:
            world.put(SIGNATURE_KEYS, replace(one, replaced_at=world.now))
    id = world.next_id(SIGNATURE_KEYS)
    return world.put(SIGNATURE_KEYS, SignatureKey(id=id, key=secret or _made_up(world, id), created_at=world.now))


def as_signing(key: SignatureKey) -> SigningKey:
    """A key as messages are signed with it."""
    return SigningKey(key.key, begins_at=key.created_at, expires_at=key.replaced_at)


def _made_up(world: Reading, ordinal: int) -> str:
    """43 URL-safe characters that nobody can guess who does not know the seed. Inferred: no form is published."""
    digest = blake2b(f"{world.seed}\x1fbindbee\x1fsignature_key\x1f{ordinal}".encode(), digest_size=32).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
