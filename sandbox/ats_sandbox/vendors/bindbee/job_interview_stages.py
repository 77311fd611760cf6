"""Job interview stages: the stages of a job's pipeline, each the job's own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.contract.schema import schema_of
from ats_sandbox.contract.visibility import Visibility
from ats_sandbox.vendors.bindbee import inputs, lists
from ats_sandbox.vendors.bindbee.call import AnyCall, linked
from ats_sandbox.vendors.bindbee.model import Model
from ats_sandbox.vendors.bindbee.schemas import AtsModel, Relation, text
from ats_sandbox.world.domain.commands.applications import stages_of
from ats_sandbox.world.domain.jobs import JOBS, Job
from ats_sandbox.world.domain.native_ids import native_id, read_native_id
from ats_sandbox.world.domain.pipelines import Stage
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.selection import Selection
from ats_sandbox.world.store.table import Record

WIDTH = 1_000
"""Ordinals of a job's stages: the job's times this, plus the stage's position."""

BATCH = 32
"""Jobs that a page looks at at once."""


class JobStage(Record, frozen=True, kw_only=True):
    """A stage of one job. It took its present form with the job, or later with the stage."""

    job: Job
    stage: Stage
    updated_at: int


def ordinal_of(job: int, stage: Stage) -> int:
    """The ordinal of a job's stage: ascending by job, then by position."""
    return job * WIDTH + stage.position


def job_stages(world: Reading, job: Job) -> list[JobStage]:
    """The stages of a job, in ascending order."""
    return [
        JobStage(id=ordinal_of(job.id, one), job=job, stage=one, updated_at=max(job.created_at, one.updated_at))
        for one in stages_of(world, job.id)
    ]


AnyRows = Any
"""`JobStages`, which lists take for a selection of records."""


@dataclass(frozen=True, slots=True)
class JobStages:
    """Stages of jobs in ascending order, read job by job."""

    world: Reading
    jobs: Selection[Job]
    checks: tuple[Callable[[JobStage], bool], ...] = ()

    def only(self, check: Callable[[JobStage], bool]) -> "JobStages":
        """Narrow by a condition."""
        return replace(self, checks=(*self.checks, check))

    def among(self, ordinals: Iterable[int]) -> "JobStages":
        """Narrow to these ordinals."""
        wanted = frozenset(ordinals)
        return self.where_any("job", {ordinal // WIDTH for ordinal in wanted}).only(lambda one: one.id in wanted)

    def where_any(self, _: str, jobs: Iterable[int]) -> "JobStages":
        """Narrow to the stages of these jobs; there is no other index."""
        return replace(self, jobs=self.jobs.among(jobs))

    def since(self, instant: int) -> "JobStages":
        """Narrow to stages that changed, or whose job was opened, after an instant."""
        jobs = self.jobs if self.world.stages.since(instant) else self.jobs.since(instant)
        return replace(self, jobs=jobs).only(lambda one: one.updated_at > instant)

    def after(self, ordinal: int | None, limit: int) -> list[JobStage]:
        """`limit` stages after an ordinal; None starts at the beginning."""
        found: list[JobStage] = []
        job = None if ordinal is None else ordinal // WIDTH - 1
        while len(found) < limit and (batch := self.jobs.after(job, BATCH)):
            job = batch[-1].id
            rest = (one for held in batch for one in job_stages(self.world, held) if one.id > (ordinal or 0))
            found += [one for one in rest if all(check(one) for check in self.checks)]
        return found[:limit]


class JobStageModel(Model[Any]):
    """The stages are no records of the world: they are found, and seen, through their jobs."""

    def rows(self, call: AnyCall) -> AnyRows:
        system = linked(call)
        rows = JobStages(system.world, system.world.jobs)
        return rows if system.visibility.whole else rows.only(lambda one: self.can_see(system.visibility, one))

    def record(self, world: Reading, ordinal: int | None) -> JobStage | None:
        job = None if ordinal is None else world.jobs.get(ordinal // WIDTH)
        return next((one for one in ([] if job is None else job_stages(world, job)) if one.id == ordinal), None)

    def can_see(self, visibility: Visibility, record: JobStage) -> bool:
        return visibility.can_see(record.job)

    def remote_id(self, world: Reading, record: JobStage) -> str:
        """The job's id and the stage's, because jobs share their stages at the provider."""
        return f"{native_id(world, 'job', record.job.id)}:{native_id(world, 'stage', record.stage.id)}"

    def first_id(self, world: Reading) -> str:
        return self.codec.write(world, JobStages(world, world.jobs).after(None, 1)[0].id)


def by_remote_id(call: AnyCall, rows: AnyRows, value: str) -> AnyRows:
    """The stage with this remote id."""
    world = linked(call).world
    job_id, _, stage_id = value.partition(":")
    job, stage = read_native_id(world, "job", job_id), read_native_id(world, "stage", stage_id)
    return rows.where_any("job", [] if job is None else [job]).only(lambda one: one.stage.id == stage)


JOB_INTERVIEW_STAGE = JobStageModel(
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
