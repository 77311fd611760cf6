"""Jobs."""

from collections.abc import Callable

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.vendors.bindbee import inputs, lists, vocabulary
from ats_sandbox.vendors.bindbee.call import AnyCall
from ats_sandbox.vendors.bindbee.model import Model, Rendering
from ats_sandbox.vendors.bindbee.schemas import AtsModel, AtsUrl, Moment, Relations, flag, open_enum, several, text
from ats_sandbox.world.domain.jobs import JOBS, Job, TeamRole
from ats_sandbox.world.domain.native_ids import native_id


def posting_urls(job: Job, rendering: Rendering) -> list[Document]:
    """Where the company's career site shows the job's advertisements."""
    world = rendering.world
    shown = [native_id(world, "posting", one.id) for one in world.postings.where(job=job.id) if one.published]
    return [{"value": f"{world.company.website}/jobs/{id}", "url_type": "JOB_POSTING"} for id in shown]


def team(role: TeamRole) -> Callable[[Job, Rendering], list[int]]:
    """The source of the users with this role in the hiring team."""
    return lambda job, _: [member.user for member in job.team if member.role is role]


class AtsJob(AtsModel):
    """A requisition."""

    name = text(of="title")
    description = text()
    code = text(of="reference")
    status = open_enum("job_status", of=lambda job, _: vocabulary.JOB_STATUS[job.status])
    job_posting_urls = several(fields.Nested(AtsUrl), of=posting_urls)
    remote_created_at = Moment(of="created_at")
    remote_updated_at = Moment(of="updated_at")
    confidential = flag()
    departments = Relations("department", "departments", of=lambda job, _: [job.department] if job.department else [])
    offices = Relations("office", "offices", of="locations")
    hiring_managers = Relations("remote_user", "hiring_managers", of=team(TeamRole.HIRING_MANAGER))
    recruiters = Relations("remote_user", "recruiters", of=team(TeamRole.RECRUITER))


def by_status(_: AnyCall, rows: lists.Rows, value: str) -> lists.Rows:
    """Jobs whose status is one of the words, the unified or the provider's own."""
    wanted, states = set(lists.words(value)), vocabulary.JOB_STATUS.items()
    return rows.where_any("status", [one for one, name in states if {name, one.upper()} & wanted])


FILTERS = (
    lists.by_remote_id("job"),
    lists.by_words("code", "reference"),
    Filter("status", inputs.Words, by_status),
    lists.by_relation("office", "offices", "location"),
)
JOB = Model("job", "Requisitions", JOBS, AtsJob, filters=FILTERS)
