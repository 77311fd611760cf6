"""The outcome of each job once all its applications are known: its record, and the history of its status."""

from functools import lru_cache

from msgspec.structs import force_setattr

from ats_sandbox.world.clock import DAY, HOUR, START
from ats_sandbox.world.domain.commands.postings import description_in
from ats_sandbox.world.domain.jobs import JOB_EVENTS, JOBS, Job, JobEvent, JobStatus
from ats_sandbox.world.domain.positions import PositionStatus
from ats_sandbox.world.domain.wordlists import word_lists
from ats_sandbox.world.seeding.calendar import monday
from ats_sandbox.world.seeding.context import SeedingContext
from ats_sandbox.world.seeding.edge_cases import ODD_ADDRESS
from ats_sandbox.world.seeding.jobs import PlannedJob

_description_in = lru_cache(maxsize=1_024)(description_in)
"""Many jobs share a text, so that they can share the object."""

_INDUSTRIES = (("computer_software", 60), ("internet", 15), ("staffing_and_recruiting", 10), ("retail", 15))
_EMPLOYMENT = (("permanent", 72), ("contract", 16), ("part-time", 12))


def conclude_job(context: SeedingContext, job: PlannedJob) -> Job:
    """Add a job with its history."""
    if job.status is JobStatus.FILLED and not job.hires:
        job.status = JobStatus.CANCELLED
    ended = job.status in (JobStatus.FILLED, JobStatus.CANCELLED)
    if ended:
        for position in job.open_positions:
            force_setattr(position, "status", PositionStatus.CANCELLED)
            force_setattr(position, "updated_at", job.closes_at)
    elif job.id % 6 == 1 and len(job.open_positions) > 2:
        force_setattr(job.open_positions[-1], "status", PositionStatus.CANCELLED)
        force_setattr(job.open_positions[-1], "updated_at", job.open_positions[-1].created_at + HOUR)
    changed = _history(context, job)
    return context.draft.add(JOBS, _job(context, job, changed, closed_at=job.closes_at if ended else None))


def _history(context: SeedingContext, job: PlannedJob) -> int:
    """Add the history of the job's status; gives the instant of the last change."""
    opened = job.opened_at
    steps = [(JobStatus.CREATED, job.created_at)]
    if opened is not None:
        steps.append((JobStatus.SOURCING, opened))
        last = job.closes_at or START
        interviewing = job.interviewing_at or opened + (last - opened) * 2 // 5
        offering = job.offering_at or max(opened + (last - opened) * 3 // 5, interviewing + HOUR)
        if job.interviewing_at is not None or job.status in (JobStatus.INTERVIEW, JobStatus.OFFER):
            steps.append((JobStatus.INTERVIEW, interviewing))
        if job.offering_at is not None or job.status is JobStatus.OFFER:
            steps.append((JobStatus.OFFER, max(offering, steps[-1][1] + HOUR)))
        if job.closes_at is not None:
            steps.append((job.status, max(job.closes_at, steps[-1][1] + HOUR)))
    for status, at in steps:
        user = job.recruiter.id if status is not JobStatus.CANCELLED else job.manager.id
        context.draft.add(JOB_EVENTS, JobEvent(id=0, job=job.id, status=status, user=user, at=at))
    return steps[-1][1]


def _job(context: SeedingContext, job: PlannedJob, changed: int, *, closed_at: int | None) -> Job:
    id, text, chance = job.id, job.text, context.chance("job", job.id)
    edge_cases = context.recipe.edge_cases
    employment: str | None = chance.weighted("employment", _EMPLOYMENT)
    if text.experience_level.id == "internship":
        employment = "intern"
    place = job.place
    if edge_cases and id % 5 == 2:
        place = type(place)(
            city=place.city, country=place.country, country_code=place.country_code, address=ODD_ADDRESS
        )
    return Job(
        id=id,
        title=job.title,
        reference=f"REF{id:05d}",
        status=job.status,
        description=_description_in(job.adverts[0].advert),
        department=job.department,
        locations=() if edge_cases and id % 5 == 2 else job.locations,
        place=place,
        pipeline=job.phases.id,
        industry="computer_software" if id == 1 else chance.weighted("industry", _INDUSTRIES),
        function=text.function.id,
        experience_level=text.experience_level.id if id % 12 else "not_applicable",
        employment_type=None if id % 13 == 0 else employment,
        eeo_category=None if id % 3 == 2 else chance.pick("eeo", tuple(word_lists().eeo_categories)),
        target_hiring_at=None if id % 3 == 0 else monday(job.created_at + chance.between("target", 60, 330) * DAY),
        pay=job.pay,
        template=job.status is JobStatus.CREATED and id % 30 == 18,
        creator=job.recruiter.id,
        team=() if edge_cases and id % 7 == 3 else job.team,
        confidential=job.confidential,
        note="Agreed with the works council." if id % 6 == 1 else None,
        opened_at=job.opened_at,
        closed_at=closed_at,
        active_at=max(job.active_at, changed),
        created_at=job.created_at,
        updated_at=changed,
    )
