"""What became of each job once all its applications are told: its record, and the history of its status."""

from msgspec.structs import force_setattr

from ats_sandbox.world.clock import DAY, HOUR, START
from ats_sandbox.world.domain.commands.postings import description_in
from ats_sandbox.world.domain.jobs import JOB_EVENTS, JOBS, Job, JobEvent, JobStatus
from ats_sandbox.world.domain.positions import PositionStatus
from ats_sandbox.world.domain.wordlists import word_lists
from ats_sandbox.world.seeding.calendar import monday
from ats_sandbox.world.seeding.edge_cases import ODD_ADDRESS
from ats_sandbox.world.seeding.jobs import PlannedJob
from ats_sandbox.world.seeding.setting import SeedingContext

_INDUSTRIES = (("computer_software", 60), ("internet", 15), ("staffing_and_recruiting", 10), ("retail", 15))
_EMPLOYMENT = (("permanent", 72), ("contract", 16), ("part-time", 12))


def conclude_job(setting: SeedingContext, opening: PlannedJob) -> Job:
    """Write a job down, with its history."""
    if opening.status is JobStatus.FILLED and not opening.hires:
        opening.status = JobStatus.CANCELLED
    ended = opening.status in (JobStatus.FILLED, JobStatus.CANCELLED)
    if ended:
        for seat in opening.seats:
            force_setattr(seat, "status", PositionStatus.CANCELLED)
            force_setattr(seat, "updated_at", opening.shuts_at)
    elif opening.id % 6 == 1 and len(opening.seats) > 2:
        force_setattr(opening.seats[-1], "status", PositionStatus.CANCELLED)
        force_setattr(opening.seats[-1], "updated_at", opening.seats[-1].created_at + HOUR)
    changed = _history(setting, opening)
    return setting.ledger.add(JOBS, _job(setting, opening, changed, closed_at=opening.shuts_at if ended else None))


def _history(setting: SeedingContext, opening: PlannedJob) -> int:
    """Write down how the job came to its status; gives the moment of the last change."""
    opened = opening.opened_at
    steps = [(JobStatus.CREATED, opening.created_at)]
    if opened is not None:
        steps.append((JobStatus.SOURCING, opened))
        last = opening.shuts_at or START
        interviewing = opening.interviewing_at or opened + (last - opened) * 2 // 5
        offering = opening.offering_at or max(opened + (last - opened) * 3 // 5, interviewing + HOUR)
        if opening.interviewing_at is not None or opening.status in (JobStatus.INTERVIEW, JobStatus.OFFER):
            steps.append((JobStatus.INTERVIEW, interviewing))
        if opening.offering_at is not None or opening.status is JobStatus.OFFER:
            steps.append((JobStatus.OFFER, max(offering, steps[-1][1] + HOUR)))
        if opening.shuts_at is not None:
            steps.append((opening.status, max(opening.shuts_at, steps[-1][1] + HOUR)))
    for status, at in steps:
        user = opening.recruiter.id if status is not JobStatus.CANCELLED else opening.manager.id
        setting.ledger.add(JOB_EVENTS, JobEvent(id=0, job=opening.id, status=status, user=user, at=at))
    return steps[-1][1]


def _job(setting: SeedingContext, opening: PlannedJob, changed: int, *, closed_at: int | None) -> Job:
    id, text, chance = opening.id, opening.text, setting.chance("job", opening.id)
    peculiar = setting.recipe.peculiar
    employment: str | None = chance.weighted("employment", _EMPLOYMENT)
    if text.experience_level.id == "internship":
        employment = "intern"
    place = opening.place
    if peculiar and id % 5 == 2:
        place = type(place)(
            city=place.city, country=place.country, country_code=place.country_code, address=ODD_ADDRESS
        )
    return Job(
        id=id,
        title=opening.title,
        reference=f"REF{id:05d}",
        status=opening.status,
        description=description_in(opening.adverts[0].advert),
        department=opening.department,
        locations=() if peculiar and id % 5 == 2 else opening.locations,
        place=place,
        pipeline=opening.phases.id,
        industry="computer_software" if id == 1 else chance.weighted("industry", _INDUSTRIES),
        function=text.function.id,
        experience_level=text.experience_level.id if id % 12 else "not_applicable",
        employment_type=None if id % 13 == 0 else employment,
        eeo_category=None if id % 3 == 2 else chance.pick("eeo", tuple(word_lists().eeo_categories)),
        target_hiring_at=None if id % 3 == 0 else monday(opening.created_at + chance.between("target", 60, 330) * DAY),
        pay=opening.pay,
        template=opening.status is JobStatus.CREATED and id % 30 == 18,
        creator=opening.recruiter.id,
        team=() if peculiar and id % 7 == 3 else opening.team,
        confidential=opening.confidential,
        note="Agreed with the works council." if id % 6 == 1 else "",
        opened_at=opening.opened_at,
        closed_at=closed_at,
        active_at=max(opening.active_at, changed),
        created_at=opening.created_at,
        updated_at=changed,
    )
