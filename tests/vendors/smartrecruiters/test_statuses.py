"""Statuses of primary assignments, and steps that must not be left out."""

from typing import Any

import pytest

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.candidates.state import REQUIRED_STEPS
from ats_sandbox.vendors.smartrecruiters.vocabulary import CANDIDATE_STATUSES
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.commands.candidates import register
from ats_sandbox.world.domain.pipelines import ApplicationStatus, Stage
from ats_sandbox.world.domain.reasons import Decider
from tests.client import VendorClient
from tests.vendors.smartrecruiters import people
from tests.vendors.smartrecruiters.people import ADA, UNKNOWN, envelope

DENIED = {"message": "Candidate access denied"}


@pytest.fixture
def primary(smartrecruiters: VendorClient) -> Application:
    """A primary assignment under review."""
    applications = smartrecruiters.read().applications.where(status=ApplicationStatus.IN_REVIEW, confidential=False)
    return next(one for one in applications if one.primary)


@pytest.fixture
def path(smartrecruiters: VendorClient, primary: Application) -> str:
    return people.candidate_path(smartrecruiters, primary.candidate)


@pytest.fixture
def pooled(smartrecruiters: VendorClient) -> str:
    """Somebody on no job."""
    with smartrecruiters.arrange() as draft:
        person = register(draft, first_name="Ada", last_name="Quist")
    return people.candidate_path(smartrecruiters, person.id)


@pytest.fixture
def hidden(smartrecruiters: VendorClient) -> str:
    return people.candidate_path(smartrecruiters, people.a_hidden_application(smartrecruiters).candidate)


@pytest.fixture
def half_hidden(smartrecruiters: VendorClient) -> str:
    """Somebody who is on an open job and, in the first place, on a confidential one."""
    world = smartrecruiters.read()
    id = smartrecruiters.post(f"/jobs/{a_job(smartrecruiters, confidential=True)}/candidates", json=ADA).json["id"]
    smartrecruiters.post(f"/jobs/{a_job(smartrecruiters, confidential=False)}/candidates", json=ADA)
    assert ids.CANDIDATE.read(world, id)
    return f"/candidates/{id}"


def a_job(client: VendorClient, *, confidential: bool) -> str:
    return people.job_id(client, next(iter(client.read().jobs.where(confidential=confidential))).id)


def test_the_status_of_the_primary_assignment_changes(
    smartrecruiters: VendorClient, path: str, primary: Application
) -> None:
    reason = people.a_reason(smartrecruiters, Decider.COMPANY)

    answer = smartrecruiters.put(f"{path}/status", json={"status": "REJECTED", "reason": reason})

    assert (answer.status_code, answer.data) == (204, b"")
    shown = smartrecruiters.get(people.application_path(smartrecruiters, primary)).json
    assert (shown["status"], shown["reasonOfRejection"]["id"]) == ("REJECTED", reason)
    assert smartrecruiters.get(path).json["primaryAssignment"]["status"] == "REJECTED"


def test_the_history_of_the_primary_assignment_is_that_on_its_job(
    smartrecruiters: VendorClient, path: str, primary: Application
) -> None:
    on_job = f"{people.application_path(smartrecruiters, primary)}/status/history"
    smartrecruiters.put(f"{path}/status", json={"status": "OFFERED"})

    listed = smartrecruiters.get(f"{path}/status/history").json

    assert listed["content"][-1]["status"] == "OFFERED"
    assert listed == smartrecruiters.get(on_job).json


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"status": "REJECTED"}, "REASON_REQUIRED"),
        ({"status": "REJECTED", "reason": "x"}, "REASON_NOT_FOUND"),
        ({"status": "NEW", "reason": "x"}, "NO_REASON_SUPPORT_FOR_STATUS"),
        ({"status": "INTERVIEW", "subStatus": "x"}, "INVALID_SUB_STATUS"),
        ({"status": "x"}, "INVALID_STATUS"),
        ({}, "INVALID_INPUT"),
    ],
)
def test_the_same_is_refused_as_on_a_job(
    smartrecruiters: VendorClient, path: str, body: dict[str, Any], code: str
) -> None:
    before = smartrecruiters.world.state

    answer = smartrecruiters.put(f"{path}/status", json=body)

    assert (answer.status_code, answer.json["errors"][0]["code"]) == (400, code)
    assert smartrecruiters.world.state is before


def test_another_media_type_is_415(smartrecruiters: VendorClient, path: str) -> None:
    answer = smartrecruiters.put(f"{path}/status", data=b'{"status":"NEW"}', content_type="text/plain")

    assert (answer.status_code, answer.json) == (415, {"message": "Unsupported Media Type"})


def test_who_is_on_no_job_has_no_status_and_no_history(smartrecruiters: VendorClient, pooled: str) -> None:
    answer = smartrecruiters.put(f"{pooled}/status", json={"status": "NEW"})

    assert answer.status_code == 404
    assert answer.json == {"message": "Candidate is not assigned to given job"}
    assert smartrecruiters.get(f"{pooled}/status/history").json == {"totalFound": 0, "content": []}


