"""Job applications by their own ids: the Job Applications API, and the status that candidates are shown."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.evidence import inferred
from ats_sandbox.contract.schema import ResponseSchema, shape_of
from ats_sandbox.vendors.smartrecruiters import apis, errors, ids
from ats_sandbox.vendors.smartrecruiters.call import Call
from ats_sandbox.vendors.smartrecruiters.candidates.applications import sub_status
from ats_sandbox.vendors.smartrecruiters.documents import id_of
from ats_sandbox.vendors.smartrecruiters.repositories import APPLICATIONS, Records
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.vendors.smartrecruiters.vocabulary import CANDIDATE_STATUSES, Spelled
from ats_sandbox.world.domain.commands.candidates import drop_application

ONE = "/job-applications-api/v202112/job-applications/{jobApplicationId}"

JOB_APPLICATIONS = Records(
    APPLICATIONS.collection,
    "jobApplicationId",
    errors.JobApplicationNotFound,
    sample=APPLICATIONS.sample,
    misnamed=errors.InvalidJobApplicationId,
)
TRACKED = Records(APPLICATIONS.collection, "applicationUuid", errors.JobApplicationNotFound, sample=APPLICATIONS.sample)

job_applications = Resource(
    "Job applications", "Applications by their own ids", apis.JOB_APPLICATIONS, JOB_APPLICATIONS, TRACKED
)


class JobApplication(ResponseSchema):
    """An application; the candidate is its `profileId`."""

    status = Spelled(CANDIDATE_STATUSES)
    subStatus = fields.Text(of=lambda one, call: sub_status(call.world, one.status, one.stage))
    sourceIdentifier = fields.Text(of=id_of(ids.SOURCE, "source"))
    createDate = fields.DateTime(of="created_at")
    profileId = fields.Text(of=id_of(ids.CANDIDATE, "candidate"))
    jobId = fields.Text(of=id_of(ids.JOB, "job"))


ShownStatus = shape_of("ShownStatus", status=Spelled(CANDIDATE_STATUSES, required=True))
"""Where an application stands, as the candidate is told."""

job_applications.shows(
    ONE,
    "Get an application by its id.",
    id="get_job_application",
    schema=JobApplication,
    record=JOB_APPLICATIONS.get_or_404,
)


@job_applications.delete(
    ONE,
    id="delete_job_application",
    scope="candidates_manage",
    evidence=inferred("the path is published, neither its scope nor its answers: those of its neighbours"),
)
def delete_job_application(call: Call) -> None:
    """Delete an application by its id; the candidate stays."""
    drop_application(call.draft, JOB_APPLICATIONS.get_or_404(call))


job_applications.shows(
    "/candidate-status-api/status/{applicationUuid}",
    "Get where an application stands, as its candidate is told.",
    id="get_shown_status",
    schema=ShownStatus,
    evidence=inferred("the path is published, scope and answer are not: the status alone, as the other APIs say it"),
)
