"""Receivers as the vendors publish them, and the same with one mistake each. They share no code with the sandbox."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any

from ats_sandbox.control.webhooks.receivers import Message

Verifies = Callable[[Message, str], bool]
"""Whether a receiver with a key believes a message."""
PARTS = ("timestamp", "body", "id", "name", "version", "link")


def digest(key: str, text: bytes) -> bytes:
    return hmac.new(key.encode(), text, hashlib.sha256).digest()


def hexadecimal(raw: bytes) -> str:
    return raw.hex()


def smartrecruiters(
    *,
    header: str = "smartrecruiters-signature",
    prefix: str = "v1=",
    write: Callable[[bytes], str] = hexadecimal,
    without: tuple[str, ...] = (),
    body: Callable[[str], str] = lambda text: text,
    link: Callable[[str], str] = lambda text: text,
    whole: bool = False,
) -> Verifies:
    """The receiver that the vendor describes: HMAC of six parts joined by dots, any of the signatures."""

    def verifies(message: Message, key: str) -> bool:
        sent = message.header
        if header.lower() not in sent:
            return False
        parts = {
            "timestamp": sent.get("smartrecruiters-timestamp", ""),
            "body": body(message.body.decode()),
            "id": sent.get("event-id", ""),
            "name": sent.get("event-name", ""),
            "version": sent.get("event-version", ""),
            "link": link(sent.get("link", "")),
        }
        text = ".".join(value for name, value in parts.items() if name not in without)
        expected = prefix + write(digest(key, text.encode()))
        found = sent[header.lower()]
        return expected == found if whole else expected in found.split(";")

    return verifies


def urlsafe(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode()


def unpadded(raw: bytes) -> str:
    return urlsafe(raw).rstrip("=")


def standard(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def again(body: bytes) -> bytes:
    """A body as whoever parses it first writes it."""
    return json.dumps(json.loads(body)).encode()


def bare(header: str, write: Callable[[bytes], str], body: Callable[[bytes], bytes] = bytes, prefix: str = "") -> Any:
    """A receiver that signs the body alone."""

    def verifies(message: Message, key: str) -> bool:
        return prefix + write(digest(key, body(message.body))) == message.header.get(header.lower())

    return verifies


def decoded(header: str, write: Callable[[bytes], str]) -> Verifies:
    """A receiver that takes its key for base64."""

    def verifies(message: Message, key: str) -> bool:
        raw = base64.urlsafe_b64decode(key + "=" * (-len(key) % 4))
        return write(hmac.new(raw, message.body, hashlib.sha256).digest()) == message.header.get(header.lower())

    return verifies


ALL_BUT_BODY = tuple(one for one in PARTS if one != "body")
OTHER = "X-SmartRecruiters-Signature"
OF_SMARTRECRUITERS: dict[str, Verifies] = {
    "body-only": smartrecruiters(without=ALL_BUT_BODY),
    "body-reserialised": smartrecruiters(body=lambda text: json.dumps(json.loads(text))),
    **{f"without-{part}": smartrecruiters(without=(part,)) for part in PARTS},
    "link-address": smartrecruiters(link=lambda text: text.partition(">")[0].lstrip("<")),
    "upper-case-hex": smartrecruiters(write=lambda raw: raw.hex().upper()),
    "base64": smartrecruiters(write=standard),
    "sha256-prefix": smartrecruiters(prefix="sha256="),
    "no-prefix": smartrecruiters(prefix=""),
    "other-header": smartrecruiters(header=OTHER),
    "body-only-sha256": smartrecruiters(prefix="sha256=", without=ALL_BUT_BODY),
    "body-only-sha256-other-header": smartrecruiters(prefix="sha256=", without=ALL_BUT_BODY, header=OTHER),
}
"""Those with the right key. `old-key` and its like have tests of their own."""

STACKONE, BINDBEE = "x-stackone-signature", "X-Bindbee-Webhook-Signature"
OF_STACKONE: dict[str, Verifies] = {
    "padding": bare(STACKONE, urlsafe),
    "standard-base64": bare(STACKONE, standard),
    "hex": bare(STACKONE, hexadecimal),
    "prefix": bare(STACKONE, unpadded, prefix="sha256="),
    "hex-with-prefix": bare(STACKONE, hexadecimal, prefix="sha256="),
    "serialised-again": bare(STACKONE, unpadded, again),
    "decoded-secret": decoded(STACKONE, unpadded),
}
OF_BINDBEE: dict[str, Verifies] = {
    "no-padding": bare(BINDBEE, unpadded),
    "standard-base64": bare(BINDBEE, standard),
    "hex": bare(BINDBEE, hexadecimal),
    "prefix": bare(BINDBEE, hexadecimal, prefix="sha256="),
    "serialised-again": bare(BINDBEE, urlsafe, again),
    "decoded-key": decoded(BINDBEE, urlsafe),
}
WRONG = {"smartrecruiters": OF_SMARTRECRUITERS, "stackone": OF_STACKONE, "bindbee": OF_BINDBEE}
RIGHT: dict[str, Verifies] = {
    "smartrecruiters": smartrecruiters(),
    "stackone": bare(STACKONE, unpadded),
    "bindbee": bare(BINDBEE, urlsafe),
}
