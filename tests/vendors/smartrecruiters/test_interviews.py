"""SmartRecruiters: interviews are scheduled, listed and read."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.interviews import INTERVIEWS, Interview
from ats_sandbox.world.domain.native_ids import native_id
from tests.client import VendorClient

INTERVIEWS_PATH = "/interviews-api/v201904/interviews"
EXAMPLE = Path(__file__).parents[3] / "fixtures/smartrecruiters/create_interview.json"


def application_of(client: VendorClient, *, confidential: bool = False) -> Application:
    return next(iter(client.read().applications.where(confidential=confidential)))


def interview_of(client: VendorClient, *, confidential: bool = False, cancelled: bool = False) -> Interview:
    world = client.read()
    return next(
        one
        for one in world.interviews
        if one.cancelled is cancelled and world.applications[one.application].confidential is confidential
    )


def path_of(client: VendorClient, interview: Interview) -> str:
    return f"{INTERVIEWS_PATH}/{native_id(client.read(), 'interview', interview.id)}"


def body_for(client: VendorClient, application: Application) -> dict[str, Any]:
    world = client.read()
    users = [native_id(world, "user", number) for number in (1, 2)]
    return {
        "candidate": {"id": native_id(world, "candidate", application.candidate), "status": "tentative"},
        "jobId": native_id(world, "job", application.job),
        "location": "The bakery",
        "organizerId": users[0],
        "timezone": "America/Argentina/Buenos_Aires",
        "timeslots": [
            {
                "interviewType": "Trial shift",
                "title": "Knead",
                "place": "Kitchen",
                "startsOn": "2026-03-09T22:00:00.000-03:00",
                "endsOn": "2026-03-10T04:30:00.000-03:00",
                "interviewers": [{"id": users[0], "status": "accepted"}, {"id": users[1], "status": "pending"}],
                "candidateStatus": "declined",
            },
            {
                "startsOn": "2026-03-10T12:00:00.000Z",
                "endsOn": "2026-03-10T12:15:00.000Z",
                "interviewers": [],
            },
        ],
        "createdOn": "2026-02-28T10:00:00.000Z",
        "refUrl": "https://calendar.example.com/e/1",
    }


def faults(answer: Any) -> list[str]:
    assert answer.status_code == 422, answer.text
    assert answer.json["message"] == "Input validation failed"
    assert {error["code"] for error in answer.json["errors"]} == {"INVALID_INPUT"}
    return [error["message"] for error in answer.json["errors"]]


def listed(client: VendorClient, application: Application, **kwargs: Any) -> Any:
    id = native_id(client.read(), "application", application.id)
    return client.get(f"{INTERVIEWS_PATH}?applicationId={id}", **kwargs)


def test_an_interview_tells_all_that_it_has(smartrecruiters: VendorClient) -> None:
    world, interview = smartrecruiters.read(), interview_of(smartrecruiters)
    application = world.applications[interview.application]

    answer = smartrecruiters.get(path_of(smartrecruiters, interview))

    optional = {"location": interview.location, "refUrl": interview.reference_url}
    assert answer.status_code == 200
    assert {name: value for name, value in answer.json.items() if name != "timeslots"} == {
        "id": native_id(world, "interview", interview.id),
        "candidate": {
            "id": native_id(world, "candidate", application.candidate),
            "status": interview.candidate_response,
        },
        "jobId": native_id(world, "job", application.job),
        "organizerId": native_id(world, "user", interview.organizer),
        "timezone": interview.timezone,
        "createdOn": iso(interview.created_at),
        **{name: value for name, value in optional.items() if value is not None},
    }
    kept = world.timeslots.where(interview=interview.id)
    assert [slot["id"] for slot in answer.json["timeslots"]] == [native_id(world, "timeslot", one.id) for one in kept]


def test_an_interview_that_the_candidate_never_answered_has_the_status_null(smartrecruiters: VendorClient) -> None:
    interview = interview_of(smartrecruiters)
    with smartrecruiters.arrange() as world:
        world.put(INTERVIEWS, replace(interview, candidate_response=None))

    told = smartrecruiters.get(path_of(smartrecruiters, interview)).json

    assert told["candidate"]["status"] is None


def test_the_interviews_of_an_application_are_listed_whole(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    application = world.applications[interview_of(smartrecruiters).application]
    kept = [one for one in world.interviews.where(application=application.id) if not one.cancelled]

    answer = listed(smartrecruiters, application)

    assert answer.status_code == 200
    assert list(answer.json) == ["content"]
    assert answer.json["content"] == [
        smartrecruiters.get(path_of(smartrecruiters, interview)).json for interview in kept
    ]


def test_an_application_without_interviews_has_an_empty_list(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    quiet = next(one for one in world.applications if not world.interviews.where(application=one.id))

    assert listed(smartrecruiters, quiet).json == {"content": []}


def test_a_cancelled_interview_is_gone(smartrecruiters: VendorClient) -> None:
    interview = interview_of(smartrecruiters, cancelled=True)
    application = smartrecruiters.read().applications[interview.application]

    answer = smartrecruiters.get(path_of(smartrecruiters, interview))

    assert answer.status_code == 404
    assert answer.json["errors"][0]["code"] == "INTERVIEW_NOT_FOUND"
    ids = [one["id"] for one in listed(smartrecruiters, application).json["content"]]
    assert native_id(smartrecruiters.read(), "interview", interview.id) not in ids


def test_a_list_needs_an_application(smartrecruiters: VendorClient) -> None:
    answer = smartrecruiters.get(INTERVIEWS_PATH)

    assert answer.status_code == 400
    assert answer.json["errors"] == [{"code": "INVALID_INPUT", "message": "applicationId is required"}]


def test_the_interviews_of_an_unknown_application_are_not_found(smartrecruiters: VendorClient) -> None:
    for id in (native_id(smartrecruiters.read(), "candidate", 1), "nonsense", ""):
        answer = smartrecruiters.get(f"{INTERVIEWS_PATH}?applicationId={id}")
        assert answer.status_code == 404
        assert answer.json["errors"][0]["code"] == "APPLICATION_NOT_FOUND"


def test_an_unknown_interview_is_not_found(smartrecruiters: VendorClient) -> None:
    for id in (native_id(smartrecruiters.read(), "timeslot", 1), "nonsense", "%00"):
        answer = smartrecruiters.get(f"{INTERVIEWS_PATH}/{id}")
        assert answer.status_code == 404
        assert answer.json["errors"][0]["code"] == "INTERVIEW_NOT_FOUND"


def test_an_interview_on_a_confidential_job_is_forbidden_to_who_may_not_see_it(smartrecruiters: VendorClient) -> None:
    interview = interview_of(smartrecruiters, confidential=True)
    application = smartrecruiters.read().applications[interview.application]

    for answer in (
        smartrecruiters.get(path_of(smartrecruiters, interview), token="sandbox-restricted"),
        listed(smartrecruiters, application, token="sandbox-restricted"),
    ):
        assert answer.status_code == 403
        assert answer.json["message"] == "Access to interview is forbidden"
    assert listed(smartrecruiters, application).status_code == 200


def test_a_scheduled_interview_is_answered_and_read_back(smartrecruiters: VendorClient) -> None:
    application = application_of(smartrecruiters)
    body = body_for(smartrecruiters, application)

    answer = smartrecruiters.post(INTERVIEWS_PATH, json=body)

    assert answer.status_code == 201
    told = answer.json
    for same in ("candidate", "jobId", "location", "organizerId", "timezone", "createdOn", "refUrl"):
        assert told[same] == body[same]
    first, second = told["timeslots"]
    for same in ("interviewType", "title", "place", "interviewers", "candidateStatus"):
        assert first[same] == body["timeslots"][0][same]
    assert (first["startsOn"], first["endsOn"]) == ("2026-03-10T01:00:00.000Z", "2026-03-10T07:30:00.000Z")
    assert second == {
        "id": second["id"],
        "startsOn": "2026-03-10T12:00:00.000Z",
        "endsOn": "2026-03-10T12:15:00.000Z",
        "interviewers": [],
        "candidateStatus": None,
        "noShow": False,
    }
    assert smartrecruiters.get(f"{INTERVIEWS_PATH}/{told['id']}").json == told
    assert listed(smartrecruiters, application).json["content"][-1] == told


def test_the_published_example_is_answered_as_published(smartrecruiters: VendorClient) -> None:
    application = application_of(smartrecruiters)
    world = smartrecruiters.read()
    text = EXAMPLE.read_text(encoding="utf-8")
    for name, ordinal in (("candidate", application.candidate), ("job", application.job), ("user", 3)):
        text = text.replace(f"<{name}>", native_id(world, name, ordinal))
    example = json.loads(text)

    told = smartrecruiters.post(INTERVIEWS_PATH, json=example["request"]).json

    example["answer"]["id"] = told["id"]
    example["answer"]["timeslots"][0]["id"] = told["timeslots"][0]["id"]
    later = {"candidateStatus": None, "noShow": False}
    assert {name: told["timeslots"][0].pop(name) for name in later} == later, "members that later contracts added"
    assert told == example["answer"]


def test_an_interview_needs_neither_a_place_nor_an_answer(smartrecruiters: VendorClient) -> None:
    body = body_for(smartrecruiters, application_of(smartrecruiters))
    for optional in ("location", "createdOn", "refUrl"):
        body[optional] = None
    del body["candidate"]["status"]

    told = smartrecruiters.post(INTERVIEWS_PATH, json=body).json

    assert not {"location", "refUrl"} & set(told)
    assert told["candidate"]["status"] is None
    assert told["createdOn"] == iso(smartrecruiters.read().now)


def test_ids_and_sources_that_are_sent_are_not_taken(smartrecruiters: VendorClient) -> None:
    body = body_for(smartrecruiters, application_of(smartrecruiters))
    body["timeslots"][0]["id"] = "mine"

    told = smartrecruiters.post(INTERVIEWS_PATH, json={**body, "id": "mine", "source": 7, "colour": "red"}).json

    assert "mine" not in (told["id"], told["timeslots"][0]["id"])
    assert not {"source", "colour"} & set(told)


@pytest.mark.parametrize("name", ["UTC", "Europe/Warsaw", "Etc/GMT+3", "America/Argentina/Ushuaia", "Asia/Kolkata"])
def test_a_time_zone_is_any_name_of_the_tz_database(smartrecruiters: VendorClient, name: str) -> None:
    body = body_for(smartrecruiters, application_of(smartrecruiters))

    assert smartrecruiters.post(INTERVIEWS_PATH, json={**body, "timezone": name}).json["timezone"] == name


@pytest.mark.parametrize(
    "name",
    [
        "", "CEST+2", "Europe", "europe/warsaw", "Europe/Warsaw ", "Europe/Warsaw\n", "../../../etc/passwd",
        "/etc/passwd", "Europe/../UTC", "Europe//Warsaw", "posix/UTC", "localtime", "zone.tab", "tzdata.zi", "UTC\x00",
        "🌍/🌆", "x" * 10_000, "a/" * 2_000,
    ],
)  # fmt: skip
def test_nothing_else_is_a_time_zone(smartrecruiters: VendorClient, name: str) -> None:
    body = body_for(smartrecruiters, application_of(smartrecruiters))
    before = smartrecruiters.world.state

    told = faults(smartrecruiters.post(INTERVIEWS_PATH, json={**body, "timezone": name}))

    assert told == ["timezone must be a valid tz database name"]
    assert smartrecruiters.world.state is before


Change = Callable[[dict[str, Any]], Any]
INVALID: dict[str, tuple[Change, str]] = {
    "no candidate": (lambda body: body.pop("candidate"), "candidate is required"),
    "a candidate without an id": (lambda body: body["candidate"].pop("id"), "candidate.id is required"),
    "no job": (lambda body: body.pop("jobId"), "jobId is required"),
    "no organizer": (lambda body: body.pop("organizerId"), "organizerId is required"),
    "no time zone": (lambda body: body.pop("timezone"), "timezone is required"),
    "no timeslots": (lambda body: body.pop("timeslots"), "timeslots is required"),
    "timeslots of nothing": (lambda body: body.update(timeslots=[]), "timeslots must be at least 1 items long"),
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
    "an end that is the start": (
        lambda body: body["timeslots"][1].update(endsOn=body["timeslots"][1]["startsOn"]),
        "timeslots.1.endsOn must be later than startsOn",
    ),
    "an end before the start": (
        lambda body: body["timeslots"][0].update(endsOn="2026-03-09T00:00:00.000Z"),
        "timeslots.0.endsOn must be later than startsOn",
    ),
    "a candidate nobody knows": (lambda body: body["candidate"].update(id="x"), "candidate.id is no candidate"),
    "a job nobody knows": (lambda body: body.update(jobId="x"), "jobId is no job"),
    "an organizer nobody knows": (lambda body: body.update(organizerId="x"), "organizerId is no user"),
    "an interviewer nobody knows": (
        lambda body: body["timeslots"][0]["interviewers"][1].update(id="x"),
        "timeslots.0.interviewers.1.id is no user",
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


def test_a_candidate_who_is_not_on_the_job_is_not_interviewed_for_it(smartrecruiters: VendorClient) -> None:
    world, application = smartrecruiters.read(), application_of(smartrecruiters)
    taken = {one.job for one in world.applications.where(candidate=application.candidate)}
    other = next(job for job in world.jobs if job.id not in taken)
    body = {**body_for(smartrecruiters, application), "jobId": native_id(world, "job", other.id)}

    assert faults(smartrecruiters.post(INTERVIEWS_PATH, json=body)) == ["candidate.id is not assigned to the job"]


def test_all_that_names_nobody_is_told_at_once(smartrecruiters: VendorClient) -> None:
    body = body_for(smartrecruiters, application_of(smartrecruiters))
    body |= {"candidate": {"id": "x"}, "jobId": "x", "organizerId": "x"}

    assert faults(smartrecruiters.post(INTERVIEWS_PATH, json=body)) == [
        "candidate.id is no candidate",
        "jobId is no job",
        "organizerId is no user",
    ]


def test_an_interview_for_a_confidential_job_is_forbidden_to_who_may_not_see_it(
    smartrecruiters: VendorClient,
) -> None:
    body = body_for(smartrecruiters, application_of(smartrecruiters, confidential=True))
    before = smartrecruiters.world.state

    answer = smartrecruiters.post(INTERVIEWS_PATH, json=body, token="sandbox-restricted")

    assert answer.status_code == 403
    assert answer.json["errors"][0]["code"] == "JOB_ACCESS_DENIED"
    assert smartrecruiters.world.state is before
    assert smartrecruiters.post(INTERVIEWS_PATH, json=body).status_code == 201


def test_a_body_that_is_no_json_is_malformed_and_one_that_is_no_object_invalid(smartrecruiters: VendorClient) -> None:
    malformed = smartrecruiters.post(INTERVIEWS_PATH, data="{", content_type="application/json")

    assert (malformed.status_code, malformed.json["errors"][0]["code"]) == (400, "INVALID_REQUEST")
    for body in ([], "x", 1, None):
        faults(smartrecruiters.post(INTERVIEWS_PATH, data=json.dumps(body), content_type="application/json"))


def test_an_interview_in_another_media_type_is_not_read(smartrecruiters: VendorClient) -> None:
    assert smartrecruiters.post(INTERVIEWS_PATH, data="x", content_type="text/calendar").status_code == 415
