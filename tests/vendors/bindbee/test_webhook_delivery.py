"""How Bindbee's events are delivered: signature, keys, retries, environments, log, and what receivers get wrong."""

import base64
import hashlib
import hmac
import json
from itertools import accumulate
from typing import Any

import pytest

from ats_sandbox.contract.webhooks import Attempt, Notice, Result
from ats_sandbox.vendors.bindbee.connectors import CONNECTORS
from ats_sandbox.vendors.bindbee.syncs import start_sync
from ats_sandbox.world.clock import SECOND, iso
from tests.client import VendorClient
from tests.vendors.bindbee.demo_world import PREFIX, RESYNC
from tests.vendors.listening import Listener, published

PUBLISHED = published("bindbee")
REQUEST = PUBLISHED["request"]
LOGS = "/api/v1/webhooks/logs"
CANDIDATE_SYNC, DEVELOPMENT = 1, 4


@pytest.fixture
def told(bindbee: VendorClient) -> Listener:
    """A listener that has heard of a resync."""
    listener = Listener(bindbee)
    assert bindbee.post(RESYNC).status_code == 200
    return listener


def verified(body: bytes, headers: dict[str, str], key: str) -> bool:
    """The receiver of the vendor's guide."""
    expected = base64.urlsafe_b64encode(hmac.new(key.encode(), body, hashlib.sha256).digest()).decode()
    return hmac.compare_digest(expected, headers[REQUEST["signature_header"]])


def key_of(told: Listener) -> str:
    (live,) = told.subscriber(CANDIDATE_SYNC).keys_at(told.client.world.now)
    return live.secret


def test_the_published_receiver_accepts_what_is_sent(told: Listener) -> None:
    for notice in told.notices(CANDIDATE_SYNC):
        headers = told.headers(notice)

        assert headers.keys() == {"Content-Type", REQUEST["signature_header"]}
        assert headers["Content-Type"] == REQUEST["headers"]["Content-Type"]
        assert headers[REQUEST["signature_header"]].endswith("=")
        assert verified(notice.body, headers, key_of(told))
        assert not verified(notice.body + b" ", headers, key_of(told))


def test_without_a_key_there_is_no_signature(told: Listener) -> None:
    notice = told.notices(CANDIDATE_SYNC)[0]

    assert told.webhooks.headers(notice, notice.happening.at, ()) == (("Content-Type", "application/json"),)


