"""Interviews: list, schedule, read, change and cancel them."""

from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.resources.listing import query_with
from ats_sandbox.contract.schema import QuerySchema, ResponseSchema, shape_of
from ats_sandbox.vendors.smartrecruiters import apis, documents, errors
from ats_sandbox.vendors.smartrecruiters.assigned import ASSIGNED_REFUSED, assigned, candidate_id, job_id
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call
from ats_sandbox.vendors.smartrecruiters.documents import Instant, document_of, id_of, input_of, part, parts, patch_of
from ats_sandbox.vendors.smartrecruiters.ids import APPLICATION, INTERVIEW, USER
from ats_sandbox.vendors.smartrecruiters.interviews.time_zones import TimeZoneName, check_zone
from ats_sandbox.vendors.smartrecruiters.interviews.timeslots import (
    MOST_TIMESLOTS,
    SLOT_REFUSED,
    AttendeeStatus,
    Timeslot,
    TimeslotInput,
    check_slots,
    editable,
    slot_fields,
)
from ats_sandbox.vendors.smartrecruiters.repositories import APPLICATIONS, INTERVIEWS
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.vendors.smartrecruiters.staff import users_named
from ats_sandbox.vendors.smartrecruiters.vocabulary import RESPONSES, Spelled
from ats_sandbox.world.domain import interviews as kept
from ats_sandbox.world.domain.commands.interviews import (
    add_timeslot,
    amend_interview,
    answer_invitation,
    call_off,
    schedule,
)
from ats_sandbox.world.store.selection import Selection

ROOT = "/interviews-api/v201904/interviews"
ONE = f"{ROOT}/{{interviewId}}"

interviews = Resource("Interviews", "Meetings with candidates, in one timeslot or several", apis.INTERVIEWS, INTERVIEWS)

InterviewsQuery = query_with("InterviewsQuery", QuerySchema, applicationId=fields.Text(required=True))
"""The application whose interviews are asked for."""


def _timeslots(one: kept.Interview, call: AnyCall) -> Selection[kept.Timeslot]:
    return call.world.timeslots.where(interview=one.id)


InvitedCandidate = shape_of(
    "InvitedCandidate",
    id=fields.Text(of=candidate_id, required=True),
    status=Spelled(RESPONSES, of="candidate_response", allow_none=True),
)
"""Who is invited; null means never answered."""


class Interview(ResponseSchema):
    """An interview as it is answered."""

    id = fields.Text(of=id_of(INTERVIEW))
    candidate = part(InvitedCandidate, required=True)
    jobId = fields.Text(of=job_id, required=True)
    location = fields.Text()
    organizerId = fields.Text(of=id_of(USER, "organizer"), required=True)
    timezone = fields.Text(required=True)
    timeslots = parts(Timeslot, _timeslots, required=True)
    createdOn = Instant(of="created_at")
    refUrl = fields.Text(of="reference_url")
    source = fields.Text(of=documents.nothing)


InterviewsList = shape_of("InterviewsList", content=fields.Array(fields.Nested(Interview)))
"""The interviews of an application."""

GIVEN = fields.Anything(metadata={"readOnly": True})
"""What answers tell and requests are not asked for."""
input_of(InvitedCandidate, "InviteeInput", "id! status")


def _described(*, zone_required: bool) -> dict[str, Any]:
    """Where an interview is held."""
    return {
        "location": fields.Text(most=500, allow_none=True),
        "timezone": TimeZoneName(most=100, required=zone_required),
    }


InterviewInput = input_of(
    Interview,
    "InterviewInput",
    "id candidate! jobId! location organizerId! timezone timeslots createdOn refUrl source",
    id=GIVEN,
    timeslots=fields.Array(fields.Nested(TimeslotInput), least=1, most=MOST_TIMESLOTS, required=True),
    source=GIVEN,
    **_described(zone_required=True),
)
InterviewToUpdateInput = patch_of(
    Interview,
    "InterviewToUpdateInput",
    "location timezone candidate",
    candidate=fields.Nested(AttendeeStatus),
    **_described(zone_required=False),
)
"""What is to change of an interview."""


