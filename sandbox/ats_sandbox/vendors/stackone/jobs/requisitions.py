"""What StackOne's bodies say about jobs, in the world's terms."""

from collections.abc import Mapping
from typing import Any

from ats_sandbox.vendors.stackone.call import Call
from ats_sandbox.vendors.stackone.custom_fields.records import JOB_FIELDS
from ats_sandbox.vendors.stackone.custom_fields.values import amended
from ats_sandbox.vendors.stackone.enums import JOB_STATUS as VALUES
from ats_sandbox.vendors.stackone.errors import ReferenceNotFound, StageOfAnotherJob, StagesInUse, ValueUnknown
from ats_sandbox.vendors.stackone.jobs.views import job_status, team_mark
from ats_sandbox.vendors.stackone.repositories import DEPARTMENTS, LOCATIONS, STAGES, USERS
from ats_sandbox.vendors.stackone.state import JOB_FACTS, Override, facts_of, keep_facts
from ats_sandbox.vendors.stackone.vocabulary import JOB_STATUS, TEAM_ROLE, team_role
from ats_sandbox.world.domain.commands import jobs
from ats_sandbox.world.domain.jobs import Job, JobStatus, TeamMember
from ats_sandbox.world.domain.users import User

Sent = Mapping[str, Any]


def open_job(call: Call, sent: Sent) -> Job:
    """Add a job; it stands where its first office is, or else where the company is."""
    facts = _facts(call, sent)
    status = JOB_STATUS.read(_status(sent)) or JobStatus.CREATED
    pipeline = _pipeline(call, sent)
    offices = facts.get("locations", ())
    place = call.world.locations[offices[0]].place if offices else call.world.company.place
    if pipeline is not None:
        facts["pipeline"] = pipeline
    title = facts.pop("title", "")
    job = jobs.open_job(call.draft, title=title, place=place, creator=call.caller.user, **facts)
    job = jobs.change_job_status(call.draft, job, status, by=call.caller.user)
    _keep(call, job, sent)
    return job


def revise_job(call: Call, job: Job, sent: Sent) -> Job:
    """Change what is sent about a job: absent members stay, null clears."""
    facts = _facts(call, sent)
    told = _status(sent)
    status = JOB_STATUS.read(told)
    pipeline = _pipeline(call, sent)
    if pipeline is not None and pipeline != job.pipeline:
        if call.world.applications.where(job=job.id):
            raise StagesInUse
        facts["pipeline"] = pipeline
    if facts.get("locations"):
        facts["place"] = call.world.locations[facts["locations"][0]].place
    shown = job_status(job, facts_of(call.world, JOB_FACTS, job.id))
    job = jobs.revise_job(call.draft, job, **facts)
    if status is not None and not _says(told, shown):
        job = jobs.change_job_status(call.draft, job, status, by=call.caller.user)
    _keep(call, job, sent)
    return job


def _says(told: Sent | None, shown: Sent) -> bool:
    """True when the value that is sent is the one that shows already, and no word of the provider's is sent."""
    return told is not None and told.get("source_value") is None and told.get("value") == shown["value"]


def _status(sent: Sent) -> Sent | None:
    """The status as `{value, source_value}`; the bare one counts only where the other is not sent."""
    if sent.get("job_status"):
        told: Sent = sent["job_status"]
        return told
    word = sent.get("status")
    if word is None:
        return None
    value = word.casefold().replace(" ", "_")
    return {"value": value} if value in VALUES else {"source_value": word}


def _facts(call: Call, sent: Sent) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for name, field in (("code", "reference"), ("title", "title"), ("description", "description")):
        if name in sent:
            facts[field] = sent[name] or ""
    if "department_ids" in sent:
        found = [DEPARTMENTS.get_reference(call, text, "department_ids").id for text in sent["department_ids"] or ()]
        facts["department"] = found[0] if found else None
    if "location_ids" in sent:
        offices = (LOCATIONS.get_reference(call, text, "location_ids").id for text in sent["location_ids"] or ())
        facts["locations"] = tuple(dict.fromkeys(offices))
    if "hiring_team" in sent:
        facts["team"] = tuple(
            TeamMember(_member(call, one).id, team_role(one.get("role"))) for one in sent["hiring_team"] or ()
        )
    if sent.get("confidential", "unmapped_value") != "unmapped_value":
        facts["confidential"] = sent["confidential"] == "true"
    return facts


def _member(call: Call, sent: Sent) -> User:
    """The user that a member of a team is, by either id or by the address."""
    for name in ("user_id", "remote_user_id"):
        if sent.get(name) is not None:
            return USERS.get_reference(call, sent[name], f"hiring_team.{name}")
    found = call.world.users.where(email=(sent.get("email") or "").lower()).first()
    if found is None:
        raise ReferenceNotFound(field="hiring_team.email")
    return found


def _pipeline(call: Call, sent: Sent) -> int | None:
    """The pipeline that stages belong to, by their ids or else by all their names; None when none are sent."""
    stages = sent.get("interview_stages") or ()
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


def _keep(call: Call, job: Job, sent: Sent) -> None:
    """Write down what the world has no place for."""
    facts: dict[str, Any] = {}
    told = _status(sent)
    if told is not None:
        facts["status"] = JOB_STATUS.override(told, job.status)
    if "department_ids" in sent:
        ids = (DEPARTMENTS.get_reference(call, text, "department_ids").id for text in sent["department_ids"] or ())
        facts["departments"] = Override(list(dict.fromkeys(ids)), str(job.department))
    if "hiring_team" in sent:
        words = [one.get("role") or TEAM_ROLE[team_role(None)] for one in sent["hiring_team"] or ()]
        facts["roles"] = Override(words, team_mark(job))
    facts |= amended(call.world, JOB_FIELDS, facts_of(call.world, JOB_FACTS, job.id), sent)
    if facts:
        keep_facts(call.draft, JOB_FACTS, job.id, **facts)
