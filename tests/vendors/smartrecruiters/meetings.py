"""Interviews to schedule and to look at: where they are, what is sent, and what is said to be wrong about it."""

from typing import Any

from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.interviews import Interview
from ats_sandbox.world.domain.native_ids import native_id
from tests.client import VendorClient

INTERVIEWS_PATH = "/interviews-api/v201904/interviews"


def application_of(client: VendorClient, *, confidential: bool = False) -> Application:
    return next(iter(client.read().applications.where(confidential=confidential)))


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
                "interviewers": [{"id": users[1], "status": "accepted"}],
            },
        ],
        "createdOn": "2026-02-28T10:00:00.000Z",
        "refUrl": "https://calendar.example.com/e/1",
    }


def faults(answer: Any, code: str = "INVALID_INPUT") -> list[str]:
    assert answer.status_code == 422, answer.text
    assert {error["code"] for error in answer.json["errors"]} == {code}
    return [error["message"] for error in answer.json["errors"]]
