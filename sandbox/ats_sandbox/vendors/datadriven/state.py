"""What only the dashboard knows: the steps and offers that were pushed to it."""

from functools import partial
from itertools import islice
from typing import Annotated, Any

import msgspec

from ats_sandbox.world.clock import iso_seconds
from ats_sandbox.world.domain.applications import Activity
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.postings import Posting
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.store.lazy import LazyTable
from ats_sandbox.world.store.state import Change
from ats_sandbox.world.store.table import Collection, Record, Table, keyed_by

Date = Annotated[str, msgspec.Meta(description="An ISO 8601 date or date-time, as it was sent")]


class ApplicationStep(Record, frozen=True, kw_only=True):
    """At `recorded_at`, an application of a candidate on a job offer reached `step`."""

    recorded_at: Date
    job_offer_reference: str
    job_offer_reference_2: str | None = None
    job_offer_reference_3: str | None = None
    job_offer_title: str | None = None
    candidate_creation_date: Date | None = None
    candidate_mail: str | None = None
    candidate_phone: str | None = None
    candidate_ats_id: str
    source: str | None = None
    step: str
    step_ats_id: str | None = None
    application_ats_id: str
    subsidiary: str | None = None
    subsidiary_ats_id: str | None = None


class Attribute(msgspec.Struct, frozen=True):
    """A free characteristic of a job offer."""

    name: str
    value: str


class JobOffer(Record, frozen=True, kw_only=True):
    """An advertised job as the dashboard knows it."""

    publication_at: Date
    title: str
    reference: str
    reference_2: str | None = None
    reference_3: str | None = None
    subsidiary: str | None = None
    subsidiary_ats_id: str | None = None
    description: str | None = None
    attributes: tuple[Attribute, ...] = ()


PUSHED = 5_000
"""Steps pushed to a new world's dashboard at most: a company with a longer history connected it since."""

STEP_FILTERS = ("job_offer_reference", "candidate_ats_id", "application_ats_id", "step")
STEPS = Collection(
    "datadriven.application_steps", ApplicationStep, indexes={name: keyed_by(name) for name in STEP_FILTERS}
)
OFFERS = Collection(
    "datadriven.job_offers", JobOffer, indexes={name: keyed_by(name) for name in ("reference", "subsidiary_ats_id")}
)


def initial_tables(world: Reading) -> list[Table[Any]]:
    """What was pushed so far: the steps of applications since the dashboard was connected, and the published jobs.

    Written down when somebody looks: a world whose dashboard nobody asks for does without.
    """
    return [LazyTable(STEPS, partial(_steps, world)), LazyTable(OFFERS, partial(_offers, world))]


def lay(world: Transaction, changes: tuple[Change, ...]) -> None:
    """Push what a tester laid over the world: new steps of applications, and jobs that are advertised now."""
    fresh = [change.after for change in changes if change.before is None and change.after is not None]
    for entry in fresh:
        if isinstance(entry, Activity) and _is_step(entry) and entry.id in world.activities:
            world.put(STEPS, _step(world, world.next_id(STEPS), entry))
    for posting in fresh:
        job = world.jobs.get(posting.job) if isinstance(posting, Posting) else None
        if job is not None and _published_at(world, job) and not world[OFFERS].where(reference=job.reference):
            world.put(OFFERS, _offer(world, world.next_id(OFFERS), job))


def _is_step(entry: Activity) -> bool:
    return entry.status is not None and entry.dated is None


def _published_at(world: Reading, job: Job) -> int:
    """When a job was first advertised; 0 for one that never was."""
    return min((one.published_at for one in world.postings.where(job=job.id) if one.published_at), default=0)


def _steps(world: Reading) -> list[ApplicationStep]:
    latest = list(islice(filter(_is_step, world.activities.newest_first()), PUSHED))
    return [_step(world, number, entry) for number, entry in enumerate(reversed(latest), start=1)]


def _step(world: Reading, number: int, entry: Activity) -> ApplicationStep:
    application = world.applications[entry.application]
    person = world.candidates[application.candidate]
    job = world.jobs[application.job]
    source, stage = world.sources.get(application.source), world.stages.get(entry.stage)
    ended = entry.status in (ApplicationStatus.REJECTED, ApplicationStatus.WITHDRAWN, ApplicationStatus.TRANSFERRED)
    return ApplicationStep(
        id=number,
        recorded_at=iso_seconds(entry.at),
        job_offer_reference=job.reference,
        job_offer_title=job.title,
        candidate_creation_date=iso_seconds(person.created_at),
        candidate_mail=person.email,
        candidate_phone=person.phone,
        candidate_ats_id=native_id(world, "candidate", person.id),
        source=source.label if source else application.origin,
        step=str(entry.status).replace("_", " ").capitalize() if ended or stage is None else stage.name,
        step_ats_id=native_id(world, "stage", stage.id) if stage and not ended else None,
        application_ats_id=native_id(world, "application", application.id),
        subsidiary=world.company.name,
        subsidiary_ats_id=world.company.identifier,
    )


def _offers(world: Reading) -> list[JobOffer]:
    advertised = [job for job in world.jobs if _published_at(world, job)]
    return [_offer(world, number, job) for number, job in enumerate(advertised, start=1)]


def _offer(world: Reading, number: int, job: Job) -> JobOffer:
    department = world.departments.get(job.department)
    known = {"department": department and department.name, "city": job.place.city, "contract": job.employment_type}
    return JobOffer(
        id=number,
        publication_at=iso_seconds(_published_at(world, job)),
        title=job.title,
        reference=job.reference,
        subsidiary=world.company.name,
        subsidiary_ats_id=world.company.identifier,
        description=job.description or None,
        attributes=tuple(Attribute(name, value) for name, value in known.items() if value),
    )
