"""SmartRecruiters: for each known mistake of receivers, the message that receivers with it accept, and no others."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from ats_sandbox.contract.webhooks import Headers, Mistake, Notice, SigningKey
from ats_sandbox.vendors.smartrecruiters.webhooks.declaration import WEBHOOKS
from ats_sandbox.vendors.smartrecruiters.webhooks.messages import Credentials
from ats_sandbox.world.clock import DAY
from tests.vendors.smartrecruiters.webhooks.hearing import a_subscriber
from tests.vendors.smartrecruiters.webhooks.test_signatures import AT, a_notice
from tests.vendors.smartrecruiters.webhooks.verification import lower, verifies

OLD, NEW = SigningKey("old", 0, AT - DAY), SigningKey("new", AT - 2 * DAY)
"""A key that has expired, and the one that is valid."""
ADDRESS = b"http://smartrecruiters.com/endpoint"
HANDSHAKE = "the secret of the handshake"
NOTICE = a_notice(a_subscriber(keys=(OLD, NEW), credentials=Credentials(None, HANDSHAKE)))

Receiver = Callable[[Mapping[str, str], bytes], bool]


def hash_of(text: bytes, key: str = NEW.secret) -> Any:
    return hmac.new(key.encode(), text, hashlib.sha256)


def parts(headers: Mapping[str, str], body: bytes) -> dict[str, bytes]:
    """The parts of the text that is signed, by what a mistake calls them."""
    names = {"id": "event-id", "name": "event-name", "version": "event-version", "link": "link"}
    told = {part: headers.get(name, "").encode() for part, name in names.items()}
    return {"timestamp": headers["smartrecruiters-timestamp"].encode(), "body": body, **told}


def signed(headers: Mapping[str, str], content: bytes, **changed: bytes) -> bytes:
    return b".".join({**parts(headers, content), **changed}.values())


def given(headers: Mapping[str, str]) -> list[str]:
    return headers.get("smartrecruiters-signature", "").split(";")


def without(part: str) -> Receiver:
    def receive(headers: Mapping[str, str], body: bytes) -> bool:
        text = b".".join(value for name, value in parts(headers, body).items() if name != part)
        return f"v1={hash_of(text).hexdigest()}" in given(headers)

    return receive


def at_milliseconds(headers: Mapping[str, str], body: bytes) -> bool:
    fresh = abs(int(headers["smartrecruiters-timestamp"]) - AT) < 5 * 60 * 1000
    return fresh and verifies(NEW.secret, headers, body)


def other(headers: Mapping[str, str], value: str) -> bool:
    return headers.get("x-smartrecruiters-signature") == value


RECEIVERS: dict[str, Receiver] = {
    "handshake-secret-as-key": lambda headers, body: verifies(HANDSHAKE, headers, body),
    "handshake-secret-plugin": lambda headers, body: other(headers, f"sha256={hash_of(body, HANDSHAKE).hexdigest()}"),
    "old-key": lambda headers, body: verifies(OLD.secret, headers, body),
    "body-only": lambda headers, body: f"v1={hash_of(body).hexdigest()}" in given(headers),
    "body-reserialised": lambda headers, body: (
        f"v1={hash_of(signed(headers, body, body=json.dumps(json.loads(body)).encode())).hexdigest()}" in given(headers)
    ),
    **{f"without-{part}": without(part) for part in ("timestamp", "body", "id", "name", "version", "link")},
    "link-address": lambda headers, body: (
        f"v1={hash_of(signed(headers, body, link=ADDRESS)).hexdigest()}" in given(headers)
    ),
    "timestamp-in-milliseconds": at_milliseconds,
    "upper-case-hex": lambda headers, body: (
        f"v1={hash_of(signed(headers, body)).hexdigest().upper()}" in given(headers)
    ),
    "base64": lambda headers, body: (
        f"v1={base64.b64encode(hash_of(signed(headers, body)).digest()).decode()}" in given(headers)
    ),
    "sha256-prefix": lambda headers, body: f"sha256={hash_of(signed(headers, body)).hexdigest()}" in given(headers),
    "no-prefix": lambda headers, body: hash_of(signed(headers, body)).hexdigest() in given(headers),
    "other-header": lambda headers, body: other(headers, f"v1={hash_of(signed(headers, body)).hexdigest()}"),
    "body-only-sha256": lambda headers, body: f"sha256={hash_of(body).hexdigest()}" in given(headers),
    "body-only-sha256-other-header": lambda headers, body: other(headers, f"sha256={hash_of(body).hexdigest()}"),
}
"""Receivers that make one mistake each, by its name."""
KNOWN = {mistake.name: mistake for mistake in WEBHOOKS.mistakes}


def message(mistake: Mistake, notice: Notice = NOTICE, keys: tuple[SigningKey, ...] = (OLD, NEW)) -> Headers:
    headers = mistake.headers(notice, AT, keys)
    assert headers is not None, mistake.name
    return headers


def test_every_mistake_has_a_name_of_its_own_and_is_explained() -> None:
    assert len(KNOWN) == len(WEBHOOKS.mistakes)
    assert {*KNOWN} == {*RECEIVERS, "one-signature-only"}
    assert all(one.about for one in WEBHOOKS.mistakes)


@pytest.mark.parametrize("name", RECEIVERS)
def test_a_receiver_with_a_mistake_accepts_its_message_and_no_other(name: str) -> None:
    accepts, body = RECEIVERS[name], NOTICE.body

    accepted = [one for one in RECEIVERS if accepts(lower(message(KNOWN[one])), body)]

    assert accepted == [name]
    assert not accepts(lower(WEBHOOKS.headers(NOTICE, AT, (NEW,))), body), "it makes no mistake"


@pytest.mark.parametrize("name", RECEIVERS)
def test_a_receiver_without_a_mistake_refuses_the_message(name: str) -> None:
    headers = lower(message(KNOWN[name]))

    right = verifies(NEW.secret, headers, NOTICE.body)

    assert right is (name == "timestamp-in-milliseconds"), "it does not look at the age of a message"
    assert headers.get("smartrecruiters-timestamp") == str(AT if right else AT // 1000)


def test_a_receiver_that_compares_the_whole_header_knows_one_key() -> None:
    keys, single = (SigningKey("older"), NEW), KNOWN["one-signature-only"]

    sent = lower(WEBHOOKS.headers(NOTICE, AT, keys))
    headers = lower(message(single, keys=keys))

    expected = f"v1={hash_of(signed(headers, NOTICE.body)).hexdigest()}"
    assert headers["smartrecruiters-signature"] == expected != sent["smartrecruiters-signature"]
    assert single.headers(NOTICE, AT, (OLD, NEW)) is None, "only one key is valid"


def test_mistakes_that_cannot_be_made_do_not_apply() -> None:
    plain = a_notice()

    assert [one.name for one in WEBHOOKS.mistakes if one.headers(plain, AT, ()) is not None] == []
    apply = {one.name for one in WEBHOOKS.mistakes if one.headers(plain, AT, (NEW,)) is not None}
    assert {*KNOWN} - apply == {
        "handshake-secret-as-key",
        "handshake-secret-plugin",
        "old-key",
        "one-signature-only",
    }


def test_a_body_that_was_cut_has_messages_too() -> None:
    cut = a_notice(a_subscriber())
    broken = Notice(id=cut.id, happening=cut.happening, subscriber=cut.subscriber, origin=cut.origin, body=b'{"j\xff')

    for one in WEBHOOKS.mistakes:
        one.headers(broken, AT, (OLD, NEW))
    assert verifies(NEW.secret, lower(WEBHOOKS.headers(broken, AT, (NEW,))), broken.body)
