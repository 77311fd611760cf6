"""SmartRecruiters: jobs that are changed with approval only."""

from typing import Any

import pytest

from ats_sandbox.vendors.smartrecruiters.features import ALL_JOBS_APPROVED, JOB_APPROVALS
from ats_sandbox.world.domain.approvals import APPROVALS
from ats_sandbox.world.domain.commands.approvals import latest_approval
from ats_sandbox.world.domain.commands.jobs import change_job_status, revise_job
from ats_sandbox.world.domain.features import switch
from ats_sandbox.world.domain.jobs import Job, JobStatus
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.users import UserRole
from tests.client import VendorClient
from tests.vendors.smartrecruiters.callers import token_in, token_of
from tests.vendors.smartrecruiters.test_positions import LEAST, WHOLE, seat_of, seats_of

RANGE = {"min": 52_000, "max": 61_000.5, "currency": "EUR"}


def approved_job(client: VendorClient, *, confidential: bool = False) -> Job:
    """An open job that somebody was asked to approve, with a position."""
    world = client.read()
    jobs = (world.jobs[one.job] for one in world[APPROVALS] if one.job is not None)
    fit = (job for job in jobs if job.confidential is confidential and job.closed_at is None)
    return next(job for job in fit if world.positions.where(job=job.id))


def free_job(client: VendorClient) -> Job:
    """An open job with a position, about which nobody was asked."""
    world = client.read()
    jobs = world.jobs.where(confidential=False, status=JobStatus.INTERVIEW)
    fit = (job for job in jobs if world.positions.where(job=job.id))
    return next(job for job in fit if latest_approval(world, job=job.id) is None)


def path_of(client: VendorClient, job: Job) -> str:
    return f"/jobs/{native_id(client.read(), 'job', job.id)}"


def latest(client: VendorClient, job: Job, **kwargs: Any) -> Any:
    return client.get(f"{path_of(client, job)}/approvals/latest", **kwargs)


def headcount(client: VendorClient, job: Job, range: Any = RANGE, **kwargs: Any) -> Any:
    return client.patch(f"{path_of(client, job)}/headcount", json={"salaryRange": range}, **kwargs)


def said(answer: Any) -> tuple[int, list[str]]:
    return answer.status_code, [error["code"] for error in answer.json["errors"]]


def approve(client: VendorClient, request: str) -> None:
    """Let everybody who is asked agree."""
    path = f"/approvals-api/v201910/approvals/{request}"
    while (told := client.get(path).json)["status"] == "PENDING":
        approvers = [one for step in told["steps"] for one in step["approvers"]]
        waiting = next(one["id"] for one in approvers if one["decision"] == "PENDING")
        assert client.post(f"{path}/approve-decisions", json={"approverId": waiting}).status_code == 204


def test_the_latest_request_about_a_job_tells_its_positions_and_salary(smartrecruiters: VendorClient) -> None:
    job = approved_job(smartrecruiters)
    request = latest_approval(smartrecruiters.read(), job=job.id)
    assert request is not None
    pay = request.pay or job.pay
    assert pay is not None

    told = latest(smartrecruiters, job)

    assert told.status_code == 200
    assert told.json == {
        "approvalRequestId": native_id(smartrecruiters.read(), "approval", request.id),
        "positions": smartrecruiters.get(seats_of(smartrecruiters, job)).json["content"],
        "salaryRange": {"min": pay.minimum, "max": pay.maximum, "currency": pay.currency},
    }


def test_a_job_about_which_nobody_was_asked_has_no_approval(smartrecruiters: VendorClient) -> None:
    assert said(latest(smartrecruiters, free_job(smartrecruiters))) == (404, ["APPROVALS_NOT_FOUND"])
    assert smartrecruiters.get("/jobs/x/approvals/latest").status_code == 404


def test_the_approval_of_a_confidential_job_is_unauthorized(smartrecruiters: VendorClient) -> None:
    job = approved_job(smartrecruiters, confidential=True)

    answer = latest(smartrecruiters, job, token="sandbox-restricted")

    assert answer.status_code == 401
    assert latest(smartrecruiters, job).status_code == 200


