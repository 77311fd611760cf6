"""SmartRecruiters: interviews are scheduled, listed and read."""

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.interviews import INTERVIEWS, Interview
from ats_sandbox.world.domain.native_ids import native_id
from tests.client import VendorClient
from tests.vendors.smartrecruiters.meetings import INTERVIEWS_PATH, application_of, body_for, path_of

EXAMPLE = Path(__file__).parents[3] / "fixtures/smartrecruiters/create_interview.json"


def interview_of(client: VendorClient, *, confidential: bool = False, cancelled: bool = False) -> Interview:
    world = client.read()
    return next(
        one
        for one in world.interviews
        if one.cancelled is cancelled and world.applications[one.application].confidential is confidential
    )


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
        "interviewers": body["timeslots"][1]["interviewers"],
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
        "🌍/🌆", "x" * 100, "a/" * 50,
    ],
)  # fmt: skip
def test_nothing_else_is_a_time_zone(smartrecruiters: VendorClient, name: str) -> None:
    body = body_for(smartrecruiters, application_of(smartrecruiters))
    before = smartrecruiters.world.state

    answer = smartrecruiters.post(INTERVIEWS_PATH, json={**body, "timezone": name})

    assert answer.status_code == 400
    told = {"code": "INVALID_TIMEZONE", "message": "timezone must be a valid tz database name"}
    assert answer.json == {"message": "Timezone is invalid", "errors": [told]}
    assert smartrecruiters.world.state is before
