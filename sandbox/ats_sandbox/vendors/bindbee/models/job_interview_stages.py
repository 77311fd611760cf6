"""Job interview stages: the stages of a job's pipeline, each the job's own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.vendors.bindbee.inputs import IdList
from ats_sandbox.vendors.bindbee.mirror import Mirror
from ats_sandbox.vendors.bindbee.model import Filter, Model, Rows, text_field
from ats_sandbox.vendors.bindbee.schemas import AtsModel, relation, text
from ats_sandbox.world.domain.commands.applications import stages_of
from ats_sandbox.world.domain.jobs import Job
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
        return replace(self, jobs=jobs).only(lambda one: changed_at(one) > instant)

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


def changed_at(one: JobStage) -> int:
    """When a job's stage took its present form: with the job, or later with the stage."""
    return max(one.job.created_at, one.stage.updated_at)


def remote_id(world: Reading, one: JobStage) -> str:
    """The job's id and the stage's, because jobs share their stages at the provider."""
    return f"{native_id(world, 'job', one.job.id)}:{native_id(world, 'stage', one.stage.id)}"


def by_remote_id(mirror: Mirror, rows: Rows, value: str) -> Rows:
    """The stage with this remote id."""
    job_id, _, stage_id = value.partition(":")
    job, stage = read_native_id(mirror.world, "job", job_id), read_native_id(mirror.world, "stage", stage_id)
    return rows.of([] if job is None else [job]).only(lambda one: one.stage.id == stage)


def by_job(mirror: Mirror, rows: Rows, ids: list[str]) -> Rows:
    """The stages of these jobs."""
    return rows.of(mirror.ordinals("job", ids))


class AtsJobInterviewStage(AtsModel):
    """A step on the way through one job's hiring process."""

    name = text()
    job = relation("job")
    stage_order = fields.Integer(required=True, allow_none=True)


def view(mirror: Mirror, one: JobStage) -> dict[str, Any]:
    """A stage's own fields."""
    return {"name": one.stage.name, "job": one.job.id, "stage_order": one.stage.position}


def raw(world: Reading, one: JobStage) -> dict[str, Any]:
    """The provider's object."""
    return {
        "id": native_id(world, "stage", one.stage.id),
        "jobId": native_id(world, "job", one.job.id),
        "name": one.stage.name,
        "status": one.stage.phase.upper(),
        "order": one.stage.position,
    }


JOB_INTERVIEW_STAGE = Model(
    kind="job_interview_stage",
    title="Job interview stage",
    path="job-interview-stages",
    schema=AtsJobInterviewStage,
    rows=lambda world: JobStages(world, world.jobs),
    get=job_stage,
    remote_id=remote_id,
    changed_at=changed_at,
    view=view,
    raw=raw,
    relations={"job": "job"},
    filters=(Filter("remote_id", text_field, by_remote_id), Filter("job", IdList, by_job)),
    hangs_on=lambda one: one.job,
)
