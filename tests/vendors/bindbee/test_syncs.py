"""Syncs: what was written shows at a connector once it was synced, whoever wrote it."""

from typing import Any

import pytest
from msgspec.structs import replace

from ats_sandbox.vendors.bindbee.connectors import CONNECTORS, PERIOD
from ats_sandbox.world.clock import DAY, HOUR, START, iso_seconds
from ats_sandbox.world.domain.candidates import CANDIDATES
from ats_sandbox.world.domain.commands.applications import reject
from ats_sandbox.world.domain.commands.candidates import forget, register
from ats_sandbox.world.store.state import Commit
from tests.client import VendorClient
from tests.vendors.bindbee.demo_world import PREFIX, RESOURCES, RESYNC, id_of, listed, one, through

PERSON = {"first_name": "Ada", "last_name": "Quist"}


def written(bindbee: VendorClient) -> int:
    """Somebody new, added in the linked system itself."""
    with bindbee.arrange() as world:
        return register(world, **PERSON).id


def status(bindbee: VendorClient, candidate: int, connector: str = "acme") -> int:
    path = f"{PREFIX}/candidates/{id_of(bindbee, 'candidate', candidate, connector)}"
    return bindbee.get(path, headers=through(connector)).status_code


def connector(bindbee: VendorClient, token: str = "acme") -> dict[str, Any]:
    (item,) = bindbee.get(f"{PREFIX}/connectors?connector_token={token}").json["items"]
    found: dict[str, Any] = item
    return found


def test_what_anybody_writes_shows_after_the_next_sync(bindbee: VendorClient) -> None:
    person = written(bindbee)

    assert status(bindbee, person) == 404
    answer = bindbee.post(RESYNC)
    assert (answer.status_code, answer.json) == (200, "Resync triggered successfully")
    assert status(bindbee, person) == 200


def test_a_live_connector_shows_what_is_written_at_once(bindbee: VendorClient) -> None:
    person = written(bindbee)

    assert status(bindbee, person, "acme-live") == 200
    item = one(bindbee, "candidates", id_of(bindbee, "candidate", person, "acme-live"), "acme-live")
    assert item["modified_at"] == "2026-03-02T09:00:00.001000Z"


def test_one_connectors_sync_is_not_anothers(bindbee: VendorClient) -> None:
    person = written(bindbee)

    bindbee.post(RESYNC, headers=through("acme-readonly"))

    assert status(bindbee, person, "acme-readonly") == 200
    assert status(bindbee, person) == 404


def test_a_change_shows_after_the_next_sync(bindbee: VendorClient) -> None:
    id = id_of(bindbee, "candidate", 1)
    before = one(bindbee, "candidates", id)
    with bindbee.arrange() as world:
        world.put(CANDIDATES, replace(world.candidates[1], title="Astronaut", updated_at=world.now))

    assert one(bindbee, "candidates", id) == before
    bindbee.post(RESYNC)
    assert one(bindbee, "candidates", id)["title"] == "Astronaut"


def test_a_deletion_shows_after_the_next_sync(bindbee: VendorClient) -> None:
    with bindbee.arrange() as world:
        forget(world, world.candidates[1])

    assert status(bindbee, 1) == 200
    bindbee.post(RESYNC)
    assert status(bindbee, 1) == 404


def test_filters_see_only_what_was_synced(bindbee: VendorClient) -> None:
    written(bindbee)

    assert listed(bindbee, "candidates", last_name="Quist") == []
    bindbee.post(RESYNC)
    assert len(listed(bindbee, "candidates", last_name="Quist")) == 1


@pytest.mark.parametrize("resource", RESOURCES)
def test_a_resync_leaves_records_alone_that_did_not_change(bindbee: VendorClient, resource: str) -> None:
    before = listed(bindbee, resource)
    bindbee.world.advance(HOUR)

    bindbee.post(RESYNC)

    assert listed(bindbee, resource) == before
    assert listed(bindbee, resource, modified_after=iso_seconds(START)) == []


