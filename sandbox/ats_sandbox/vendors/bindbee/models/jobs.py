"""Jobs."""

from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.vendors.bindbee.mirror import Mirror
from ats_sandbox.vendors.bindbee.model import (
    Filter,
    Rows,
    by_relation,
    by_remote_id,
    by_words,
    model,
    text_field,
    words,
)
from ats_sandbox.vendors.bindbee.models.places import raw_place
from ats_sandbox.vendors.bindbee.schemas import AtsModel, AtsUrl, flag, moment, relations, several, text, word
from ats_sandbox.vendors.bindbee.vocabulary import JOB_STATUS, JOB_STATUSES
from ats_sandbox.world.clock import iso, iso_day, iso_seconds
from ats_sandbox.world.domain.jobs import JOBS, Job, TeamRole
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading


class AtsJob(AtsModel):
    """A requisition."""

    name = text()
    description = text()
    code = text()
    status = word(JOB_STATUSES)
    job_posting_urls = several(fields.Nested(AtsUrl))
    remote_created_at = moment()
    remote_updated_at = moment()
    confidential = flag()
    departments = relations("department")
    offices = relations("office")
    hiring_managers = relations("remote user")
    recruiters = relations("remote user")


def view(mirror: Mirror, job: Job) -> dict[str, Any]:
    """A job's own fields."""
    return {
        "name": job.title,
        "description": job.description,
        "code": job.reference,
        "status": JOB_STATUS[job.status],
        "job_posting_urls": [
            {"value": posting_url(mirror.world, posting.id), "url_type": "JOB_POSTING"}
            for posting in mirror.world.postings.where(job=job.id)
            if posting.published
        ],
        "remote_created_at": iso_seconds(job.created_at),
        "remote_updated_at": iso_seconds(job.updated_at),
        "confidential": job.confidential,
        "departments": [] if job.department is None else [job.department],
        "offices": list(job.locations),
        "hiring_managers": members(job, TeamRole.HIRING_MANAGER),
        "recruiters": members(job, TeamRole.RECRUITER),
    }


def posting_url(world: Reading, posting: int) -> str:
    """Where the company's career site shows an advertisement."""
    return f"{world.company.website}/jobs/{native_id(world, 'posting', posting)}"


def members(job: Job, role: TeamRole) -> list[int]:
    """The users with this role in the hiring team."""
    return [member.user for member in job.team if member.role is role]


def raw(world: Reading, job: Job) -> dict[str, Any]:
    """The provider's object."""
    department = world.departments.get(job.department)
    return {
        "id": native_id(world, "job", job.id),
        "title": job.title,
        "refNumber": job.reference,
        "status": job.status.upper(),
        "is_template": job.template,
        "createdOn": iso(job.created_at),
        "updatedOn": iso(job.updated_at),
        "lastActivityOn": iso(job.active_at),
        "targetHiringDate": None if job.target_hiring_at is None else iso_day(job.target_hiring_at),
        "department": None
        if department is None
        else {"id": native_id(world, "department", department.id), "label": department.name},
        "location": raw_place(job.place),
        "industry": {"id": job.industry},
        "function": {"id": job.function},
        "experienceLevel": {"id": job.experience_level},
        "typeOfEmployment": None if job.employment_type is None else {"id": job.employment_type},
        "compensation": None
        if job.pay is None
        else {"min": job.pay.minimum, "max": job.pay.maximum, "currency": job.pay.currency},
        "creator": {"id": native_id(world, "user", job.creator)},
    }


def by_status(mirror: Mirror, rows: Rows, value: str) -> Rows:
    """Jobs whose status is one of the words, the unified or the provider's own."""
    wanted = set(words(value))
    return rows.where_any("status", [one for one, word in JOB_STATUS.items() if {word, one.upper()} & wanted])


JOB = model(
    JOBS,
    "job",
    "Job",
    "jobs",
    AtsJob,
    view,
    raw,
    relations={
        "departments": "department",
        "offices": "office",
        "hiring_managers": "remote_user",
        "recruiters": "remote_user",
    },
    filters=(
        by_remote_id("job"),
        by_words("code", "reference"),
        Filter("status", text_field, by_status),
        by_relation("offices", "office", "location"),
    ),
)
