"""Interviews: meetings about applications. Those of an application are the same records."""

from collections.abc import Iterable
from urllib.parse import urlsplit

import msgspec

from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import Resource
from ats_sandbox.vendors.stackone.enums import INTERVIEW_TYPE, UNMAPPED, shown
from ats_sandbox.vendors.stackone.ids import id_pair
from ats_sandbox.vendors.stackone.queries import CreatedListQuery, ReadQuery
from ats_sandbox.vendors.stackone.records import Records
from ats_sandbox.vendors.stackone.repositories import INTERVIEWS, OF_APPLICATION
from ats_sandbox.vendors.stackone.stages import InterviewStage
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.world.domain.interviews import Interview as Record
from ats_sandbox.world.domain.interviews import Timeslot
from ats_sandbox.world.domain.pipelines import Stage

interviews = Resource("Interviews", "Meetings about applications")

_TERMS = (
    *("phone", "video", "lunch", "presentation", "screen", "culture"),
    *("informal", "sell", "technical", "test", "on-site", "onsite"),
)
"""Terms in the provider's free text for a type of interview; the first that occurs counts."""
_MEANT = {"screen": "screening", "technical": "test", "on-site": "on_site", "onsite": "on_site"}
"""What the terms mean that are not the type themselves."""


class Meeting(msgspec.Struct, frozen=True):
    """An interview with its parts, its stage and the users who interview."""

    record: Record
    parts: list[Timeslot]
    stage: Stage | None
    people: list[int]


class Part(msgspec.Struct, frozen=True):
    """A part of an interview, with the address of the whole and the users who interview."""

    slot: Timeslot
    url: str | None
    people: list[int]


def _meeting(record: Record, context: ViewContext) -> Meeting:
    world = context.world
    parts = list(world.timeslots.where(interview=record.id))
    return Meeting(record, parts, world.stages.get(record.stage), _people(parts))


def _people(parts: Iterable[Timeslot]) -> list[int]:
    return list(dict.fromkeys(one.user for part in parts for one in part.interviewers))


def interview_status(meeting: Meeting, context: ViewContext) -> Document:
    """How far it is: called off, without a time, still to come, and then reviewed or not.

    An interview to which the candidate never came will not be reviewed; there is no value for that.
    """
    if meeting.record.cancelled:
        value = "cancelled"
    elif not meeting.parts:
        value = "unscheduled"
    elif max(one.ends_at for one in meeting.parts) > context.world.now:
        value = "scheduled"
    elif context.world.scorecards.where(interview=meeting.record.id):
        value = "completed"
    elif all(one.no_show for one in meeting.parts):
        return shown(UNMAPPED, "NO_SHOW")
    else:
        value = "pending_feedback"
    return shown(value)


def interview_type(part: Part, _context: ViewContext) -> Document | None:
    """What the free text of a part means."""
    text = part.slot.type
    if text is None:
        return None
    lowered = text.casefold()
    name = lowered.replace(" ", "_")
    term = next((one for one in _TERMS if one in lowered), UNMAPPED)
    return shown(name if name in INTERVIEW_TYPE else _MEANT.get(term, term), text)


def _host(part: Part, _context: ViewContext) -> str | None:
    try:
        return None if part.url is None else urlsplit(part.url).hostname
    except ValueError:
        return None


class InterviewPart(ResponseSchema):
    """One part of an interview."""

    id, remote_id = wire.ids("timeslot", "slot.id")
    type = wire.enum(INTERVIEW_TYPE, interview_type)
    title = wire.text("slot.title")
    interviewer_ids, remote_interviewer_ids = wire.id_lists("user", "people")
    meeting_url = wire.text("url")
    meeting_provider = wire.text(_host)
    start_at = wire.moment("slot.starts_at")
    end_at = wire.moment("slot.ends_at")
    created_at = wire.moment("slot.created_at")
    updated_at = wire.moment("slot.updated_at")


Interviewer = wire.identified(
    "Interviewer", first_name=wire.text(), last_name=wire.text(), name=wire.text(), email=wire.text()
)


def _parts(meeting: Meeting, _context: ViewContext) -> list[Part]:
    return [Part(slot, meeting.record.reference_url, _people([slot])) for slot in meeting.parts]


def _interviewer(id: int, context: ViewContext) -> Document:
    user = context.world.users.get(id)
    return {
        **id_pair(context.world, "user", id),
        "first_name": user and user.first_name,
        "last_name": user and user.last_name,
        "name": user and f"{user.first_name} {user.last_name}".strip(),
        "email": user and user.email,
    }


class ScheduledInterview(ResponseSchema):
    """A meeting about an application, as its application shows it."""

    id, remote_id = wire.ids("interview", "record.id")
    application_id, remote_application_id = wire.ids("application", "record.application")
    interview_stage_id, remote_interview_stage_id = wire.ids("stage", "record.stage")
    interview_stage = wire.one(InterviewStage, "stage")
    interview_status = wire.enum("InterviewStatus", interview_status)
    interviewer_ids, remote_interviewer_ids = wire.id_lists("user", "people")
    interview_parts = wire.many(InterviewPart, _parts)
    interviewers = wire.many(Interviewer, lambda one, context: [_interviewer(id, context) for id in one.people])
    start_at = wire.moment(lambda one, context: min((part.starts_at for part in one.parts), default=None))
    end_at = wire.moment(lambda one, context: max((part.ends_at for part in one.parts), default=None))
    meeting_url = wire.text("record.reference_url")
    created_at = wire.moment("record.created_at")
    updated_at = wire.moment("record.updated_at")


class Interview(ScheduledInterview):
    """A meeting about an application."""

    unified_custom_fields = wire.free(wire.nothing)


Records(interviews, "interview", INTERVIEWS, Interview, of=_meeting, queries=(CreatedListQuery, ReadQuery)).reads()
Records(
    interviews,
    "scheduled_interview",
    INTERVIEWS,
    ScheduledInterview,
    of=_meeting,
    within=OF_APPLICATION,
    names=("applications_scheduled_interviews", "application_scheduled_interview"),
    about=("the interviews of an application", "an interview of an application"),
).reads()
