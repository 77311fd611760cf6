"""Applications: candidates on jobs."""

from typing import Any

from ats_sandbox.vendors.bindbee.inputs import IdList
from ats_sandbox.vendors.bindbee.mirror import Mirror
from ats_sandbox.vendors.bindbee.model import Filter, Rows, by_relation, by_remote_id, model, text_field, words
from ats_sandbox.vendors.bindbee.models.job_interview_stages import job_stage, ordinal_of
from ats_sandbox.vendors.bindbee.schemas import AtsModel, moment, relation, text
from ats_sandbox.world.clock import iso, iso_seconds
from ats_sandbox.world.domain.applications import APPLICATIONS, Application
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading


class AtsApplication(AtsModel):
    """A candidate on a job; `current_stage` stays where it was when the application ends."""

    candidate = relation("candidate")
    job = relation("job")
    applied_at = moment()
    rejected_at = moment()
    source = text()
    credited_to = relation("remote user")
    current_stage = relation("job interview stage")
    reject_reason = relation("reject reason")


def view(mirror: Mirror, application: Application) -> dict[str, Any]:
    """An application's own fields."""
    stage = mirror.world.stages.get(application.stage)
    return {
        "candidate": application.candidate,
        "job": application.job,
        "applied_at": iso_seconds(application.created_at),
        "rejected_at": None if application.ended_at is None else iso_seconds(application.ended_at),
        "source": source_of(mirror.world, application),
        "credited_to": application.credited_to,
        "current_stage": None if stage is None else ordinal_of(application.job, stage),
        "reject_reason": application.reason,
    }


def source_of(world: Reading, application: Application) -> str | None:
    """What the origin of an application is called."""
    source = world.sources.get(application.source)
    return application.origin if source is None else source.label


def raw(world: Reading, application: Application) -> dict[str, Any]:
    """The provider's object."""
    stage = world.stages.get(application.stage)
    reason = world.reasons.get(application.reason)
    source = world.sources.get(application.source)
    return {
        "id": native_id(world, "application", application.id),
        "candidate": {"id": native_id(world, "candidate", application.candidate)},
        "job": {"id": native_id(world, "job", application.job)},
        "status": application.status.upper(),
        "subStatus": stage.name if stage is not None and stage.step else None,
        "source": source_of(world, application),
        "sourceDetails": None if source is None else {"sourceTypeId": source.type, "sourceSubTypeId": source.subtype},
        "reasonOfRejection": None if reason is None else {"id": native_id(world, "reason", reason.id)},
        "reserved": application.reserved,
        "screeningAnswers": [
            {"question": one.question, "type": one.type, "values": list(one.values)} for one in application.answers
        ],
        "createdOn": iso(application.created_at),
        "updatedOn": iso(application.updated_at),
    }


def by_stage(mirror: Mirror, rows: Rows, ids: list[str]) -> Rows:
    """Applications that stand in one of these stages."""
    stages = [job_stage(mirror.world, ordinal) for ordinal in mirror.ordinals("job_interview_stage", ids)]
    return rows.where_any("job_stage", [(one.job.id, one.stage.id) for one in stages if one is not None])


def by_source(mirror: Mirror, rows: Rows, value: str) -> Rows:
    """Applications whose source is called one of the words."""
    wanted = set(words(value))
    known = [one.id for word in wanted for one in mirror.world.sources.where(label=word.casefold())]
    named = rows.where_any("source", [*known, None])
    return named.only(lambda one: source_of(mirror.world, one) in wanted)


APPLICATION = model(
    APPLICATIONS,
    "application",
    "Application",
    "applications",
    AtsApplication,
    view,
    raw,
    relations={
        "candidate": "candidate",
        "job": "job",
        "credited_to": "remote_user",
        "current_stage": "job_interview_stage",
        "reject_reason": "reject_reason",
    },
    filters=(
        by_remote_id("application"),
        Filter("current_stage", IdList, by_stage),
        by_relation("credited_to", "remote_user"),
        Filter("source", text_field, by_source),
        by_relation("job", "job"),
        by_relation("candidate", "candidate"),
        by_relation("reject_reason", "reject_reason", "reason"),
    ),
)
