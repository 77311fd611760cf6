"""Idempotency keys on creates."""

import http.client
import json
import time
from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest

from ats_sandbox.server import Server
from ats_sandbox.vendors.bindbee.idempotency import KEPT, SAVED_ANSWERS, UNDER_WAY
from tests.client import VendorClient
from tests.vendors.bindbee.demo_world import APPLICATIONS, CANDIDATES, OFFERS, PREFIX, faults, id_of, pair, through

KEY = {"X-Idempotency-Key": "one"}
CONFLICT = {"detail": "Idempotency key already exists with a different payload."}


def count(bindbee: VendorClient) -> int:
    return len(bindbee.read().offers)


@pytest.mark.parametrize("path", [CANDIDATES, APPLICATIONS, OFFERS])
def test_a_repeated_write_gives_the_saved_answer_and_writes_nothing(bindbee: VendorClient, path: str) -> None:
    body: dict[str, Any] = pair(bindbee) if path == APPLICATIONS else {"status": "DRAFT", "first_name": "Ada"}
    first = bindbee.post(path, json=body, headers=KEY)
    before = bindbee.world.state

    second = bindbee.post(path, json=body, headers=KEY)

    assert (second.status_code, second.json) == (200, first.json)
    assert bindbee.world.state is before


def test_the_order_and_spacing_of_members_do_not_matter(bindbee: VendorClient) -> None:
    json = {"content_type": "application/json", "headers": KEY}
    first = bindbee.post(OFFERS, data='{"status": "SENT", "sent_at": null}', **json)

    assert bindbee.post(OFFERS, data='{"sent_at":null,"status":"SENT"}', **json).json == first.json


@pytest.mark.parametrize(
    ("path", "other"),
    [(CANDIDATES, {"first_name": "Grace"}), (OFFERS, {"status": "SENT"}), (APPLICATIONS, {"source": "LinkedIn"})],
)
def test_a_key_is_not_for_another_body(bindbee: VendorClient, path: str, other: dict[str, Any]) -> None:
    body: dict[str, Any] = pair(bindbee) if path == APPLICATIONS else {}
    assert bindbee.post(path, json=body, headers=KEY).status_code == 200
    before = bindbee.world.state

    answer = bindbee.post(path, json={**body, **other}, headers=KEY)

    assert (answer.status_code, answer.json) == (409, CONFLICT)
    assert bindbee.world.state is before


def test_a_key_is_not_for_another_operation(bindbee: VendorClient) -> None:
    bindbee.post(OFFERS, json={}, headers=KEY)

    assert bindbee.post(CANDIDATES, json={}, headers=KEY).status_code == 409


def test_each_connector_has_its_own_keys(bindbee: VendorClient) -> None:
    bindbee.post(OFFERS, json={}, headers=KEY)

    assert bindbee.post(OFFERS, json={"status": "SENT"}, headers={**KEY, **through("acme-live")}).status_code == 200


def test_after_a_failure_the_key_is_free(bindbee: VendorClient) -> None:
    faults(bindbee.post(OFFERS, json={"sent_at": "soon"}, headers=KEY))

    assert bindbee.post(OFFERS, json={"sent_at": "2026-03-01T00:00:00Z"}, headers=KEY).status_code == 200


def test_a_key_is_free_again_after_five_minutes(bindbee: VendorClient) -> None:
    first = bindbee.post(OFFERS, json={}, headers=KEY)
    bindbee.world.advance(KEPT - 2)
    assert bindbee.post(OFFERS, json={}, headers=KEY).json == first.json

    bindbee.world.advance(1)
    answer = bindbee.post(OFFERS, json={"status": "SENT"}, headers=KEY)

    assert answer.status_code == 200
    assert answer.json != first.json
    assert len(bindbee.read()[SAVED_ANSWERS]) == 1


def test_without_a_key_every_write_is_new(bindbee: VendorClient) -> None:
    before = count(bindbee)

    assert bindbee.post(OFFERS, json={}).json != bindbee.post(OFFERS, json={}).json
    assert bindbee.post(OFFERS, json={}, headers={"X-Idempotency-Key": ""}).status_code == 200
    assert count(bindbee) == before + 3


def test_a_reset_forgets_the_keys(bindbee: VendorClient) -> None:
    bindbee.post(OFFERS, json={}, headers=KEY)

    bindbee.world.reset()

    assert bindbee.post(OFFERS, json={"status": "SENT"}, headers=KEY).status_code == 200


