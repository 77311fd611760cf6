"""The timeslots of interviews: add, read, change and drop them, and note who comes."""

from collections.abc import Sequence
from typing import Any

import marshmallow as ma

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.resources.listing import query_with
from ats_sandbox.contract.schema import Members, QuerySchema, ResponseSchema, request_of, shape_of
from ats_sandbox.vendors.smartrecruiters import apis, errors
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call, Facts
from ats_sandbox.vendors.smartrecruiters.documents import Instant, document_of, id_of, input_of, parts, patch_of
from ats_sandbox.vendors.smartrecruiters.ids import INTERVIEW, TIMESLOT, USER
from ats_sandbox.vendors.smartrecruiters.interviews.interview_types import LONGEST_NAME
from ats_sandbox.vendors.smartrecruiters.repositories import INTERVIEWS, TIMESLOTS
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.vendors.smartrecruiters.samples import sample_of
from ats_sandbox.vendors.smartrecruiters.staff import Path, fault, users_named
from ats_sandbox.vendors.smartrecruiters.vocabulary import RESPONSES, Spelled
from ats_sandbox.world.domain import interviews as kept
from ats_sandbox.world.domain.commands.interviews import (
    add_timeslot,
    answer_for_interviewer,
    drop_timeslot,
    revise_timeslot,
)
from ats_sandbox.world.domain.reading import Reading

ALL = "/interviews-api/v201904/interviews/{interviewId}/timeslots"
ONE = f"{ALL}/{{timeslotId}}"
MOST_TIMESLOTS = 50
MOST_INTERVIEWERS = 50

timeslots = Resource("Timeslots", "The parts of an interview, and who comes", apis.INTERVIEWS, INTERVIEWS, TIMESLOTS)

Interviewer = shape_of(
    "Interviewer",
    id=fields.Text(of=id_of(USER, "user"), required=True),
    status=Spelled(RESPONSES, of="response", required=True),
)
"""A user who is invited."""


class Timeslot(ResponseSchema):
    """A part of an interview as it is answered."""

    id = fields.Text(of=id_of(TIMESLOT))
    interviewType = fields.Text(of="type")
    title = fields.Text()
    place = fields.Text()
    startsOn = Instant(of="starts_at", required=True)
    endsOn = Instant(of="ends_at", required=True)
    interviewers = parts(Interviewer, "interviewers", required=True)
    candidateStatus = Spelled(RESPONSES, of="candidate_response", allow_none=True)
    noShow = fields.Boolean(of="no_show")


InterviewerInput = input_of(Interviewer, "InterviewerInput", "id! status!")


def _limited(most: int) -> fields.Text:
    return fields.Text(most=most, allow_none=True)


_BOUNDED: dict[str, ma.fields.Field[Any]] = {
    "id": fields.Anything(metadata={"readOnly": True}),
    "interviewType": _limited(LONGEST_NAME),
    "title": _limited(200),
    "place": _limited(500),
    "interviewers": fields.Array(fields.Nested(InterviewerInput), least=1, most=MOST_INTERVIEWERS, required=True),
}
_MEMBERS = "interviewType title place startsOn! endsOn! interviewers candidateStatus"
TimeslotPatch = patch_of(Timeslot, "TimeslotPatch", f"id {_MEMBERS}", **_BOUNDED)
"""A whole timeslot; what is not required and left out stays."""
TimeslotInput = input_of(Timeslot, "TimeslotInput", f"id {_MEMBERS}", **_BOUNDED)
AttendeeStatus = request_of("AttendeeStatus", status=Spelled(RESPONSES, required=True))
"""What somebody answers to an invitation."""
NoShowQuery = query_with("NoShowQuery", QuerySchema, value=fields.Boolean(required=True))
"""Whether the candidate stayed away."""

SLOT_REFUSED = (errors.UnknownInterviewers, errors.InactiveInterviewers, errors.EndBeforeStart)


def check_slots(world: Reading, slots: Sequence[tuple[Path, Members]]) -> None:
    """Raise what is wrong with timeslots of a body beyond their types; each comes with the path that it stands at."""
    invited = [
        ((*path, "interviewers", at, "id"), one["id"])
        for path, slot in slots
        for at, one in enumerate(slot["interviewers"])
    ]
    users_named(world, invited, errors.UnknownInterviewers, errors.InactiveInterviewers)
    backwards = [path for path, slot in slots if slot["ends_at"] <= slot["starts_at"]]
    if backwards:
        raise errors.EndBeforeStart(tuple(fault("must be later than startsOn", *path, "endsOn") for path in backwards))


def slot_fields(world: Reading, slot: Members) -> Members:
    """Fields of a Timeslot, of a body that was checked."""
    invited = [kept.Interviewer(USER.read(world, one["id"]) or 0, one["response"]) for one in slot["interviewers"]]
    return {name: value for name, value in slot.items() if name != "id"} | {"interviewers": tuple(invited)}


