"""Stages of hiring pipelines. `interview_stages` is the older name of `application_stages`: the same records."""

from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import Resource
from ats_sandbox.vendors.stackone.reads import declare_reads
from ats_sandbox.vendors.stackone.repositories import JOB_STAGES, JOBS, STAGES, SubResources
from ats_sandbox.vendors.stackone.shapes import Unified
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.domain.pipelines import Stage

application_stages = Resource("Application Stages", "The stages of hiring pipelines")
interview_stages = Resource("Interview Stages", "The stages of hiring pipelines, under their older name")

OF_JOB: SubResources[Job, Stage] = SubResources(JOBS, lambda rows, job: rows.where(pipeline=job.pipeline))


class InterviewStage(Unified):
    """A stage; its order counts within its own pipeline."""

    id, remote_id = wire.ids("stage")
    name = wire.text()
    order = wire.number("position")
    created_at = wire.moment()
    updated_at = wire.moment()


class ApplicationStage(InterviewStage):
    """A stage."""


InterviewStageInput = wire.input_of(InterviewStage)

declare_reads(
    application_stages,
    "/application_stages",
    ids=("list_application_stages", "get_application_stage"),
    about=("application stages", "an application stage"),
    repository=STAGES,
    shape=ApplicationStage,
)
declare_reads(
    interview_stages,
    "/interview_stages",
    ids=("list_interview_stages", "get_interview_stage"),
    about=("interview stages", "an interview stage"),
    repository=STAGES,
    shape=InterviewStage,
    deprecated=True,
)
declare_reads(
    application_stages,
    "/jobs/{id}/application_stages",
    ids=("list_job_application_stages", "get_job_application_stage"),
    about=("the application stages of a job", "an application stage of a job"),
    repository=JOB_STAGES,
    shape=ApplicationStage,
    within=OF_JOB,
)
