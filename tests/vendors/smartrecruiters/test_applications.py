"""Candidates on jobs: where they stand and how that changes."""

from typing import Any

import pytest

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.world.domain.commands.applications import set_status
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.positions import PositionStatus
from ats_sandbox.world.domain.reasons import Decider
from tests.client import VendorClient
from tests.vendors.smartrecruiters import people
from tests.vendors.smartrecruiters.people import UNKNOWN, envelope

NOT_ASSIGNED = {"message": "Candidate is not assigned to given job"}
NO_REASON = envelope("NO_REASON_SUPPORT_FOR_STATUS", "Reason is not supported for this status")
NO_SUCH_JOB = envelope("JOB_NOT_FOUND", "Candidate is not assigned to given job")


@pytest.fixture
def path(smartrecruiters: VendorClient) -> str:
    """An application under review."""
    return people.application_path(smartrecruiters, people.an_application(smartrecruiters))


@pytest.fixture
def unassigned(smartrecruiters: VendorClient) -> str:
    """A candidate and a job they are not on."""
    world = smartrecruiters.read()
    one = people.an_application(smartrecruiters)
    taken = {other.job for other in world.applications.where(candidate=one.candidate)}
    job = next(job for job in world.jobs.where(confidential=False) if job.id not in taken)
    return f"{people.candidate_path(smartrecruiters, one.candidate)}/jobs/{people.job_id(smartrecruiters, job.id)}"


@pytest.fixture
def hidden(smartrecruiters: VendorClient) -> str:
    return people.application_path(smartrecruiters, people.a_hidden_application(smartrecruiters))


@pytest.fixture
def half_hidden(smartrecruiters: VendorClient) -> str:
    return people.application_path(smartrecruiters, people.a_half_hidden_application(smartrecruiters))


def history(client: VendorClient, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"{path}/status/history").json["content"]
    return found


def test_an_application_tells_where_the_candidate_stands(smartrecruiters: VendorClient) -> None:
    one = people.an_application(smartrecruiters)
    world = smartrecruiters.read()
    path = people.application_path(smartrecruiters, one)

    shown = smartrecruiters.get(path).json

    assert shown["status"] == "IN_REVIEW"
    assert shown["applicationId"] == ids.APPLICATION.write(world, one.id)
    assert shown["url"].endswith(path)
    source = world.sources[one.source] if one.source is not None else None
    assert shown["source"] == (source.label if source else one.origin)
    assert not {"reasonOfRejection", "reasonOfWithdrawal", "startsOn"} & set(shown)


def test_rejecting_needs_a_reason_and_stores_it(smartrecruiters: VendorClient, path: str) -> None:
    reason = people.a_reason(smartrecruiters, Decider.COMPANY)

    response = smartrecruiters.put(f"{path}/status", json={"status": "REJECTED", "reason": reason})

    assert (response.status_code, response.data) == (204, b"")
    shown = smartrecruiters.get(path).json
    assert shown["status"] == "REJECTED"
    assert shown["reasonOfRejection"]["id"] == reason
    assert shown["reasonOfRejection"]["label"]
    assert "subStatus" not in shown


def test_withdrawing_stores_the_candidates_reason(smartrecruiters: VendorClient, path: str) -> None:
    reason = people.a_reason(smartrecruiters, Decider.CANDIDATE)

    assert smartrecruiters.put(f"{path}/status", json={"status": "WITHDRAWN", "reason": reason}).status_code == 204

    shown = smartrecruiters.get(path).json
    assert shown["status"] == "WITHDRAWN"
    assert shown["reasonOfWithdrawal"]["id"] == reason


@pytest.mark.parametrize("status", ["REJECTED", "WITHDRAWN"])
def test_an_ending_without_a_reason_is_400(smartrecruiters: VendorClient, path: str, status: str) -> None:
    response = smartrecruiters.put(f"{path}/status", json={"status": status})

    assert response.status_code == 400
    assert response.json == envelope("REASON_REQUIRED", "Reason is required")
    assert smartrecruiters.get(path).json["status"] == "IN_REVIEW"


