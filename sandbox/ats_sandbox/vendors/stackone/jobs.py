"""Jobs: the requisitions, how they are shown, and what bodies say about them in the world's terms."""

import msgspec

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.contract.schema import Members
from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import AnyCall, Call, Resource
from ats_sandbox.vendors.stackone.custom_fields import CUSTOM_FIELDS, UNIFIED_FIELDS, amended
from ats_sandbox.vendors.stackone.enums import JOB_STATUS as VALUES
from ats_sandbox.vendors.stackone.errors import ReferenceNotFound, StageOfAnotherJob, StagesInUse, ValueUnknown
from ats_sandbox.vendors.stackone.field_definitions import JOB_FIELDS
from ats_sandbox.vendors.stackone.queries import read_queries
from ats_sandbox.vendors.stackone.records import Records
from ats_sandbox.vendors.stackone.repositories import DEPARTMENTS, JOBS, LOCATIONS, STAGES, USERS
from ats_sandbox.vendors.stackone.shapes import AtsJobHiringTeam, Unified
from ats_sandbox.vendors.stackone.stages import InterviewStage
from ats_sandbox.vendors.stackone.state import JOB_FACTS, JobFacts, Override, effective, facts_of, keep_facts
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.vendors.stackone.vocabulary import JOB_STATUS, TEAM_ROLE, team_role
from ats_sandbox.world.domain.commands import jobs as commands
from ats_sandbox.world.domain.commands.applications import stages_of
from ats_sandbox.world.domain.jobs import Job, JobStatus, TeamMember
from ats_sandbox.world.domain.users import User
from ats_sandbox.world.store.selection import Selection

jobs = Resource("Jobs", "The requisitions")


class Requisition(msgspec.Struct, frozen=True):
    """A job with what only StackOne knows of it."""

    job: Job
    facts: JobFacts

    @property
    def status(self) -> Document:
        """Where the job stands, as `{value, source_value}`."""
        return JOB_STATUS.show(self.job.status, self.facts.status)

    @property
    def departments(self) -> list[int]:
        """The one department that the world knows, or all that were sent."""
        own = [] if self.job.department is None else [self.job.department]
        return effective(self.facts.departments, str(self.job.department), own)


def requisition_of(job: Job, of: ViewContext | AnyCall) -> Requisition:
    """A job with what only StackOne knows of it."""
    return Requisition(job, facts_of(of.world, JOB_FACTS, job.id))


def team_mark(record: Job) -> str:
    """The hiring team in short: the roles that were sent hold as long as it is the same."""
    return ",".join(f"{member.user}:{member.role}" for member in record.team)


def hiring_team(record: Job, facts: JobFacts, context: ViewContext) -> list[Document]:
    """The people who hire, with their parts in it."""
    roles = [TEAM_ROLE[one.role] for one in record.team]
    if facts.roles is not None:
        roles = effective(facts.roles, team_mark(record), roles)
    show, users = view_of(AtsJobHiringTeam), context.world.users
    return [show(users[one.user], context) | {"role": role} for one, role in zip(record.team, roles, strict=True)]


class AtsJob(Unified):
    """A requisition; stages only with `expand`, custom fields only with `include`."""

    id, remote_id = wire.ids("job", "job.id")
    unified_custom_fields = UNIFIED_FIELDS
    code = wire.text(lambda one, context: one.job.reference or None)
    title = wire.text(lambda one, context: one.job.title or None)
    description = wire.text(lambda one, context: one.job.description or None)
    status = wire.text(lambda one, context: one.status["value"], deprecated=True)
    job_status = wire.enum(VALUES, "status")
    department_ids, remote_department_ids = wire.id_lists("department", "departments")
    location_ids, remote_location_ids = wire.id_lists("location", "job.locations")
    hiring_team = wire.many(AtsJobHiringTeam, lambda one, context: hiring_team(one.job, one.facts, context))
    interview_stages = wire.many(
        InterviewStage, wire.requested("interview_stages", lambda one, context: stages_of(context.world, one.job.id))
    )
    confidential = wire.bare("Confidential", lambda one, context: "true" if one.job.confidential else "false")
    custom_fields = CUSTOM_FIELDS
    created_at = wire.moment("job.created_at")
    updated_at = wire.moment("job.updated_at")


JobInput = wire.input_of(
    AtsJob,
    "unified_custom_fields code title description status job_status department_ids location_ids hiring_team "
    "interview_stages confidential custom_fields passthrough",
    name="JobInput",
)


def _shows_already(wanted: Members | None, shown: Document) -> bool:
    """True when the value that is sent is the one that shows already, and nothing in the provider's terms is."""
    return wanted is not None and wanted.get("source_value") is None and wanted.get("value") == shown["value"]


def _status(body: Members) -> Members | None:
    """The status as `{value, source_value}`; the bare one counts only where the other is not sent."""
    if body.get("job_status"):
        status: Members = body["job_status"]
        return status
    text = body.get("status")
    if text is None:
        return None
    value = text.casefold().replace(" ", "_")
    return {"value": value} if value in VALUES else {"source_value": text}


def _facts(call: AnyCall, body: Members) -> Members:
    facts: Members = {}
    for name, field in (("code", "reference"), ("title", "title"), ("description", "description")):
        if name in body:
            facts[field] = body[name] or ""
    if "department_ids" in body:
        found = DEPARTMENTS.get_references(call, body, "department_ids")
        facts["department"] = found[0].id if found else None
    if "location_ids" in body:
        offices = LOCATIONS.get_references(call, body, "location_ids")
        facts["locations"] = tuple(dict.fromkeys(office.id for office in offices))
    if "hiring_team" in body:
        facts["team"] = tuple(
            TeamMember(_member(call, one).id, team_role(one.get("role"))) for one in body["hiring_team"] or ()
        )
    if body.get("confidential", "unmapped_value") != "unmapped_value":
        facts["confidential"] = body["confidential"] == "true"
    return facts


