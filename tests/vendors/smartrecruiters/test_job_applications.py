"""Applications by their own ids, and taking candidates off jobs."""

import pytest

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.world.domain.applications import Application
from tests.client import VendorClient
from tests.vendors.smartrecruiters import people
from tests.vendors.smartrecruiters.people import ADA, UNKNOWN, envelope

NOT_FOUND = envelope("JOB_APPLICATION_NOT_FOUND", "Job application not found")


@pytest.fixture
def application(smartrecruiters: VendorClient) -> Application:
    """An application from one of the company's sources."""
    world = smartrecruiters.read()
    return next(one for one in world.applications.where(confidential=False) if one.source is not None)


def by_id(client: VendorClient, one: Application) -> str:
    id = ids.APPLICATION.write(client.read(), one.id)
    return f"/job-applications-api/v202112/job-applications/{id}"


def shown_status(client: VendorClient, one: Application) -> str:
    return f"/candidate-status-api/status/{ids.APPLICATION.write(client.read(), one.id)}"


def test_an_application_names_its_candidate_job_and_source(
    smartrecruiters: VendorClient, application: Application
) -> None:
    world = smartrecruiters.read()

    shown = smartrecruiters.get(by_id(smartrecruiters, application)).json

    assert shown["status"] == application.status.value.upper()
    assert shown["profileId"] == ids.CANDIDATE.write(world, application.candidate)
    assert shown["jobId"] == ids.JOB.write(world, application.job)
    assert shown["sourceIdentifier"] == ids.SOURCE.write(world, application.source or 0)
    assert shown["createDate"].endswith("Z")


def test_an_application_from_nowhere_in_particular_names_no_source(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    one = next(one for one in world.applications.where(source=None))

    assert "sourceIdentifier" not in smartrecruiters.get(by_id(smartrecruiters, one)).json


def test_its_id_is_the_one_that_the_candidate_api_tells(smartrecruiters: VendorClient) -> None:
    path = people.application_path(smartrecruiters, people.an_application(smartrecruiters))
    id = smartrecruiters.get(path).json["applicationId"]

    shown = smartrecruiters.get(f"/job-applications-api/v202112/job-applications/{id}").json

    assert path == f"/candidates/{shown['profileId']}/jobs/{shown['jobId']}"


def test_candidates_are_told_the_same_status(smartrecruiters: VendorClient, application: Application) -> None:
    told = smartrecruiters.get(shown_status(smartrecruiters, application)).json

    assert told == {"status": smartrecruiters.get(by_id(smartrecruiters, application)).json["status"]}


@pytest.mark.parametrize("id", ["x", "1", "00000000-0000-4000-8000-00000000000", f"{UNKNOWN}0", "é", "x" * 500])
@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_what_is_no_uuid_is_400(smartrecruiters: VendorClient, method: str, id: str) -> None:
    answer = smartrecruiters.send(method, f"/job-applications-api/v202112/job-applications/{id}")

    assert answer.status_code == 400
    assert answer.json == envelope("INVALID_JOB_APPLICATION_ID", "Job application id is invalid")


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_an_unknown_uuid_is_404(smartrecruiters: VendorClient, method: str) -> None:
    answer = smartrecruiters.send(method, f"/job-applications-api/v202112/job-applications/{UNKNOWN}")

    assert (answer.status_code, answer.json) == (404, NOT_FOUND)


@pytest.mark.parametrize("id", [UNKNOWN, "x"])
def test_nobody_is_told_of_an_application_that_does_not_exist(smartrecruiters: VendorClient, id: str) -> None:
    answer = smartrecruiters.get(f"/candidate-status-api/status/{id}")

    assert (answer.status_code, answer.json) == (404, NOT_FOUND)


def test_an_application_that_one_may_not_see_does_not_exist(smartrecruiters: VendorClient) -> None:
    hidden = people.a_half_hidden_application(smartrecruiters)
    here = by_id(smartrecruiters, hidden)

    for method, path in (("GET", here), ("DELETE", here), ("GET", shown_status(smartrecruiters, hidden))):
        assert smartrecruiters.send(method, path, token="sandbox-restricted").json == NOT_FOUND
    assert smartrecruiters.get(here).status_code == 200


def test_a_deleted_application_is_gone_and_its_candidate_stays(
    smartrecruiters: VendorClient, application: Application
) -> None:
    here, on_job = by_id(smartrecruiters, application), people.application_path(smartrecruiters, application)

    answer = smartrecruiters.delete(here)

    assert (answer.status_code, answer.data) == (204, b"")
    assert smartrecruiters.get(here).json == NOT_FOUND
    assert smartrecruiters.get(shown_status(smartrecruiters, application)).status_code == 404
    assert smartrecruiters.get(on_job).status_code == 404
    assert smartrecruiters.get(people.candidate_path(smartrecruiters, application.candidate)).status_code == 200


def test_a_candidate_taken_off_the_primary_job_has_the_next_one_as_primary(smartrecruiters: VendorClient) -> None:
    first, second = [one.id for one in smartrecruiters.read().jobs.where(confidential=False)][:2]
    jobs = [people.job_id(smartrecruiters, one) for one in (first, second)]
    made = [smartrecruiters.post(f"/jobs/{job}/candidates", json=ADA).json for job in jobs][-1]
    here = f"/candidates/{made['id']}"

    answer = smartrecruiters.delete(f"{here}/jobs/{jobs[0]}")

    assert (answer.status_code, answer.data) == (204, b"")
    shown = smartrecruiters.get(here).json
    assert shown["primaryAssignment"]["job"]["id"] == jobs[1]
    assert shown["secondaryAssignments"] == []
    assert smartrecruiters.delete(f"{here}/jobs/{jobs[0]}").json == {
        "message": "Candidate is not assigned to given job"
    }
    assert smartrecruiters.delete(f"{here}/jobs/{jobs[1]}").status_code == 204
    assert "primaryAssignment" not in smartrecruiters.get(here).json
