"""Job interview stages: the stages of a job's pipeline, each the job's own."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.contract.schema import schema_of
from ats_sandbox.vendors.bindbee import inputs, lists
from ats_sandbox.vendors.bindbee.bodies import Sent
from ats_sandbox.vendors.bindbee.call import AnyCall, linked
from ats_sandbox.vendors.bindbee.of_jobs import WIDTH, AnyRows, OfJob, OfJobs
from ats_sandbox.vendors.bindbee.schemas import AtsModel, Relation, text
from ats_sandbox.vendors.bindbee.writes import creates
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.commands.applications import stages_of
from ats_sandbox.world.domain.commands.configuration import add_stage
from ats_sandbox.world.domain.jobs import JOBS, Job
from ats_sandbox.world.domain.native_ids import native_id, read_native_id
from ats_sandbox.world.domain.pipelines import Stage
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.selection import Selection


class JobStage(OfJob, frozen=True, kw_only=True):
    """A stage of one job. It took its present form with the job, or later with the stage."""

    stage: Stage


def ordinal_of(job: int, stage: Stage) -> int:
    """The ordinal of a job's stage: ascending by job, then by position."""
    return job * WIDTH + stage.position


class JobStages(OfJobs):
    """The stages of each job's pipeline."""

    def of(self, world: Reading, job: Job) -> list[JobStage]:
        return [
            JobStage(id=ordinal_of(job.id, one), job=job, stage=one, updated_at=max(job.created_at, one.updated_at))
            for one in stages_of(world, job.id)
        ]

    def changed_since(self, world: Reading, jobs: Selection[Job], instant: int) -> Selection[Job]:
        return jobs if world.stages.since(instant) else jobs.since(instant)

    def remote_id(self, world: Reading, record: JobStage) -> str:
        """The job's id and the stage's, because jobs share their stages at the provider."""
        return f"{native_id(world, 'job', record.job.id)}:{native_id(world, 'stage', record.stage.id)}"


def stage_of(world: Reading, application: Application | None, stage: int | None) -> int | None:
    """The ordinal of the job's stage that is a stage of the pipeline, where an application is."""
    found = world.stages.get(stage)
    return None if found is None or application is None else ordinal_of(application.job, found)


def named_stages(call: AnyCall, ids: list[str]) -> set[tuple[int, int]]:
    """The jobs and stages of those of the ids that the connector gave out."""
    system = linked(call)
    ordinals = system.ordinals("job_interview_stage", ids)
    found = (JOB_INTERVIEW_STAGE.record(system.world, ordinal) for ordinal in ordinals)
    return {(one.job.id, one.stage.id) for one in found if one is not None}


def by_remote_id(call: AnyCall, rows: AnyRows, value: str) -> AnyRows:
    """The stage with this remote id."""
    world = linked(call).world
    job_id, _, stage_id = value.partition(":")
    job, stage = read_native_id(world, "job", job_id), read_native_id(world, "stage", stage_id)
    return rows.where_any("job", [] if job is None else [job]).only(lambda one: one.stage.id == stage)


JOB_INTERVIEW_STAGE = JobStages(
    kind="job_interview_stage",
    about="The steps of each job's hiring process",
    collection=JOBS,
    schema=schema_of(
        AtsModel,
        "AtsJobInterviewStage",
        "A step on the way through one job's hiring process.",
        name=text(of="stage.name"),
        job=Relation("job", of="job.id"),
        stage_order=fields.Integer(required=True, allow_none=True, of="stage.position"),
    ),
    filters=(Filter("remote_id", inputs.Words, by_remote_id), lists.by_relation("job")),
)


@creates(JOB_INTERVIEW_STAGE, "job")
def create_job_interview_stage(sent: Sent) -> JobStage:
    """Add a stage to the pipeline of a job; answers its id.

    The linked system keeps it for every job with that pipeline, and behind the other stages where its place is taken.
    """
    job, draft = sent.record("job"), sent.call.draft
    taken = {one.position for one in stages_of(draft, job.id)}
    place = sent.get("stage_order")
    if place is None or place in taken or not 0 < place < WIDTH:
        place = max(taken, default=0) + 1
    if place >= WIDTH:
        raise sent.wrong("job has too many stages", sent.get("job"), "job")
    stage = add_stage(draft, job.pipeline, sent.get("name") or "", place)
    return JobStage(id=ordinal_of(job.id, stage), job=job, stage=stage, updated_at=stage.updated_at)
