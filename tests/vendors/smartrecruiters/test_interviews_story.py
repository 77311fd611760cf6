"""SmartRecruiters: a guest interviews and reviews a candidate, and callers change interviews at the same time."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.users import User, UserRole
from tests.client import VendorClient

INTERVIEWS = "/interviews-api/v201904/interviews"
REVIEWS = "/reviews-api/v201910/reviews"


def unmet(client: VendorClient) -> Application:
    """An application of a candidate whom nobody has met or reviewed."""
    world = client.read()
    found = world.applications.where(confidential=False)
    return next(
        one
        for one in found
        if world.candidates[one.candidate].rating is None and not world.interviews.where(application=one.id)
    )


def guest_of(client: VendorClient, application: Application) -> User:
    """An employee who is not on the hiring team."""
    world = client.read()
    team = {member.user for member in world.jobs[application.job].team}
    return next(one for one in world.users.where(role=UserRole.EMPLOYEE) if one.active and one.id not in team)


def slot(client: VendorClient, hour: int, *guests: int) -> dict[str, Any]:
    world = client.read()
    return {
        "startsOn": f"2026-03-09T{hour:02}:00:00.000Z",
        "endsOn": f"2026-03-09T{hour:02}:45:00.000Z",
        "interviewers": [{"id": ids.USER.write(world, one), "status": "pending"} for one in guests],
    }


def scheduled(client: VendorClient, application: Application, *slots: dict[str, Any]) -> dict[str, Any]:
    """An interview that was just scheduled."""
    world = client.read()
    body = {
        "candidate": {"id": ids.CANDIDATE.write(world, application.candidate), "status": "pending"},
        "jobId": ids.JOB.write(world, application.job),
        "organizerId": ids.USER.write(world, 1),
        "timezone": "Europe/Lisbon",
        "timeslots": list(slots),
    }
    answer = client.post(INTERVIEWS, json=body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json
    return found


def test_whoever_interviews_a_candidate_may_review_them_until_the_interview_is_cancelled(
    smartrecruiters: VendorClient,
) -> None:
    application = unmet(smartrecruiters)
    guest = guest_of(smartrecruiters, application)
    world = smartrecruiters.read()
    candidate = ids.CANDIDATE.write(world, application.candidate)
    review = {
        "candidateId": candidate,
        "jobId": ids.JOB.write(world, application.job),
        "reviewerId": ids.USER.write(world, guest.id),
        "overallRating": 5,
    }
    assert smartrecruiters.post(REVIEWS, json=review).status_code == 401

    interview = scheduled(smartrecruiters, application, slot(smartrecruiters, 9, guest.id))
    path = f"{INTERVIEWS}/{interview['id']}"
    part = f"{path}/timeslots/{interview['timeslots'][0]['id']}"
    for asked, answer in (("candidateStatus", "accepted"), (f"interviewers/{review['reviewerId']}/status", "accepted")):
        assert smartrecruiters.put(f"{part}/{asked}", json={"status": answer}).status_code == 204
    told = smartrecruiters.post(REVIEWS, json=review)

    assert (told.status_code, told.json["reviewerId"]) == (201, review["reviewerId"])
    assert smartrecruiters.get(f"/candidates/{candidate}").json["averageRating"] == 5
    assert smartrecruiters.delete(path).status_code == 204
    again = smartrecruiters.post(REVIEWS, json=review)
    assert (again.status_code, again.json["errors"][0]["code"]) == (401, "REVIEWER_NOT_AUTHORIZED_TO_ACCESS_RESOURCE")
    assert smartrecruiters.get(f"/candidates/{candidate}").json["averageRating"] == 5


def test_an_interview_is_created_when_the_worlds_clock_says(smartrecruiters: VendorClient) -> None:
    smartrecruiters.world.advance(3_600_000)

    interview = scheduled(smartrecruiters, unmet(smartrecruiters), slot(smartrecruiters, 9, 1))

    assert interview["createdOn"] == iso(smartrecruiters.read().now)


def test_of_two_callers_who_drop_the_last_two_timeslots_at_once_one_is_refused(smartrecruiters: VendorClient) -> None:
    parts = [slot(smartrecruiters, hour, 1) for hour in (9, 10)]
    interview = scheduled(smartrecruiters, unmet(smartrecruiters), *parts)
    path = f"{INTERVIEWS}/{interview['id']}"

    with ThreadPoolExecutor(2) as pool:
        paths = [f"{path}/timeslots/{one['id']}" for one in interview["timeslots"]]
        answers = sorted(answer.status_code for answer in pool.map(smartrecruiters.delete, paths))

    assert answers == [204, 409]
    assert len(smartrecruiters.get(path).json["timeslots"]) == 1


def test_of_two_callers_who_add_the_fiftieth_timeslot_at_once_one_is_refused(smartrecruiters: VendorClient) -> None:
    parts = [slot(smartrecruiters, 9, 1)] * 49
    path = f"{INTERVIEWS}/{scheduled(smartrecruiters, unmet(smartrecruiters), *parts)['id']}"

    def add(hour: int) -> int:
        return smartrecruiters.post(f"{path}/timeslots", json=slot(smartrecruiters, hour, 1)).status_code

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(add, (10, 11)))

    assert answers == [201, 409]
    assert len(smartrecruiters.get(path).json["timeslots"]) == 50