@pytest.mark.parametrize(
    ("status", "decider", "refusal"),
    [
        ("REJECTED", Decider.CANDIDATE, envelope("REASON_NOT_FOUND", "Reason not found")),
        ("WITHDRAWN", Decider.COMPANY, envelope("REASON_NOT_FOUND", "Reason not found")),
        ("INTERVIEW", Decider.COMPANY, NO_REASON),
        ("TRANSFERRED", Decider.COMPANY, NO_REASON),
    ],
)
def test_a_reason_for_something_else_is_400(
    smartrecruiters: VendorClient, path: str, status: str, decider: Decider, refusal: dict[str, Any]
) -> None:
    reason = people.a_reason(smartrecruiters, decider)

    response = smartrecruiters.put(f"{path}/status", json={"status": status, "reason": reason})

    assert response.status_code == 400
    assert response.json == refusal


@pytest.mark.parametrize("reason", [UNKNOWN, "no id at all", "", "é" * 1000])
def test_an_unknown_reason_is_400(smartrecruiters: VendorClient, path: str, reason: str) -> None:
    response = smartrecruiters.put(f"{path}/status", json={"status": "REJECTED", "reason": reason})

    assert response.status_code == 400
    assert response.json == envelope("REASON_NOT_FOUND", "Reason not found")


def test_any_status_that_is_read_can_be_set(smartrecruiters: VendorClient, path: str) -> None:
    for status in ("LEAD", "NEW", "IN_REVIEW", "INTERVIEW", "OFFERED", "HIRED", "TRANSFERRED", "NEW"):
        assert smartrecruiters.put(f"{path}/status", json={"status": status}).status_code == 204
        assert smartrecruiters.get(path).json["status"] == status


def test_a_rejected_candidate_can_be_taken_up_again_and_loses_the_reason(
    smartrecruiters: VendorClient, path: str
) -> None:
    reason = people.a_reason(smartrecruiters, Decider.COMPANY)
    smartrecruiters.put(f"{path}/status", json={"status": "REJECTED", "reason": reason})

    assert smartrecruiters.put(f"{path}/status", json={"status": "NEW"}).status_code == 204

    shown = smartrecruiters.get(path).json
    assert shown["status"] == "NEW"
    assert "reasonOfRejection" not in shown


def test_a_sub_status_is_a_step_of_the_jobs_process_and_goes_with_the_next_change(
    smartrecruiters: VendorClient, path: str
) -> None:
    step = a_step(smartrecruiters, path, ApplicationStatus.INTERVIEW)

    response = smartrecruiters.put(f"{path}/status", json={"status": "INTERVIEW", "subStatus": step})

    assert response.status_code == 204
    assert smartrecruiters.get(path).json["subStatus"] == step
    smartrecruiters.put(f"{path}/status", json={"status": "INTERVIEW"})
    assert "subStatus" not in smartrecruiters.get(path).json


def a_step(client: VendorClient, path: str, status: ApplicationStatus) -> str:
    world = client.read()
    job = world.jobs[ids.JOB.read(world, path.rpartition("/")[2]) or 0]
    stages = world.stages.where(pipeline=job.pipeline)
    return next(stage.name for stage in stages if stage.step and stage.phase is status)


@pytest.mark.parametrize("status", ["INTERVIEW", "NEW", "HIRED", "TRANSFERRED"])
def test_a_step_that_the_status_does_not_have_is_400(smartrecruiters: VendorClient, path: str, status: str) -> None:
    step = a_step(smartrecruiters, path, ApplicationStatus.OFFERED)

    response = smartrecruiters.put(f"{path}/status", json={"status": status, "subStatus": step})

    assert response.status_code == 400
    assert response.json == envelope("INVALID_SUB_STATUS", "Sub status is invalid")


@pytest.mark.parametrize("status", ["rejected", "OTHER", "HIRE", "", "no such"])
def test_a_status_outside_the_list_is_400(smartrecruiters: VendorClient, path: str, status: str) -> None:
    response = smartrecruiters.put(f"{path}/status", json={"status": status})

    assert response.status_code == 400
    (error,) = response.json["errors"]
    assert error["code"] == "INVALID_STATUS"
    assert "LEAD, NEW, IN_REVIEW" in error["message"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"status": None},
        {"status": 5},
        {"status": "NEW", "subStatus": 5},
        {"status": "HIRED", "startsOn": "soon"},
        {"status": "HIRED", "startsOn": 20260401},
        {"status": "REJECTED", "reason": ["x"]},
        [],
        "x",
    ],
)
def test_a_body_of_other_types_is_400_and_changes_nothing(
    smartrecruiters: VendorClient, path: str, body: object
) -> None:
    before = smartrecruiters.world.state

    response = smartrecruiters.put(f"{path}/status", json=body)

    assert response.status_code == 400
    assert {error["code"] for error in response.json["errors"]} == {"INVALID_INPUT"}
    assert smartrecruiters.world.state is before


