"""Syncs that take time or fail, and links that break and are mended."""

from typing import Any

import pytest

from ats_sandbox.control.background.background import Background
from ats_sandbox.vendors.bindbee.syncs import REJECTED, SYNC, UNAVAILABLE
from ats_sandbox.world.clock import DAY, HOUR, MINUTE, iso
from tests.client import VendorClient
from tests.vendors.bindbee.demo_world import RESYNC, listed, through
from tests.vendors.bindbee.test_syncs import connector, status, written

LINK = "/api/embedded/v1/link/create-link-token"


@pytest.fixture
def work(bindbee: VendorClient) -> Background:
    """How long work takes in the test's world."""
    return Background(bindbee.world, bindbee.sandbox.vendors)


def resync(bindbee: VendorClient, token: str = "acme") -> None:
    answer = bindbee.post(RESYNC, headers=through(token))
    assert (answer.status_code, answer.json) == (200, "Resync triggered successfully")


def linked_again(bindbee: VendorClient, origin: str) -> Any:
    customer = {"org_name": "Acme Talent", "origin_id": origin}
    body = {"end_user_data": customer, "category": "ATS", "integration": "smartrecruiters"}
    answer = bindbee.post(LINK, json=body)
    assert answer.status_code == 200, answer.text
    return answer


def test_a_sync_that_takes_time_shows_as_syncing_and_the_old_copy_meanwhile(
    bindbee: VendorClient, work: Background
) -> None:
    work.set(SYNC.name, after=600)
    person = written(bindbee)
    resync(bindbee)

    item = connector(bindbee)
    assert (item["sync_status"], item["last_sync_start_time"]) == ("Syncing", "2026-03-02T09:00:00.003000Z")
    assert status(bindbee, person) == 404
    bindbee.world.advance(10 * MINUTE)
    assert connector(bindbee)["sync_status"] == "Done"
    assert status(bindbee, person) == 200
    assert work[SYNC.name].under_way == 0


def test_a_sync_that_takes_time_copies_what_was_written_while_it_ran(bindbee: VendorClient, work: Background) -> None:
    work.set(SYNC.name, after=600)
    remembered = iso(bindbee.world.now)
    resync(bindbee)
    bindbee.world.advance(5 * MINUTE)
    person = written(bindbee)
    bindbee.world.advance(5 * MINUTE)

    assert status(bindbee, person) == 200
    assert len(listed(bindbee, "candidates", modified_after=remembered)) == 1


def test_a_sync_is_looked_at_until_it_is_done(bindbee: VendorClient, work: Background) -> None:
    work.set(SYNC.name, reads=2)
    resync(bindbee)

    assert [connector(bindbee)["sync_status"] for _ in range(3)] == ["Syncing", "Syncing", "Done"]


def test_a_resync_while_one_is_under_way_begins_no_other(bindbee: VendorClient, work: Background) -> None:
    work.set(SYNC.name, after=600)
    resync(bindbee)
    began = connector(bindbee)["last_sync_start_time"]
    bindbee.world.advance(MINUTE)

    resync(bindbee)

    assert connector(bindbee)["last_sync_start_time"] == began
    assert work[SYNC.name].under_way == 1


def test_a_scheduled_sync_takes_its_time_too(bindbee: VendorClient, work: Background) -> None:
    work.set(SYNC.name, after=3600)
    person = written(bindbee)
    bindbee.world.advance(DAY)
    item = connector(bindbee)
    assert (item["sync_status"], item["last_sync_start_time"]) == ("Syncing", "2026-03-03T09:00:00Z")
    assert status(bindbee, person) == 404

    bindbee.world.advance(HOUR)

    assert connector(bindbee)["sync_status"] == "Done"
    assert connector(bindbee)["next_sync_start_time"] == "2026-03-04T09:00:00Z"
    assert status(bindbee, person) == 200


@pytest.mark.parametrize("by_itself", [False, True])
def test_a_failed_sync_keeps_the_copy_and_the_link_and_the_next_one_may_go_well(
    bindbee: VendorClient, work: Background, by_itself: bool
) -> None:
    work.set(SYNC.name, failure=UNAVAILABLE)
    person = written(bindbee)
    if by_itself:
        bindbee.world.advance(DAY)
    else:
        resync(bindbee)

    item = connector(bindbee)
    assert (item["sync_status"], item["status"], item["relink_needed_at"]) == ("Failed", "COMPLETE", None)
    assert status(bindbee, person) == 404
    work.reset(SYNC.name)
    remembered = iso(bindbee.world.now)
    bindbee.world.advance(DAY)
    assert connector(bindbee)["sync_status"] == "Done"
    assert status(bindbee, person) == 200
    assert len(listed(bindbee, "candidates", modified_after=remembered)) == 1