def test_a_resync_moves_the_connectors_times(bindbee: VendorClient) -> None:
    before = connector(bindbee)
    bindbee.world.advance(HOUR)
    bindbee.post(RESYNC)
    after = connector(bindbee)

    assert (before["last_sync_start_time"], before["next_sync_start_time"]) == (
        "2026-03-02T09:00:00Z",
        "2026-03-03T09:00:00Z",
    )
    assert (after["last_sync_start_time"], after["next_sync_start_time"]) == (
        "2026-03-02T10:00:00.001000Z",
        "2026-03-03T10:00:00.001000Z",
    )
    assert (after["sync_status"], after["status"]) == ("Done", "COMPLETE")


def test_a_day_later_everything_written_was_synced_by_itself(bindbee: VendorClient) -> None:
    person = written(bindbee)
    bindbee.world.advance(DAY - 2)
    assert status(bindbee, person) == 404

    bindbee.world.advance(1)

    assert status(bindbee, person) == 200
    item = one(bindbee, "candidates", id_of(bindbee, "candidate", person))
    assert item["modified_at"] == "2026-03-03T09:00:00Z"
    assert connector(bindbee)["last_sync_start_time"] == "2026-03-03T09:00:00Z"


def test_a_scheduled_sync_copies_what_was_there_then_and_nothing_later(bindbee: VendorClient) -> None:
    """The clock passes the sync before anybody reads; what is written afterwards waits for the next one."""
    first = written(bindbee)
    bindbee.world.advance(DAY + HOUR)
    second = written(bindbee)

    assert (status(bindbee, first), status(bindbee, second)) == (200, 404)
    bindbee.world.advance(DAY)
    assert (status(bindbee, first), status(bindbee, second)) == (200, 200)


def test_a_scheduled_sync_is_no_part_of_what_another_vendors_client_writes(
    bindbee: VendorClient, skailer: VendorClient
) -> None:
    commits: list[Commit] = []
    bindbee.world.subscribe(lambda _, commit: commits.append(commit))
    bindbee.world.advance(DAY)

    assert skailer.post("/api/v1/applicant", json=PERSON).status_code == 200

    assert [(one.cause.kind, {change.collection for change in one.changes}) for one in commits] == [
        ("schedule", {CONNECTORS.name}),
        ("exchange", {"candidates"}),
    ]


def test_a_scheduled_sync_leaves_records_alone_that_did_not_change(bindbee: VendorClient) -> None:
    before = listed(bindbee, "jobs")
    person = written(bindbee)
    bindbee.world.advance(3 * DAY)

    assert listed(bindbee, "jobs") == before
    assert [item["id"] for item in listed(bindbee, "candidates", modified_after=iso_seconds(START))] == [
        id_of(bindbee, "candidate", person)
    ]


def test_a_change_of_an_application_does_not_touch_its_candidate(bindbee: VendorClient) -> None:
    held = bindbee.read().applications.where(confidential=False).first()
    assert held is not None
    person = one(bindbee, "candidates", id_of(bindbee, "candidate", held.candidate))
    with bindbee.arrange() as world:
        reject(world, held, 1)
    bindbee.world.advance(DAY)

    assert one(bindbee, "candidates", person["id"])["modified_at"] == person["modified_at"]
    assert one(bindbee, "applications", id_of(bindbee, "application", held.id))["modified_at"] == "2026-03-03T09:00:00Z"


def test_syncs_do_not_pile_up(bindbee: VendorClient) -> None:
    """The copy that a connector holds does not hold earlier copies."""
    for _ in range(3):
        bindbee.post(RESYNC)

    held = bindbee.read()[CONNECTORS].where(token="acme").first()
    assert held is not None
    assert CONNECTORS.name not in held.synced.tables


