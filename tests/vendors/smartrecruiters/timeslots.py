"""Timeslots to add and to change: where they are, and what is sent."""

from typing import Any

from ats_sandbox.world.domain.interviews import Interview
from ats_sandbox.world.domain.native_ids import native_id
from tests.client import VendorClient
from tests.vendors.smartrecruiters.meetings import path_of

STATUSES = ["accepted", "declined", "pending", "tentative"]


def interview_of(client: VendorClient, *, here: bool = True, confidential: bool = False) -> Interview:
    """An interview, scheduled by the API (`here`) or in the product."""
    world = client.read()
    return next(
        one
        for one in world.interviews
        if one.scheduled_here is here
        and not one.cancelled
        and world.applications[one.application].confidential is confidential
    )


def slot_of(client: VendorClient, interview: Interview) -> str:
    (slot, *_) = client.read().timeslots.where(interview=interview.id)
    return f"{path_of(client, interview)}/timeslots/{native_id(client.read(), 'timeslot', slot.id)}"


def body_for(client: VendorClient) -> dict[str, Any]:
    return {
        "interviewType": "Phone call",
        "title": "Second talk",
        "place": "+1 202 555 0117",
        "startsOn": "2026-03-09T10:00:00.000Z",
        "endsOn": "2026-03-09T10:30:00.000Z",
        "interviewers": [{"id": native_id(client.read(), "user", 4), "status": "tentative"}],
        "candidateStatus": "pending",
    }


def code(answer: Any) -> str:
    found: str = answer.json["errors"][0]["code"]
    return found
