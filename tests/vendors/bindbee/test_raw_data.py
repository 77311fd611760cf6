"""Raw data: the object that the linked system's own API gives, as of the last sync."""

from typing import Any

import pytest

from ats_sandbox.world.domain.native_ids import native_id
from tests.client import VendorClient
from tests.vendors.bindbee.demo_world import PREFIX, RESYNC, id_of, listed, one, through

SMARTRECRUITERS = {
    "candidates": "/candidates/{id}",
    "departments": "/configuration/departments/{id}",
    "jobs": "/jobs/{id}",
    "remote-users": "/user-api/v201804/users/{id}",
}


def raw_of(bindbee: VendorClient, resource: str, id: str, connector: str = "acme") -> Any:
    return one(bindbee, resource, id, connector, include_raw_data="true")["raw_data"]


@pytest.mark.parametrize("resource", SMARTRECRUITERS)
def test_raw_data_is_what_smartrecruiters_answers(
    bindbee: VendorClient, smartrecruiters: VendorClient, resource: str
) -> None:
    for item in listed(bindbee, resource, include_raw_data="true", page_size=10):
        path = SMARTRECRUITERS[resource].replace("{id}", item["remote_id"])
        assert item["raw_data"] == smartrecruiters.get(path).json


def test_applications_and_offers_are_found_through_the_candidate_and_the_job(
    bindbee: VendorClient, smartrecruiters: VendorClient
) -> None:
    applications = {item["id"]: item for item in listed(bindbee, "applications", include_raw_data="true")}
    remote = {
        item["id"]: item["remote_id"] for kind in ("candidates", "jobs") for item in listed(bindbee, kind, ids="")
    }
    offers = [one for one in listed(bindbee, "offers", include_raw_data="true") if one["application"] in applications]
    assert offers
    for offer in offers:
        application = applications[offer["application"]]
        path = f"/candidates/{remote[application['candidate']]}/jobs/{remote[application['job']]}"
        assert application["raw_data"] == smartrecruiters.get(path).json
        assert application["raw_data"]["applicationId"] == application["remote_id"]
        assert offer["raw_data"] == smartrecruiters.get(f"{path}/offers/{offer['remote_id']}").json


def test_a_stage_comes_from_its_hiring_process(bindbee: VendorClient, smartrecruiters: VendorClient) -> None:
    processes = smartrecruiters.get("/configuration/hiring-processes").json["content"]

    for item in listed(bindbee, "job-interview-stages", include_raw_data="true"):
        assert item["raw_data"] in processes


def test_reject_reasons_come_from_their_lists(bindbee: VendorClient, smartrecruiters: VendorClient) -> None:
    found = [item["raw_data"] for item in listed(bindbee, "reject-reasons", include_raw_data="true")]

    sides = [smartrecruiters.get(f"/configuration/{side}-reasons").json for side in ("rejection", "withdrawal")]
    assert sorted(found, key=str) == sorted([reason for side in sides for reason in side["content"]], key=str)


def test_an_office_shows_its_place(bindbee: VendorClient) -> None:
    for item in listed(bindbee, "offices", include_raw_data="true"):
        assert (item["raw_data"]["id"], item["raw_data"]["name"]) == (item["remote_id"], item["name"])


def test_raw_data_shows_a_change_after_the_next_sync(bindbee: VendorClient, smartrecruiters: VendorClient) -> None:
    id = id_of(bindbee, "job", 1)
    before = raw_of(bindbee, "jobs", id)
    answer = smartrecruiters.patch(
        f"/jobs/{before['id']}", json=[{"op": "replace", "path": "/title", "value": "Chief Baker"}]
    )
    assert answer.status_code == 200, answer.text

    assert raw_of(bindbee, "jobs", id) == before
    assert raw_of(bindbee, "jobs", id_of(bindbee, "job", 1, "acme-live"), "acme-live")["title"] == "Chief Baker"
    bindbee.post(RESYNC)
    assert raw_of(bindbee, "jobs", id) == smartrecruiters.get(f"/jobs/{before['id']}").json


def test_raw_data_has_no_unsynced_application_of_a_candidate(
    bindbee: VendorClient, smartrecruiters: VendorClient
) -> None:
    id = id_of(bindbee, "candidate", 1)
    before = raw_of(bindbee, "candidates", id)
    smartrecruiters.put(f"/candidates/{before['id']}/tags", json={"tags": ["unsynced"]})

    assert raw_of(bindbee, "candidates", id)["tags"] == before["tags"] != ["unsynced"]
    bindbee.post(RESYNC)
    assert raw_of(bindbee, "candidates", id)["tags"] == ["unsynced"]


def test_a_restricted_key_reads_no_confidential_job_in_the_raw_data_of_a_candidate(bindbee: VendorClient) -> None:
    world = bindbee.read()
    hidden = {native_id(world, "job", job.id) for job in world.jobs if job.confidential}
    query = {"page_size": 200, "include_raw_data": "true"}

    answer = bindbee.get(f"{PREFIX}/candidates", query_string=query, token="sandbox-restricted")

    for item in answer.json["items"]:
        person = item["raw_data"]
        shown = [*person.get("secondaryAssignments", ()), person.get("primaryAssignment")]
        assert not hidden & {one["job"]["id"] for one in shown if one}


def test_raw_data_is_null_where_the_provider_refuses_the_caller(bindbee: VendorClient) -> None:
    user = next(user for user in bindbee.read().users if user.role == "employee")
    bindbee.sandbox.worlds[bindbee.name].principals.add("an-employee", user=user.email)

    query = {"include_raw_data": "true", "include_custom_fields": "true"}
    items = bindbee.get(f"{PREFIX}/remote-users", query_string=query, token="an-employee").json["items"]

    assert {(item["raw_data"], str(item["custom_fields"])) for item in items} == {
        (None, "{'cost_center': 'INVALID_JSON_PATH'}")
    }


def test_the_requests_behind_raw_data_are_no_traffic_of_the_provider(bindbee: VendorClient) -> None:
    before = len(bindbee.sandbox.worlds[bindbee.name].journal.entries())

    listed(bindbee, "jobs", include_raw_data="true")

    assert len(bindbee.sandbox.worlds[bindbee.name].journal.entries()) == before + 1


def test_an_expanded_record_has_no_raw_data(bindbee: VendorClient) -> None:
    query = {"expand": "application", "include_raw_data": "true", "include_custom_fields": "true"}
    offer = one(bindbee, "offers", id_of(bindbee, "offer", 1), **query)

    assert "raw_data" not in offer["application"]
    assert offer["application"]["custom_fields"] is None


def test_links_in_raw_data_lead_to_the_provider(bindbee: VendorClient, smartrecruiters: VendorClient) -> None:
    offer = raw_of(bindbee, "offers", id_of(bindbee, "offer", 1))
    address = offer["actions"]["details"]["url"]

    assert smartrecruiters.get(address.partition("/smartrecruiters")[2]).json == offer


@pytest.mark.parametrize("connector", ["acme-hris", "acme-incomplete"])
def test_what_was_never_synced_has_no_raw_data(bindbee: VendorClient, connector: str) -> None:
    answer = bindbee.get(f"{PREFIX}/jobs?include_raw_data=true", headers=through(connector))

    assert answer.status_code == 403 if connector == "acme-hris" else answer.json["items"] == []
