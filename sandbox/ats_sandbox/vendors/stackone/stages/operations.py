"""Reading stages. `interview_stages` is the older name of `application_stages`: the same records."""

from ats_sandbox.vendors.stackone.call import Resource
from ats_sandbox.vendors.stackone.reads import declare_get, declare_list
from ats_sandbox.vendors.stackone.repositories import JOB_STAGES, JOBS, STAGES, SUB, SubResources
from ats_sandbox.vendors.stackone.stages.schemas import ApplicationStage, InterviewStage
from ats_sandbox.vendors.stackone.stages.views import stage
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.domain.pipelines import Stage

application_stages = Resource("Application Stages", "The stages of hiring pipelines")
interview_stages = Resource("Interview Stages", "The stages of hiring pipelines, under their older name")

declare_list(
    application_stages,
    "/application_stages",
    id="list_application_stages",
    about="application stages",
    repository=STAGES,
    shape=ApplicationStage,
    view=stage,
)
declare_get(
    application_stages,
    "/application_stages/{id}",
    id="get_application_stage",
    about="an application stage",
    repository=STAGES,
    shape=ApplicationStage,
    view=stage,
)
declare_list(
    interview_stages,
    "/interview_stages",
    id="list_interview_stages",
    about="interview stages",
    repository=STAGES,
    shape=InterviewStage,
    view=stage,
    deprecated=True,
)
declare_get(
    interview_stages,
    "/interview_stages/{id}",
    id="get_interview_stage",
    about="an interview stage",
    repository=STAGES,
    shape=InterviewStage,
    view=stage,
    deprecated=True,
)

OF_JOB: SubResources[Job, Stage] = SubResources(JOBS, lambda rows, parent: rows.where(pipeline=parent.pipeline))

declare_list(
    application_stages,
    "/jobs/{id}/application_stages",
    id="list_job_application_stages",
    about="the application stages of a job",
    repository=JOB_STAGES,
    shape=ApplicationStage,
    view=stage,
    within=OF_JOB,
)
declare_get(
    application_stages,
    f"/jobs/{{id}}/application_stages/{{{SUB}}}",
    id="get_job_application_stage",
    about="an application stage of a job",
    repository=JOB_STAGES,
    shape=ApplicationStage,
    view=stage,
    within=OF_JOB,
)
