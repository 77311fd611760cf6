"""Interviews as they are answered."""

from typing import Any

from ats_sandbox.vendors.smartrecruiters.ids import CANDIDATE, INTERVIEW, JOB, TIMESLOT, USER
from ats_sandbox.vendors.smartrecruiters.places import present
from ats_sandbox.vendors.smartrecruiters.vocabulary import RESPONSES
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.interviews import Interview, Response, Timeslot
from ats_sandbox.world.domain.reading import Reading


def interview(world: Reading, one: Interview) -> dict[str, Any]:
    """An interview with all its timeslots."""
    application = world.applications[one.application]
    told = {
        "id": INTERVIEW.write(world, one.id),
        "candidate": {
            "id": CANDIDATE.write(world, application.candidate),
            "status": answered(one.candidate_response),
        },
        "jobId": JOB.write(world, application.job),
        "location": one.location,
        "organizerId": USER.write(world, one.organizer),
        "timezone": one.timezone,
        "timeslots": [timeslot(world, slot) for slot in world.timeslots.where(interview=one.id)],
        "createdOn": iso(one.created_at),
        "refUrl": one.reference_url,
    }
    return present(told)


def timeslot(world: Reading, slot: Timeslot) -> dict[str, Any]:
    """A part of an interview. `candidateStatus` is null, not absent, until the candidate answers."""
    told = {
        "id": TIMESLOT.write(world, slot.id),
        "interviewType": slot.type,
        "title": slot.title,
        "place": slot.place,
        "startsOn": iso(slot.starts_at),
        "endsOn": iso(slot.ends_at),
        "interviewers": [
            {"id": USER.write(world, invited.user), "status": RESPONSES.say(invited.response)}
            for invited in slot.interviewers
        ],
    }
    return {**present(told), "candidateStatus": answered(slot.candidate_response), "noShow": slot.no_show}


def answered(response: Response | None) -> str | None:
    """What a candidate answered, or None."""
    return None if response is None else RESPONSES.say(response)