def test_a_sync_that_takes_time_may_fail_at_its_end(bindbee: VendorClient, work: Background) -> None:
    work.set(SYNC.name, after=60, failure=UNAVAILABLE)
    resync(bindbee)
    assert connector(bindbee)["sync_status"] == "Syncing"

    bindbee.world.advance(MINUTE)

    assert connector(bindbee)["sync_status"] == "Failed"


@pytest.mark.parametrize("by_itself", [False, True])
def test_rejected_credentials_need_a_new_link_and_no_resync_mends_them(
    bindbee: VendorClient, work: Background, by_itself: bool
) -> None:
    work.set(SYNC.name, failure=REJECTED)
    person = written(bindbee)
    if by_itself:
        bindbee.world.advance(3 * DAY)
    else:
        resync(bindbee)

    item = connector(bindbee)
    expected = "2026-03-03T09:00:00Z" if by_itself else "2026-03-02T09:00:00.003000Z"
    assert (item["status"], item["sync_status"], item["relink_needed_at"]) == ("RELINK_NEEDED", "Failed", expected)
    assert item["next_sync_start_time"] is None
    assert listed(bindbee, "jobs")
    work.reset(SYNC.name)
    bindbee.world.advance(2 * DAY)
    resync(bindbee)
    assert connector(bindbee)["status"] == "RELINK_NEEDED"
    assert status(bindbee, person) == 404


def test_linking_again_keeps_the_token_and_the_ids_and_copies_everything_anew(bindbee: VendorClient) -> None:
    token = "acme-relink"
    before = listed(bindbee, "jobs", token)
    broken = connector(bindbee, token)
    bindbee.world.advance(HOUR)

    linked_again(bindbee, token)

    item = connector(bindbee, token)
    assert (item["status"], item["sync_status"], item["relink_needed_at"]) == ("COMPLETE", "Done", None)
    assert (item["id"], item["completed_at"]) == (broken["id"], broken["completed_at"])
    assert item["next_sync_start_time"] == "2026-03-03T10:00:00.001000Z"
    jobs = listed(bindbee, "jobs", token)
    assert [one["id"] for one in jobs] == [one["id"] for one in before]
    assert {one["modified_at"] for one in jobs} == {"2026-03-02T10:00:00.001000Z"}


def test_a_sync_that_never_ends_is_given_up_when_the_customer_links_again(
    bindbee: VendorClient, work: Background
) -> None:
    work.set(SYNC.name, never=True)
    resync(bindbee)
    bindbee.world.advance(3 * DAY)
    assert connector(bindbee)["sync_status"] == "Syncing"

    work.reset(SYNC.name)
    linked_again(bindbee, "acme")

    assert connector(bindbee)["sync_status"] == "Done"


def test_a_resync_before_there_is_a_link_syncs_nothing(bindbee: VendorClient) -> None:
    resync(bindbee, "acme-incomplete")

    item = connector(bindbee, "acme-incomplete")
    assert (item["status"], item["sync_status"], item["last_sync_start_time"]) == ("INCOMPLETE", None, None)


def test_a_sync_under_way_of_a_deleted_connector_ends_without_a_trace(bindbee: VendorClient, work: Background) -> None:
    work.set(SYNC.name, after=60)
    resync(bindbee)
    path = f"/api/ats/v1/connectors/{connector(bindbee)['id']}/delete"
    assert bindbee.send("DELETE", path).status_code == 200

    bindbee.world.advance(MINUTE)

    assert bindbee.get("/api/ats/v1/connectors?connector_token=acme").json["items"] == []
    assert work[SYNC.name].under_way == 0


def test_the_live_connector_syncs_as_the_others_do(bindbee: VendorClient) -> None:
    resync(bindbee, "acme-live")

    assert connector(bindbee, "acme-live")["last_sync_start_time"] == "2026-03-02T09:00:00.001000Z"
