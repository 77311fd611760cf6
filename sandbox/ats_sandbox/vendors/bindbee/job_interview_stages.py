"""Job interview stages: the stages of a job's pipeline, each the job's own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import AnyCall as AnyVendorsCall
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.contract.visibility import Visibility
from ats_sandbox.vendors.bindbee.call import AnyCall, linked
from ats_sandbox.vendors.bindbee.inputs import IdList, Words
from ats_sandbox.vendors.bindbee.model import AnyModel
from ats_sandbox.vendors.bindbee.schemas import AtsModel, Relation, text
from ats_sandbox.world.domain.commands.applications import stages_of
from ats_sandbox.world.domain.jobs import JOBS, Job
from ats_sandbox.world.domain.native_ids import native_id, read_native_id
from ats_sandbox.world.domain.pipelines import Stage
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.selection import Selection

WIDTH = 1_000
"""Ordinals of a job's stages: the job's times this, plus the stage's position."""

BATCH = 32
"""Jobs that a page looks at at once."""


@dataclass(frozen=True, slots=True)
class JobStage:
    """A stage of one job."""

    job: Job
    stage: Stage

    @property
    def id(self) -> int:
        """Its ordinal: ascending by job, then by position."""
        return ordinal_of(self.job.id, self.stage)

    @property
    def updated_at(self) -> int:
        """When it took its present form: with the job, or later with the stage."""
        return max(self.job.created_at, self.stage.updated_at)


def ordinal_of(job: int, stage: Stage) -> int:
    """The ordinal of a job's stage."""
    return job * WIDTH + stage.position


def job_stage(world: Reading, ordinal: int | None) -> JobStage | None:
    """The stage with this ordinal."""
    if ordinal is None:
        return None
    job = world.jobs.get(ordinal // WIDTH)
    stages = [] if job is None else stages_of(world, job.id)
    stage = next((one for one in stages if one.position == ordinal % WIDTH), None)
    return None if job is None or stage is None else JobStage(job, stage)


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
        return self.of(ordinal // WIDTH for ordinal in wanted).only(lambda one: one.id in wanted)

    def of(self, jobs: Iterable[int]) -> "JobStages":
        """Narrow to the stages of these jobs."""
        return replace(self, jobs=self.jobs.among(jobs))

    def since(self, instant: int) -> "JobStages":
        """Narrow to stages that changed, or whose job was opened, after an instant."""
        jobs = self.jobs if self.world.stages.since(instant) else self.jobs.since(instant)
        return replace(self, jobs=jobs).only(lambda one: one.updated_at > instant)

    def after(self, ordinal: int | None, limit: int) -> list[JobStage]:
        """`limit` stages after an ordinal; None starts at the beginning."""
        found: list[JobStage] = []
        job = None if ordinal is None else ordinal // WIDTH - 1
        while len(found) < limit:
            batch = self.jobs.after(job, BATCH)
            if not batch:
                break
            job = batch[-1].id
            found += [
                one
                for held in batch
                for stage in stages_of(self.world, held.id)
                if (one := JobStage(held, stage)).id > (ordinal or 0) and all(check(one) for check in self.checks)
            ]
        return found[:limit]


class JobStageModel(AnyModel):
    """The stages are no records of the world: they are found, and seen, through their jobs."""

    def rows(self, call: AnyVendorsCall) -> AnyRows:
        system = linked(call)
        rows = JobStages(system.world, system.world.jobs)
        return rows if system.visibility.whole else rows.only(lambda one: self.can_see(system.visibility, one))

    def record(self, world: Reading, ordinal: int | None) -> JobStage | None:
        return job_stage(world, ordinal)

    def can_see(self, visibility: Visibility, record: JobStage) -> bool:
        return visibility.can_see(record.job)

    def remote_id(self, world: Reading, record: JobStage) -> str:
        """The job's id and the stage's, because jobs share their stages at the provider."""
        return f"{native_id(world, 'job', record.job.id)}:{native_id(world, 'stage', record.stage.id)}"

    def first_id(self, world: Reading) -> str:
        return self.codec.write(world, JobStages(world, world.jobs).after(None, 1)[0].id)


class AtsJobInterviewStage(AtsModel):
    """A step on the way through one job's hiring process."""

    name = text(of="stage.name")
    job = Relation("job", of="job.id")
    stage_order = fields.Integer(required=True, allow_none=True, of="stage.position")


def raw(world: Reading, one: JobStage) -> Document:
    """The provider's object."""
    return {
        "id": native_id(world, "stage", one.stage.id),
        "jobId": native_id(world, "job", one.job.id),
        "name": one.stage.name,
        "status": one.stage.phase.upper(),
        "order": one.stage.position,
    }


def by_remote_id(call: AnyCall, rows: AnyRows, value: str) -> AnyRows:
    """The stage with this remote id."""
    world = linked(call).world
    job_id, _, stage_id = value.partition(":")
    job, stage = read_native_id(world, "job", job_id), read_native_id(world, "stage", stage_id)
    return rows.of([] if job is None else [job]).only(lambda one: one.stage.id == stage)


def by_job(call: AnyCall, rows: AnyRows, ids: list[str]) -> AnyRows:
    """The stages of these jobs."""
    return rows.of(linked(call).ordinals("job", ids))


JOB_INTERVIEW_STAGE = JobStageModel(
    kind="job_interview_stage",
    about="The steps of each job's hiring process",
    collection=JOBS,
    schema=AtsJobInterviewStage,
    raw=raw,
    filters=(Filter("remote_id", Words, by_remote_id), Filter("job", IdList, by_job)),
)
