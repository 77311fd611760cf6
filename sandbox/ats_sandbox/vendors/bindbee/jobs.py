"""Jobs."""

from collections.abc import Callable
from functools import partial
from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.contract.schema import RequestSchema, schema_of
from ats_sandbox.vendors.bindbee import ids, inputs, lists, vocabulary
from ats_sandbox.vendors.bindbee.bodies import Declared, Sent, members_of
from ats_sandbox.vendors.bindbee.call import AnyCall, linked
from ats_sandbox.vendors.bindbee.model import Model, Rendering
from ats_sandbox.vendors.bindbee.schemas import AtsModel, AtsUrl, Moment, Relations, flag, open_enum, several, text
from ats_sandbox.vendors.bindbee.writes import creates
from ats_sandbox.vendors.bindbee.written import WRITTEN, written_of
from ats_sandbox.world.domain.commands.jobs import change_job_status, open_job
from ats_sandbox.world.domain.commands.positions import add_position
from ats_sandbox.world.domain.jobs import JOBS, Job, JobStatus, TeamMember, TeamRole
from ats_sandbox.world.domain.native_ids import native_id, read_native_id
from ats_sandbox.world.domain.positions import PositionType


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


def by_status(call: AnyCall, rows: lists.Rows, value: str) -> lists.Rows:
    """Jobs whose status is one of the words: the one that is shown, or the provider's own."""
    world, wanted = linked(call).world, set(lists.words(value))
    states = {one for one, name in vocabulary.JOB_STATUS.items() if {name, one.upper()} & wanted}
    written = [one.ordinal for word in wanted for one in world[WRITTEN].where(status=("job", word))]

    def fits(job: Job) -> bool:
        shown = written_of(world, "job", job).get("status")
        return job.status in states if shown is None else shown in wanted

    return rows.any_of([rows.where_any("status", states), rows.among(written)]).only(fits)


FILTERS = (
    lists.by_remote_id("job"),
    lists.by_words("code", "reference"),
    Filter("status", inputs.Words, by_status),
    lists.by_relation("office", "offices", "location"),
)
JOB = Model("job", "Requisitions", JOBS, AtsJob, filters=FILTERS)

URLS = fields.Array(inputs.PostingUrl(inputs.AtsUrlInput), allow_none=True)
OWN = members_of(AtsJob, without=["job_posting_urls", "remote_created_at", "remote_updated_at"])
CreateAtsJob = schema_of(
    RequestSchema,
    "CreateAtsJob",
    "A requisition, perhaps after a template; who acts, and how many are to be hired.",
    **OWN,
    job_posting_urls=URLS,
    template_id=fields.Text(allow_none=True),
    remote_user_id=inputs.Uuid(allow_none=True),
    openings=inputs.Whole(allow_none=True),
)
WRITTEN_STATUS = {word: state for state, word in vocabulary.JOB_STATUS.items()} | {"OPEN": JobStatus.SOURCING}
TEMPLATE = "department locations place description pipeline industry function experience_level employment_type pay"
"""What a job takes over from its template."""
MOST_OPENINGS = 1_000
REQUIRED = {"greenhouse": ("template_id", "remote_user_id", "openings")}
"""What the system behind a connector takes no job without."""


def template_by_id(call: AnyCall, id: str) -> Job | None:
    """The template with an id, Bindbee's or the provider's."""
    try:
        ordinal = linked(call).ordinal("job", ids.canonical(id))
    except ids.NoUuid:
        ordinal = None
    job = call.draft.jobs.get(read_native_id(call.draft, "job", id) if ordinal is None else ordinal)
    return job if job is not None and job.template and call.can_see(job) else None


@creates(JOB, body=Declared(CreateAtsJob), status=201)
def create_job(sent: Sent) -> Job:
    """Open a requisition; answers it as it will be read.

    The linked system keeps one department of it and no addresses of advertisements; who acts is its creator.
    """
    draft, company_place, slug = sent.call.draft, sent.call.draft.company.place, sent.call.account.slug
    sent.require(REQUIRED.get(slug, ()), f"is required by {slug}")
    template = sent.found("template_id", partial(template_by_id, sent.call), "template not found")
    details: dict[str, Any] = {} if template is None else {name: getattr(template, name) for name in TEMPLATE.split()}
    departments, offices = sent.records("department", "departments"), sent.records("office", "offices")
    if len(departments) > 1:
        raise sent.wrong("a job has at most one department", sent.get("departments"), "departments")
    if departments:
        details["department"] = departments[0].id
    if offices:
        details |= {"locations": tuple(one.id for one in offices), "place": offices[0].place}
    roles = {"hiring_managers": TeamRole.HIRING_MANAGER, "recruiters": TeamRole.RECRUITER}
    chosen = [(user.id, role) for name, role in roles.items() for user in sent.records("remote_user", name)]
    openings = sent.get("openings") or 0
    if not 0 <= openings <= MOST_OPENINGS:
        raise sent.wrong(f"openings must be from 0 to {MOST_OPENINGS}", openings, "openings")
    by = sent.record("remote_user", "remote_user_id") or next(iter(draft.users))
    said = {"reference": sent.get("code"), "description": sent.get("description")}
    if said["reference"] and draft.jobs.where(reference=said["reference"]):
        raise sent.wrong("code belongs to another job", said["reference"], "code")
    details |= {name: value for name, value in said.items() if value is not None}
    job = open_job(
        draft,
        title=sent.get("name") or "",
        creator=by.id,
        team=tuple(TeamMember(user, role) for user, role in chosen),
        confidential=sent.get("confidential") or False,
        **{"place": company_place, **details},
    )
    for _ in range(openings):
        add_position(draft, job.id, type=PositionType.NEW, opens_at=draft.now, starts_at=draft.now)
    status = WRITTEN_STATUS.get(sent.get("status"), JobStatus.CREATED)
    return change_job_status(draft, job, status, by=by.id)
