"""The status of a job, and every status that it had."""

from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import shape_of
from ats_sandbox.vendors.smartrecruiters import apis, errors, vocabulary
from ats_sandbox.vendors.smartrecruiters.call import Call, Facts
from ats_sandbox.vendors.smartrecruiters.documents import Instant, document_of, id_of, input_of
from ats_sandbox.vendors.smartrecruiters.ids import USER
from ats_sandbox.vendors.smartrecruiters.links import link, links
from ats_sandbox.vendors.smartrecruiters.repositories import JOBS
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.vendors.smartrecruiters.vocabulary import JOB_STATUSES, Spelled
from ats_sandbox.world.domain.commands.jobs import change_job_status

job_statuses = Resource("Job statuses", "Where a job stands, and stood", apis.JOBS, JOBS)

JobStatusUpdate = shape_of("JobStatusUpdate", status=Spelled(JOB_STATUSES, required=True))
JobStatusInput = input_of(JobStatusUpdate, "JobStatusInput", "status!")
JobStatusHistoryContent = shape_of(
    "JobStatusHistoryContent",
    changedOn=Instant(of="at"),
    status=Spelled(JOB_STATUSES, vocabulary.READ_ONLY_JOB_STATUSES, required=True),
    actions=links(
        "JobStatusHistoryActions", user=link("/user-api/v201804/users/{id}", id_of(USER, "user"), required=True)
    ),
)
"""One status that a job had."""


@job_statuses.put(
    "/jobs/{jobId}/status",
    id="put_update_job_status",
    body=JobStatusInput,
    returns={201: JobStatusUpdate},
    evidence=apis.USE_CASES,
    facts=Facts(codes={"status": "INVALID_STATUS"}),
)
def put_status(call: Call) -> Document:
    """Update the status of a job.

    From any status to any other. The one it has already is accepted, and not noted in its history again.
    """
    job = change_job_status(call.draft, JOBS.get_or_404(call), call.body["status"], by=call.caller.user)
    return document_of(JobStatusUpdate, job, call)


job_statuses.lists(
    "/jobs/{jobId}/status/history",
    "Get every status that a job had, the oldest first.",
    id="get_job_status_history",
    item=JobStatusHistoryContent,
    rows=lambda call: call.world.job_events.where(job=JOBS.get_or_404(call).id),
    envelope="JobStatusHistory",
    facts=Facts(forbidden=errors.JobUnauthorized),
)
