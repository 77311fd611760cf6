"""How StackOne's events are delivered: signature, secrets, test events, and what receivers get wrong."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any

import pytest

from ats_sandbox.contract.webhooks import Headers, Notice, SigningKey
from ats_sandbox.vendors.stackone.webhooks.state import MADE_EVENTS
from ats_sandbox.world.clock import HOUR, MINUTE, SECOND, iso
from tests.client import VendorClient
from tests.vendors.listening import Listener, published
from tests.vendors.stackone.api import everything, made, shown

PUBLISHED = published("stackone")
REQUEST = PUBLISHED["request"]
HEADER = REQUEST["signature_header"]


@pytest.fixture
def told(stackone: VendorClient) -> Listener:
    return Listener(stackone)


@pytest.fixture
def webhook(stackone: VendorClient, told: Listener) -> int:
    """A webhook for everything, when a candidate was created."""
    with stackone.arrange() as world:
        number = told.webhooks.subscribe(world, {})
    made(stackone, "candidates", {"first_name": "Zoë", "last_name": "Quist"})
    return number


def verified(body: bytes, headers: dict[str, str], *secrets: str) -> bool:
    """The vendor's receiver: Node's `createHmac('sha256', secret).update(raw).digest('base64url')`."""
    digests = [hmac.new(secret.encode(), body, hashlib.sha256).digest() for secret in secrets]
    expected = [base64.urlsafe_b64encode(one).decode().rstrip("=") for one in digests]
    return any(hmac.compare_digest(one, headers[HEADER]) for one in expected)


def secrets_of(told: Listener, number: int) -> list[str]:
    return [one.secret for one in told.subscriber(number).keys]


def test_the_published_receiver_accepts_what_is_sent(told: Listener, webhook: int) -> None:
    (secret,) = secrets_of(told, webhook)
    for notice in told.notices(webhook):
        headers = told.headers(notice)

        assert headers.keys() == {"content-type", HEADER}
        assert headers["content-type"] == REQUEST["headers"]["content-type"]
        assert len(headers[HEADER]) == 43
        assert verified(notice.body, headers, secret)
        assert not verified(notice.body + b" ", headers, secret)


def test_without_a_secret_there_is_no_signature(told: Listener, webhook: int) -> None:
    assert told.webhooks.headers(told.notices(webhook)[0], 0, ()) == (("content-type", "application/json"),)


def test_what_is_not_published_is_as_inferred(told: Listener) -> None:
    assert [one // MINUTE for one in told.webhooks.delays] == REQUEST["delays_minutes"]
    assert told.webhooks.timeout == REQUEST["timeout_seconds"] * SECOND
    assert [one for one in (199, 200, 202, 204, 299, 301, 400, 500) if told.webhooks.accepts(one)] == [
        *(200, 202, 204, 299)
    ]


def test_a_secret_that_was_added_signs_once_it_is_active(stackone: VendorClient, told: Listener, webhook: int) -> None:
    (first,) = secrets_of(told, webhook)
    notice = told.notices(webhook)[0]
    with stackone.arrange() as world:
        added = told.webhooks.rotate(world, webhook)

    assert added.secret not in (first, "")
    assert verified(notice.body, told.headers(notice), first)
    assert verified(notice.body, told.headers(notice), added.secret, first)
    assert not verified(notice.body, told.headers(notice), added.secret)
    stackone.world.advance(HOUR)
    assert verified(notice.body, told.headers(notice), added.secret)
    assert not verified(notice.body, told.headers(notice), first)


def test_a_secret_that_waits_becomes_active_when_another_one_is_added(
    stackone: VendorClient, told: Listener, webhook: int
) -> None:
    notice = told.notices(webhook)[0]
    for _ in range(2):
        with stackone.arrange() as world:
            told.webhooks.rotate(world, webhook)

    first, second, third = secrets_of(told, webhook)
    assert len({first, second, third}) == 3
    assert verified(notice.body, told.headers(notice), second)
    stackone.world.advance(HOUR)
    assert verified(notice.body, told.headers(notice), third)


def test_a_webhook_is_made_switched_off_and_removed(stackone: VendorClient, told: Listener) -> None:
    wish: Any = {
        "url": "http://localhost:9/in",
        "events": ["ats_candidates.created"],
        "name": "Mine",
        "secret": "s3cret",
        "every": 300_000,
    }
    with stackone.arrange() as world:
        number = told.webhooks.subscribe(world, wish)
    mine = told.subscriber(number)
    made(stackone, "candidates", {"first_name": "Ada"})

    assert (mine.name, mine.url, mine.enabled, mine.every) == ("Mine", "http://localhost:9/in", True, 300_000)
    assert secrets_of(told, number) == ["s3cret"]
    assert len(told.notices(number)) == 2
    with stackone.arrange() as world:
        told.webhooks.enable(world, number, False)
    assert told.notices(number) == []
    with stackone.arrange() as world:
        told.webhooks.unsubscribe(world, number)
    assert [one.number for one in told.webhooks.subscribers(stackone.read())] == [1]


@pytest.mark.parametrize("wish", [{"scope": "nobody"}, {"every": 299_999}, {"events": PUBLISHED["unknown"]}])
def test_a_wish_that_has_no_place_is_refused(stackone: VendorClient, told: Listener, wish: Any) -> None:
    with stackone.arrange() as world, pytest.raises(ValueError, match="StackOne"):
        told.webhooks.subscribe(world, wish)


def make(stackone: VendorClient, number: int, *events: tuple[str, str], account: str = "acme") -> list[dict[str, Any]]:
    """Events made over the API."""
    body = [{"event": event, "record_id": record} for event, record in events]
    answer = stackone.post(f"/webhooks/{number}/events", json=body, headers={"x-account-id": account})
    assert answer.status_code == 207, answer.text
    results: list[dict[str, Any]] = answer.json
    return results


def test_a_made_event_is_told_to_its_webhook_alone(stackone: VendorClient, told: Listener, webhook: int) -> None:
    with stackone.arrange() as world:
        other = told.webhooks.subscribe(world, {})
    told.happenings.clear()
    person = everything(stackone, "candidates")[0]

    answers = make(stackone, webhook, ("ats_candidates.deleted", person["id"]), ("account.expired", "acme"))

    assert answers == [
        {"event": "ats_candidates.deleted", "record_id": person["id"], **PUBLISHED["made"]},
        {"event": "account.expired", "record_id": "acme", **PUBLISHED["made"]},
    ]
    assert told.notices(other) == []
    deleted, expired = told.bodies(webhook)
    assert list(deleted) == PUBLISHED["record_members"]
    assert (deleted["record_id"], deleted["record_remote_id"]) == (person["id"], person["remote_id"])
    assert (deleted["account_id"], deleted["event_date"]) == ("acme", iso(stackone.world.now))
    assert list(expired) == PUBLISHED["account_members"]
    assert shown(stackone, f"candidates/{person['id']}") == person

    with stackone.arrange() as world:
        told.webhooks.unsubscribe(world, webhook)
    assert list(stackone.read()[MADE_EVENTS]) == []


def test_the_events_of_one_request_stand_and_fall_alone(stackone: VendorClient, told: Listener, webhook: int) -> None:
    told.happenings.clear()
    person = everything(stackone, "candidates")[0]

    answers = make(
        stackone,
        webhook,
        ("ats_candidates.connected", person["id"]),
        ("ats_candidates.updated", "nobody"),
        ("ats_candidates.updated", person["remote_id"]),
        ("ats_jobs.updated", person["id"]),
        ("account.updated", "acme-basic"),
        ("request.failed", "nobody"),
    )

    assert [one["status"] for one in answers] == [400, 404, 200, 404, 404, 404]
    assert told.events == ["ats_candidates.updated"]
    assert told.bodies(webhook)[0]["record_id"] == person["id"]


def test_a_key_makes_no_events_of_records_that_it_may_not_see(stackone: VendorClient, told: Listener) -> None:
    job = next(one for one in everything(stackone, "jobs") if one["confidential"] == "true")
    body = [{"event": "ats_jobs.updated", "record_id": job["id"]}]

    answer = stackone.post("/webhooks/1/events", json=body, token="sandbox-restricted")

    assert [(one["status"], one["message"]) for one in answer.json] == [(403, "Forbidden resource")]
    assert told.events == []


def test_a_failed_request_can_be_told_of_by_a_made_event(busy: VendorClient, told: Listener, webhook: int) -> None:
    logs = busy.get("/requests/logs?success=false").json["data"]
    told.happenings.clear()

    assert make(busy, webhook, ("request.failed", logs[0]["request_id"]))[0]["status"] == 200

    (body,) = told.bodies(webhook)
    assert list(body) == PUBLISHED["account_members"]


def test_a_webhook_for_one_account_is_not_told_of_another(stackone: VendorClient, told: Listener) -> None:
    person = everything(stackone, "candidates")[0]
    with stackone.arrange() as world:
        number = told.webhooks.subscribe(world, {"scope": "acme-basic"})
    event = ("ats_candidates.updated", person["id"])

    assert [make(stackone, number, event, account=one)[0]["status"] for one in ("acme", "acme-basic")] == [400, 200]


@pytest.mark.parametrize("id", ["2", "01", "1.0", "nobody", "%00", "1" * 400, "²"])
def test_a_webhook_that_there_is_not_is_not_found(stackone: VendorClient, id: str) -> None:
    body = [{"event": "account.updated", "record_id": "acme"}]

    assert stackone.post(f"/webhooks/{id}/events", json=body).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        None,
        {},
        [],
        [None],
        [[]],
        [{"event": None, "record_id": "1"}],
        [{"event": 1, "record_id": "1"}],
        [{"event": "account.updated", "record_id": {}}],
        [{"event": "account.updated", "record_id": "acme"}] * 101,
    ],
)
def test_a_body_that_is_none_is_refused(stackone: VendorClient, body: Any) -> None:
    answer = stackone.post("/webhooks/1/events", json=body)

    assert (answer.status_code, answer.json["errorCode"]) == (400, "ValidationError"), answer.text


def test_strange_ids_are_just_not_found(stackone: VendorClient, told: Listener, webhook: int) -> None:
    strange = ["", "\x00", "é" * 5_000, "c28xIQ", "c28xIQ====", "-1", "9" * 400]

    answers = make(stackone, webhook, *(("ats_candidates.updated", one) for one in strange))

    assert [one["status"] for one in answers] == [404] * len(strange)


def _signed(secret: bytes, body: bytes) -> bytes:
    return hmac.new(secret, body, hashlib.sha256).digest()


RECEIVERS: dict[str, Callable[[str, bytes], str]] = {
    "padding": lambda secret, body: base64.urlsafe_b64encode(_signed(secret.encode(), body)).decode(),
    "standard-base64": lambda secret, body: base64.b64encode(_signed(secret.encode(), body)).decode(),
    "hex": lambda secret, body: _signed(secret.encode(), body).hex(),
    "prefix": lambda secret, body: f"sha256={_right(secret.encode(), body)}",
    "hex-with-prefix": lambda secret, body: f"sha256={_signed(secret.encode(), body).hex()}",
    "serialised-again": lambda secret, body: _right(secret.encode(), json.dumps(json.loads(body)).encode()),
    "decoded-secret": lambda secret, body: _right(base64.b64decode(secret), body),
}
"""What receivers with a mistake compare the header with, when they have the active secret."""


def _right(secret: bytes, body: bytes) -> str:
    return base64.urlsafe_b64encode(_signed(secret, body)).decode().rstrip("=")


def headers_of(told: Listener, name: str, notice: Notice, keys: tuple[SigningKey, ...]) -> Headers | None:
    (mistake,) = [one for one in told.webhooks.mistakes if one.name == name]
    return mistake.headers(notice, told.client.world.now, keys)


@pytest.mark.parametrize("name", RECEIVERS)
def test_a_receiver_with_a_known_mistake_accepts_what_is_signed_for_it(told: Listener, webhook: int, name: str) -> None:
    (secret,) = secrets_of(told, webhook)
    for notice in told.notices(webhook):
        headers = headers_of(told, name, notice, told.subscriber(webhook).keys)

        assert headers is not None
        assert dict(headers)[HEADER] == RECEIVERS[name](secret, notice.body)
        assert not verified(notice.body, dict(headers), secret)


def test_a_receiver_with_another_secret_accepts_what_is_signed_for_it(
    stackone: VendorClient, told: Listener, webhook: int
) -> None:
    notice = told.notices(webhook)[0]
    assert headers_of(told, "previous-secret", notice, told.subscriber(webhook).keys) is None
    assert headers_of(told, "added-secret", notice, told.subscriber(webhook).keys) is None
    for _ in range(2):
        with stackone.arrange() as world:
            told.webhooks.rotate(world, webhook)

    first, _, third = secrets_of(told, webhook)
    keys = told.subscriber(webhook).keys
    previous, added = (headers_of(told, name, notice, keys) for name in ("previous-secret", "added-secret"))
    assert verified(notice.body, dict(previous or ()), first)
    assert verified(notice.body, dict(added or ()), third)
    assert {one.name for one in told.webhooks.mistakes} == RECEIVERS.keys() | {"previous-secret", "added-secret"}


def test_a_secret_that_is_no_base64_is_not_decoded(stackone: VendorClient, told: Listener) -> None:
    with stackone.arrange() as world:
        number = told.webhooks.subscribe(world, {"secret": "x"})
    made(stackone, "candidates", {"first_name": "Ada"})

    assert headers_of(told, "decoded-secret", told.notices(number)[0], told.subscriber(number).keys) is None


@pytest.mark.parametrize("event", ["account.error", "request.failed", "ats_users.updated", "ats_jobs.deleted"])
def test_the_request_that_would_have_shown_an_event_is_there(
    stackone: VendorClient, told: Listener, event: str
) -> None:
    hint = next(text for start, text in told.webhooks.polling.items() if event.startswith(start))
    path = hint.removeprefix("GET ").split(": ")[0].replace("{at}", iso(stackone.world.now))

    assert stackone.get(path).status_code == 200


def test_every_event_has_such_a_request(told: Listener) -> None:
    assert all(event.startswith(tuple(told.webhooks.polling)) for event in told.webhooks.events)


def test_the_same_requests_give_the_same_bytes(stackone: VendorClient, told: Listener, webhook: int) -> None:
    other = VendorClient(stackone.sandbox, stackone.vendor, f"{stackone.name}-again")
    heard = Listener(other)
    with other.arrange() as world:
        number = heard.webhooks.subscribe(world, {})
    made(other, "candidates", {"first_name": "Zoë", "last_name": "Quist"})

    assert [one.body for one in told.notices(webhook)] == [one.body for one in heard.notices(number)]
    assert [told.headers(one) for one in told.notices(webhook)] == [heard.headers(one) for one in heard.notices(number)]
    stackone.sandbox.worlds.drop(other.name)
