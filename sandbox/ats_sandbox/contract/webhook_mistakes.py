"""Mistakes of receivers about a signature that is made of a key and the bytes of the body alone."""

import base64
import binascii
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass

from ats_sandbox.contract.webhooks import Headers, Mistake, Notice, SigningKey

Sign = Callable[[bytes, bytes], str | None]
"""What a receiver expects the header to say, of a key and a body; None where the mistake makes no difference."""
Choose = Callable[[tuple[SigningKey, ...], int], SigningKey | None]
"""The key that a receiver has, of all there ever were, at an instant."""


def digest(key: bytes, body: bytes) -> bytes:
    """The HMAC-SHA256 of a body."""
    return hmac.digest(key, body, "sha256")


def hexadecimal(key: bytes, body: bytes) -> str:
    """Hexadecimal digits for base64."""
    return digest(key, body).hex()


def standard_base64(key: bytes, body: bytes) -> str:
    """Base64 of `+` and `/` for that of `-` and `_`."""
    return base64.b64encode(digest(key, body)).decode()


def valid(keys: tuple[SigningKey, ...], at: int) -> SigningKey | None:
    """The newest key that is valid: the right one."""
    return next((one for one in reversed(keys) if one.live(at)), None)


def expired(keys: tuple[SigningKey, ...], at: int) -> SigningKey | None:
    """The last of those that are not valid any more."""
    return next((one for one in reversed(keys) if one.expires_at is not None and one.expires_at <= at), None)


@dataclass(frozen=True)
class BodySignature:
    """How a vendor signs bodies: `of` gives the signature, `sent` the headers of a message that has it."""

    of: Callable[[bytes, bytes], str]
    sent: Callable[[str], Headers]

    def otherwise(self, name: str, about: str, fix: str, sign: Sign) -> Mistake:
        """Signed with the valid key, in another way than the vendor does."""

        def headers(notice: Notice, at: int, keys: tuple[SigningKey, ...]) -> Headers | None:
            key = valid(keys, at)
            if key is None:
                return None
            secret = key.secret.encode()
            value = sign(secret, notice.body)
            return None if value is None or value == self.of(secret, notice.body) else self.sent(value)

        return Mistake(name, about, fix, headers)

    def with_key(self, name: str, about: str, fix: str, choose: Choose) -> Mistake:
        """Signed as the vendor does, with another key than the valid one."""

        def headers(notice: Notice, at: int, keys: tuple[SigningKey, ...]) -> Headers | None:
            key = choose(keys, at)
            return None if key is None else self.sent(self.of(key.secret.encode(), notice.body))

        return Mistake(name, about, fix, headers)

    def serialised_again(self) -> Mistake:
        """The body as Python would write it."""
        return self.otherwise(
            "serialised-again",
            "signs the body as Python would write it, not the bytes that came",
            "sign the bytes of the body as they came, before anything parses them",
            lambda key, body: self.of(key, json.dumps(json.loads(body)).encode()),
        )

    def with_decoded_key(self, key: bytes, body: bytes) -> str | None:
        """The signature with a key that was taken for base64; None where it is none."""
        try:
            return self.of(base64.urlsafe_b64decode(key + b"=" * (-len(key) % 4)), body)
        except binascii.Error:
            return None
