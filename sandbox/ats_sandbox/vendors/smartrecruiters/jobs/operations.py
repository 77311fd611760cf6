"""The operations on jobs."""

from ats_sandbox.contract.evidence import documented, inferred
from ats_sandbox.contract.operation import Document, Example, Reply
from ats_sandbox.vendors.smartrecruiters import samples
from ats_sandbox.vendors.smartrecruiters.call import Call, Facts, Resource
from ats_sandbox.vendors.smartrecruiters.declare import declare_get, declare_list
from ats_sandbox.vendors.smartrecruiters.documents import document_of
from ats_sandbox.vendors.smartrecruiters.errors import USE_CASES
from ats_sandbox.vendors.smartrecruiters.jobs import schemas
from ats_sandbox.vendors.smartrecruiters.jobs.description import UNKNOWN_ENTRIES, ad_fields, job_fields
from ats_sandbox.vendors.smartrecruiters.jobs.search import JobsQuery, page_of_jobs
from ats_sandbox.vendors.smartrecruiters.paging import PAGES
from ats_sandbox.vendors.smartrecruiters.repositories import JOBS
from ats_sandbox.vendors.smartrecruiters.vocabulary import JOB_STATUSES
from ats_sandbox.world.domain.commands.jobs import change_job_status, open_job, revise_job
from ats_sandbox.world.domain.commands.postings import advertise, default_posting, description_in, rewrite_posting

PORTAL = documented("developers.smartrecruiters.com, Job API; models of clients generated from its contract")
CREATED = inferred("path and body are published, the number of the success is not; what creates answers 201")

jobs = Resource(
    "Jobs",
    "Requisitions: what the company hires for",
    scope="jobs",
    evidence=PORTAL,
    names=(JOBS,),
    path=samples.A_JOB,
    labels=True,
)


@jobs.get(
    "/jobs",
    id="list_jobs",
    query=JobsQuery,
    returns=PAGES.envelope(schemas.JobSummary, "Jobs", required=False),
    evidence=PORTAL,
)
def search_jobs(call: Call) -> Document | Reply:
    """Search for jobs.

    `q` looks for words in titles. `city` and `department` (a label) mind letter case. `statuses` overrides the
    deprecated `status`. Newest first, by `offset`; with `sort=job_id` oldest first, by `pageId`.
    """
    return page_of_jobs(call)


@jobs.post(
    "/jobs",
    id="create_job",
    body=schemas.JobInput,
    returns={201: schemas.JobDetails},
    errors=UNKNOWN_ENTRIES,
    evidence=CREATED,
    example=Example(body=samples.whole_job),
)
def create_job(call: Call) -> Document:
    """Open a job with its default ad, which is not published.

    Without `refNumber` the job is given one. Properties that the company has not defined are ignored.
    """
    world, body = call.draft, call.body
    described = job_fields(world, body)
    language, advert = ad_fields(body)
    described["description"] = description_in(advert)
    job = open_job(world, creator=call.caller.user, reference=body.get("refNumber") or "", **described)
    advertise(world, job, title=job.title, language=language, advert=advert, creator=job.creator)
    return document_of(schemas.JobDetails, schemas.with_ad(job, call), call)


declare_get(
    jobs,
    "/jobs/{jobId}",
    "Get a job with its default ad.",
    id="get_job",
    schema=schemas.JobDetails,
    record=lambda call: schemas.with_ad(JOBS.get_or_404(call), call),
)


@jobs.put(
    "/jobs/{jobId}",
    id="put_update_job_and_jobad",
    body=schemas.JobInput,
    returns=schemas.JobDetails,
    errors=UNKNOWN_ENTRIES,
    evidence=USE_CASES,
    example=Example(body=samples.whole_job),
)
def put_job(call: Call) -> Document:
    """Update a job and its default ad to a whole new state.

    What the body leaves out is removed, from the ad too; only the reference number, which every job has, then stays.
    Properties that the company has not defined are ignored. Status and note have operations of their own.
    """
    world, job, body = call.draft, JOBS.get_or_404(call), call.body
    described = job_fields(world, body, job.place)
    language, advert = ad_fields(body)
    job = revise_job(world, job, reference=body.get("refNumber") or job.reference, **described)
    ad = default_posting(world, job.id) or advertise(
        world, job, title=job.title, language=language, advert=advert, creator=call.caller.user
    )
    rewrite_posting(world, ad, title=job.title, language=language, place=None, advert=advert)
    return document_of(schemas.JobDetails, schemas.with_ad(world.jobs[job.id], call), call)


@jobs.put(
    "/jobs/{jobId}/status",
    id="put_update_job_status",
    body=schemas.JobStatusInput,
    returns={201: schemas.JobStatusUpdate},
    evidence=USE_CASES,
    example=Example(body={"status": "ON_HOLD"}),
    facts=Facts(codes={"status": "INVALID_STATUS"}),
)
def put_status(call: Call) -> Document:
    """Update the status of a job.

    From any status to any other. The one it has already is accepted, and not noted in its history again.
    """
    job = JOBS.get_or_404(call)
    job = change_job_status(call.draft, job, JOB_STATUSES.read(call.body["status"]), by=call.caller.user)
    return {"status": JOB_STATUSES.write(job.status)}


declare_list(
    jobs,
    "/jobs/{jobId}/status/history",
    "Get every status that a job had, the oldest first.",
    id="get_job_status_history",
    item=schemas.JobStatusHistoryContent,
    rows=lambda call: call.world.job_events.where(job=JOBS.get_or_404(call).id),
    envelope="JobStatusHistory",
)