def test_an_incomplete_connector_has_no_data_yet(bindbee: VendorClient) -> None:
    for resource in RESOURCES:
        assert listed(bindbee, resource, "acme-incomplete") == []
    item = connector(bindbee, "acme-incomplete")
    assert (item["status"], item["sync_status"], item["is_active"]) == ("INCOMPLETE", None, False)
    assert (item["last_sync_start_time"], item["next_sync_start_time"], item["completed_at"]) == (None, None, None)


def test_a_connector_that_needs_relinking_goes_on_showing_its_last_copy(bindbee: VendorClient) -> None:
    person = written(bindbee)
    bindbee.world.advance(PERIOD)

    assert len(listed(bindbee, "jobs", "acme-relink")) == len(bindbee.read().jobs)
    assert status(bindbee, person, "acme-relink") == 404
    item = connector(bindbee, "acme-relink")
    assert (item["status"], item["relink_needed_at"]) == ("RELINK_NEEDED", "2026-03-02T09:00:00Z")
    assert (item["sync_status"], item["last_sync_start_time"]) == ("Done", "2026-03-02T09:00:00Z")


def test_a_sync_of_a_broken_link_fails_and_keeps_the_copy(bindbee: VendorClient) -> None:
    person = written(bindbee)

    assert bindbee.post(RESYNC, headers=through("acme-relink")).status_code == 200

    item = connector(bindbee, "acme-relink")
    assert (item["sync_status"], item["status"], item["next_sync_start_time"]) == ("Failed", "RELINK_NEEDED", None)
    assert item["last_sync_start_time"] == "2026-03-02T09:00:00.002000Z"
    assert status(bindbee, person, "acme-relink") == 404
    assert listed(bindbee, "jobs", "acme-relink")


def test_a_reset_takes_the_syncs_back(bindbee: VendorClient) -> None:
    before = connector(bindbee)
    bindbee.post(RESYNC)
    assert connector(bindbee) != before

    bindbee.world.reset()

    assert connector(bindbee) == before


def test_connectors_of_the_other_environment_are_not_listed(bindbee: VendorClient) -> None:
    items = bindbee.get(f"{PREFIX}/connectors").json["items"]

    assert [item["connector_token"] for item in items] == [
        "acme",
        "acme-live",
        "acme-hris",
        "acme-incomplete",
        "acme-relink",
        "acme-readonly",
    ]
    assert {item["is_test_connector"] for item in items} == {False}
    assert items[0] == {
        "id": items[0]["id"],
        "is_active": True,
        "status": "COMPLETE",
        "integration_slug": "smartrecruiters",
        "end_user": "Acme Talent",
        "origin_id": "acme",
        "sync_status": "Done",
        "last_sync_start_time": "2026-03-02T09:00:00Z",
        "next_sync_start_time": "2026-03-03T09:00:00Z",
        "connector_token": "acme",
        "category": "ATS",
        "relink_needed_at": None,
        "is_test_connector": False,
        "completed_at": "2025-12-02T08:57:00Z",
        "created_at": "2025-12-02T08:52:00Z",
    }
    assert {item["category"] for item in items} == {"ATS", "HRIS"}


def test_connectors_are_filtered_and_paged(bindbee: VendorClient) -> None:
    path = f"{PREFIX}/connectors"
    first = bindbee.get(f"{path}?page_size=4").json
    rest = bindbee.get(path, query_string={"cursor": first["cursor"]}).json

    assert (first["page_size"], rest["page_size"], rest["cursor"]) == (4, 2, None)
    assert [one["connector_token"] for one in bindbee.get(f"{path}?origin_id=acme-live").json["items"]] == ["acme-live"]
    assert [one["connector_token"] for one in bindbee.get(f"{path}?is_active=no").json["items"]] == ["acme-incomplete"]
    assert bindbee.get(f"{path}?is_active=yes").json["page_size"] == 5
    assert bindbee.get(f"{path}?connector_token=acme-development").json["items"] == []
