"""Interviews as answers show them."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from ats_sandbox.vendors.stackone.enums import INTERVIEW_TYPE, UNMAPPED
from ats_sandbox.vendors.stackone.ids import id_lists, id_pair
from ats_sandbox.vendors.stackone.shapes import moment
from ats_sandbox.vendors.stackone.stages.views import stage
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.world.domain.interviews import Interview, Timeslot

_KINDS = (
    ("phone", "phone"),
    ("video", "video"),
    ("lunch", "lunch"),
    ("presentation", "presentation"),
    ("screen", "screening"),
    ("culture", "culture"),
    ("informal", "informal"),
    ("sell", "sell"),
    ("technical", "test"),
    ("test", "test"),
    ("on-site", "on_site"),
    ("onsite", "on_site"),
)
"""Words in the provider's free text for a kind of interview, and what they mean; the first that occurs counts."""


def interview(record: Interview, context: ViewContext) -> dict[str, Any]:
    """One interview."""
    return {**scheduled_interview(record, context), "unified_custom_fields": None}


def scheduled_interview(record: Interview, context: ViewContext) -> dict[str, Any]:
    """One interview without the project's own fields, as its application shows it."""
    world = context.world
    parts = list(world.timeslots.where(interview=record.id))
    people = _people(parts)
    where = world.stages.get(record.stage)
    return {
        **id_pair(world, "interview", record.id),
        **id_pair(world, "application", record.application, "application_id"),
        **id_pair(world, "stage", record.stage, "interview_stage_id"),
        "interview_stage": None if where is None else stage(where, context),
        "interview_status": interview_status(record, parts, context),
        **id_lists(world, "user", people, "interviewer_ids"),
        "interview_parts": [_part(one, record, context) for one in parts],
        "interviewers": [_interviewer(user, context) for user in people],
        "start_at": moment(min((one.starts_at for one in parts), default=None)),
        "end_at": moment(max((one.ends_at for one in parts), default=None)),
        "meeting_url": record.reference_url,
        "created_at": moment(record.created_at),
        "updated_at": moment(record.updated_at),
    }


def interview_status(record: Interview, parts: list[Timeslot], context: ViewContext) -> dict[str, Any]:
    """How far it is: called off, without a time, still to come, and then reviewed or not.

    An interview to which the candidate never came will not be reviewed; there is no word for that.
    """
    if record.cancelled:
        value = "cancelled"
    elif not parts:
        value = "unscheduled"
    elif max(one.ends_at for one in parts) > context.world.now:
        value = "scheduled"
    elif context.world.scorecards.where(interview=record.id):
        value = "completed"
    elif all(one.no_show for one in parts):
        return {"value": UNMAPPED, "source_value": "NO_SHOW"}
    else:
        value = "pending_feedback"
    return {"value": value, "source_value": value.upper()}


def interview_type(text: str | None) -> dict[str, Any] | None:
    """What a free text means."""
    if text is None:
        return None
    words = text.casefold()
    told = words.replace(" ", "_")
    value = told if told in INTERVIEW_TYPE else next((kind for word, kind in _KINDS if word in words), UNMAPPED)
    return {"value": value, "source_value": text}


def _people(parts: Iterable[Timeslot]) -> list[int]:
    return list(dict.fromkeys(one.user for part in parts for one in part.interviewers))


def _part(part: Timeslot, record: Interview, context: ViewContext) -> dict[str, Any]:
    url = record.reference_url
    return {
        **id_pair(context.world, "timeslot", part.id),
        "type": interview_type(part.type),
        "title": part.title,
        **id_lists(context.world, "user", _people([part]), "interviewer_ids"),
        "meeting_url": url,
        "meeting_provider": None if url is None else _host(url),
        "start_at": moment(part.starts_at),
        "end_at": moment(part.ends_at),
        "created_at": moment(part.created_at),
        "updated_at": moment(part.updated_at),
    }


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _interviewer(user: int, context: ViewContext) -> dict[str, Any]:
    person = context.world.users.get(user)
    return {
        **id_pair(context.world, "user", user),
        "first_name": person and person.first_name,
        "last_name": person and person.last_name,
        "name": person and f"{person.first_name} {person.last_name}".strip(),
        "email": person and person.email,
    }