@interviews.get(
    ROOT,
    id="list_interviews",
    query=InterviewsQuery,
    returns=InterviewsList,
    errors=[errors.ApplicationNotFound, errors.InterviewForbidden],
    evidence=apis.INTERVIEWS.evidence,
    example=Example(
        query={"applicationId": lambda world: APPLICATION.write(world, INTERVIEWS.sample(world).application)}
    ),
)
def list_interviews(call: Call) -> Document:
    """List the interviews of an application, cancelled ones excepted."""
    application = APPLICATIONS.get_or_404(
        call, call.query["applicationId"], not_found=errors.ApplicationNotFound, forbidden=errors.InterviewForbidden
    )
    found = call.world.interviews.where(application=application.id)
    return {"content": [document_of(Interview, one, call) for one in found if not one.cancelled]}


@interviews.post(
    ROOT,
    id="create_interview",
    body=InterviewInput,
    returns={201: Interview},
    errors=[
        errors.InvalidTimezone,
        errors.InterviewForbidden,
        *ASSIGNED_REFUSED,
        errors.UnknownOrganizer,
        errors.InactiveOrganizer,
        *SLOT_REFUSED,
    ],
    evidence=apis.INTERVIEWS.evidence,
)
def create_interview(call: Call) -> Document:
    """Schedule an interview with a candidate who is assigned to the job."""
    world, body = call.draft, call.body
    check_zone(body["timezone"])
    person = body["candidate"]["id"]
    application = assigned(call, person, body["jobId"], errors.InterviewForbidden, at=("candidate", "id"))
    named = [(("organizerId",), body["organizerId"])]
    (organizer,) = users_named(world, named, errors.UnknownOrganizer, errors.InactiveOrganizer)
    check_slots(world, [(("timeslots", at), slot) for at, slot in enumerate(body["timeslots"])])
    interview = schedule(
        world,
        application,
        organizer=organizer.id,
        candidate_response=body["candidate"]["candidate_response"],
        **{name: body[name] for name in ("timezone", "location", "reference_url", "created_at")},
    )
    for slot in body["timeslots"]:
        add_timeslot(world, interview, **slot_fields(world, slot))
    return document_of(Interview, interview, call)


interviews.shows(ONE, "Get an interview with its timeslots.", id="get_interview", schema=Interview)


@interviews.patch(
    ONE,
    id="update_interview",
    body=InterviewToUpdateInput,
    errors=[errors.InvalidTimezone, errors.InterviewNotEditable],
    evidence=apis.INTERVIEWS.evidence,
)
def update_interview(call: Call) -> None:
    """Change where an interview is held, or what the candidate answered to it as a whole.

    Only in an interview that the API scheduled. What is left out stays; null clears the location.
    """
    interview, changed = editable(INTERVIEWS.get_or_404(call)), dict(call.body)
    if "timezone" in changed:
        check_zone(changed["timezone"])
    answer = changed.pop("candidate", None)
    if answer is not None:
        interview = answer_invitation(call.draft, interview, answer["status"])
    if changed:
        amend_interview(call.draft, interview, **changed)


@interviews.delete(ONE, id="delete_interview", errors=[errors.InterviewNotEditable], evidence=apis.INTERVIEWS.evidence)
def delete_interview(call: Call) -> None:
    """Cancel an interview that the API scheduled; it is gone then."""
    call_off(call.draft, editable(INTERVIEWS.get_or_404(call)))


@interviews.put(
    f"{ONE}/candidate/status",
    id="update_candidate_status_in_interview",
    body=AttendeeStatus,
    errors=[errors.InterviewNotEditable],
    evidence=apis.INTERVIEWS.evidence,
    deprecated=True,
)
def update_candidate_status(call: Call) -> None:
    """Update what the candidate answered to the invitation, to the interview as a whole and to each timeslot.

    Only in an interview that the API scheduled. The answer to one timeslot has an operation of its own.
    """
    answer_invitation(call.draft, editable(INTERVIEWS.get_or_404(call)), call.body["status"])
