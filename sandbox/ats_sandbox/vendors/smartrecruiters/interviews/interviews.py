"""Interviews: list, schedule and read them, add timeslots, and note what candidates answer."""

import re
from functools import lru_cache

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.resources.listing import query_with
from ats_sandbox.contract.schema import Members, QuerySchema, ResponseSchema, request_of, shape_of
from ats_sandbox.vendors.smartrecruiters import apis, documents, errors
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call
from ats_sandbox.vendors.smartrecruiters.documents import Instant, document_of, id_of, input_of, part, parts
from ats_sandbox.vendors.smartrecruiters.ids import APPLICATION, CANDIDATE, INTERVIEW, JOB, TIMESLOT, USER
from ats_sandbox.vendors.smartrecruiters.repositories import APPLICATIONS, INTERVIEWS, TIMESLOTS
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.vendors.smartrecruiters.vocabulary import RESPONSES, Spelled
from ats_sandbox.world.domain import interviews as kept
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.commands.applications import application_of
from ats_sandbox.world.domain.commands.interviews import add_timeslot, revise_timeslot, schedule
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.selection import Selection

ROOT = "/interviews-api/v201904/interviews"
ONE = f"{ROOT}/{{interviewId}}"
SLOT = f"{ONE}/timeslots/{{timeslotId}}"

interviews = Resource(
    "Interviews", "Meetings with candidates, in one timeslot or several", apis.INTERVIEWS, INTERVIEWS, TIMESLOTS
)

ZONE_NAME = r"[A-Za-z][A-Za-z0-9_+-]{0,30}(/[A-Za-z0-9][A-Za-z0-9_+-]{0,30}){0,2}"
"""What names in the tz database look like."""
_NAME = re.compile(ZONE_NAME)
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


InterviewsQuery = query_with("InterviewsQuery", QuerySchema, applicationId=fields.Text(required=True))
"""The application whose interviews are asked for."""


def _candidate(one: kept.Interview, call: AnyCall) -> str:
    return CANDIDATE.write(call.world, call.world.applications[one.application].candidate)


def _job(one: kept.Interview, call: AnyCall) -> str:
    return JOB.write(call.world, call.world.applications[one.application].job)


def _timeslots(one: kept.Interview, call: AnyCall) -> Selection[kept.Timeslot]:
    return call.world.timeslots.where(interview=one.id)


InvitedCandidate = shape_of(
    "InvitedCandidate",
    id=fields.Text(of=_candidate, required=True),
    status=Spelled(RESPONSES, of="candidate_response", allow_none=True),
)
"""Who is invited; null means never answered."""
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
    source = fields.Text(of=documents.nothing)


InterviewsList = shape_of("InterviewsList", content=fields.Array(fields.Nested(Interview)))
"""The interviews of an application."""

GIVEN = fields.Anything(metadata={"readOnly": True})
"""What answers tell and requests are not asked for."""
input_of(InvitedCandidate, "InviteeInput", "id! status")
input_of(Interviewer, "InterviewerInput", "id! status!")
TimeslotInput = input_of(
    Timeslot, "TimeslotInput", "id interviewType title place startsOn! endsOn! interviewers! candidateStatus", id=GIVEN
)
InterviewInput = input_of(
    Interview,
    "InterviewInput",
    "id candidate! jobId! location organizerId! timezone timeslots createdOn refUrl source",
    id=GIVEN,
    timezone=fields.Pattern("tz database name", timezone_named, pattern=ZONE_NAME, required=True),
    timeslots=fields.Array(fields.Nested(TimeslotInput), least=1, required=True),
    source=GIVEN,
)
AttendeeStatus = request_of("AttendeeStatus", status=Spelled(RESPONSES, required=True))
"""What somebody answers to an invitation."""


def slot_faults(world: Reading, slot: Members, *path: str | int) -> list[Violation]:
    """What is wrong with a timeslot beyond its types."""
    faults = []
    if slot["ends_at"] <= slot["starts_at"]:
        faults.append(_fault("must be later than startsOn", *path, "endsOn"))
    for at, invited in enumerate(slot["interviewers"]):
        if world.users.get(USER.read(world, invited["id"])) is None:
            faults.append(_fault("is no user", *path, "interviewers", at, "id"))
    return faults


