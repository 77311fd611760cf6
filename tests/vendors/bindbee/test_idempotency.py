"""Idempotency keys on creates."""

from typing import Any

import pytest

from ats_sandbox.vendors.bindbee.idempotency import KEPT, SAVED_ANSWERS
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
