"""Interviews: list, schedule and read them, add timeslots, and note what candidates answer."""

from typing import Any

from ats_sandbox.contract.call import Call
from ats_sandbox.contract.evidence import documented, inferred
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.refusal import Invalid
from ats_sandbox.vendors.smartrecruiters.errors import (
    USE_CASES,
    CandidateForbidden,
    InterviewNotFound,
    JobForbidden,
    TimeslotNotFound,
)
from ats_sandbox.vendors.smartrecruiters.facts import Resource
from ats_sandbox.vendors.smartrecruiters.ids import APPLICATION, CANDIDATE, INTERVIEW, JOB, TIMESLOT, USER
from ats_sandbox.vendors.smartrecruiters.interviews import views
from ats_sandbox.vendors.smartrecruiters.interviews.errors import (
    ApplicationNotFound,
    InterviewForbidden,
    InterviewNotEditable,
)
from ats_sandbox.vendors.smartrecruiters.interviews.scheduling import (
    invited_application,
    response_told,
    slot_faults,
    slot_told,
)
from ats_sandbox.vendors.smartrecruiters.interviews.schemas import (
    AttendeeStatus,
    Interview,
    InterviewInput,
    InterviewsList,
    InterviewsQuery,
    Timeslot,
    TimeslotInput,
)
from ats_sandbox.world.domain import interviews as kept
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.commands.interviews import add_timeslot, revise_timeslot, schedule
from ats_sandbox.world.domain.reading import Reading

ROOT = "/interviews-api/v201904/interviews"
PORTAL = documented("developers.smartrecruiters.com, Interview API; models of clients generated from its contract")
CREATED = inferred("path and body are published, the number of the success is not; what creates answers 201")

interviews = Resource("Interviews", "Meetings with candidates, in one timeslot or several")


def _known(world: Reading) -> kept.Interview:
    """An interview that everybody may see and that the API may change."""
    return next(
        one
        for one in world.interviews
        if one.scheduled_here and not one.cancelled and not world.applications[one.application].confidential
    )


def known_interview(world: Reading) -> str:
    """Its id."""
    return INTERVIEW.write(world, _known(world).id)


def known_timeslot(world: Reading) -> str:
    """The id of its first timeslot."""
    return TIMESLOT.write(world, next(iter(world.timeslots.where(interview=_known(world).id))).id)


def known_application(world: Reading) -> str:
    """The id of the application that it is about."""
    return APPLICATION.write(world, _known(world).application)


def whole_timeslot(world: Reading) -> dict[str, Any]:
    """A body that says everything that can be said about a timeslot."""
    return {
        "interviewType": "Video call",
        "title": "Meet the team",
        "place": "https://meet.example.com/team",
        "startsOn": "2026-03-16T09:00:00.000Z",
        "endsOn": "2026-03-16T10:00:00.000Z",
        "interviewers": [{"id": USER.write(world, 1), "status": "accepted"}],
        "candidateStatus": "pending",
    }


def whole_interview(world: Reading) -> dict[str, Any]:
    """A body that says everything that can be said about an interview."""
    application = world.applications[_known(world).application]
    return {
        "candidate": {"id": CANDIDATE.write(world, application.candidate), "status": "pending"},
        "jobId": JOB.write(world, application.job),
        "location": "Lyon office",
        "organizerId": USER.write(world, 1),
        "timezone": "Europe/Paris",
        "timeslots": [whole_timeslot(world)],
        "createdOn": "2026-03-02T08:00:00.000Z",
        "refUrl": "https://calendar.example.com/events/17",
    }


def the_interview(call: Call) -> kept.Interview:
    """The interview `{interviewId}`; a cancelled one is gone."""
    world = call.world
    found = world.interviews.get(INTERVIEW.read(world, call.path["interviewId"]))
    if found is None or found.cancelled:
        raise InterviewNotFound
    if not call.can_see(world.applications[found.application]):
        raise InterviewForbidden
    return found


def editable(found: kept.Interview) -> kept.Interview:
    """The same interview, when the API scheduled it."""
    if not found.scheduled_here:
        raise InterviewNotEditable
    return found


def the_timeslot(call: Call, of: kept.Interview) -> kept.Timeslot:
    """The timeslot `{timeslotId}`, which must be one of the interview."""
    found = call.world.timeslots.get(TIMESLOT.read(call.world, call.path["timeslotId"]))
    if found is None or found.interview != of.id:
        raise TimeslotNotFound
    return found


