"""What receivers get wrong about the signature: for each mistake, the headers that a receiver with it accepts."""

import base64
import binascii
import json
from collections.abc import Callable

from ats_sandbox.contract.webhooks import Headers, Mistake, Notice, SigningKey
from ats_sandbox.vendors.stackone.webhooks.delivery import digest, padded, signature, signed

Sign = Callable[[bytes, bytes], str | None]
"""What a receiver expects the header to say, of a secret and a body; None where the mistake makes no difference."""
Choose = Callable[[tuple[SigningKey, ...], int], SigningKey | None]
"""The secret that a receiver has, of all there ever were, at an instant."""


def _active(keys: tuple[SigningKey, ...], at: int) -> SigningKey | None:
    return next((one for one in reversed(keys) if one.live(at)), None)


def _deleted(keys: tuple[SigningKey, ...], at: int) -> SigningKey | None:
    return next((one for one in reversed(keys) if one.expires_at is not None and one.expires_at <= at), None)


def _added(keys: tuple[SigningKey, ...], at: int) -> SigningKey | None:
    return next((one for one in reversed(keys) if one.begins_at > at), None)


def _signed_otherwise(name: str, about: str, fix: str, sign: Sign) -> Mistake:
    """Signed with the active secret, in another way than StackOne does."""

    def headers(notice: Notice, at: int, keys: tuple[SigningKey, ...]) -> Headers | None:
        active = _active(keys, at)
        if active is None:
            return None
        secret = active.secret.encode()
        value = sign(secret, notice.body)
        return None if value is None or value == signature(secret, notice.body) else signed(value)

    return Mistake(name, about, fix, headers)


def _other_secret(name: str, about: str, fix: str, choose: Choose) -> Mistake:
    """Signed as StackOne does, with a secret that is not the active one."""

    def headers(notice: Notice, at: int, keys: tuple[SigningKey, ...]) -> Headers | None:
        secret = choose(keys, at)
        return None if secret is None else signed(signature(secret.secret.encode(), notice.body))

    return Mistake(name, about, fix, headers)


def _hex(secret: bytes, body: bytes) -> str:
    return digest(secret, body).hex()


def _serialised_again(secret: bytes, body: bytes) -> str:
    return signature(secret, json.dumps(json.loads(body)).encode())


def _decoded_secret(secret: bytes, body: bytes) -> str | None:
    try:
        return signature(base64.b64decode(secret + b"=" * (-len(secret) % 4), altchars=b"-_"), body)
    except binascii.Error:
        return None


_FORM = "compare with base64url without `=`: what Node's `digest('base64url')` gives"
_BARE = f"{_FORM}, and nothing in front of it"
_ACTIVE = "take the secret that is active now, and for a change accept both until the old one is deleted"

MISTAKES = (
    _signed_otherwise("padding", "compares with base64url that ends in `=`, which StackOne leaves out", _FORM, padded),
    _signed_otherwise(
        "standard_base64",
        "compares with base64 of `+`, `/` and `=`, where StackOne writes `-`, `_` and nothing",
        _FORM,
        lambda secret, body: base64.b64encode(digest(secret, body)).decode(),
    ),
    _signed_otherwise("hex", "compares with hexadecimal digits", _FORM, _hex),
    _signed_otherwise(
        "prefix",
        "compares with `sha256=` and the signature",
        _BARE,
        lambda secret, body: f"sha256={signature(secret, body)}",
    ),
    _signed_otherwise(
        "hex_with_prefix",
        "compares with `sha256=` and hexadecimal digits",
        _BARE,
        lambda secret, body: f"sha256={_hex(secret, body)}",
    ),
    _signed_otherwise(
        "serialised_again",
        "signs the body as Python would write it, not the bytes that came",
        "sign the bytes of the body as they came, before anything parses them",
        _serialised_again,
    ),
    _other_secret("previous_secret", "still has the secret that the active one took the place of", _ACTIVE, _deleted),
    _other_secret("added_secret", "has the secret that was added alone, which is not active yet", _ACTIVE, _added),
    _signed_otherwise(
        "decoded_secret",
        "decodes the secret as base64 before it signs",
        "sign with the secret as it is written, as UTF-8",
        _decoded_secret,
    ),
)