def _fault(text: str, *path: str | int) -> Violation:
    return Violation(Rule.CUSTOM, path, text=text)


def invited_application(call: AnyCall, body: Members) -> Application:
    """The application that the interview is about; raises Invalid for everything that names nobody."""
    world = call.world
    faults = []
    candidate = world.candidates.get(CANDIDATE.read(world, body["candidate"]["id"]))
    job = world.jobs.get(JOB.read(world, body["jobId"]))
    application = application_of(world, candidate.id, job.id) if candidate and job else None
    if candidate is None:
        faults.append(_fault("is no candidate", "candidate", "id"))
    if job is None:
        faults.append(_fault("is no job", "jobId"))
    if candidate and job and application is None:
        faults.append(_fault("is not assigned to the job", "candidate", "id"))
    if world.users.get(USER.read(world, body["organizerId"])) is None:
        faults.append(_fault("is no user", "organizerId"))
    for at, slot in enumerate(body["timeslots"]):
        faults += slot_faults(world, slot, "timeslots", at)
    if job is not None and not call.can_see(job):
        raise errors.JobForbidden
    if application is not None and not call.can_see(application):
        raise errors.CandidateForbidden
    if application is None or faults:
        raise Invalid(*faults)
    return application


def slot_fields(world: Reading, slot: Members) -> Members:
    """Fields of a Timeslot, of a body without faults."""
    invited = [kept.Interviewer(USER.read(world, one["id"]) or 0, one["response"]) for one in slot["interviewers"]]
    return {name: value for name, value in slot.items() if name != "id"} | {"interviewers": tuple(invited)}


def editable(interview: kept.Interview) -> kept.Interview:
    """The same interview, when the API scheduled it."""
    if not interview.scheduled_here:
        raise errors.InterviewNotEditable
    return interview


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
    errors=[errors.JobForbidden, errors.CandidateForbidden],
    evidence=apis.CREATED,
)
def create_interview(call: Call) -> Document:
    """Schedule an interview with a candidate who is assigned to the job."""
    world, body = call.draft, call.body
    interview = schedule(
        world,
        invited_application(call, body),
        organizer=USER.read(world, body["organizerId"]) or 0,
        candidate_response=body["candidate"]["candidate_response"],
        **{name: body[name] for name in ("timezone", "location", "reference_url", "created_at")},
    )
    for slot in body["timeslots"]:
        add_timeslot(world, interview, **slot_fields(world, slot))
    return document_of(Interview, interview, call)


interviews.shows(ONE, "Get an interview with its timeslots.", id="get_interview", schema=Interview)


@interviews.post(
    f"{ONE}/timeslots",
    id="create_timeslot",
    body=TimeslotInput,
    returns={201: Timeslot},
    errors=[errors.InterviewNotEditable],
    evidence=apis.CREATED,
)
def create_timeslot(call: Call) -> Document:
    """Add a timeslot to an interview that the API scheduled."""
    world, interview = call.draft, editable(INTERVIEWS.get_or_404(call))
    faults = slot_faults(world, call.body)
    if faults:
        raise Invalid(*faults)
    return document_of(Timeslot, add_timeslot(world, interview, **slot_fields(world, call.body)), call)


interviews.shows(SLOT, "Get a timeslot of an interview.", id="get_timeslot", schema=Timeslot)


@interviews.put(
    f"{SLOT}/candidateStatus",
    id="put_update_candidate_status_in_interview_timeslot",
    body=AttendeeStatus,
    errors=[errors.InterviewNotEditable],
    evidence=apis.USE_CASES,
)
def put_candidate_status(call: Call) -> None:
    """Update what the candidate answered to the invitation to a timeslot.

    Only in an interview that the API scheduled. The answer to the interview as a whole stays as it is.
    """
    slot = TIMESLOTS.get_or_404(call)
    editable(call.world.interviews[slot.interview])
    revise_timeslot(call.draft, slot, candidate_response=call.body["status"])
