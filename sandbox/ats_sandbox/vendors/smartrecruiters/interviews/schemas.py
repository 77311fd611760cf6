"""The wire shapes of interviews."""

import re
from functools import lru_cache

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.schema import QuerySchema, RequestSchema, ResponseSchema
from ats_sandbox.vendors.smartrecruiters.documents import Instant, id_of, nothing, part, parts, request_of, shape
from ats_sandbox.vendors.smartrecruiters.ids import CANDIDATE, INTERVIEW, JOB, TIMESLOT, USER
from ats_sandbox.vendors.smartrecruiters.vocabulary import RESPONSES, Spelled
from ats_sandbox.world.domain import interviews
from ats_sandbox.world.store.selection import Selection

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]{0,30}(/[A-Za-z0-9][A-Za-z0-9_+-]{0,30}){0,2}")
_NO_ZONES = frozenset({"posix", "right", "Factory", "localtime", "posixrules"})


@lru_cache(maxsize=1024)
def timezone_named(name: str) -> str | None:
    """The name, when the tz database has a zone of that name."""
    if not _NAME.fullmatch(name) or name.split("/")[0] in _NO_ZONES:
        return None
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None
    return name


class InterviewsQuery(QuerySchema):
    """The application whose interviews are asked for."""

    applicationId = fields.Text(required=True)


InviteeInput = request_of(
    "InviteeInput", id=fields.Text(required=True), status=fields.Choice(RESPONSES.all, allow_none=True)
)
"""Who is invited, and what they answered if they were asked."""
InterviewerInput = request_of(
    "InterviewerInput", id=fields.Text(required=True), status=fields.Choice(RESPONSES.all, required=True)
)
"""A user who is invited, and what they answered."""


class TimeslotInput(RequestSchema):
    """A part of an interview; null is the same as absent. `id` is given, never taken."""

    id = fields.Anything(metadata={"readOnly": True})
    interviewType = fields.Text(allow_none=True)
    title = fields.Text(allow_none=True)
    place = fields.Text(allow_none=True)
    startsOn = fields.DateTime(required=True)
    endsOn = fields.DateTime(required=True)
    interviewers = fields.Array(fields.Nested(InterviewerInput), required=True)
    candidateStatus = fields.Choice(RESPONSES.all, allow_none=True)


class InterviewInput(RequestSchema):
    """An interview; null is the same as absent. `id` and `source` are given, never taken."""

    id = fields.Anything(metadata={"readOnly": True})
    candidate = fields.Nested(InviteeInput, required=True)
    jobId = fields.Text(required=True)
    location = fields.Text(allow_none=True)
    organizerId = fields.Text(required=True)
    timezone = fields.Pattern("tz database name", timezone_named, required=True)
    timeslots = fields.Array(fields.Nested(TimeslotInput), least=1, required=True)
    createdOn = fields.DateTime(allow_none=True)
    refUrl = fields.Text(allow_none=True)
    source = fields.Anything(metadata={"readOnly": True})


AttendeeStatus = request_of("AttendeeStatus", status=fields.Choice(RESPONSES.all, required=True))
"""What somebody answers to an invitation."""


def _candidate(one: interviews.Interview, call: AnyCall) -> str:
    return CANDIDATE.write(call.world, call.world.applications[one.application].candidate)


def _job(one: interviews.Interview, call: AnyCall) -> str:
    return JOB.write(call.world, call.world.applications[one.application].job)


def _timeslots(one: interviews.Interview, call: AnyCall) -> Selection[interviews.Timeslot]:
    return call.world.timeslots.where(interview=one.id)


InvitedCandidate = shape(
    "InvitedCandidate",
    id=fields.Text(of=_candidate, required=True),
    status=Spelled(RESPONSES, of="candidate_response", allow_none=True),
)
"""Who is invited; null means never answered."""
Interviewer = shape(
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


class Interview(ResponseSchema):
    """An interview as it is answered."""

    id = fields.Text(of=id_of(INTERVIEW))
    candidate = part(InvitedCandidate, required=True)
    jobId = fields.Text(of=_job, required=True)
    location = fields.Text()
    organizerId = fields.Text(of=id_of(USER, "organizer"), required=True)
    timezone = fields.Text(required=True)
    timeslots = parts(Timeslot, _timeslots, required=True)
    createdOn = Instant(of="created_at")
    refUrl = fields.Text(of="reference_url")
    source = fields.Text(of=nothing)


InterviewsList = shape("InterviewsList", content=fields.Array(fields.Nested(Interview)))
"""The interviews of an application."""