def editable(interview: kept.Interview) -> kept.Interview:
    """The same interview, when the API scheduled it."""
    if not interview.scheduled_here:
        raise errors.InterviewNotEditable
    return interview


def editable_slot(call: AnyCall) -> kept.Timeslot:
    """The timeslot that the path names, of an interview that the API scheduled."""
    slot = TIMESLOTS.get_or_404(call)
    editable(call.world.interviews[slot.interview])
    return slot


def _one_of_several(world: Reading) -> kept.Timeslot:
    """A timeslot of an interview that the API scheduled and that has others, too."""
    mine = (one for one in world.interviews if one.scheduled_here and not one.cancelled)
    parts = (list(world.timeslots.where(interview=one.id)) for one in mine)
    return next(slots[-1] for slots in parts if len(slots) > 1)


@timeslots.post(
    ALL,
    id="create_timeslot",
    body=TimeslotInput,
    returns={201: Timeslot},
    errors=[errors.InterviewNotEditable, errors.TimeslotsFull, *SLOT_REFUSED],
    evidence=apis.INTERVIEWS.evidence,
)
def create_timeslot(call: Call) -> Document:
    """Add a timeslot to an interview that the API scheduled. There can be 50."""
    world, interview = call.draft, editable(INTERVIEWS.get_or_404(call))
    check_slots(world, [((), call.body)])
    if len(world.timeslots.where(interview=interview.id)) >= MOST_TIMESLOTS:
        raise errors.TimeslotsFull
    return document_of(Timeslot, add_timeslot(world, interview, **slot_fields(world, call.body)), call)


timeslots.shows(ONE, "Get a timeslot of an interview.", id="get_timeslot", schema=Timeslot)


@timeslots.patch(
    ONE,
    id="update_timeslot",
    body=TimeslotPatch,
    errors=[errors.InterviewNotEditable, errors.TimeslotIncomplete, *SLOT_REFUSED],
    evidence=apis.INTERVIEWS.evidence,
    facts=Facts(incomplete=errors.TimeslotIncomplete),
)
def update_timeslot(call: Call) -> None:
    """Move or change a timeslot of an interview that the API scheduled.

    The body is a whole timeslot. What is not required and left out stays; null clears.
    """
    slot = editable_slot(call)
    check_slots(call.world, [((), call.body)])
    revise_timeslot(call.draft, slot, **slot_fields(call.world, call.body))


@timeslots.delete(
    ONE,
    id="delete_timeslot",
    errors=[errors.InterviewNotEditable, errors.LastTimeslotKept],
    evidence=apis.INTERVIEWS.evidence,
    example=Example(
        path={
            "interviewId": lambda world: INTERVIEW.write(world, _one_of_several(world).interview),
            "timeslotId": lambda world: TIMESLOT.write(world, _one_of_several(world).id),
        }
    ),
)
def delete_timeslot(call: Call) -> None:
    """Drop a timeslot of an interview that the API scheduled. The last one stays."""
    drop_timeslot(call.draft, editable_slot(call))


@timeslots.patch(
    f"{ONE}/noshow",
    id="update_timeslot_no_show",
    query=NoShowQuery,
    errors=[errors.InterviewNotEditable],
    evidence=apis.NO_SHOW,
    example=Example(query={"value": "true"}),
)
def update_no_show(call: Call) -> None:
    """Note whether the candidate stayed away from a timeslot of an interview that the API scheduled."""
    revise_timeslot(call.draft, editable_slot(call), no_show=call.query["value"])


@timeslots.put(
    f"{ONE}/candidateStatus",
    id="put_update_candidate_status_in_interview_timeslot",
    body=AttendeeStatus,
    errors=[errors.InterviewNotEditable],
    evidence=apis.USE_CASES,
)
def put_candidate_status(call: Call) -> None:
    """Update what the candidate answered to the invitation to a timeslot.

    Only in an interview that the API scheduled. The answer to the interview as a whole stays as it is.
    """
    revise_timeslot(call.draft, editable_slot(call), candidate_response=call.body["status"])


@timeslots.put(
    f"{ONE}/interviewers/{{userId}}/status",
    id="update_interviewer_status",
    body=AttendeeStatus,
    errors=[errors.InterviewNotEditable, errors.InterviewerNotFound],
    evidence=apis.INTERVIEWS.evidence,
    example=Example(
        path={"userId": lambda world: USER.write(world, TIMESLOTS.sample(world).interviewers[0].user)},
        body=sample_of("update_interviewer_status"),
    ),
)
def update_interviewer_status(call: Call) -> None:
    """Update what a user answered to the invitation to a timeslot of an interview that the API scheduled."""
    slot, user = editable_slot(call), USER.read(call.world, call.path["userId"])
    if user is None or all(one.user != user for one in slot.interviewers):
        raise errors.InterviewerNotFound(parameter="userId")
    answer_for_interviewer(call.draft, slot, user, call.body["status"])
