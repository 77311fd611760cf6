"""What documents say of webhooks is what is sent."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from ats_sandbox.contract.openapi import document_of
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.contract.webhook_facts import About, retries_text, span, success_text
from ats_sandbox.contract.webhook_pages import webhook_table
from ats_sandbox.contract.webhooks import Webhooks
from ats_sandbox.control.webhooks.delivery import Delivery
from ats_sandbox.vendors import VENDORS
from ats_sandbox.world.clock import DAY
from tests.client import VendorClient
from tests.vendors.bindbee.demo_world import RESYNC

ROOT = Path(__file__).parents[2]
TELLING = [one for one in VENDORS if one.webhooks is not None]
each_vendor = pytest.mark.parametrize("vendor", TELLING, ids=lambda vendor: vendor.name)
EXPECTED = {
    "smartrecruiters": {
        "candidate.created",
        "candidate.deleted",
        "application.created",
        "job.created",
        "job.ad.created",
    },
    "stackone": {"ats_candidates.created", "ats_candidates.deleted", "ats_jobs.created", "account.updated"},
    "bindbee": {"connector_sync_started", "connector_data_modified", "connector_synced", "connector_sync_error"},
}
"""Some of what `delivered` leads to, by vendor."""


def declared(vendor: Vendor) -> Webhooks:
    assert vendor.webhooks is not None
    return vendor.webhooks()


@pytest.fixture
def delivered(client_of: Callable[[str], VendorClient]) -> Callable[[str], list[Delivery]]:
    """What a vendor sends of a busy day."""

    def happen(name: str) -> list[Delivery]:
        client = client_of("smartrecruiters")
        workspace = client.sandbox.worlds[client.name]
        hook = workspace.webhooks.subscribe(name)
        job = {"title": "Tide Gauge Engineer", "location": {"countryCode": "DE", "city": "Berlin"}}
        job |= {key: {"id": id} for key, id in (("industry", "computer_software"), ("function", "engineering"))}
        made = client.post("/jobs", json=job | {"experienceLevel": {"id": "associate"}}).json["id"]
        ada = {"firstName": "Ada", "lastName": "Quill", "email": "ada@example.com"}
        assert client.post(f"/jobs/{made}/candidates", json=ada).status_code == 201
        bea = client.post("/candidates", json={**ada, "email": "bea@example.com"}).json["id"]
        assert client.delete(f"/candidates/{bea}").status_code == 204
        account = client_of("stackone").patch("/accounts/acme", json={"label": "Acme"})
        assert account.status_code == 200, account.text
        assert client_of("bindbee").post(RESYNC).status_code == 200
        workspace.background.set("connector_sync", failure="credentials_rejected")
        client.world.advance(DAY)
        workspace.webhooks.run_until_delivered()
        return [one for one in workspace.webhooks.deliveries(subscription=hook.name) if one.accepted]

    return happen


@each_vendor
def test_what_is_sent_is_as_the_document_says(vendor: Vendor, delivered: Callable[[str], list[Delivery]]) -> None:
    document = document_of(vendor)
    told = delivered(vendor.name)

    assert {one.event for one in told} >= EXPECTED[vendor.name]
    for one in told:
        message = document["webhooks"][one.event]["post"]
        schema = message["requestBody"]["content"]["application/json"]["schema"]
        check = jsonschema_rs.Draft202012Validator({**schema, "components": document["components"]})
        assert [error.message for error in check.iter_errors(one.json())] == []
        members = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]["properties"]
        assert one.json().keys() <= members.keys()
        headers = [
            document["components"]["parameters"][each["$ref"].rpartition("/")[2]] for each in message["parameters"]
        ]
        assert {each["name"].lower() for each in headers} | {"content-type"} == set(one.header)


@each_vendor
def test_the_answers_of_the_document_are_those_that_count(vendor: Vendor) -> None:
    webhooks, document = declared(vendor), document_of(vendor)

    assert tuple(document["webhooks"]) == webhooks.events
    for path in document["webhooks"].values():
        named = path["post"]["responses"].keys() - {"default"}
        counted = {status for status in range(100, 600) if webhooks.accepts(status)}
        assert {status for status in range(100, 600) if {str(status), f"{status // 100}XX"} & named} == counted


@each_vendor
def test_what_is_not_signed_has_the_headers_that_are_always_there(
    vendor: Vendor, delivered: Callable[[str], list[Delivery]]
) -> None:
    webhooks = declared(vendor)
    told = webhooks.described()
    for one in delivered(vendor.name):
        unsigned = {name.lower() for name, _ in webhooks.headers(one.notice, 0, ())} - {"content-type"}
        always = {each.name.lower() for each in told.headers(one.event) if each.always}
        assert always - {told.signed.lower()} == unsigned
        assert told.signed.lower() in one.header.keys() - unsigned


@each_vendor
def test_every_fact_has_evidence(vendor: Vendor) -> None:
    webhooks = declared(vendor)
    told = webhooks.described()

    assert list(told.facts) == list(About)
    assert all(one.evidence for one in told.facts.values())
    assert told.unrequested.keys() < set(webhooks.events)


def test_the_page_has_the_table_of_the_declarations() -> None:
    table = webhook_table(VENDORS)

    assert table in (ROOT / "TESTING.md").read_text(encoding="utf-8"), f"TESTING.md lacks this table:\n{table}"


@pytest.mark.parametrize(
    ("milliseconds", "text"),
    [(1_500, "1.5 s"), (60_000, "1 min"), (3_600_000, "60 min"), (7_200_000, "2 h"), (86_400_000, "24 h")],
)
def test_a_span_is_told_in_its_largest_unit(milliseconds: int, text: str) -> None:
    assert span(milliseconds) == text


def test_statuses_and_delays_are_told_in_words() -> None:
    accepted: dict[Any, str] = {(202,): "202", (200, 201, 204): "200 to 201, 204", (): ""}
    for statuses, text in accepted.items():
        assert success_text(lambda status, among=statuses: status in among) == text
    assert retries_text([4_000, 60_000]) == "2 more attempts: 4 s, 1 min after the one before"
