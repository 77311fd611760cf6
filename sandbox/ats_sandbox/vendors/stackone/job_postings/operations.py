"""Reading job postings."""

from ats_sandbox.vendors.stackone.call import Resource
from ats_sandbox.vendors.stackone.job_postings.schemas import JobPosting, JobPostingListQuery, JobPostingQuery
from ats_sandbox.vendors.stackone.job_postings.views import job_posting
from ats_sandbox.vendors.stackone.reads import declare_get, declare_list
from ats_sandbox.vendors.stackone.repositories import POSTINGS

job_postings = Resource("Job Postings", "The advertisements of jobs")

declare_list(
    job_postings,
    "/job_postings",
    id="list_job_postings",
    about="job postings",
    repository=POSTINGS,
    shape=JobPosting,
    view=job_posting,
    query=JobPostingListQuery,
    more="`include=questionnaires` shows the screening questions.",
)
declare_get(
    job_postings,
    "/job_postings/{id}",
    id="get_job_posting",
    about="a job posting",
    repository=POSTINGS,
    shape=JobPosting,
    view=job_posting,
    query=JobPostingQuery,
)
