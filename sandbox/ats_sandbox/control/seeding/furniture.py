"""Laying what a company has before it hires: processes, sources, reasons, departments, offices, users and jobs."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from ats_sandbox.control.seeding.laying import SETTLED, Laying
from ats_sandbox.world import establishing, requisitions
from ats_sandbox.world.clock import DAY, HOUR
from ats_sandbox.world.company import Place
from ats_sandbox.world.founding.calendar import monday
from ats_sandbox.world.jobs import (
    OPEN_STATUSES,
    Advert,
    Job,
    JobStatus,
    Pay,
    PositionType,
    Section,
    TeamMember,
    TeamRole,
)
from ats_sandbox.world.pipelines import Status
from ats_sandbox.world.reasons import Decider
from ats_sandbox.world.users import UserRole

OPENED = 60 * DAY
"""How long ago a job was opened when nothing else is told."""


def lay_furniture(laying: Laying) -> None:
    """Lay the sections up to the jobs and their advertisements."""
    world = laying.world
    with world.then(laying.ago(SETTLED)):
        for name, told in laying.records("pipelines"):
            steps = {
                Status.IN_REVIEW: told.get("in_review", ()),
                Status.INTERVIEW: told.get("interview", ()),
                Status.OFFERED: told.get("offered", ()),
            }
            process = establishing.add_pipeline(world, told.get("name", name), steps, active=told.get("active", True))
            laying.keep("pipeline", name, process.id)
        for name, told in laying.records("sources"):
            label = told.get("label", name)
            kind = told.get("type", "OTHER")
            source = establishing.add_source(
                world,
                label,
                type=kind.upper(),
                type_label=told.get("type_label", kind.replace("_", " ").capitalize()),
                subtype=told.get("subtype"),
            )
            laying.keep("source", name, source.id)
        for name, told in laying.records("reasons"):
            decider = Decider(told.get("decider", Decider.COMPANY))
            laying.keep("reason", name, establishing.add_reason(world, told.get("label", name), decider).id)
        for name, told in laying.records("departments"):
            department = establishing.add_department(world, told.get("name", name), told.get("description", ""))
            laying.keep("department", name, department.id)
        for name, told in laying.records("locations"):
            place = place_told(laying, told.get("place"), world.company.place)
            office = establishing.add_location(world, told.get("name", name), place, told.get("timezone", "UTC"))
            laying.keep("location", name, office.id)
        for name, told in laying.records("users"):
            facts = {**told, "role": UserRole(told.get("role", UserRole.RECRUITER))}
            facts["location"] = laying.ref("location", told.get("location"))
            laying.keep("user", name, establishing.add_user(world, **facts).id)
    for name, told in laying.records("jobs"):
        laying.keep("job", name, _job(laying, name, told).id)
    for name, told in laying.records("postings"):
        laying.keep("posting", name, _posting(laying, told))


def place_told(laying: Laying, told: Mapping[str, Any] | None, otherwise: Place) -> Place:
    """A place as told; one with a city of its own takes no more than the country from the company."""
    if not told:
        return otherwise
    if "city" not in told:
        return replace(otherwise, **told)
    own = laying.world.company.place
    return Place(**{"country": own.country, "country_code": own.country_code, **told})


def _job(laying: Laying, name: str, told: Mapping[str, Any]) -> Job:
    world = laying.world
    offices = laying.refs("location", told.get("locations", []))
    nearest = world.locations[offices[0]].place if offices else world.company.place
    team = tuple(
        TeamMember(laying.ref("user", member["user"]) or 0, TeamRole(member["role"])) for member in told.get("team", ())
    )
    creator = laying.ref("user", told.get("creator"))
    if creator is None:
        recruiters = world.users.where(role=UserRole.RECRUITER).only(lambda user: user.active)
        first = next((member.user for member in team), None) or (recruiters.first() or world.users.first())
        assert first is not None, "every company has users"
        creator = first if isinstance(first, int) else first.id
    plain = (
        "reference",
        "industry",
        "function",
        "experience_level",
        "employment_type",
        "eeo_category",
        "target_hiring_at",
        "template",
        "confidential",
        "note",
    )
    facts: dict[str, Any] = {field: told[field] for field in plain if field in told}
    if "reference" in facts and world.jobs.where(reference=facts["reference"]):
        raise laying.refuse(f"is the reference of another job already: {facts['reference']}", "reference")
    if "pay" in told:
        band = {name: float(told["pay"][name]) if name in told["pay"] else None for name in ("minimum", "maximum")}
        facts["pay"] = Pay(**band, currency=told["pay"].get("currency"))
    if "pipeline" in told:
        facts["pipeline"] = laying.ref("pipeline", told["pipeline"])
    text = told.get("description", "")
    with world.then(told.get("created_at", _opened_at(laying, name))):
        job = requisitions.open_job(
            world,
            title=told["title"],
            place=place_told(laying, told.get("place"), nearest),
            creator=creator,
            department=laying.ref("department", told.get("department")),
            locations=offices,
            team=team,
            description=text,
            **facts,
        )
        _advertise(laying, job, told, text)
        for _ in range(told.get("positions", 1)):
            starts_at = monday(world.now + 90 * DAY)
            requisitions.add_position(world, job.id, type=PositionType.NEW, opens_at=world.now, starts_at=starts_at)
    wanted = JobStatus(told.get("status", JobStatus.SOURCING))
    with world.then(min(job.created_at + HOUR, world.now)):
        if wanted is not JobStatus.CREATED:
            job = requisitions.change_job_status(world, world.jobs[job.id], JobStatus.SOURCING, by=creator)
    with world.then(min(job.created_at + 2 * HOUR, world.now)):
        return requisitions.change_job_status(world, world.jobs[job.id], wanted, by=creator)


def _opened_at(laying: Laying, name: str) -> int:
    """When a job was opened: before the first of its applications in the document."""
    came = [laying.applied_at(told) for told in laying.loaded.get("applications", {}).values() if told["job"] == name]
    return min([laying.ago(OPENED), *(at - DAY for at in came)])


def _advertise(laying: Laying, job: Job, told: Mapping[str, Any], text: str) -> int:
    """Write an advertisement, published unless told otherwise or its job is not open to applications yet."""
    posting = requisitions.advertise(
        laying.world,
        job,
        title=told.get("title", job.title),
        language=told.get("language", "en"),
        advert=Advert(job_description=Section("The job", text)) if text else Advert(),
        creator=job.creator,
    )
    status = JobStatus(told.get("status", JobStatus.SOURCING)) if "job" not in told else job.status
    open_now = status in OPEN_STATUSES and status is not JobStatus.CREATED
    facts: dict[str, Any] = {}
    if "visibility" in told:
        facts["visibility"] = told["visibility"]
    if told.get("published", open_now):
        facts |= {"published": True, "published_at": laying.world.now}
    if facts:
        requisitions.revise_posting(laying.world, posting, **facts)
    return posting.id


def _posting(laying: Laying, told: Mapping[str, Any]) -> int:
    job = laying.world.jobs[laying.ref("job", told["job"]) or 0]
    text = told.get("description", job.description)
    with laying.world.then(max(told.get("created_at", job.created_at + HOUR), job.created_at)):
        return _advertise(laying, job, told, text)