def the_asked_application(call: Call) -> Application:
    """The application that the query names."""
    found = call.world.applications.get(APPLICATION.read(call.world, call.query["applicationId"]))
    if found is None:
        raise ApplicationNotFound
    if not call.can_see(found):
        raise InterviewForbidden
    return found


@interviews.get(
    ROOT,
    id="list_interviews",
    scope="interviews_read",
    query=InterviewsQuery,
    returns=InterviewsList,
    errors=[ApplicationNotFound, InterviewForbidden],
    evidence=PORTAL,
    example=Example(query={"applicationId": known_application}),
)
def list_interviews(call: Call) -> dict[str, Any]:
    """List the interviews of an application, cancelled ones excepted."""
    found = call.world.interviews.where(application=the_asked_application(call).id)
    return {"content": [views.interview(call.world, one) for one in found if not one.cancelled]}


@interviews.post(
    ROOT,
    id="create_interview",
    scope="interviews_manage",
    body=InterviewInput,
    returns=Interview,
    status=201,
    errors=[JobForbidden, CandidateForbidden],
    evidence=CREATED,
    example=Example(body=whole_interview),
)
def create_interview(call: Call) -> dict[str, Any]:
    """Schedule an interview with a candidate who is assigned to the job."""
    world, body = call.draft, call.body
    found = schedule(
        world,
        invited_application(call, body),
        organizer=USER.read(world, body["organizerId"]) or 0,
        timezone=body["timezone"],
        location=body.get("location"),
        reference_url=body.get("refUrl"),
        candidate_response=response_told(body["candidate"].get("status")),
        created_at=body.get("createdOn"),
    )
    for slot in body["timeslots"]:
        add_timeslot(world, found, **slot_told(world, slot))
    return views.interview(world, found)


@interviews.get(
    f"{ROOT}/{{interviewId}}",
    id="get_interview",
    scope="interviews_read",
    returns=Interview,
    errors=[InterviewNotFound, InterviewForbidden],
    evidence=PORTAL,
    example=Example(path={"interviewId": known_interview}),
)
def get_interview(call: Call) -> dict[str, Any]:
    """Get an interview with its timeslots."""
    return views.interview(call.world, the_interview(call))


@interviews.post(
    f"{ROOT}/{{interviewId}}/timeslots",
    id="create_timeslot",
    scope="interviews_manage",
    body=TimeslotInput,
    returns=Timeslot,
    status=201,
    errors=[InterviewNotFound, InterviewForbidden, InterviewNotEditable],
    evidence=CREATED,
    example=Example(path={"interviewId": known_interview}, body=whole_timeslot),
)
def create_timeslot(call: Call) -> dict[str, Any]:
    """Add a timeslot to an interview that the API scheduled."""
    world, found = call.draft, editable(the_interview(call))
    faults = slot_faults(world, call.body)
    if faults:
        raise Invalid(*faults)
    return views.timeslot(world, add_timeslot(world, found, **slot_told(world, call.body)))


@interviews.get(
    f"{ROOT}/{{interviewId}}/timeslots/{{timeslotId}}",
    id="get_timeslot",
    scope="interviews_read",
    returns=Timeslot,
    errors=[InterviewNotFound, TimeslotNotFound, InterviewForbidden],
    evidence=PORTAL,
    example=Example(path={"interviewId": known_interview, "timeslotId": known_timeslot}),
)
def get_timeslot(call: Call) -> dict[str, Any]:
    """Get a timeslot of an interview."""
    return views.timeslot(call.world, the_timeslot(call, the_interview(call)))


@interviews.put(
    f"{ROOT}/{{interviewId}}/timeslots/{{timeslotId}}/candidateStatus",
    id="put_update_candidate_status_in_interview_timeslot",
    scope="interviews_manage",
    body=AttendeeStatus,
    returns=204,
    errors=[InterviewNotFound, TimeslotNotFound, InterviewForbidden, InterviewNotEditable],
    evidence=USE_CASES,
    example=Example(path={"interviewId": known_interview, "timeslotId": known_timeslot}, body={"status": "accepted"}),
)
def put_candidate_status(call: Call) -> None:
    """Update what the candidate answered to the invitation to a timeslot.

    Only in an interview that the API scheduled. The answer to the interview as a whole stays as it is.
    """
    found = the_interview(call)
    slot = the_timeslot(call, found)
    editable(found)
    revise_timeslot(call.draft, slot, candidate_response=response_told(call.body["status"]))