def test_only_administrators_recruiters_and_approvers_see_approvals(smartrecruiters: VendorClient) -> None:
    job = approved_job(smartrecruiters)
    request = latest_approval(smartrecruiters.read(), job=job.id)
    assert request is not None
    managers = smartrecruiters.read().users.where(role=UserRole.HIRING_MANAGER)
    approver = next(one.id for one in managers if one.id in request.users)
    stranger = next(one.id for one in managers if one.id not in request.users)

    def seen_by(token: str) -> Any:
        return latest(smartrecruiters, job, token=token)

    assert seen_by(token_in(smartrecruiters, UserRole.RECRUITER)).status_code == 200
    assert seen_by(token_of(smartrecruiters, approver)).status_code == 200
    assert said(seen_by(token_of(smartrecruiters, stranger))) == (403, ["NO_ACCESS_TO_APPROVALS"])


def test_a_salary_range_is_asked_for_and_the_job_gets_it_once_approved(smartrecruiters: VendorClient) -> None:
    job = approved_job(smartrecruiters)

    answer = headcount(smartrecruiters, job)

    assert (answer.status_code, answer.json) == (202, {"status": "PENDING"})
    told = latest(smartrecruiters, job).json
    assert told["salaryRange"] == RANGE
    assert smartrecruiters.read().jobs[job.id].pay == job.pay
    approve(smartrecruiters, told["approvalRequestId"])
    pay = smartrecruiters.read().jobs[job.id].pay
    assert pay is not None
    assert (pay.minimum, pay.maximum, pay.currency) == (52_000, 61_000.5, "EUR")


def test_a_pending_request_is_abandoned_by_the_next(smartrecruiters: VendorClient) -> None:
    job = approved_job(smartrecruiters)
    headcount(smartrecruiters, job)
    first = latest(smartrecruiters, job).json["approvalRequestId"]

    assert headcount(smartrecruiters, job, None).status_code == 202

    assert latest(smartrecruiters, job).json["approvalRequestId"] != first
    assert smartrecruiters.get(f"/approvals-api/v201910/approvals/{first}").json["status"] == "ABANDONED"


@pytest.mark.parametrize(
    "range",
    [
        {"min": 2, "max": 1, "currency": "EUR"},
        {"min": -1, "currency": "EUR"},
        {"max": 1, "currency": "euro"},
        {"max": 1, "currency": "eur"},
    ],
)
def test_a_salary_range_that_cannot_be_is_refused(smartrecruiters: VendorClient, range: Any) -> None:
    job = approved_job(smartrecruiters)
    before = smartrecruiters.world.state

    assert said(headcount(smartrecruiters, job, range)) == (400, ["INVALID_SALARY_RANGE"])
    assert said(headcount(smartrecruiters, job, {"min": "2"})) == (400, ["INVALID_INPUT"])
    assert said(headcount(smartrecruiters, job, [1])) == (400, ["INVALID_INPUT"])
    assert smartrecruiters.world.state is before


def test_a_range_without_a_currency_is_in_that_of_the_job(smartrecruiters: VendorClient) -> None:
    job = approved_job(smartrecruiters)
    assert job.pay is not None

    assert headcount(smartrecruiters, job, {"min": 10}).status_code == 202

    assert latest(smartrecruiters, job).json["salaryRange"] == {"min": 10, "currency": job.pay.currency}


def test_a_closed_job_needs_no_headcount(smartrecruiters: VendorClient) -> None:
    job = approved_job(smartrecruiters)
    with smartrecruiters.arrange() as draft:
        change_job_status(draft, draft.jobs[job.id], JobStatus.CANCELLED)

    assert said(headcount(smartrecruiters, job)) == (400, ["CANNOT_START_APPROVAL_PROCESS"])


def test_without_anybody_to_ask_no_approval_begins(smartrecruiters: VendorClient) -> None:
    job = free_job(smartrecruiters)
    with smartrecruiters.arrange() as draft:
        switch(draft, ALL_JOBS_APPROVED, on=True)
        revise_job(draft, draft.jobs[job.id], team=())

    assert said(headcount(smartrecruiters, job)) == (400, ["CANNOT_START_APPROVAL_PROCESS"])


