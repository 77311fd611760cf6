"""Jobs (requisitions), their status history, postings and positions."""

from enum import StrEnum

import msgspec

from ats_sandbox.world.company import Place
from ats_sandbox.world.table import Collection, Record


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

    minimum: float | None
    maximum: float | None
    currency: str | None


class Job(Record, frozen=True, kw_only=True):
    """A requisition. `pipeline`, `department`, `locations` and `creator` are ids; the words are ids of common lists.

    `locations` are office ids, while `place` is the address the job itself carries. `description` is plain text.
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
    note: str
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


class Visibility(StrEnum):
    """Who may see a published posting."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PRIVATE = "private"


class Section(msgspec.Struct, frozen=True):
    """A titled part of an advertisement."""

    title: str | None
    text: str | None


class Advert(msgspec.Struct, frozen=True, kw_only=True):
    """The text of a posting; a section that is None is absent."""

    company_description: Section | None = None
    job_description: Section | None = None
    qualifications: Section | None = None
    additional_information: Section | None = None
    videos: tuple[str, ...] = ()


class Posting(Record, frozen=True, kw_only=True):
    """An advertisement of a job in one language. Exactly one posting of a job is its default."""

    job: int
    title: str
    language: str
    place: Place | None
    advert: Advert
    default: bool
    published: bool
    visibility: Visibility
    creator: int
    published_at: int | None
    confidential: bool
    created_at: int
    updated_at: int


class PositionType(StrEnum):
    """Whether a seat is new."""

    NEW = "new"
    REPLACEMENT = "replacement"


class PositionStatus(StrEnum):
    """Whether a seat is taken."""

    OPEN = "open"
    FILLED = "filled"
    CANCELLED = "cancelled"


class Position(Record, frozen=True, kw_only=True):
    """A seat that a job fills. `number` is the customer's own; `application` is who got it."""

    job: int
    number: str | None
    type: PositionType
    incumbent: str | None
    opens_at: int
    starts_at: int
    status: PositionStatus
    application: int | None
    created_at: int
    updated_at: int


JOBS = Collection(
    "jobs",
    Job,
    indexes={
        "status": lambda one: (one.status,),
        "department": lambda one: (one.department,),
        "pipeline": lambda one: (one.pipeline,),
        "reference": lambda one: (one.reference,),
        "confidential": lambda one: (one.confidential,),
        "location": lambda one: one.locations,
        "city": lambda one: (one.place.city,),
        "member": lambda one: tuple(member.user for member in one.team),
    },
    timeline=lambda one: one.updated_at,
)
JOB_EVENTS = Collection("job_events", JobEvent, indexes={"job": lambda one: (one.job,)})
POSTINGS = Collection(
    "postings",
    Posting,
    indexes={
        "job": lambda one: (one.job,),
        "published": lambda one: (one.published,),
        "language": lambda one: (one.language,),
        "confidential": lambda one: (one.confidential,),
    },
    timeline=lambda one: one.updated_at,
)
POSITIONS = Collection("positions", Position, indexes={"job": lambda one: (one.job,)})
