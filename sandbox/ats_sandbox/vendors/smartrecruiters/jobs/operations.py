"""Jobs: search, open, read and rewrite them, and bring them to a status."""

from typing import Any

from ats_sandbox.contract.call import Call
from ats_sandbox.contract.evidence import documented, inferred
from ats_sandbox.contract.operation import Example, Reply
from ats_sandbox.vendors.smartrecruiters.errors import USE_CASES, JobForbidden, JobNotFound
from ats_sandbox.vendors.smartrecruiters.facts import Facts, Resource
from ats_sandbox.vendors.smartrecruiters.finding import the_job
from ats_sandbox.vendors.smartrecruiters.ids import DEPARTMENT, JOB
from ats_sandbox.vendors.smartrecruiters.jobs.errors import UNKNOWN_WORDS
from ats_sandbox.vendors.smartrecruiters.jobs.revision import ad_told, job_told
from ats_sandbox.vendors.smartrecruiters.jobs.schemas import (
    JobDetails,
    JobInput,
    Jobs,
    JobsQuery,
    JobStatusHistory,
    JobStatusInput,
    JobStatusUpdate,
)
from ats_sandbox.vendors.smartrecruiters.jobs.search import page_of_jobs
from ats_sandbox.vendors.smartrecruiters.jobs.views import job_details, status_entry
from ats_sandbox.vendors.smartrecruiters.languages import LanguageHeader
from ats_sandbox.vendors.smartrecruiters.paging import whole
from ats_sandbox.vendors.smartrecruiters.vocabulary import JOB_STATUSES
from ats_sandbox.world.domain.commands.jobs import change_job_status, open_job, revise_job
from ats_sandbox.world.domain.commands.postings import advertise, default_posting, description_in, rewrite_posting
from ats_sandbox.world.domain.reading import Reading

PORTAL = documented("developers.smartrecruiters.com, Job API; models of clients generated from its contract")
CREATED = inferred("path and body are published, the number of the success is not; what creates answers 201")

jobs = Resource("Jobs", "Requisitions: what the company hires for")


def known_job(world: Reading) -> str:
    """The id of a job that everybody may see."""
    job = world.jobs.where(confidential=False).first()
    assert job is not None, "an example needs a job"
    return JOB.write(world, job.id)


def whole_job(world: Reading) -> dict[str, Any]:
    """A body that says everything that can be said about a job."""
    return {
        "title": "Platform Engineer",
        "refNumber": "PE-2026-03",
        "targetHiringDate": "2026-06-01T00:00:00.000Z",
        "department": {"id": DEPARTMENT.write(world, 1)},
        "location": {"countryCode": "FR", "city": "Paris", "regionCode": "IDF", "remote": False},
        "industry": {"id": "computer_software"},
        "function": {"id": "engineering"},
        "typeOfEmployment": {"id": "permanent"},
        "experienceLevel": {"id": "mid_senior_level"},
        "eeoCategory": {"id": "professionals"},
        "template": False,
        "compensation": {"min": 52_000, "max": 68_000, "currency": "EUR"},
        "jobAd": {
            "sections": {
                "companyDescription": {"title": "Who we are", "text": "We plan the shifts of other people."},
                "jobDescription": {"title": "What you do", "text": "You keep the planning engine quick."},
                "qualifications": {"title": "What you bring", "text": "You write calm code."},
            },
            "language": {"code": "en"},
        },
    }


@jobs.get(
    "/jobs",
    id="list_jobs",
    scope="jobs_read",
    query=JobsQuery,
    headers=LanguageHeader,
    returns=Jobs,
    evidence=PORTAL,
)
def search_jobs(call: Call) -> Reply | dict[str, Any]:
    """Search for jobs.

    `q` looks for words in titles. `city` and `department` (a label) mind letter case. `statuses` overrides the
    deprecated `status`. Newest first, by `offset`; with `sort=job_id` oldest first, by `pageId`.
    """
    return page_of_jobs(call)


@jobs.post(
    "/jobs",
    id="create_job",
    scope="jobs_manage",
    body=JobInput,
    returns=JobDetails,
    status=201,
    errors=UNKNOWN_WORDS,
    evidence=CREATED,
    example=Example(body=whole_job),
)
def create_job(call: Call) -> dict[str, Any]:
    """Open a job with its default ad, which is not published.

    Without `refNumber` the job is given one. Properties that the company has not defined are ignored.
    """
    world, body = call.draft, call.body
    told = job_told(world, body)
    language, advert = ad_told(body)
    told["description"] = description_in(advert)
    job = open_job(world, creator=call.caller.user, reference=body.get("refNumber") or "", **told)
    advertise(world, job, title=job.title, language=language, advert=advert, creator=job.creator)
    return job_details(call, job)


@jobs.get(
    "/jobs/{jobId}",
    id="get_job",
    scope="jobs_read",
    headers=LanguageHeader,
    returns=JobDetails,
    errors=[JobNotFound, JobForbidden],
    evidence=PORTAL,
    example=Example(path={"jobId": known_job}),
)
def get_job(call: Call) -> dict[str, Any]:
    """Get a job with its default ad."""
    return job_details(call, the_job(call))


@jobs.put(
    "/jobs/{jobId}",
    id="put_update_job_and_jobad",
    scope="jobs_manage",
    body=JobInput,
    returns=JobDetails,
    errors=[JobNotFound, JobForbidden, *UNKNOWN_WORDS],
    evidence=USE_CASES,
    example=Example(path={"jobId": known_job}, body=whole_job),
)
def put_job(call: Call) -> dict[str, Any]:
    """Update a job and its default ad to a whole new state.

    What the body leaves out is removed, from the ad too; only the reference number, which every job has, then stays.
    Properties that the company has not defined are ignored. Status and note have operations of their own.
    """
    world, job = call.draft, the_job(call)
    body = call.body
    told = job_told(world, body, job.place)
    language, advert = ad_told(body)
    job = revise_job(world, job, reference=body.get("refNumber") or job.reference, **told)
    ad = default_posting(world, job.id) or advertise(
        world, job, title=job.title, language=language, advert=advert, creator=call.caller.user
    )
    rewrite_posting(world, ad, title=job.title, language=language, place=None, advert=advert)
    return job_details(call, world.jobs[job.id])


@jobs.put(
    "/jobs/{jobId}/status",
    id="put_update_job_status",
    scope="jobs_manage",
    body=JobStatusInput,
    returns=JobStatusUpdate,
    status=201,
    errors=[JobNotFound, JobForbidden],
    evidence=USE_CASES,
    example=Example(path={"jobId": known_job}, body={"status": "ON_HOLD"}),
    facts=Facts(codes={"status": "INVALID_STATUS"}),
)
def put_status(call: Call) -> dict[str, Any]:
    """Update the status of a job.

    From any status to any other. The one it has already is accepted, and not noted in its history again.
    """
    job = the_job(call)
    status = JOB_STATUSES.read(call.body["status"])
    job = change_job_status(call.draft, job, status, by=call.caller.user)
    return {"status": JOB_STATUSES.say(job.status)}


@jobs.get(
    "/jobs/{jobId}/status/history",
    id="get_job_status_history",
    scope="jobs_read",
    headers=LanguageHeader,
    returns=JobStatusHistory,
    errors=[JobNotFound, JobForbidden],
    evidence=PORTAL,
    example=Example(path={"jobId": known_job}),
)
def get_status_history(call: Call) -> dict[str, Any]:
    """Get every status that a job had, the oldest first."""
    job = the_job(call)
    return whole(status_entry(call, event) for event in call.world.job_events.where(job=job.id))
