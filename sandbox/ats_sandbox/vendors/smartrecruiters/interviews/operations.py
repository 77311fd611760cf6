"""The operations on interviews and their timeslots."""

from ats_sandbox.contract.evidence import documented, inferred
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.refusal import Invalid
from ats_sandbox.vendors.smartrecruiters import errors, samples
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call, Resource
from ats_sandbox.vendors.smartrecruiters.declare import declare_get
from ats_sandbox.vendors.smartrecruiters.documents import document_of
from ats_sandbox.vendors.smartrecruiters.ids import USER
from ats_sandbox.vendors.smartrecruiters.interviews import schemas
from ats_sandbox.vendors.smartrecruiters.interviews.scheduling import (
    invited_application,
    response_of,
    slot_faults,
    slot_fields,
)
from ats_sandbox.vendors.smartrecruiters.repositories import APPLICATIONS, INTERVIEWS, OF_INTERVIEW, TIMESLOTS
from ats_sandbox.world.domain import interviews as kept
from ats_sandbox.world.domain.commands.interviews import add_timeslot, revise_timeslot, schedule

ROOT = "/interviews-api/v201904/interviews"
PORTAL = documented("developers.smartrecruiters.com, Interview API; models of clients generated from its contract")
CREATED = inferred("path and body are published, the number of the success is not; what creates answers 201")

interviews = Resource(
    "Interviews",
    "Meetings with candidates, in one timeslot or several",
    scope="interviews",
    evidence=PORTAL,
    names=(
        INTERVIEWS,
        TIMESLOTS,
    ),
    path=samples.A_TIMESLOT,
)


def editable(interview: kept.Interview) -> kept.Interview:
    """The same interview, when the API scheduled it."""
    if not interview.scheduled_here:
        raise errors.InterviewNotEditable
    return interview


def the_timeslot(call: AnyCall) -> kept.Timeslot:
    """The timeslot `{timeslotId}` of the interview `{interviewId}`."""
    return OF_INTERVIEW.get_or_404(call, TIMESLOTS)


@interviews.get(
    ROOT,
    id="list_interviews",
    query=schemas.InterviewsQuery,
    returns=schemas.InterviewsList,
    errors=[errors.ApplicationNotFound, errors.InterviewForbidden],
    evidence=PORTAL,
    example=Example(query=samples.ITS_APPLICATION),
)
def list_interviews(call: Call) -> Document:
    """List the interviews of an application, cancelled ones excepted."""
    application = APPLICATIONS.get_or_404(
        call, call.query["applicationId"], not_found=errors.ApplicationNotFound, forbidden=errors.InterviewForbidden
    )
    found = call.world.interviews.where(application=application.id)
    return {"content": [document_of(schemas.Interview, one, call) for one in found if not one.cancelled]}


@interviews.post(
    ROOT,
    id="create_interview",
    body=schemas.InterviewInput,
    returns={201: schemas.Interview},
    errors=[errors.JobForbidden, errors.CandidateForbidden],
    evidence=CREATED,
    example=Example(body=samples.whole_interview),
)
def create_interview(call: Call) -> Document:
    """Schedule an interview with a candidate who is assigned to the job."""
    world, body = call.draft, call.body
    interview = schedule(
        world,
        invited_application(call, body),
        organizer=USER.read(world, body["organizerId"]) or 0,
        timezone=body["timezone"],
        location=body.get("location"),
        reference_url=body.get("refUrl"),
        candidate_response=response_of(body["candidate"].get("status")),
        created_at=body.get("createdOn"),
    )
    for slot in body["timeslots"]:
        add_timeslot(world, interview, **slot_fields(world, slot))
    return document_of(schemas.Interview, interview, call)


declare_get(
    interviews,
    f"{ROOT}/{{interviewId}}",
    "Get an interview with its timeslots.",
    id="get_interview",
    schema=schemas.Interview,
    record=INTERVIEWS.get_or_404,
)


@interviews.post(
    f"{ROOT}/{{interviewId}}/timeslots",
    id="create_timeslot",
    body=schemas.TimeslotInput,
    returns={201: schemas.Timeslot},
    errors=[errors.InterviewNotEditable],
    evidence=CREATED,
    example=Example(body=samples.whole_timeslot),
)
def create_timeslot(call: Call) -> Document:
    """Add a timeslot to an interview that the API scheduled."""
    world, interview = call.draft, editable(INTERVIEWS.get_or_404(call))
    faults = slot_faults(world, call.body)
    if faults:
        raise Invalid(*faults)
    return document_of(schemas.Timeslot, add_timeslot(world, interview, **slot_fields(world, call.body)), call)


declare_get(
    interviews,
    f"{ROOT}/{{interviewId}}/timeslots/{{timeslotId}}",
    "Get a timeslot of an interview.",
    id="get_timeslot",
    schema=schemas.Timeslot,
    record=the_timeslot,
)


@interviews.put(
    f"{ROOT}/{{interviewId}}/timeslots/{{timeslotId}}/candidateStatus",
    id="put_update_candidate_status_in_interview_timeslot",
    body=schemas.AttendeeStatus,
    returns=204,
    errors=[errors.InterviewNotEditable],
    evidence=errors.USE_CASES,
    example=Example(body={"status": "accepted"}),
)
def put_candidate_status(call: Call) -> None:
    """Update what the candidate answered to the invitation to a timeslot.

    Only in an interview that the API scheduled. The answer to the interview as a whole stays as it is.
    """
    slot = the_timeslot(call)
    editable(call.world.interviews[slot.interview])
    revise_timeslot(call.draft, slot, candidate_response=response_of(call.body["status"]))
