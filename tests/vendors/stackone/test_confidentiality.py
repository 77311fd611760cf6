"""StackOne: a key that may not see confidential jobs."""

from typing import Any

import pytest

from ats_sandbox.world.store.state import State
from tests.client import VendorClient
from tests.vendors.stackone.api import ATS, everything, refused, shown
from tests.vendors.stackone.conftest import Prepared

HIDING = ["applications", "candidates", "jobs", "job_postings", "offers"]
RESTRICTED = "sandbox-restricted"


def hidden(client: VendorClient, path: str) -> list[dict[str, Any]]:
    """What the key does not see of a list."""
    seen = {one["id"] for one in everything(client, path, token=RESTRICTED)}
    return [one for one in everything(client, path) if one["id"] not in seen]


@pytest.fixture(scope="module")
def with_an_offer(prepared: Prepared) -> State:
    def offer(stackone: VendorClient) -> None:
        application = hidden(stackone, "applications")[0]
        stackone.post(f"{ATS}/offers", json={"application_id": application["id"]})

    return prepared(offer)


@pytest.fixture(autouse=True)
def _an_offer_on_a_confidential_job(stackone: VendorClient, with_an_offer: State) -> None:
    stackone.world.restore(with_an_offer)


@pytest.mark.parametrize("path", HIDING)
def test_what_belongs_to_confidential_jobs_is_not_listed(stackone: VendorClient, path: str) -> None:
    world = stackone.read()
    jobs = {one["id"]: one["confidential"] for one in everything(stackone, "jobs")}

    missing = hidden(stackone, path)

    assert missing
    for one in missing:
        if path in ("applications", "job_postings"):
            assert jobs[one["job_id"]] == "true"
        if path == "jobs":
            assert one["confidential"] == "true"
    if path == "candidates":
        assert len(missing) == len(world.candidates.where(confidential=True))


@pytest.mark.parametrize("path", HIDING)
def test_a_single_hidden_record_is_forbidden(stackone: VendorClient, path: str) -> None:
    one = hidden(stackone, path)[0]

    refused(stackone.get(f"{ATS}/{path}/{one['id']}", token=RESTRICTED), 403, "Forbidden resource")
    assert shown(stackone, f"{path}/{one['id']}") == one


def test_hidden_records_are_not_written_either(stackone: VendorClient, reason: dict[str, Any]) -> None:
    application, job = hidden(stackone, "applications")[0], hidden(stackone, "jobs")[0]
    candidate = hidden(stackone, "candidates")[0]
    before = stackone.world.state
    stage = application["application_stage_id"]

    writes = [
        ("PATCH", f"applications/{application['id']}", {}),
        ("POST", f"applications/{application['id']}/move", {"interview_stage_id": stage}),
        ("POST", f"applications/{application['id']}/reject", {"rejected_reason_id": reason["id"]}),
        ("POST", "applications", {"job_id": job["id"], "candidate": {}}),
        ("POST", "offers", {"application_id": application["id"]}),
        ("PATCH", f"jobs/{job['id']}", {}),
        ("PATCH", f"candidates/{candidate['id']}", {}),
    ]

    for method, path, body in writes:
        answer = stackone.send(method, f"{ATS}/{path}", json=body, token=RESTRICTED)
        refused(answer, 403, "Forbidden resource")
    assert stackone.world.state is before


def test_a_candidate_on_both_kinds_of_jobs_hides_the_confidential_ones(
    stackone: VendorClient, application: dict[str, Any]
) -> None:
    secret = hidden(stackone, "jobs")[0]
    body = {"job_id": secret["id"], "candidate_id": application["candidate_id"]}
    assert stackone.post(f"{ATS}/applications", json=body).status_code == 201

    path = f"{ATS}/candidates/{application['candidate_id']}"

    assert len(stackone.get(path).json["data"]["application_ids"]) == 2
    assert stackone.get(path, token=RESTRICTED).json["data"]["application_ids"] == [application["id"]]


def test_a_filter_by_a_hidden_job_finds_nothing(stackone: VendorClient) -> None:
    application = hidden(stackone, "applications")[0]

    found = everything(stackone, "applications", token=RESTRICTED, **{"filter[job_id]": application["job_id"]})

    assert found == []
