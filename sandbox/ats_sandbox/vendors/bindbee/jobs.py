"""Jobs."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.vendors.bindbee.call import AnyCall
from ats_sandbox.vendors.bindbee.company import raw_place
from ats_sandbox.vendors.bindbee.inputs import Words
from ats_sandbox.vendors.bindbee.lists import Rows, by_relation, by_remote_id, by_words, words
from ats_sandbox.vendors.bindbee.model import Model, Rendering
from ats_sandbox.vendors.bindbee.schemas import AtsModel, AtsUrl, Moment, Relations, flag, open_enum, several, text
from ats_sandbox.vendors.bindbee.vocabulary import JOB_STATUS
from ats_sandbox.world.clock import iso, iso_day
from ats_sandbox.world.domain.jobs import JOBS, Job, TeamRole
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading


def posting_urls(job: Job, rendering: Rendering) -> list[Document]:
    """Where the company's career site shows the job's advertisements."""
    world = rendering.world
    return [
        {
            "value": f"{world.company.website}/jobs/{native_id(world, 'posting', posting.id)}",
            "url_type": "JOB_POSTING",
        }
        for posting in world.postings.where(job=job.id)
        if posting.published
    ]


def members(job: Job, role: TeamRole) -> list[int]:
    """The users with this role in the hiring team."""
    return [member.user for member in job.team if member.role is role]


class AtsJob(AtsModel):
    """A requisition."""

    name = text(of="title")
    description = text()
    code = text(of="reference")
    status = open_enum("job_status", of=lambda job, _: JOB_STATUS[job.status])
    job_posting_urls = several(fields.Nested(AtsUrl), of=posting_urls)
    remote_created_at = Moment(of="created_at")
    remote_updated_at = Moment(of="updated_at")
    confidential = flag()
    departments = Relations(
        "department", "departments", of=lambda job, _: [] if job.department is None else [job.department]
    )
    offices = Relations("office", "offices", of="locations")
    hiring_managers = Relations(
        "remote_user", "hiring_managers", of=lambda job, _: members(job, TeamRole.HIRING_MANAGER)
    )
    recruiters = Relations("remote_user", "recruiters", of=lambda job, _: members(job, TeamRole.RECRUITER))


def raw(world: Reading, job: Job) -> Document:
    """The provider's object."""
    department = world.departments.get(job.department)
    return {
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


def by_status(_: AnyCall, rows: Rows, value: str) -> Rows:
    """Jobs whose status is one of the words, the unified or the provider's own."""
    wanted = set(words(value))
    return rows.where_any("status", [one for one, name in JOB_STATUS.items() if {name, one.upper()} & wanted])


JOB = Model(
    kind="job",
    about="Requisitions",
    collection=JOBS,
    schema=AtsJob,
    raw=raw,
    filters=(
        by_remote_id("job"),
        by_words("code", "reference"),
        Filter("status", Words, by_status),
        by_relation("office", "offices", "location"),
    ),
)
