"""Applications: reading them, and putting a candidate on a job."""

from typing import Any

from msgspec.structs import replace

from ats_sandbox.contract.evidence import inferred
from ats_sandbox.contract.fields import Text
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.schema import RequestSchema
from ats_sandbox.vendors.bindbee.bodies import One
from ats_sandbox.vendors.bindbee.call import Call, Resource
from ats_sandbox.vendors.bindbee.connectors import ACME
from ats_sandbox.vendors.bindbee.errors import CandidateOnJob, ForeignStage, KeyReused
from ats_sandbox.vendors.bindbee.idempotency import idempotent
from ats_sandbox.vendors.bindbee.ids import record_id
from ats_sandbox.vendors.bindbee.inputs import Uuid
from ats_sandbox.vendors.bindbee.mirror import Mirror, await_sync, original
from ats_sandbox.vendors.bindbee.models.applications import APPLICATION
from ats_sandbox.vendors.bindbee.models.job_interview_stages import JobStage
from ats_sandbox.vendors.bindbee.operations.reads import PREFIX, reads
from ats_sandbox.vendors.bindbee.operations.references import instant, ordinal, record
from ats_sandbox.vendors.bindbee.schemas import WriteHeaders
from ats_sandbox.world.domain.applications import APPLICATIONS, Application
from ats_sandbox.world.domain.commands.applications import application_of, apply, reject
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.domain.reading import Reading, Transaction

applications = Resource("Applications", "Candidates on jobs")
reads(applications, APPLICATION)

BODY = inferred("no body is declared for this write; the members of the read schema are taken")


class ApplicationInput(RequestSchema):
    """An application: the provider keeps none without a candidate and a job."""

    candidate = Uuid(required=True)
    job = Uuid(required=True)
    applied_at = Text(allow_none=True)
    rejected_at = Text(allow_none=True)
    source = Text(allow_none=True)
    credited_to = Uuid(allow_none=True)
    current_stage = Uuid(allow_none=True)
    reject_reason = Uuid(allow_none=True)


def sample(world: Reading) -> dict[str, Any]:
    """A candidate and a job that are not together yet."""
    job = next(job for job in world.jobs.where(confidential=False) if not job.template)
    free = (one for one in world.candidates if application_of(world, one.id, job.id) is None)
    return {
        "candidate": record_id(world, ACME, "candidate", next(free).id),
        "job": record_id(world, ACME, "job", job.id),
        "source": "LinkedIn",
    }


@applications.post(
    f"{PREFIX}/applications",
    id="create_application",
    headers=WriteHeaders,
    body=One(ApplicationInput, required=False),
    returns=Text(),
    errors=[CandidateOnJob, ForeignStage, KeyReused],
    evidence=BODY,
    example=Example(body=sample),
)
@idempotent
def create_application(call: Call) -> str:
    """Put a candidate on a job; answers the new application's id.

    The application reaches the linked system at once and can be read after the next sync.
    """
    system, body = original(call), call.body
    candidate = record(system, "candidate", body["candidate"], "candidate")
    job = record(system, "job", body["job"], "job")
    stage = record(system, "job_interview_stage", body.get("current_stage"), "current_stage")
    by = ordinal(system, "remote_user", body.get("credited_to"), "credited_to")
    applied = instant(body.get("applied_at"), "applied_at")
    application = put_on_job(call.draft, candidate.id, job, stage, source=body.get("source"), by=by)
    if applied is not None:
        application = call.draft.put(APPLICATIONS, replace(application, created_at=applied))
    end(call.draft, system, application, body)
    await_sync(call)
    return system.id("application", application.id)


def put_on_job(
    world: Transaction,
    candidate: int,
    job: Job,
    stage: JobStage | None,
    *,
    source: str | None = None,
    by: int | None = None,
) -> Application:
    """Apply for a job, in the stage given or in the first for new applications."""
    if stage is not None and stage.job.id != job.id:
        raise ForeignStage
    known = None if source is None else world.sources.where(label=source.casefold()).first()
    return apply(
        world,
        candidate,
        job.id,
        stage=None if stage is None else stage.stage.id,
        source=None if known is None else known.id,
        origin=source if known is None else None,
        by=by,
    )


def end(world: Transaction, system: Mirror, application: Application, body: dict[str, Any]) -> None:
    """Reject an application that is created as rejected."""
    rejected = instant(body.get("rejected_at"), "rejected_at")
    reason = ordinal(system, "reject_reason", body.get("reject_reason"), "reject_reason")
    if rejected is None and reason is None:
        return
    ended = reject(world, application, reason)
    if rejected is not None:
        world.put(APPLICATIONS, replace(ended, ended_at=rejected))
