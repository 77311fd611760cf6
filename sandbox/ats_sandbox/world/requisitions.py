"""The verbs of jobs: open, revise, change status, advertise, add seats."""

from typing import Any

from msgspec.structs import replace

from ats_sandbox.world.applications import APPLICATIONS
from ats_sandbox.world.company import Place
from ats_sandbox.world.hiring import mark_confidential
from ats_sandbox.world.jobs import (
    JOB_EVENTS,
    JOBS,
    OPEN_STATUSES,
    POSITIONS,
    POSTINGS,
    Advert,
    Job,
    JobEvent,
    JobStatus,
    Position,
    PositionStatus,
    PositionType,
    Posting,
    Visibility,
)
from ats_sandbox.world.reading import Reading, Transaction


def open_job(world: Transaction, *, title: str, place: Place, creator: int, **facts: Any) -> Job:
    """Add a requisition. `facts` are fields of Job; what is not told is empty or takes the first of its kind."""
    id = world.next_id(JOBS)
    first_pipeline = world.pipelines.first()
    assert first_pipeline is not None, "every world has a pipeline"
    told: dict[str, Any] = {
        "reference": f"REF{id:05d}",
        "status": JobStatus.CREATED,
        "description": "",
        "department": None,
        "locations": (),
        "pipeline": first_pipeline.id,
        "industry": world.company.industry,
        "function": "other",
        "experience_level": "not_applicable",
        "employment_type": None,
        "eeo_category": None,
        "target_hiring_at": None,
        "pay": None,
        "template": False,
        "team": (),
        "confidential": False,
        "note": "",
        "opened_at": None,
        "closed_at": None,
        **{name: value for name, value in facts.items() if not (name == "reference" and not value)},
    }
    job = world.put(
        JOBS,
        Job(
            id=id,
            title=title,
            place=place,
            creator=creator,
            active_at=world.now,
            created_at=world.now,
            updated_at=world.now,
            **told,
        ),
    )
    _note_status(world, job, creator)
    return job


def revise_job(world: Transaction, job: Job, **facts: Any) -> Job:
    """Change fields of a requisition. Making it confidential, or not, follows through to all that hangs on it."""
    revised = world.put(JOBS, replace(job, active_at=world.now, updated_at=world.now, **facts))
    if revised.confidential != job.confidential:
        for posting in list(world.postings.where(job=job.id)):
            world.put(POSTINGS, replace(posting, confidential=revised.confidential))
        for application in list(world.applications.where(job=job.id)):
            world.put(APPLICATIONS, replace(application, confidential=revised.confidential))
            mark_confidential(world, application.candidate)
    return revised


def change_job_status(world: Transaction, job: Job, status: JobStatus, *, by: int | None = None) -> Job:
    """Bring a requisition to a status; nothing is written down when it stands there already."""
    if job.status is status:
        return job
    is_open = status in OPEN_STATUSES
    opened = job.opened_at
    if opened is None and is_open and status is not JobStatus.CREATED:
        opened = world.now
    ended = status in (JobStatus.FILLED, JobStatus.CANCELLED)
    closed = (job.closed_at or world.now) if ended else None
    changed = revise_job(world, job, status=status, opened_at=opened, closed_at=closed)
    _note_status(world, changed, by)
    return changed


def _note_status(world: Transaction, job: Job, by: int | None) -> None:
    event = JobEvent(id=world.next_id(JOB_EVENTS), job=job.id, status=job.status, user=by, at=world.now)
    world.put(JOB_EVENTS, event)


def advertise(
    world: Transaction,
    job: Job,
    *,
    title: str,
    language: str,
    advert: Advert,
    creator: int,
    place: Place | None = None,
) -> Posting:
    """Write an advertisement for a job. The first one of a job is its default; none is published by this."""
    return world.put(
        POSTINGS,
        Posting(
            id=world.next_id(POSTINGS),
            job=job.id,
            title=title,
            language=language,
            place=place,
            advert=advert,
            default=not world.postings.where(job=job.id),
            published=False,
            visibility=Visibility.PUBLIC,
            creator=creator,
            published_at=None,
            confidential=job.confidential,
            created_at=world.now,
            updated_at=world.now,
        ),
    )


def default_posting(world: Reading, job: int) -> Posting | None:
    """The default advertisement of a job."""
    return next((posting for posting in world.postings.where(job=job) if posting.default), None)


def revise_posting(world: Transaction, posting: Posting, **facts: Any) -> Posting:
    """Change fields of an advertisement."""
    return world.put(POSTINGS, replace(posting, updated_at=world.now, **facts))


def rewrite_posting(world: Transaction, posting: Posting, **facts: Any) -> Posting:
    """Change what an advertisement says. That stirs its job, whose description follows its default advertisement."""
    rewritten = revise_posting(world, posting, **facts)
    job = world.jobs[posting.job]
    description = told_by(rewritten.advert) if rewritten.default else job.description
    world.put(JOBS, replace(job, active_at=world.now, description=description))
    return rewritten


def told_by(advert: Advert) -> str:
    """What an advertisement says about the job, as one text."""
    sections = (advert.job_description, advert.qualifications)
    return "\n\n".join(section.text for section in sections if section is not None and section.text)


def add_position(
    world: Transaction,
    job: int,
    *,
    type: PositionType,
    opens_at: int,
    starts_at: int,
    number: str | None = None,
    incumbent: str | None = None,
) -> Position:
    """Add an open seat to a job."""
    return world.put(
        POSITIONS,
        Position(
            id=world.next_id(POSITIONS),
            job=job,
            number=number,
            type=type,
            incumbent=incumbent,
            opens_at=opens_at,
            starts_at=starts_at,
            status=PositionStatus.OPEN,
            application=None,
            created_at=world.now,
            updated_at=world.now,
        ),
    )


def revise_position(world: Transaction, position: Position, **facts: Any) -> Position:
    """Change fields of a seat."""
    return world.put(POSITIONS, replace(position, updated_at=world.now, **facts))


def drop_position(world: Transaction, position: Position) -> None:
    """Take a seat away from its job."""
    world.remove(POSITIONS, position.id)
