"""Applications, which are candidates on jobs: reading them, and putting a candidate on a job."""

from msgspec.structs import replace

from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.vendors.bindbee import errors, inputs, lists
from ats_sandbox.vendors.bindbee.bodies import Sent
from ats_sandbox.vendors.bindbee.call import AnyCall, linked
from ats_sandbox.vendors.bindbee.job_interview_stages import JobStage, named_stages, stage_of
from ats_sandbox.vendors.bindbee.model import Model
from ats_sandbox.vendors.bindbee.schemas import AtsModel, Moment, Relation, text
from ats_sandbox.vendors.bindbee.writes import creates
from ats_sandbox.world.domain.applications import APPLICATIONS, Application
from ats_sandbox.world.domain.commands.applications import apply, reject
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.domain.reading import Reading, Transaction


def source_of(world: Reading, application: Application) -> str | None:
    """What the origin of an application is called."""
    source = world.sources.get(application.source)
    return application.origin if source is None else source.label


class AtsApplication(AtsModel):
    """A candidate on a job; `current_stage` stays where it was when the application ends."""

    candidate = Relation("candidate")
    job = Relation("job")
    applied_at = Moment(of="created_at")
    rejected_at = Moment(of="ended_at")
    source = text(of=lambda application, rendering: source_of(rendering.world, application))
    credited_to = Relation("remote_user", "credited_to")
    current_stage = Relation(
        "job_interview_stage", "current_stage", of=lambda one, shown: stage_of(shown.world, one, one.stage)
    )
    reject_reason = Relation("reject_reason", of="reason")


def by_source(call: AnyCall, rows: lists.Rows, value: str) -> lists.Rows:
    """Applications whose source is called one of the words."""
    world, wanted = linked(call).world, set(lists.words(value))
    known = [one.id for word in wanted for one in world.sources.where(label=word.casefold())]
    return rows.where_any("source", [*known, None]).only(lambda one: source_of(world, one) in wanted)


FILTERS: tuple[lists.AnyFilter, ...] = (
    lists.by_remote_id("application"),
    Filter("current_stage", inputs.IdList, lambda call, rows, at: rows.where_any("job_stage", named_stages(call, at))),
    lists.by_relation("remote_user", "credited_to"),
    Filter("source", inputs.Words, by_source),
    lists.by_relation("job"),
    lists.by_relation("candidate"),
    lists.by_relation("reject_reason", index="reason"),
)
APPLICATION = Model("application", "Candidates on jobs", APPLICATIONS, AtsApplication, filters=FILTERS)


@creates(APPLICATION, "candidate", "job", refuses=[errors.CandidateOnJob, errors.ForeignStage], verbatim=False)
def create_application(sent: Sent) -> Application:
    """Put a candidate on a job; answers the new application's id.

    The application reaches the linked system at once and can be read after the next sync.
    """
    draft, candidate, job = sent.call.draft, sent.record("candidate"), sent.record("job")
    stage = sent.record("job_interview_stage", "current_stage")
    by = sent.ordinal("remote_user", "credited_to")
    applied_at = sent.instant("applied_at")
    application = put_on_job(draft, candidate.id, job, stage, source=sent.get("source"), by=by)
    if applied_at is not None:
        application = draft.put(APPLICATIONS, replace(application, created_at=applied_at))
    ended_at, reason = sent.instant("rejected_at"), sent.ordinal("reject_reason")
    if ended_at is not None or reason is not None:
        application = reject(draft, application, reason)
    if ended_at is not None:
        application = draft.put(APPLICATIONS, replace(application, ended_at=ended_at))
    return application


def put_on_job(
    world: Transaction, candidate: int, job: Job, stage: JobStage | None, source: str | None, by: int | None
) -> Application:
    """Apply for a job, in the stage given or in the first for new applications."""
    if stage is not None and stage.job.id != job.id:
        raise errors.ForeignStage
    known = None if source is None else world.sources.where(label=source.casefold()).first()
    at, listed = None if stage is None else stage.stage.id, None if known is None else known.id
    return apply(world, candidate, job.id, stage=at, source=listed, origin=None if known else source, by=by)