def _member(call: AnyCall, body: Members) -> User:
    """The user that a member of a team is, by either id or by the address."""
    for name in ("user_id", "remote_user_id"):
        if body.get(name) is not None:
            return USERS.get_reference(call, body[name], f"hiring_team.{name}")
    found = call.world.users.where(email=(body.get("email") or "").lower()).first()
    if found is None:
        raise ReferenceNotFound(field="hiring_team.email")
    return found


def _pipeline(call: AnyCall, body: Members) -> int | None:
    """The pipeline that stages belong to, by their ids or else by all their names; None when none are sent."""
    stages = body.get("interview_stages") or ()
    if not stages:
        return None
    ids = [one.get("id") or one.get("remote_id") for one in stages]
    if any(ids):
        found = {STAGES.get_reference(call, id, "interview_stages.id").pipeline for id in ids if id}
        if len(found) != 1:
            raise StageOfAnotherJob
        return found.pop()
    names = {one.get("name") for one in stages}
    for pipeline in call.world.pipelines:
        if names <= {stage.name for stage in call.world.stages.where(pipeline=pipeline.id)}:
            return pipeline.id
    raise ValueUnknown(field="interview_stages")


def _keep(call: AnyCall, job: Job, body: Members) -> None:
    """Keep what the world has no place for."""
    facts: Members = {}
    status = _status(body)
    if status is not None:
        facts["status"] = JOB_STATUS.override(status, job.status)
    if "department_ids" in body:
        ids = dict.fromkeys(one.id for one in DEPARTMENTS.get_references(call, body, "department_ids"))
        facts["departments"] = Override(list(ids), str(job.department))
    if "hiring_team" in body:
        roles = [one.get("role") or TEAM_ROLE[team_role(None)] for one in body["hiring_team"] or ()]
        facts["roles"] = Override(roles, team_mark(job))
    facts |= amended(call.world, JOB_FIELDS, facts_of(call.world, JOB_FACTS, job.id), body)
    keep_facts(call.draft, JOB_FACTS, job.id, **facts)


FILTERED = ("open", "draft")
"""The only statuses that lists can be narrowed to."""


def _by_status(call: AnyCall, rows: Selection[Job], value: str) -> Selection[Job]:
    """What shows counts, not what the provider calls it."""
    alike = [state for state, shown in JOB_STATUS.shown.items() if shown == value]
    found = rows.where_any("status", [*alike, JOB_STATUS.meant[value]])
    return found.only(lambda record: requisition_of(record, call).status["value"] == value)


FILTERS = (
    Filter("job_status", lambda: fields.Choice(FILTERED), _by_status),
    Filter("status", lambda: fields.Choice(FILTERED, metadata={"deprecated": True}), _by_status),
)
records = Records(
    jobs,
    "job",
    JOBS,
    AtsJob,
    of=requisition_of,
    queries=read_queries("Job", *FILTERS, shows=("expand", "include")),
    filters=FILTERS,
    more="`expand=interview_stages` shows the stages, `include=custom_fields` the custom fields.",
)
records.list()


@records.create(
    JobInput,
    errors=[ReferenceNotFound, StageOfAnotherJob, ValueUnknown],
    example=lambda world: {
        "title": "Gardener",
        "code": "GARDEN-1",
        "description": "Looks after the roof garden.",
        "job_status": {"value": "open"},
        "department_ids": [DEPARTMENTS.first_id(world)],
        "location_ids": [LOCATIONS.first_id(world)],
        "confidential": "false",
    },
)
def create_job(call: Call) -> Job:
    """Create a job.

    Nothing is required. Without a status it is a draft; without stages it follows the company's first pipeline.
    """
    body = call.body
    facts = _facts(call, body)
    pipeline = _pipeline(call, body)
    status = JOB_STATUS.read(_status(body)) or JobStatus.CREATED
    offices = facts.get("locations", ())
    place = call.world.locations[offices[0]].place if offices else call.world.company.place
    if pipeline is not None:
        facts["pipeline"] = pipeline
    title = facts.pop("title", "")
    job = commands.open_job(call.draft, title=title, place=place, creator=call.caller.user, **facts)
    job = commands.change_job_status(call.draft, job, status, by=call.caller.user)
    _keep(call, job, body)
    return job


records.get()


@records.update(
    JobInput,
    like_create=True,
    errors=[ReferenceNotFound, StagesInUse, StageOfAnotherJob, ValueUnknown],
    example={"title": "Head gardener", "job_status": {"value": "on_hold"}},
)
def update_job(call: Call, job: Job) -> Job:
    """Update a job.

    Members that are left out stay; null clears. A job with applications keeps its stages.
    """
    body = call.body
    facts = _facts(call, body)
    pipeline = _pipeline(call, body)
    if pipeline is not None and pipeline != job.pipeline:
        if call.world.applications.where(job=job.id):
            raise StagesInUse
        facts["pipeline"] = pipeline
    wanted = _status(body)
    status = JOB_STATUS.read(wanted)
    if facts.get("locations"):
        facts["place"] = call.world.locations[facts["locations"][0]].place
    shown = requisition_of(job, call).status
    job = commands.revise_job(call.draft, job, **facts)
    if status is not None and not _shows_already(wanted, shown):
        job = commands.change_job_status(call.draft, job, status, by=call.caller.user)
    _keep(call, job, body)
    return job
