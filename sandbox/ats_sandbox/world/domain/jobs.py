"""Jobs (requisitions) and their status history."""

from enum import StrEnum
from typing import TypedDict

import msgspec

from ats_sandbox.world.domain.company import Place
from ats_sandbox.world.domain.visibility import Readable, Viewer, sees_job
from ats_sandbox.world.domain.words import words_of
from ats_sandbox.world.store.references import Reference
from ats_sandbox.world.store.table import Collection, Record


class JobStatus(StrEnum):
    """Where a requisition stands."""

    CREATED = "created"
    SOURCING = "sourcing"
    INTERVIEW = "interview"
    OFFER = "offer"
    FILLED = "filled"
    CANCELLED = "cancelled"
    ON_HOLD = "on_hold"


OPEN_STATUSES = frozenset({JobStatus.CREATED, JobStatus.SOURCING, JobStatus.INTERVIEW, JobStatus.OFFER})
"""A job in one of these still takes applications; the others are closed or paused."""


class TeamRole(StrEnum):
    """What a member of the hiring team does."""

    RECRUITER = "recruiter"
    HIRING_MANAGER = "hiring_manager"
    INTERVIEW_TEAM = "interview_team"
    COORDINATOR = "coordinator"
    EXECUTIVE = "executive"


class TeamMember(msgspec.Struct, frozen=True):
    """A user's part in one job."""

    user: int
    role: TeamRole


class Pay(msgspec.Struct, frozen=True, kw_only=True):
    """A yearly band in whole units of an ISO 4217 currency."""

    minimum: int | float | None
    maximum: int | float | None
    currency: str | None


class Job(Record, frozen=True, kw_only=True):
    """A requisition. `pipeline`, `department`, `locations` and `creator` are ids; `industry` and the like are ids
    of common lists.

    `locations` are office ids, while `place` is the address the job itself carries. `description` is plain text.
    `note` is None until one is written.
    """

    title: str
    reference: str
    status: JobStatus
    description: str
    department: int | None
    locations: tuple[int, ...]
    place: Place
    pipeline: int
    industry: str
    function: str
    experience_level: str
    employment_type: str | None
    eeo_category: str | None
    target_hiring_at: int | None
    pay: Pay | None
    template: bool
    creator: int
    team: tuple[TeamMember, ...]
    confidential: bool
    note: str | None
    opened_at: int | None
    closed_at: int | None
    active_at: int
    created_at: int
    updated_at: int


class JobEvent(Record, frozen=True, kw_only=True):
    """A change of a job's status."""

    job: int
    status: JobStatus
    user: int | None
    at: int


class JobDetails(TypedDict, total=False):
    """The fields of a new requisition, beside its title, place and creator."""

    reference: str
    status: JobStatus
    description: str
    department: int | None
    locations: tuple[int, ...]
    pipeline: int
    industry: str
    function: str
    experience_level: str
    employment_type: str | None
    eeo_category: str | None
    target_hiring_at: int | None
    pay: Pay | None
    template: bool
    team: tuple[TeamMember, ...]
    confidential: bool
    note: str | None
    opened_at: int | None
    closed_at: int | None


class JobFields(JobDetails, total=False):
    """The fields of a requisition that can be changed."""

    title: str
    place: Place
    creator: int


def sees_requisition(viewer: Viewer, job: Job, _: Readable) -> bool:
    """True unless the job is confidential or off the viewer's list."""
    return sees_job(viewer, job.id, confidential=job.confidential)


JOBS = Collection(
    "jobs",
    Job,
    noun="job",
    references={
        "department": Reference("departments"),
        "locations": Reference("locations"),
        "pipeline": Reference("pipelines"),
        "creator": Reference("users"),
        "user": Reference("users"),
    },
    visible=sees_requisition,
    indexes={
        "status": lambda one: (one.status,),
        "department": lambda one: (one.department,),
        "pipeline": lambda one: (one.pipeline,),
        "reference": lambda one: (one.reference,),
        "confidential": lambda one: (one.confidential,),
        "location": lambda one: one.locations,
        "city": lambda one: (one.place.city,),
        "member": lambda one: tuple(member.user for member in one.team),
        "word": lambda one: words_of((one.title, one.reference)),
    },
    timeline=lambda one: one.updated_at,
    late=("word",),
)
JOB_EVENTS = Collection(
    "job_events",
    JobEvent,
    noun="job_event",
    references={
        "job": Reference("jobs", follows=True),
        "user": Reference("users"),
    },
    indexes={"job": lambda one: (one.job,)},
)