def test_a_candidate_who_does_not_exist_is_404(smartrecruiters: VendorClient) -> None:
    for answer in (
        smartrecruiters.put(f"/candidates/{UNKNOWN}/status", json={"status": "NEW"}),
        smartrecruiters.get(f"/candidates/{UNKNOWN}/status/history"),
    ):
        assert answer.status_code == 404
        assert answer.json == envelope("CANDIDATE_NOT_FOUND", "Candidate not found")


def test_a_candidate_whom_one_may_not_see_is_401(smartrecruiters: VendorClient, hidden: str) -> None:
    put = smartrecruiters.put(f"{hidden}/status", json={"status": "NEW"}, token="sandbox-restricted")
    get = smartrecruiters.get(f"{hidden}/status/history", token="sandbox-restricted")

    assert (put.status_code, put.json) == (401, DENIED)
    assert (get.status_code, get.json) == (401, DENIED)


def test_a_primary_assignment_that_one_may_not_see_is_refused(smartrecruiters: VendorClient, half_hidden: str) -> None:
    assert smartrecruiters.get(half_hidden, token="sandbox-restricted").status_code == 200

    put = smartrecruiters.put(f"{half_hidden}/status", json={"status": "OFFERED"}, token="sandbox-restricted")
    get = smartrecruiters.get(f"{half_hidden}/status/history", token="sandbox-restricted")

    assert (put.status_code, put.json) == (403, envelope("PERMISSION_DENIED", "No permission to access candidate"))
    assert (get.status_code, get.json) == (401, DENIED)


class TestRequiredStep:
    """Executives' former employers are called before there is an offer."""

    @pytest.fixture
    def step(self, smartrecruiters: VendorClient) -> Stage:
        world = smartrecruiters.read()
        (required,) = world[REQUIRED_STEPS]
        return world.stages[required.stage]

    @pytest.fixture
    def path(self, smartrecruiters: VendorClient, step: Stage) -> str:
        """Somebody new on a job whose process has the step."""
        jobs = smartrecruiters.read().jobs.where(confidential=False)
        job = people.job_id(smartrecruiters, next(one for one in jobs if one.pipeline == step.pipeline).id)
        id = smartrecruiters.post(f"/jobs/{job}/candidates", json=ADA).json["id"]
        return f"/candidates/{id}/jobs/{job}"

    @pytest.mark.parametrize("status", ["OFFERED", "HIRED"])
    @pytest.mark.parametrize("primary", [False, True])
    def test_it_must_not_be_left_out(
        self, smartrecruiters: VendorClient, path: str, status: str, primary: bool
    ) -> None:
        where = path.partition("/jobs")[0] if primary else path

        answer = smartrecruiters.put(f"{where}/status", json={"status": status})

        assert answer.status_code == 400
        assert answer.json == envelope("REQUIRED_SUB_STATUS_OMITTED", "Required sub status was omitted")
        assert smartrecruiters.get(path).json["status"] == "NEW"

    def test_what_comes_before_it_needs_nothing(self, smartrecruiters: VendorClient, path: str) -> None:
        reason = people.a_reason(smartrecruiters, Decider.COMPANY)

        for body in ({"status": "INTERVIEW"}, {"status": "REJECTED", "reason": reason}, {"status": "TRANSFERRED"}):
            assert smartrecruiters.put(f"{path}/status", json=body).status_code == 204

    def test_once_gone_through_it_counts_for_good(self, smartrecruiters: VendorClient, path: str, step: Stage) -> None:
        for body in ({"status": "INTERVIEW", "subStatus": step.name}, {"status": "NEW"}, {"status": "HIRED"}):
            assert smartrecruiters.put(f"{path}/status", json=body).status_code == 204

        assert smartrecruiters.get(path).json["status"] == "HIRED"


def why(client: VendorClient, path: str, **body: Any) -> str:
    answer = client.put(f"{path}/status", json=body)
    assert answer.status_code == 400
    return str(answer.headers["X-Sandbox-Why"])


def test_an_unknown_step_is_told_which_there_are(
    smartrecruiters: VendorClient, path: str, primary: Application
) -> None:
    world = smartrecruiters.read()
    stages = [one for one in world.stages.where(pipeline=world.jobs[primary.job].pipeline) if one.step]
    status = stages[0].phase
    names = [one.name for one in sorted(stages, key=lambda one: one.position) if one.phase is status]
    told = why(smartrecruiters, path, status=CANDIDATE_STATUSES[status], subStatus="Nope")

    assert told.startswith("InvalidSubStatus: ")
    assert told.endswith(f"(body.subStatus): one of {', '.join(names)}")


def test_a_status_without_steps_is_told_to_have_none(smartrecruiters: VendorClient, path: str) -> None:
    reason = next(iter(smartrecruiters.read().reasons.where(decider=Decider.COMPANY)))
    id = ids.REASON.write(smartrecruiters.read(), reason.id)

    told = why(smartrecruiters, path, status="REJECTED", subStatus="Nope", reason=id)

    assert told.endswith("(body.subStatus): there are none")


def test_an_unknown_reason_is_told_which_there_are(smartrecruiters: VendorClient, path: str) -> None:
    told = why(smartrecruiters, path, status="REJECTED", reason=UNKNOWN)

    assert "(body.reason): one of " in told
