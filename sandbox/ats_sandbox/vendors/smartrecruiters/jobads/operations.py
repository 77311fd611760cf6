"""Job ads: list, write, read and rewrite them."""

from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.evidence import documented, inferred
from ats_sandbox.contract.operation import Example
from ats_sandbox.vendors.smartrecruiters.errors import USE_CASES, JobAdNotFound, JobForbidden, JobNotFound
from ats_sandbox.vendors.smartrecruiters.facts import Resource
from ats_sandbox.vendors.smartrecruiters.finding import the_job
from ats_sandbox.vendors.smartrecruiters.ids import JOB_AD
from ats_sandbox.vendors.smartrecruiters.jobads.schemas import JobAdContent, JobAdItem
from ats_sandbox.vendors.smartrecruiters.jobads.views import advert_told, job_ad_item
from ats_sandbox.vendors.smartrecruiters.jobs.errors import JobAdLanguageNotFound
from ats_sandbox.vendors.smartrecruiters.jobs.location import place_told
from ats_sandbox.vendors.smartrecruiters.jobs.operations import known_job
from ats_sandbox.vendors.smartrecruiters.jobs.revision import language_told
from ats_sandbox.vendors.smartrecruiters.languages import LanguageHeader
from ats_sandbox.world.domain.commands.postings import advertise, default_posting, rewrite_posting
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.domain.postings import Posting
from ats_sandbox.world.domain.reading import Reading

PORTAL = documented("developers.smartrecruiters.com, Job API; models of clients generated from its contract")
CREATED = inferred("path and body are published, the number of the success is not; what creates answers 201")

WHOLE_AD = {
    "title": "Platform Engineer (m/f/d)",
    "language": {"code": "en"},
    "location": {"countryCode": "FR", "city": "Paris"},
    "jobAd": {
        "companyDescription": {"title": "Who we are", "text": "We plan the shifts of other people."},
        "jobDescription": {"title": "What you do", "text": "You keep the planning engine quick."},
        "videos": {"urls": ["https://videos.example.com/platform"]},
    },
}

job_ads = Resource("Job ads", "Advertisements of a job, in one language each")


def known_ad(world: Reading) -> str:
    """The id of the default ad of the job that `known_job` names."""
    job = world.jobs.where(confidential=False).first()
    posting = None if job is None else default_posting(world, job.id)
    assert posting is not None, "an example needs an ad"
    return JOB_AD.write(world, posting.id)


def the_ad(call: Call) -> tuple[Job, Posting]:
    """The ad `{jobAdId}`, which must be one of the job `{jobId}`."""
    job = the_job(call)
    posting = call.world.postings.get(JOB_AD.read(call.world, call.path["jobAdId"]))
    if posting is None or posting.job != job.id:
        raise JobAdNotFound
    return job, posting


def ad_told(world: Reading, job: Job, body: dict[str, Any], before: Posting | None = None) -> dict[str, Any]:
    """Fields of a Posting; what the body leaves out is empty, and an ad without a place is where its job is."""
    told = body.get("location")
    before_place = before.place if before is not None and before.place is not None else job.place
    return {
        "title": body["title"],
        "language": language_told(body.get("language")),
        "place": None if told is None else place_told(world, told, before_place),
        "advert": advert_told(body.get("jobAd")),
    }


@job_ads.get(
    "/jobs/{jobId}/jobads",
    id="list_job_ads",
    scope="jobs_read",
    headers=LanguageHeader,
    returns=fields.Array(fields.Nested(JobAdItem)),
    errors=[JobNotFound, JobForbidden],
    evidence=PORTAL,
    example=Example(path={"jobId": known_job}),
)
def list_ads(call: Call) -> list[Any]:
    """List the ads of a job, published or not."""
    job = the_job(call)
    return [job_ad_item(call, job, posting) for posting in call.world.postings.where(job=job.id)]


@job_ads.post(
    "/jobs/{jobId}/jobads",
    id="create_job_ad",
    scope="jobs_manage",
    body=JobAdContent,
    returns=JobAdItem,
    status=201,
    errors=[JobNotFound, JobForbidden, JobAdLanguageNotFound],
    evidence=CREATED,
    example=Example(path={"jobId": known_job}, body=WHOLE_AD),
)
def create_ad(call: Call) -> dict[str, Any]:
    """Write an ad for a job. It is not published by this."""
    job = the_job(call)
    told = ad_told(call.world, job, call.body)
    return job_ad_item(call, job, advertise(call.draft, job, creator=call.caller.user, **told))


@job_ads.get(
    "/jobs/{jobId}/jobads/{jobAdId}",
    id="get_job_ad",
    scope="jobs_read",
    headers=LanguageHeader,
    returns=JobAdItem,
    errors=[JobNotFound, JobForbidden, JobAdNotFound],
    evidence=PORTAL,
    example=Example(path={"jobId": known_job, "jobAdId": known_ad}),
)
def get_ad(call: Call) -> dict[str, Any]:
    """Get an ad of a job."""
    return job_ad_item(call, *the_ad(call))


@job_ads.put(
    "/jobs/{jobId}/jobads/{jobAdId}",
    id="put_update_job_ad",
    scope="jobs_manage",
    body=JobAdContent,
    returns=JobAdItem,
    errors=[JobNotFound, JobForbidden, JobAdNotFound, JobAdLanguageNotFound],
    evidence=USE_CASES,
    example=Example(path={"jobId": known_job, "jobAdId": known_ad}, body=WHOLE_AD),
)
def put_ad(call: Call) -> dict[str, Any]:
    """Update an ad to a whole new state: what the body leaves out is removed.

    Career pages and job boards show the change once the ad is published again.
    """
    job, posting = the_ad(call)
    told = ad_told(call.world, job, call.body, posting)
    return job_ad_item(call, job, rewrite_posting(call.draft, posting, **told))