def test_reads_do_not_look_at_keys(bindbee: VendorClient) -> None:
    for number in (1, 2):
        assert bindbee.get(f"{PREFIX}/offers/{id_of(bindbee, 'offer', number)}", headers=KEY).status_code == 200


IN_PROGRESS = {"detail": "Request with this idempotency key is already in progress."}


@pytest.fixture
def served(bindbee: VendorClient) -> Iterator[Server]:
    """The sandbox on a socket of its own."""
    with Server(bindbee.sandbox, grace=3) as running:
        yield running


class Sent(Thread):
    """A write over a connection of its own; what it answered is there once it has ended."""

    def __init__(self, bindbee: VendorClient, server: Server, body: Any, token: str = "sandbox-admin") -> None:
        super().__init__()
        self.status, self.document = 0, None
        self.address = server.address
        self.path = f"/w/{bindbee.name}/bindbee{OFFERS}"
        self.body = json.dumps(body)
        self.sent = {**bindbee.vendor.auth.present(token), **KEY, "Content-Type": "application/json"}

    def run(self) -> None:
        connection = http.client.HTTPConnection(*self.address, timeout=20)
        connection.request("POST", self.path, self.body, self.sent)
        answer = connection.getresponse()
        self.status, self.document = answer.status, json.loads(answer.read())
        connection.close()


def under_way(count: int) -> None:
    """Wait until so many writes with a key are under way."""
    deadline = time.monotonic() + 10
    while len(UNDER_WAY) < count:
        assert time.monotonic() < deadline, "no write with a key came"
        time.sleep(0.005)


@pytest.mark.parametrize("other", [{}, {"status": "SENT"}])
def test_of_two_requests_at_once_with_one_key_the_second_is_refused(
    bindbee: VendorClient, served: Server, other: dict[str, Any]
) -> None:
    before = count(bindbee)
    first, second = Sent(bindbee, served, {}), Sent(bindbee, served, other)
    with bindbee.arrange():  # as long as somebody else writes, the first request waits
        first.start()
        under_way(1)
        second.start()
        second.join(10)

        assert (second.status, second.document) == (409, IN_PROGRESS)
    first.join(10)

    assert first.status == 200
    assert count(bindbee) == before + 1
    assert bindbee.post(OFFERS, json={}, headers=KEY).json == first.document


def test_of_many_requests_at_once_with_one_key_one_writes(bindbee: VendorClient, served: Server) -> None:
    before = count(bindbee)
    many = [Sent(bindbee, served, {"status": ("SENT", "DRAFT")[number % 2]}) for number in range(10)]

    for one in many:
        one.start()
    for one in many:
        one.join(10)

    assert count(bindbee) == before + 1
    assert {one.status for one in many} <= {200, 409}
    assert len({one.document for one in many if one.status == 200}) == 1
    assert not UNDER_WAY


def test_a_stranger_learns_nothing_of_a_key_under_way(bindbee: VendorClient, served: Server) -> None:
    first = Sent(bindbee, served, {})
    with bindbee.arrange():
        first.start()
        under_way(1)
        stranger = Sent(bindbee, served, {}, token="nobody")
        stranger.start()
    first.join(10)
    stranger.join(10)

    assert (first.status, stranger.status) == (200, 401)


def test_other_keys_and_other_connectors_wait_for_nobody(bindbee: VendorClient, served: Server) -> None:
    first = Sent(bindbee, served, {})
    other_key, other_connector = Sent(bindbee, served, {}), Sent(bindbee, served, {})
    other_key.sent["X-Idempotency-Key"] = "two"
    other_connector.sent["x-connector-token"] = "acme-live"
    with bindbee.arrange():
        for one in (first, other_key, other_connector):
            one.start()
        under_way(3)
    for one in (first, other_key, other_connector):
        one.join(10)

    assert [one.status for one in (first, other_key, other_connector)] == [200, 200, 200]
    assert not UNDER_WAY


def test_an_answer_in_progress_is_refused_with_the_limit_beside_it(bindbee: VendorClient, served: Server) -> None:
    first = Sent(bindbee, served, {})
    with bindbee.arrange():
        first.start()
        under_way(1)
        answer = bindbee.post(OFFERS, json={}, headers=KEY)
    first.join(10)

    assert (answer.status_code, answer.json) == (409, IN_PROGRESS)
    assert answer.headers["X-RateLimit-Limit"] == "200"
