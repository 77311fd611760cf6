"""One change in the company's own system, as each of the unified APIs tells of it."""

from tests.client import VendorClient
from tests.stories.hiring_team import applies, first_open_job, mirrored, resync, unified
from tests.vendors.listening import Listener


def test_an_application_is_told_of_by_stackone_at_once_and_by_bindbee_after_its_next_sync(
    smartrecruiters: VendorClient, stackone: VendorClient, bindbee: VendorClient
) -> None:
    at_once, synced = Listener(stackone), Listener(bindbee)
    with stackone.arrange() as world:
        webhook = at_once.webhooks.subscribe(world, {"scope": "acme", "events": ["ats_candidates.created"]})

    ada = applies(smartrecruiters, first_open_job(smartrecruiters))

    (told,) = at_once.bodies(webhook)
    assert told["record_remote_id"] == ada
    assert unified(stackone, "candidates", told["record_id"])["first_name"] == "Ada"
    assert synced.bodies(1) == []

    resync(bindbee)

    started, data, ended = synced.bodies(1)
    assert [one["webhook"]["event"] for one in (started, data, ended)] == [
        "connector_sync_started",
        "connector_data_modified",
        "connector_synced",
    ]
    mirror = mirrored(bindbee, "candidates", ada)
    assert mirror is not None
    assert data["data"]["ats_candidate"] == [mirror["id"]]
    assert data["data"]["ats_application"] == mirror["applications"]
    assert len(at_once.bodies(webhook)) == 1, "a sync changes nothing in the company's own system"


def test_a_refused_application_is_told_of_by_nobody(
    smartrecruiters: VendorClient, stackone: VendorClient, bindbee: VendorClient
) -> None:
    at_once, synced = Listener(stackone), Listener(bindbee)
    job = first_open_job(smartrecruiters)

    assert smartrecruiters.post(f"/jobs/{job}/candidates", json={"firstName": 1}).status_code == 400
    resync(bindbee)

    assert at_once.events == []
    assert synced.events == ["connector_sync_started", "connector_synced"]
