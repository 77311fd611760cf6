"""SmartRecruiters: what is no interview is refused."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from ats_sandbox.world.domain.native_ids import native_id
from tests.client import VendorClient
from tests.vendors.smartrecruiters.meetings import INTERVIEWS_PATH, application_of, body_for, faults

EXAMPLE = Path(__file__).parents[3] / "fixtures/smartrecruiters/create_interview.json"


Change = Callable[[dict[str, Any]], Any]
INVALID: dict[str, tuple[Change, str]] = {
    "no candidate": (lambda body: body.pop("candidate"), "candidate is required"),
    "a candidate without an id": (lambda body: body["candidate"].pop("id"), "candidate.id is required"),
    "no job": (lambda body: body.pop("jobId"), "jobId is required"),
    "no organizer": (lambda body: body.pop("organizerId"), "organizerId is required"),
    "no time zone": (lambda body: body.pop("timezone"), "timezone is required"),
    "no timeslots": (lambda body: body.pop("timeslots"), "timeslots is required"),
    "timeslots of nothing": (lambda body: body.update(timeslots=[]), "timeslots must be at least 1 items long"),
    "more timeslots than there can be": (
        lambda body: body.update(timeslots=[body["timeslots"][1]] * 51),
        "timeslots must be at most 50 items long",
    ),
    "a long place": (lambda body: body.update(location="x" * 501), "location must be at most 500 characters long"),
    "a long time zone": (
        lambda body: body.update(timezone="a/" * 51),
        "timezone must be at most 100 characters long",
    ),
    "a slot at a long place": (
        lambda body: body["timeslots"][0].update(place="x" * 501),
        "timeslots.0.place must be at most 500 characters long",
    ),
    "a slot with a long title": (
        lambda body: body["timeslots"][0].update(title="x" * 201),
        "timeslots.0.title must be at most 200 characters long",
    ),
    "a slot of a long type": (
        lambda body: body["timeslots"][0].update(interviewType="x" * 401),
        "timeslots.0.interviewType must be at most 400 characters long",
    ),
    "a slot for nobody": (
        lambda body: body["timeslots"][0].update(interviewers=[]),
        "timeslots.0.interviewers must be at least 1 items long",
    ),
    "a slot for everybody": (
        lambda body: body["timeslots"][0].update(interviewers=body["timeslots"][0]["interviewers"] * 26),
        "timeslots.0.interviewers must be at most 50 items long",
    ),
    "a slot without a start": (lambda body: body["timeslots"][1].pop("startsOn"), "timeslots.1.startsOn is required"),
    "a slot without an end": (lambda body: body["timeslots"][0].pop("endsOn"), "timeslots.0.endsOn is required"),
    "a slot without interviewers": (
        lambda body: body["timeslots"][0].pop("interviewers"),
        "timeslots.0.interviewers is required",
    ),
    "an interviewer without a status": (
        lambda body: body["timeslots"][0]["interviewers"][1].pop("status"),
        "timeslots.0.interviewers.1.status is required",
    ),
    "an answer that does not exist": (
        lambda body: body["candidate"].update(status="maybe"),
        "candidate.status must be one of accepted, declined, pending, tentative",
    ),
}
FORMER = "an id of somebody who has left"
NAMED: dict[str, tuple[Change, str, str]] = {
    "an end that is the start": (
        lambda body: body["timeslots"][1].update(endsOn=body["timeslots"][1]["startsOn"]),
        "END_DATE_BEFORE_START_DATE",
        "timeslots.1.endsOn must be later than startsOn",
    ),
    "an end before the start": (
        lambda body: body["timeslots"][0].update(endsOn="2026-03-09T00:00:00.000Z"),
        "END_DATE_BEFORE_START_DATE",
        "timeslots.0.endsOn must be later than startsOn",
    ),
    "a candidate nobody knows": (
        lambda body: body["candidate"].update(id="x"),
        "CANDIDATE_NOT_FOUND",
        "candidate.id is no candidate",
    ),
    "a job nobody knows": (lambda body: body.update(jobId="x"), "JOB_NOT_FOUND", "jobId is no job"),
    "an organizer nobody knows": (
        lambda body: body.update(organizerId="x"),
        "NON_EXISTING_ORGANIZER",
        "organizerId is no user",
    ),
    "an organizer who has left": (
        lambda body: body.update(organizerId=FORMER),
        "INACTIVE_OR_DELETED_ORGANIZER",
        "organizerId is a user who is not active",
    ),
    "an interviewer nobody knows": (
        lambda body: body["timeslots"][0]["interviewers"][1].update(id="x"),
        "NON_EXISTING_INTERVIEWERS",
        "timeslots.0.interviewers.1.id is no user",
    ),
    "an interviewer who has left": (
        lambda body: body["timeslots"][1]["interviewers"][0].update(id=FORMER),
        "INACTIVE_OR_DELETED_INTERVIEWERS",
        "timeslots.1.interviewers.0.id is a user who is not active",
    ),
}


@pytest.mark.parametrize("wrong", INVALID)
def test_an_invalid_interview_is_refused_and_stores_nothing(smartrecruiters: VendorClient, wrong: str) -> None:
    body = deepcopy(body_for(smartrecruiters, application_of(smartrecruiters)))
    change, complaint = INVALID[wrong]
    change(body)
    before = smartrecruiters.world.state

    assert faults(smartrecruiters.post(INTERVIEWS_PATH, json=body)) == [complaint]
    assert smartrecruiters.world.state is before


@pytest.mark.parametrize("wrong", NAMED)
def test_an_interview_with_somebody_unknown_or_a_time_that_ends_early_is_refused_with_a_code_of_its_own(
    smartrecruiters: VendorClient, wrong: str
) -> None:
    former = next(one for one in smartrecruiters.read().users if not one.active)
    body = deepcopy(body_for(smartrecruiters, application_of(smartrecruiters)))
    change, code, complaint = NAMED[wrong]
    change(body)
    sent = json.dumps(body).replace(FORMER, native_id(smartrecruiters.read(), "user", former.id))
    before = smartrecruiters.world.state

    answer = smartrecruiters.post(INTERVIEWS_PATH, data=sent, content_type="application/json")

    assert faults(answer, code) == [complaint]
    assert smartrecruiters.world.state is before


def test_a_candidate_who_is_not_on_the_job_is_not_interviewed_for_it(smartrecruiters: VendorClient) -> None:
    world, application = smartrecruiters.read(), application_of(smartrecruiters)
    taken = {one.job for one in world.applications.where(candidate=application.candidate)}
    other = next(job for job in world.jobs if job.id not in taken)
    body = {**body_for(smartrecruiters, application), "jobId": native_id(world, "job", other.id)}

    answer = smartrecruiters.post(INTERVIEWS_PATH, json=body)

    assert faults(answer, "APPLICATION_NOT_FOUND") == ["candidate.id is not assigned to the job"]


def test_all_interviewers_that_nobody_knows_are_told_at_once(smartrecruiters: VendorClient) -> None:
    body = body_for(smartrecruiters, application_of(smartrecruiters))
    for slot in body["timeslots"]:
        slot["interviewers"] = [{"id": "x", "status": "pending"}]

    assert faults(smartrecruiters.post(INTERVIEWS_PATH, json=body), "NON_EXISTING_INTERVIEWERS") == [
        "timeslots.0.interviewers.0.id is no user",
        "timeslots.1.interviewers.0.id is no user",
    ]


def test_an_interview_for_a_confidential_job_is_forbidden_to_who_may_not_see_it(
    smartrecruiters: VendorClient,
) -> None:
    body = body_for(smartrecruiters, application_of(smartrecruiters, confidential=True))
    before = smartrecruiters.world.state

    answer = smartrecruiters.post(INTERVIEWS_PATH, json=body, token="sandbox-restricted")

    assert answer.status_code == 403
    assert answer.json["errors"][0]["code"] == "INTERVIEW_ACCESS_DENIED"
    assert smartrecruiters.world.state is before
    assert smartrecruiters.post(INTERVIEWS_PATH, json=body).status_code == 201


def test_a_body_that_is_no_json_is_malformed_and_one_that_is_no_object_invalid(smartrecruiters: VendorClient) -> None:
    malformed = smartrecruiters.post(INTERVIEWS_PATH, data="{", content_type="application/json")

    assert (malformed.status_code, malformed.json["errors"][0]["code"]) == (400, "INVALID_REQUEST")
    for body in ([], "x", 1, None):
        faults(smartrecruiters.post(INTERVIEWS_PATH, data=json.dumps(body), content_type="application/json"))


def test_an_interview_in_another_media_type_is_not_read(smartrecruiters: VendorClient) -> None:
    assert smartrecruiters.post(INTERVIEWS_PATH, data="x", content_type="text/calendar").status_code == 415
