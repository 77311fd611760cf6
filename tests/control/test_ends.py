"""The ends of ranges: the last instant, tokens beyond it, ids at their last, and numbers of either kind."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.operation import Operation
from ats_sandbox.world.clock import END, iso
from tests.client import VendorClient
from tests.contract.example_requests import EVERY, path_of, send_example
from tests.lanes import each_operation

ClientOf = Callable[[str], VendorClient]
CENTURY = 100 * 365 * 86_400
HIGHEST = (1 << 24) - 1


@each_operation(EVERY)
def test_every_operation_works_at_the_last_instant(client_of: ClientOf, vendor: str, operation: Operation) -> None:
    client = client_of(vendor)
    client.world.advance_to(END)

    assert send_example(client, operation).status_code < 500
    assert client.world.now == END


def test_time_stands_still_at_its_end(
    tester: VendorClient, client_of: ClientOf, elsewhere: Callable[[str], str]
) -> None:
    smartrecruiters = client_of("smartrecruiters")
    tester.world.advance_to(END - 3)

    for number in range(6):
        body = {"firstName": "A", "lastName": str(number), "email": f"a{number}@example.com"}
        assert smartrecruiters.post("/candidates", json=body).status_code == 201

    assert tester.get("/clock").json["now"] == iso(END)
    assert tester.post("/clock/advance", json={"by": "PT1S"}).status_code == 400
    document = tester.get("/export").json
    other = VendorClient(tester.sandbox, tester.vendor, elsewhere("copy"))
    assert other.post("/import", json=document).status_code == 200


@pytest.mark.parametrize("content", ["changes", "everything"])
def test_what_clients_date_beyond_the_clock_is_exported_and_imported(
    tester: VendorClient, client_of: ClientOf, elsewhere: Callable[[str], str], content: str
) -> None:
    action = {"comment": "x", "datetime_action_date": "9999-12-31T23:59:59.999Z"}
    assert client_of("skailer").post("/api/v1/candidates/1/actions", json=action).status_code == 200

    document = tester.get(f"/export?content={content}").json

    other = VendorClient(tester.sandbox, tester.vendor, elsewhere("copy"))
    assert other.post("/import", json=document).status_code == 200
    assert other.get(f"/export?content={content}").json == document


@pytest.mark.parametrize("state", ["interviewing", "offer_sent", "hired"])
def test_states_that_are_reached_at_the_end_of_time_are_exported_and_imported(
    tester: VendorClient, elsewhere: Callable[[str], str], state: str
) -> None:
    tester.world.advance_to(END)
    application = next(one for one in tester.read().applications if one.status == "new")
    named = tester.sandbox.vendors[0].ids["application"].write(tester.read(), application.id)
    assert tester.post(f"/applications/{named}/state", json={"state": state}).status_code == 200

    document = tester.get("/export").json

    other = VendorClient(tester.sandbox, tester.vendor, elsewhere("copy"))
    assert other.post("/import", json=document).status_code == 200


def test_a_token_that_would_outlive_time_is_refused_and_not_kept(tester: VendorClient) -> None:
    tester.world.advance_to(END - 1_000 * CENTURY // 2)

    refused = tester.post("/tokens", json={"lifetime_seconds": CENTURY})

    assert refused.status_code == 400
    assert "last instant" in refused.json["details"][0]["problem"]
    assert tester.get("/tokens").json == []
    assert tester.post("/tokens", json={"lifetime_seconds": CENTURY // 4}).status_code == 201


@pytest.mark.parametrize("vendor", ["smartrecruiters", "skailer"])
def test_tokens_with_the_vendors_lifetime_are_issued_up_to_the_end(tester: VendorClient, vendor: str) -> None:
    tester.world.advance_to(END)

    refused = tester.post("/tokens", json={"vendor": vendor})

    assert refused.status_code == 400
    assert tester.get("/tokens").status_code == 200


def test_ids_go_on_beyond_the_highest_that_is_imported(tester: VendorClient, client_of: ClientOf) -> None:
    document = tester.get("/export").json
    document["states"][-1]["collections"] = {"candidates": {"next_id": HIGHEST}}
    assert tester.post("/import", json=document).status_code == 200
    smartrecruiters = client_of("smartrecruiters")
    job = smartrecruiters.get("/jobs?limit=1").json["content"][0]["id"]

    for number in range(3):
        body = {"firstName": "A", "lastName": str(number), "email": f"a{number}@example.com"}
        assert smartrecruiters.post(f"/jobs/{job}/candidates", json=body).status_code == 201
    found = smartrecruiters.get("/candidates?updatedAfter=2026-03-02T09:00:00.000Z")

    assert found.status_code == 200
    assert found.json["totalFound"] == 3


def test_an_import_beyond_the_highest_id_is_refused_in_words(tester: VendorClient) -> None:
    document = tester.get("/export").json
    document["states"][-1]["collections"] = {"candidates": {"next_id": HIGHEST + 1}}

    refused = tester.post("/import", json=document)

    assert refused.status_code == 400
    assert "next_id" in json.dumps(refused.json)


WRITING = [(vendor, one) for vendor, one in EVERY if one.writes]
READING = [(vendor, one) for vendor, one in EVERY if not one.writes and one.method == "GET"]
FROM_THE_JOURNAL = ("log", "proxy")
"""Of operations whose answers come from the journal, which is not exported."""


def told(client: VendorClient, world: str, vendor: str, operation: Operation) -> tuple[int, bytes]:
    """An answer, without the name of the world in its addresses."""
    other = VendorClient(client.sandbox, client.vendor, world)
    answer = other.get(path_of(operation, client.read()))
    return answer.status_code, answer.data.replace(f"/w/{world}/".encode(), b"/w/x/")


def test_every_read_is_the_same_after_export_and_import(
    sandbox: SandboxApp, tester: VendorClient, client_of: ClientOf, elsewhere: Callable[[str], str]
) -> None:
    """After every operation that writes has written."""
    for vendor, operation in WRITING:
        send_example(client_of(vendor), operation)
    body: dict[str, Any] = {"refNumber": None, "compensation": {"min": 52000, "max": 68000.5, "currency": "EUR"}}
    smartrecruiters = client_of("smartrecruiters")
    create = next(one for vendor, one in EVERY if vendor == "smartrecruiters" and one.id == "create_job")
    example = create.example.body
    sent = example(smartrecruiters.read()) if callable(example) else example
    assert send_example(smartrecruiters, create, body={**sent, **body}).status_code == 201
    document = json.loads(tester.get("/export").data)
    copy = elsewhere("copy")
    assert VendorClient(sandbox, tester.vendor, copy).post("/import", json=document).status_code == 200

    different, found = [], 0
    for vendor, operation in READING:
        if any(part in operation.id for part in FROM_THE_JOURNAL):
            continue
        client = client_of(vendor)
        answer = told(client, client.name, vendor, operation)
        found += answer[0] == 200
        if answer != told(client, copy, vendor, operation):
            different.append(f"{vendor} {operation.id}")

    assert different == []
    assert found > 100
    assert json.loads(VendorClient(sandbox, tester.vendor, copy).get("/export").data) == document