def test_all_five_attempts_lie_within_a_minute(told: Listener) -> None:
    delays = told.webhooks.delays

    assert len(delays) == REQUEST["retries"]
    assert [at // SECOND for at in accumulate(delays)] == [4, 10, 25, 55]
    assert sum(delays) <= REQUEST["all_within_seconds"] * SECOND
    assert told.webhooks.timeout == REQUEST["timeout_seconds"] * SECOND


@pytest.mark.parametrize("status", [*REQUEST["success"], *REQUEST["failure"]])
def test_any_2xx_is_success(told: Listener, status: int) -> None:
    assert told.webhooks.accepts(status) is (status in REQUEST["success"])


def test_another_key_takes_the_place_of_the_old_one_at_once_and_for_every_webhook(told: Listener) -> None:
    old, notice = key_of(told), told.notices(CANDIDATE_SYNC)[0]
    with told.client.arrange() as world:
        made = told.webhooks.rotate(world, DEVELOPMENT)

    headers = told.headers(notice)
    assert made.secret == key_of(told) != old
    assert verified(notice.body, headers, made.secret)
    assert not verified(notice.body, headers, old)
    assert told.subscriber(CANDIDATE_SYNC).keys == told.subscriber(DEVELOPMENT).keys


def test_an_environment_never_hears_of_the_other(bindbee: VendorClient, told: Listener) -> None:
    with bindbee.arrange() as world:
        development = world[CONNECTORS].where(token="acme-development").first()
        assert development is not None
        start_sync(world, development)

    scopes = {one.scope for one in told.happenings}
    assert scopes == {"production", "test"}
    for number in (CANDIDATE_SYNC, DEVELOPMENT):
        scope = told.subscriber(number).scope
        assert {one.happening.scope for one in told.notices(number)} == {scope}


def test_a_webhook_is_made_switched_off_and_removed(bindbee: VendorClient, told: Listener) -> None:
    wish: Any = {"url": "http://localhost:9/in", "events": ["connector_synced"], "name": "Mine", "secret": "s3cret"}
    with bindbee.arrange() as world:
        number = told.webhooks.subscribe(world, wish)
    item = bindbee.get("/api/v1/webhooks").json["items"][-1]

    assert (item["name"], item["url"], item["is_enabled"]) == ("Mine", "http://localhost:9/in", True)
    assert item["webhook_id"] == told.subscriber(number).id
    assert [one.event for one in (notice.happening for notice in told.notices(number))] == ["connector_synced"]
    assert key_of(told) == "s3cret"

    with bindbee.arrange() as world:
        told.webhooks.enable(world, number, False)
    assert bindbee.get("/api/v1/webhooks").json["items"][-1]["is_enabled"] is False
    assert told.notices(number) == []

    with bindbee.arrange() as world:
        told.webhooks.unsubscribe(world, number)
    assert "Mine" not in [one["name"] for one in bindbee.get("/api/v1/webhooks").json["items"]]


def test_who_wishes_for_nothing_hears_of_everything_in_production(bindbee: VendorClient, told: Listener) -> None:
    with bindbee.arrange() as world:
        number = told.webhooks.subscribe(world, {})

    made = told.subscriber(number)
    assert (made.enabled, made.scope, made.every) == (True, "production", None)
    assert set(made.events) == set(told.webhooks.events) - {"employee_data_changed"}


@pytest.mark.parametrize("wish", [{"scope": "staging"}, {"every": 300_000}, {"events": ["connector-synced"]}])
def test_a_wish_that_has_no_place_is_refused(bindbee: VendorClient, told: Listener, wish: Any) -> None:
    with bindbee.arrange() as world, pytest.raises(ValueError, match="Bindbee"):
        told.webhooks.subscribe(world, wish)


def attempt(notice: Notice, number: int, at: int, status: int | None) -> Attempt:
    return Attempt(
        number=number,
        at=at,
        url=notice.subscriber.url,
        headers=(),
        body=notice.body,
        result=Result.LATE if status is None else Result.ACCEPTED if status < 300 else Result.REFUSED,
        status=status,
        answer=b"busy \xff" if status == 503 else b"",
    )


def test_the_log_of_a_notice_grows_with_its_attempts(bindbee: VendorClient, told: Listener) -> None:
    notice, now, log = told.notices(CANDIDATE_SYNC)[0], bindbee.world.now, None
    for number, status in enumerate((None, 503, 204), start=1):
        with bindbee.arrange() as world:
            log = told.webhooks.record(world, notice, attempt(notice, number, now + number * SECOND, status), log)

    newest = bindbee.get(f"{LOGS}?page_size=50").json["items"][-1]
    detail = bindbee.get(f"{LOGS}/{newest['id']}").json
    assert (newest["webhook_action"], newest["response_code"]) == ("connector_sync_started", 204)
    assert (newest["webhook_name"], newest["created_at"]) == ("Candidate sync", iso(now + SECOND)[:-1] + "000Z")
    assert [one["body"] for one in detail["request"]] == [json.loads(notice.body)] * 3
    assert [(one["status_code"], one["error"]) for one in detail["response"]] == [
        (None, "timeout"),
        (503, None),
        (204, None),
    ]
    assert detail["response"][1]["body"] == "busy �"
    assert bindbee.get("/api/v1/webhooks").json["items"][0]["last_triggered_at"] == newest["created_at"]


def test_what_is_gone_has_no_log(bindbee: VendorClient, told: Listener) -> None:
    notice = told.notices(CANDIDATE_SYNC)[0]
    with bindbee.arrange() as world:
        log = told.webhooks.record(world, notice, attempt(notice, 1, world.now, 500), None)
    (connector,) = bindbee.get(f"{PREFIX}/connectors?connector_token=acme").json["items"]
    assert bindbee.delete(f"{PREFIX}/connectors/{connector['id']}/delete").status_code == 200

    with bindbee.arrange() as world:
        assert told.webhooks.record(world, notice, attempt(notice, 2, world.now, 500), log) == log
        assert told.webhooks.record(world, notice, attempt(notice, 1, world.now, 500), None) is None
    assert bindbee.get(LOGS).json["items"] == []


def _expected(key: str, body: bytes) -> dict[str, str]:
    """What receivers with a mistake compare the header with."""
    digest = hmac.new(key.encode(), body, hashlib.sha256)
    good = base64.urlsafe_b64encode(digest.digest()).decode()
    decoded = base64.urlsafe_b64decode(key + "=" * (-len(key) % 4))
    again = json.dumps(json.loads(body)).encode()
    return {
        "no-padding": good.rstrip("="),
        "standard-base64": base64.b64encode(digest.digest()).decode(),
        "hex": digest.hexdigest(),
        "prefix": f"sha256={digest.hexdigest()}",
        "serialised-again": base64.urlsafe_b64encode(hmac.new(key.encode(), again, hashlib.sha256).digest()).decode(),
        "decoded-key": base64.urlsafe_b64encode(hmac.new(decoded, body, hashlib.sha256).digest()).decode(),
    }


def test_a_receiver_with_a_known_mistake_accepts_what_is_signed_for_it(told: Listener) -> None:
    old = key_of(told)
    with told.client.arrange() as world:
        told.webhooks.rotate(world, CANDIDATE_SYNC)
    now, key = told.client.world.now, key_of(told)
    keys = told.subscriber(CANDIDATE_SYNC).keys
    named = set()
    for notice in told.notices(CANDIDATE_SYNC):
        right = dict(told.headers(notice))[REQUEST["signature_header"]]
        expected = _expected(key, notice.body) | {"old-key": _expected(old, notice.body)["no-padding"] + "="}
        assert {one.name for one in told.webhooks.mistakes} == expected.keys()
        for mistake in told.webhooks.mistakes:
            headers = mistake.headers(notice, now, keys)
            if headers is None:
                assert expected[mistake.name] == right
                continue
            assert dict(headers)[REQUEST["signature_header"]] == expected[mistake.name] != right
            named.add(mistake.name)
    assert named == {one.name for one in told.webhooks.mistakes}


def test_a_key_that_was_never_replaced_cannot_be_an_old_one(told: Listener) -> None:
    (mistake,) = [one for one in told.webhooks.mistakes if one.name == "old-key"]
    notice = told.notices(CANDIDATE_SYNC)[0]

    assert mistake.headers(notice, told.client.world.now, told.subscriber(CANDIDATE_SYNC).keys) is None


def test_the_request_that_would_have_shown_an_event_is_there(bindbee: VendorClient, told: Listener) -> None:
    for event in PUBLISHED["events"]:
        hints = [text for start, text in told.webhooks.polling.items() if event.startswith(start)]
        if event == "employee_data_changed":
            assert hints == []
            continue
        path = hints[0].removeprefix("GET ").split(",")[0].split(":")[0].replace("{at}", iso(bindbee.world.now))
        assert bindbee.get(path).status_code == 200
