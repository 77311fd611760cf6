"""What receivers get wrong about the signature: for each mistake, the headers that a receiver with it accepts.

That a receiver takes the key of the other environment cannot be: an organisation has one key for both.
"""

import base64
import binascii
import json
from collections.abc import Callable

from ats_sandbox.contract.webhooks import Headers, Mistake, Notice, SigningKey
from ats_sandbox.vendors.bindbee.webhooks.delivery import digest, signature, signed

Sign = Callable[[bytes, bytes], str | None]
"""What a receiver expects the header to say, of a key and a body; None where the mistake makes no difference."""


def _mistake(name: str, about: str, fix: str, sign: Sign) -> Mistake:
    """Signed with the key that is valid, in another way than Bindbee does."""

    def headers(notice: Notice, at: int, keys: tuple[SigningKey, ...]) -> Headers | None:
        live = [one.secret.encode() for one in keys if one.live(at)]
        value = sign(live[-1], notice.body) if live else None
        return None if value is None or value == signature(live[-1], notice.body) else signed(value)

    return Mistake(name, about, fix, headers)


def _old_key(notice: Notice, at: int, keys: tuple[SigningKey, ...]) -> Headers | None:
    old = [one.secret.encode() for one in keys if one.expires_at is not None and one.expires_at <= at]
    return signed(signature(old[-1], notice.body)) if old else None


def _serialised_again(key: bytes, body: bytes) -> str:
    return signature(key, json.dumps(json.loads(body)).encode())


def _decoded_key(key: bytes, body: bytes) -> str | None:
    try:
        return signature(base64.urlsafe_b64decode(key + b"=" * (-len(key) % 4)), body)
    except binascii.Error:
        return None


def _hex(key: bytes, body: bytes) -> str:
    return digest(key, body).hex()


_FORM = "compare with base64 of `-` and `_` that keeps its `=`: what `base64.urlsafe_b64encode` gives"
_BARE = f"{_FORM}, and nothing in front of it"

MISTAKES = (
    _mistake(
        "no_padding",
        "compares with base64 without `=`",
        _FORM,
        lambda key, body: signature(key, body).rstrip("="),
    ),
    _mistake(
        "standard_base64",
        "compares with base64 of `+` and `/`, where Bindbee writes `-` and `_`",
        _FORM,
        lambda key, body: base64.b64encode(digest(key, body)).decode(),
    ),
    _mistake("hex", "compares with hexadecimal digits", _FORM, _hex),
    _mistake(
        "prefix",
        "compares with `sha256=` and hexadecimal digits",
        _BARE,
        lambda key, body: f"sha256={_hex(key, body)}",
    ),
    _mistake(
        "serialised_again",
        "signs the body as Python would write it, not the bytes that came",
        "sign the bytes of the body as they came, before anything parses them",
        _serialised_again,
    ),
    Mistake(
        "old_key",
        "still has the key from before the last one was made",
        "take the newest key of the organisation: a new one ends the one before at once",
        _old_key,
    ),
    _mistake(
        "decoded_key",
        "decodes the key as base64 before it signs",
        "sign with the key as it is written, as UTF-8",
        _decoded_key,
    ),
)
