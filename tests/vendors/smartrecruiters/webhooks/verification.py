"""Verification as a receiver does it who follows the vendor's description of POST …/secret-key to the letter."""

import hashlib
import hmac
from collections.abc import Mapping


def signatures(header: str) -> list[str]:
    """The signatures of the scheme v1 in a header, whose segments are delimited by semicolons."""
    segments = (one.partition("=") for one in header.split(";"))
    return [signature for scheme, _, signature in segments if scheme == "v1"]


def verifies(key: str, headers: Mapping[str, str], body: bytes) -> bool:
    """True when a callback is signed with a key. Names of headers are in lower case; an absent one counts as empty."""
    names = ("event-id", "event-name", "event-version", "link")
    first, rest = headers["smartrecruiters-timestamp"], [headers.get(name, "") for name in names]
    text = b".".join([first.encode(), body, *(one.encode() for one in rest)])
    expected = hmac.new(key.encode(), text, hashlib.sha256).hexdigest()
    return expected in signatures(headers.get("smartrecruiters-signature", ""))


def lower(headers: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Headers as servers give them to programs."""
    return {name.lower(): value for name, value in headers}
