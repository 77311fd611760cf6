"""What can be done with jobs: open and revise them, change their status."""

from typing import Unpack

from msgspec.structs import replace

from ats_sandbox.world.domain.applications import APPLICATIONS
from ats_sandbox.world.domain.commands.applications import mark_confidential
from ats_sandbox.world.domain.commands.publications import SAID_BY_JOB, keep_published
from ats_sandbox.world.domain.company import Place
from ats_sandbox.world.domain.jobs import (
    JOB_EVENTS,
    JOBS,
    OPEN_STATUSES,
    Job,
    JobDetails,
    JobEvent,
    JobFields,
    JobStatus,
    TeamMember,
    TeamRole,
)
from ats_sandbox.world.domain.postings import POSTINGS
from ats_sandbox.world.domain.reading import Transaction


def open_job(world: Transaction, *, title: str, place: Place, creator: int, **details: Unpack[JobDetails]) -> Job:
    """Add a requisition. What is not given is empty, or the first of its kind; so is an empty reference."""
    id = world.next_id(JOBS)
    first_pipeline = world.pipelines.first()
    assert first_pipeline is not None, "every world has a pipeline"
    blank = Job(
        id=id,
        title=title,
        reference="",
        status=JobStatus.CREATED,
        description="",
        department=None,
        locations=(),
        place=place,
        pipeline=first_pipeline.id,
        industry=world.company.industry,
        function="other",
        experience_level="not_applicable",
        employment_type=None,
        eeo_category=None,
        target_hiring_at=None,
        pay=None,
        template=False,
        creator=creator,
        team=(),
        confidential=False,
        note=None,
        opened_at=None,
        closed_at=None,
        active_at=world.now,
        created_at=world.now,
        updated_at=world.now,
    )
    job = world.put(JOBS, replace(blank, **{**details, "reference": details.get("reference") or f"REF{id:05d}"}))
    _note_status(world, job, creator)
    return job


def revise_job(world: Transaction, job: Job, **fields: Unpack[JobFields]) -> Job:
    """Change fields of a requisition. Its postings and applications are confidential when it is."""
    if not SAID_BY_JOB.isdisjoint(fields):
        for posting in list(world.postings.where(job=job.id)):
            keep_published(world, posting)
    revised = world.put(JOBS, replace(job, active_at=world.now, updated_at=world.now, **fields))
    if revised.confidential != job.confidential:
        for posting in list(world.postings.where(job=job.id)):
            world.put(POSTINGS, replace(posting, confidential=revised.confidential))
        for application in list(world.applications.where(job=job.id)):
            world.put(APPLICATIONS, replace(application, confidential=revised.confidential))
            mark_confidential(world, application.candidate)
    return revised


def change_job_status(world: Transaction, job: Job, status: JobStatus, *, by: int | None = None) -> Job:
    """Change the status of a requisition; nothing is written when it has that status already."""
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


def join_team(world: Transaction, job: Job, user: int, role: TeamRole) -> TeamMember:
    """Put a user into the hiring team of a requisition."""
    member = TeamMember(user, role)
    revise_job(world, job, team=(*job.team, member))
    return member


def leave_team(world: Transaction, job: Job, user: int | None) -> None:
    """Take a user out of the hiring team of a requisition."""
    revise_job(world, job, team=tuple(member for member in job.team if member.user != user))


def _note_status(world: Transaction, job: Job, by: int | None) -> None:
    event = JobEvent(id=world.next_id(JOB_EVENTS), job=job.id, status=job.status, user=by, at=world.now)
    world.put(JOB_EVENTS, event)
