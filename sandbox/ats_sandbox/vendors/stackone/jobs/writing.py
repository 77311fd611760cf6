"""What StackOne's bodies say about jobs, in the world's terms."""

from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import Members
from ats_sandbox.vendors.stackone.call import AnyCall
from ats_sandbox.vendors.stackone.custom_fields.definitions import JOB_FIELDS
from ats_sandbox.vendors.stackone.custom_fields.values import amended
from ats_sandbox.vendors.stackone.enums import JOB_STATUS as VALUES
from ats_sandbox.vendors.stackone.errors import ReferenceNotFound, StageOfAnotherJob, StagesInUse, ValueUnknown
from ats_sandbox.vendors.stackone.jobs.views import requisition_of, team_mark
from ats_sandbox.vendors.stackone.repositories import DEPARTMENTS, LOCATIONS, STAGES, USERS
from ats_sandbox.vendors.stackone.state import JOB_FACTS, Override, facts_of, keep_facts
from ats_sandbox.vendors.stackone.vocabulary import JOB_STATUS, TEAM_ROLE, team_role
from ats_sandbox.world.domain.commands import jobs
from ats_sandbox.world.domain.jobs import Job, JobStatus, TeamMember
from ats_sandbox.world.domain.users import User


def open_job(call: AnyCall) -> Job:
    """Add a job; it stands where its first office is, or else where the company is."""
    body = call.body
    facts = _facts(call, body)
    status = JOB_STATUS.read(_status(body)) or JobStatus.CREATED
    pipeline = _pipeline(call, body)
    offices = facts.get("locations", ())
    place = call.world.locations[offices[0]].place if offices else call.world.company.place
    if pipeline is not None:
        facts["pipeline"] = pipeline
    title = facts.pop("title", "")
    job = jobs.open_job(call.draft, title=title, place=place, creator=call.caller.user, **facts)
    job = jobs.change_job_status(call.draft, job, status, by=call.caller.user)
    _keep(call, job, body)
    return job


def revise_job(call: AnyCall, job: Job) -> Job:
    """Change what is sent about a job: absent members stay, null clears."""
    body = call.body
    facts = _facts(call, body)
    wanted = _status(body)
    status = JOB_STATUS.read(wanted)
    pipeline = _pipeline(call, body)
    if pipeline is not None and pipeline != job.pipeline:
        if call.world.applications.where(job=job.id):
            raise StagesInUse
        facts["pipeline"] = pipeline
    if facts.get("locations"):
        facts["place"] = call.world.locations[facts["locations"][0]].place
    shown = requisition_of(call.world, job).status
    job = jobs.revise_job(call.draft, job, **facts)
    if status is not None and not _shows_already(wanted, shown):
        job = jobs.change_job_status(call.draft, job, status, by=call.caller.user)
    _keep(call, job, body)
    return job


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
        found = [DEPARTMENTS.get_reference(call, text, "department_ids").id for text in body["department_ids"] or ()]
        facts["department"] = found[0] if found else None
    if "location_ids" in body:
        offices = (LOCATIONS.get_reference(call, text, "location_ids").id for text in body["location_ids"] or ())
        facts["locations"] = tuple(dict.fromkeys(offices))
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
        ids = (DEPARTMENTS.get_reference(call, text, "department_ids").id for text in body["department_ids"] or ())
        facts["departments"] = Override(list(dict.fromkeys(ids)), str(job.department))
    if "hiring_team" in body:
        roles = [one.get("role") or TEAM_ROLE[team_role(None)] for one in body["hiring_team"] or ()]
        facts["roles"] = Override(roles, team_mark(job))
    facts |= amended(call.world, JOB_FIELDS, facts_of(call.world, JOB_FACTS, job.id), body)
    if facts:
        keep_facts(call.draft, JOB_FACTS, job.id, **facts)
