"""The wire shapes of jobs, and where their members come from."""

from dataclasses import dataclass

from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.custom_fields.values import custom_fields as custom_values
from ats_sandbox.vendors.stackone.custom_fields.values import unified
from ats_sandbox.vendors.stackone.enums import JOB_STATUS as VALUES
from ats_sandbox.vendors.stackone.enums import TRUTH
from ats_sandbox.vendors.stackone.shapes import CustomFields, HiringTeam, Unified
from ats_sandbox.vendors.stackone.stages import InterviewStage
from ats_sandbox.vendors.stackone.state import JOB_FACTS, JobFacts, effective, facts_of
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.vendors.stackone.vocabulary import JOB_STATUS, TEAM_ROLE
from ats_sandbox.world.domain.commands.applications import stages_of
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.domain.reading import Reading


@dataclass(frozen=True, slots=True)
class Requisition:
    """A job with what only StackOne knows of it."""

    job: Job
    facts: JobFacts

    @property
    def status(self) -> Document:
        """Where the job stands, as `{value, source_value}`."""
        return effective(self.facts.status, self.job.status, JOB_STATUS.show(self.job.status))

    @property
    def departments(self) -> list[int]:
        """The one department that the world knows, or all that were sent."""
        own = [] if self.job.department is None else [self.job.department]
        return effective(self.facts.departments, str(self.job.department), own)


def requisition_of(world: Reading, job: Job) -> Requisition:
    """A job with what only StackOne knows of it."""
    return Requisition(job, facts_of(world, JOB_FACTS, job.id))


def job(record: Job, context: ViewContext) -> Document:
    """One job."""
    return view_of(AtsJob)(requisition_of(context.world, record), context)


def team_mark(record: Job) -> str:
    """The hiring team in short: the roles that were sent hold as long as it is the same."""
    return ",".join(f"{member.user}:{member.role}" for member in record.team)


def hiring_team(record: Job, facts: JobFacts, context: ViewContext) -> list[Document]:
    """The people who hire, with their parts in it."""
    roles = effective(facts.roles, team_mark(record), [TEAM_ROLE[one.role] for one in record.team])
    show = view_of(HiringTeam)
    users = (context.world.users[member.user] for member in record.team)
    return [{**show(user, context), "role": role} for user, role in zip(users, roles, strict=True)]


class AtsJob(Unified):
    """A requisition; stages only with `expand`, custom fields only with `include`."""

    id, remote_id = wire.ids("job", "job.id")
    unified_custom_fields = wire.free(lambda one, context: unified(one.facts))
    code = wire.text(lambda one, context: one.job.reference or None)
    title = wire.text(lambda one, context: one.job.title or None)
    description = wire.text(lambda one, context: one.job.description or None)
    status = wire.text(lambda one, context: one.status["value"], deprecated=True)
    job_status = wire.enum(VALUES, "status")
    department_ids, remote_department_ids = wire.id_lists("department", "departments")
    location_ids, remote_location_ids = wire.id_lists("location", "job.locations")
    hiring_team = wire.many(HiringTeam, lambda one, context: hiring_team(one.job, one.facts, context))
    interview_stages = wire.many(
        InterviewStage, wire.requested("interview_stages", lambda one, context: stages_of(context.world, one.job.id))
    )
    confidential = wire.bare(TRUTH, lambda one, context: "true" if one.job.confidential else "false")
    custom_fields = wire.many(
        CustomFields, wire.requested("custom_fields", lambda one, context: custom_values(one.facts.custom))
    )
    created_at = wire.moment("job.created_at")
    updated_at = wire.moment("job.updated_at")


JobInput = wire.input_of(
    AtsJob,
    "unified_custom_fields code title description status job_status department_ids location_ids hiring_team "
    "interview_stages confidential custom_fields passthrough",
    name="JobInput",
)
