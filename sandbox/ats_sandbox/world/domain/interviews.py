"""Interviews and their timeslots."""

from enum import StrEnum
from typing import TypedDict

import msgspec

from ats_sandbox.world.clock import DAY
from ats_sandbox.world.store.references import OnDelete, Reference
from ats_sandbox.world.store.table import Collection, Record


class Response(StrEnum):
    """What somebody answered to an invitation."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    PENDING = "pending"
    TENTATIVE = "tentative"


class Interviewer(msgspec.Struct, frozen=True, gc=False):
    """A user invited to a timeslot."""

    user: int
    response: Response


class Interview(Record, frozen=True, kw_only=True):
    """A meeting about an application. `timezone` is a tz database name.

    `scheduled_here` is true when this system's own API scheduled it; only such interviews can be changed by API.
    """

    application: int
    organizer: int
    stage: int | None
    timezone: str
    location: str | None
    reference_url: str | None
    scheduled_here: bool
    candidate_response: Response | None
    cancelled: bool
    created_at: int
    updated_at: int


class InterviewFields(TypedDict, total=False):
    """The fields of an interview that can be changed."""

    timezone: str
    location: str | None


class Timeslot(Record, frozen=True, kw_only=True):
    """One part of an interview. `candidate_response` is None until the candidate was ever asked."""

    interview: int
    type: str | None
    title: str | None
    place: str | None
    starts_at: int
    ends_at: int
    interviewers: tuple[Interviewer, ...]
    candidate_response: Response | None
    no_show: bool
    created_at: int
    updated_at: int


class TimeslotFields(TypedDict, total=False):
    """The fields of a timeslot that can be changed."""

    type: str | None
    title: str | None
    place: str | None
    starts_at: int
    ends_at: int
    interviewers: tuple[Interviewer, ...]
    candidate_response: Response | None
    no_show: bool


INTERVIEWS = Collection(
    "interviews",
    Interview,
    noun="interview",
    references={
        "application": Reference("applications", OnDelete.DELETE, follows=True),
        "organizer": Reference("users"),
        "stage": Reference("stages"),
    },
    indexes={"application": lambda one: (one.application,), "organizer": lambda one: (one.organizer,)},
    timeline=lambda one: one.updated_at,
)
TIMESLOTS = Collection(
    "timeslots",
    Timeslot,
    noun="timeslot",
    references={
        "interview": Reference("interviews", OnDelete.DELETE, follows=True),
        "user": Reference("users"),
    },
    indexes={"interview": lambda one: (one.interview,), "end_day": lambda one: (one.ends_at // DAY,)},
    late=("end_day",),
)
