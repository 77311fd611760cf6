"""Stages of hiring pipelines. `interview_stages` is the older name of `application_stages`: the same records."""

from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import Resource
from ats_sandbox.vendors.stackone.records import Records
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


Records(application_stages, "application_stage", STAGES, ApplicationStage).reads()
Records(interview_stages, "interview_stage", STAGES, InterviewStage, deprecated=True).reads()
Records(application_stages, "application_stage", JOB_STAGES, ApplicationStage, within=OF_JOB).reads()