def test_the_headcount_of_a_hidden_or_unknown_job_is_not_to_be_had(smartrecruiters: VendorClient) -> None:
    job = approved_job(smartrecruiters, confidential=True)

    assert said(headcount(smartrecruiters, job, token="sandbox-restricted")) == (401, ["PERMISSION_DENIED"])
    assert smartrecruiters.patch("/jobs/x/headcount", json={}).status_code == 404


def test_a_job_without_approval_has_no_headcount_to_ask_for(smartrecruiters: VendorClient) -> None:
    answer = headcount(smartrecruiters, free_job(smartrecruiters))

    assert said(answer) == (403, ["APPROVAL_PROCESS_NOT_ENABLED"])


def writes(client: VendorClient, job: Job) -> list[Any]:
    """What comes of each way to change the positions of a job directly."""
    seat = seat_of(client, job)
    return [
        client.put(seat, json=WHOLE),
        client.post(seats_of(client, job), json=LEAST),
        client.delete(seat),
    ]


def test_positions_of_a_job_that_needs_approval_are_not_changed_directly(smartrecruiters: VendorClient) -> None:
    job = approved_job(smartrecruiters)
    before = smartrecruiters.world.state

    for answer in writes(smartrecruiters, job):
        assert said(answer) == (403, ["APPROVAL_PROCESS_ENABLED"])
    assert smartrecruiters.world.state is before


def test_a_tester_may_let_all_jobs_need_approval_or_none_and_a_reset_keeps_it(smartrecruiters: VendorClient) -> None:
    free, approved = free_job(smartrecruiters), approved_job(smartrecruiters)

    with smartrecruiters.arrange() as draft:
        switch(draft, ALL_JOBS_APPROVED, on=True)
    assert [said(one)[0] for one in writes(smartrecruiters, free)] == [403, 403, 403]
    assert headcount(smartrecruiters, free).status_code == 202

    with smartrecruiters.arrange() as draft:
        switch(draft, JOB_APPROVALS, on=False)
    smartrecruiters.world.reset()
    assert said(headcount(smartrecruiters, approved)) == (403, ["APPROVAL_PROCESS_NOT_ENABLED"])
    assert [one.status_code for one in writes(smartrecruiters, approved)] == [201, 201, 204]

    with smartrecruiters.arrange() as draft:
        switch(draft, JOB_APPROVALS, on=None)
        switch(draft, ALL_JOBS_APPROVED, on=None)
    assert headcount(smartrecruiters, approved).status_code == 202


def test_another_compensation_of_a_job_that_needs_approval_asks_for_it_again(smartrecruiters: VendorClient) -> None:
    job = approved_job(smartrecruiters)
    path, before = path_of(smartrecruiters, job), latest(smartrecruiters, job).json

    smartrecruiters.patch(
        path, json={"title": "Day Baker", "compensation": smartrecruiters.get(path).json["compensation"]}
    )
    unasked = latest(smartrecruiters, job).json
    changed = smartrecruiters.patch(path, json={"compensation": RANGE})

    assert unasked["approvalRequestId"] == before["approvalRequestId"]
    assert (changed.status_code, changed.json["compensation"]) == (200, RANGE)
    told = latest(smartrecruiters, job).json
    assert told["approvalRequestId"] != before["approvalRequestId"]
    assert told["salaryRange"] == RANGE


def test_another_compensation_is_not_asked_about_where_nobody_approves(smartrecruiters: VendorClient) -> None:
    job = free_job(smartrecruiters)

    assert smartrecruiters.patch(path_of(smartrecruiters, job), json={"compensation": RANGE}).status_code == 200

    assert said(latest(smartrecruiters, job)) == (404, ["APPROVALS_NOT_FOUND"])


def test_a_job_that_needs_approval_is_published_once_it_is_given(smartrecruiters: VendorClient) -> None:
    job = approved_job(smartrecruiters)
    headcount(smartrecruiters, job)
    publication = f"{path_of(smartrecruiters, job)}/publication"

    early = smartrecruiters.post(publication, json={})
    approve(smartrecruiters, latest(smartrecruiters, job).json["approvalRequestId"])

    assert said(early) == (403, ["NOT_AUTHORIZED_TO_PUBLISH_JOB"])
    assert smartrecruiters.post(publication, json={}).status_code == 204