def test_hiring_keeps_the_start_date_fills_a_position_and_links_to_it(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    position = next(
        one
        for one in world.positions
        if one.status is PositionStatus.OPEN
        and not world.jobs[one.job].confidential
        and world.applications.where(job=one.job, status=ApplicationStatus.IN_REVIEW)
    )
    path = people.application_path(smartrecruiters, people.an_application(smartrecruiters, job=position.job))
    body = {"status": "HIRED", "startsOn": "2026-04-01T02:00:00.000+02:00"}

    assert smartrecruiters.put(f"{path}/status", json=body).status_code == 204

    assert smartrecruiters.get(path).json["startsOn"] == "2026-04-01T00:00:00.000Z"
    assert smartrecruiters.read().positions[position.id].status is PositionStatus.FILLED
    details = smartrecruiters.get("/".join(path.split("/")[:3])).json
    assignments = [details["primaryAssignment"], *details["secondaryAssignments"]]
    (hired,) = [one for one in assignments if one["job"]["id"] == path.rpartition("/")[2]]
    position_id = ids.POSITION.write(world, position.id)
    assert hired["job"]["actions"]["positionDetails"]["url"].endswith(f"/positions/{position_id}")
    smartrecruiters.put(f"{path}/status", json={"status": "NEW"})
    assert "startsOn" not in smartrecruiters.get(path).json


def test_a_start_date_means_nothing_without_a_hire(smartrecruiters: VendorClient, path: str) -> None:
    before = len(history(smartrecruiters, path))

    response = smartrecruiters.put(f"{path}/status", json={"status": "OFFERED", "startsOn": "2026-04-01"})

    assert response.status_code == 204
    assert "startsOn" not in smartrecruiters.get(path).json
    assert len(history(smartrecruiters, path)) == before + 1


def test_each_change_is_written_down_once(smartrecruiters: VendorClient, path: str) -> None:
    step = a_step(smartrecruiters, path, ApplicationStatus.INTERVIEW)
    before = history(smartrecruiters, path)
    for _ in range(2):
        smartrecruiters.put(f"{path}/status", json={"status": "INTERVIEW", "subStatus": step})

    after = history(smartrecruiters, path)

    assert after[:-1] == before
    assert after[-1]["status"] == "INTERVIEW"
    assert after[-1]["subStatus"] == step
    assert after[-1]["changedOn"] > before[-1]["changedOn"]
    assert [one["changedOn"] for one in after] == sorted(one["changedOn"] for one in after)


def test_the_history_of_every_application_ends_where_it_stands(smartrecruiters: VendorClient) -> None:
    for one in smartrecruiters.read().applications.page(0, 60):
        path = people.application_path(smartrecruiters, one)
        listed = smartrecruiters.get(f"{path}/status/history").json

        assert listed["totalFound"] == len(listed["content"])
        assert listed["content"][-1]["status"] == smartrecruiters.get(path).json["status"]


def test_a_new_status_shows_in_the_candidate_and_in_searches(smartrecruiters: VendorClient, path: str) -> None:
    step = a_step(smartrecruiters, path, ApplicationStatus.OFFERED)
    smartrecruiters.put(f"{path}/status", json={"status": "OFFERED", "subStatus": step})
    _, _, candidate, _, job = path.split("/")

    details = smartrecruiters.get(f"/candidates/{candidate}").json
    assignments = [details["primaryAssignment"], *details["secondaryAssignments"]]

    (assignment,) = [one for one in assignments if one["job"]["id"] == job]
    assert (assignment["status"], assignment["subStatus"]) == ("OFFERED", step)
    query = {"status": "OFFERED", "subStatus": step, "jobId": job, "limit": 100}
    found = smartrecruiters.get("/candidates", query_string=query).json
    assert candidate in [one["id"] for one in found["content"]]


def test_the_reason_of_a_change_made_elsewhere_shows_here(smartrecruiters: VendorClient) -> None:
    one = people.an_application(smartrecruiters)
    with smartrecruiters.arrange() as draft:
        reason = next(iter(draft.reasons.where(decider=Decider.CANDIDATE)))
        set_status(draft, one, ApplicationStatus.WITHDRAWN, reason=reason.id)

    shown = smartrecruiters.get(people.application_path(smartrecruiters, one)).json

    assert shown["reasonOfWithdrawal"]["label"] == reason.label


UNSEEN = {
    ("/status/history", "hidden"): ("NO_ACCESS_TO_CANDIDATE", "candidate"),
    ("/status/history", "half_hidden"): ("NO_ACCESS_TO_JOB", "job"),
}


@pytest.mark.parametrize(
    ("method", "rest", "body"),
    [
        ("GET", "", None),
        ("DELETE", "", None),
        ("GET", "/status/history", None),
        ("PUT", "/status", {"status": "NEW"}),
        ("PUT", "/source", {"sourceTypeId": "NOTHING", "sourceId": "x"}),
    ],
)
class TestEveryOperation:
    """What all five refuse alike. The history has a code of its own for a job that a candidate is not on."""

    def test_a_candidate_who_is_not_on_the_job_is_404_with_the_documented_words(
        self, smartrecruiters: VendorClient, unassigned: str, method: str, rest: str, body: object
    ) -> None:
        response = smartrecruiters.send(method, f"{unassigned}{rest}", json=body)

        assert response.status_code == 404
        assert response.json == (NO_SUCH_JOB if "history" in rest else NOT_ASSIGNED)

    @pytest.mark.parametrize("job", [UNKNOWN, "x", "1", "%20", "é"])
    def test_nobody_is_on_a_job_that_does_not_exist(
        self, smartrecruiters: VendorClient, method: str, rest: str, body: object, job: str
    ) -> None:
        path = f"{people.an_open_candidate(smartrecruiters)}/jobs/{job}{rest}"

        response = smartrecruiters.send(method, path, json=body)

        assert response.status_code == 404
        assert response.json == (NO_SUCH_JOB if "history" in rest else NOT_ASSIGNED)

    def test_an_unknown_candidate_is_404(
        self, smartrecruiters: VendorClient, path: str, method: str, rest: str, body: object
    ) -> None:
        response = smartrecruiters.send(method, f"/candidates/{UNKNOWN}/{path.split('/', 3)[3]}{rest}", json=body)

        assert response.status_code == 404
        assert response.json == envelope("CANDIDATE_NOT_FOUND", "Candidate not found")

    def test_a_job_id_is_no_candidate_id(
        self, smartrecruiters: VendorClient, path: str, method: str, rest: str, body: object
    ) -> None:
        _, _, candidate, _, job = path.split("/")

        response = smartrecruiters.send(method, f"/candidates/{job}/jobs/{candidate}{rest}", json=body)

        assert response.status_code == 404

    def test_nobody_gets_anywhere_without_a_credential(
        self, smartrecruiters: VendorClient, path: str, method: str, rest: str, body: object
    ) -> None:
        response = smartrecruiters.send(method, f"{path}{rest}", json=body, token=None)

        assert response.status_code == 401
        assert response.json == {"message": "Unauthorized"}

    @pytest.mark.parametrize("which", ["hidden", "half_hidden"])
    def test_a_confidential_job_keeps_others_out(
        self,
        smartrecruiters: VendorClient,
        request: pytest.FixtureRequest,
        which: str,
        method: str,
        rest: str,
        body: object,
    ) -> None:
        """Where somebody changes a source, or the status of a candidate whom they may not see, that is 401."""
        path = request.getfixturevalue(which)

        response = smartrecruiters.send(method, f"{path}{rest}", json=body, token="sandbox-restricted")

        if rest == "/source" or (rest == "/status" and which == "hidden"):
            assert response.status_code == 401
            assert response.json == {"message": "Candidate access denied"}
        else:
            code, whom = UNSEEN.get((rest, which), ("PERMISSION_DENIED", "candidate"))
            assert response.status_code == 403
            assert response.json == envelope(code, f"No permission to access {whom}")


@pytest.mark.parametrize("rest", ["status", "source"])
def test_other_media_types_are_415(smartrecruiters: VendorClient, path: str, rest: str) -> None:
    response = smartrecruiters.put(f"{path}/{rest}", data=b'{"status":"NEW"}', content_type="text/plain")

    assert response.status_code == 415
    assert response.json == {"message": "Unsupported Media Type"}


def test_rejecting_is_the_same_operation_under_a_second_name(smartrecruiters: VendorClient) -> None:
    (operation,) = [one for one in smartrecruiters.vendor.operations if one.id == "put_update_candidates_job_status"]

    assert operation.aliases == ("reject_an_application",)
