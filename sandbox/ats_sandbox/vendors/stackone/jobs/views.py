"""Jobs as answers show them."""

from typing import Any

from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.stackone.custom_fields.values import custom_fields, unified
from ats_sandbox.vendors.stackone.ids import id_lists, id_pair, remote_id_pair
from ats_sandbox.vendors.stackone.shapes import moment
from ats_sandbox.vendors.stackone.stages import InterviewStage
from ats_sandbox.vendors.stackone.state import JOB_FACTS, JobFacts, effective, facts_of
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.vendors.stackone.vocabulary import JOB_STATUS, TEAM_ROLE
from ats_sandbox.world.domain.commands.applications import stages_of
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.domain.native_ids import native_id


def job_status(record: Job, facts: JobFacts) -> dict[str, Any]:
    """Where the job stands, as `{value, source_value}`."""
    shown: dict[str, Any] = effective(facts.status, record.status, JOB_STATUS.show(record.status))
    return shown


def team_words(record: Job) -> list[str]:
    """The roles of the hiring team, by the world's own account."""
    return [TEAM_ROLE[member.role] for member in record.team]


def team_mark(record: Job) -> str:
    """What the words for the roles of a team hold against."""
    return ",".join(f"{member.user}:{member.role}" for member in record.team)


def job(record: Job, context: ViewContext) -> dict[str, Any]:
    """One job; stages only with `expand`, custom fields only with `include`."""
    world = context.world
    facts = facts_of(world, JOB_FACTS, record.id)
    status = job_status(record, facts)
    own = [] if record.department is None else [record.department]
    departments = effective(facts.departments, str(record.department), own)
    return {
        **id_pair(world, "job", record.id),
        "unified_custom_fields": unified(facts),
        "code": record.reference or None,
        "title": record.title or None,
        "description": record.description or None,
        "status": status["value"],
        "job_status": status,
        **id_lists(world, "department", departments, "department_ids"),
        **id_lists(world, "location", record.locations, "location_ids"),
        "hiring_team": hiring_team(record, facts, context),
        "interview_stages": (
            [view_of(InterviewStage)(one, context) for one in stages_of(world, record.id)]
            if "interview_stages" in context.requested
            else None
        ),
        "confidential": "true" if record.confidential else "false",
        "custom_fields": custom_fields(facts.custom) if "custom_fields" in context.requested else None,
        "created_at": moment(record.created_at),
        "updated_at": moment(record.updated_at),
    }


def hiring_team(record: Job, facts: JobFacts, context: ViewContext) -> list[dict[str, Any]]:
    """The people who hire, with their parts in it."""
    roles = effective(facts.roles, team_mark(record), team_words(record))
    shown = []
    for member, role in zip(record.team, roles, strict=True):
        user = context.world.users[member.user]
        shown.append(
            {
                **remote_id_pair(native_id(context.world, "user", user.id), "user_id"),
                "first_name": user.first_name,
                "last_name": user.last_name,
                "email": user.email,
                "role": role,
            }
        )
    return shown
