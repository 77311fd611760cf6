"""The wire shapes of jobs, and how a job is shown in them."""

from typing import NamedTuple

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import RequestSchema, ResponseSchema
from ats_sandbox.vendors.smartrecruiters.call import AnyCall
from ats_sandbox.vendors.smartrecruiters.documents import (
    Instant,
    id_of,
    input_of,
    made,
    nothing,
    part,
    request_of,
    shape,
)
from ats_sandbox.vendors.smartrecruiters.ids import DEPARTMENT, JOB, USER
from ats_sandbox.vendors.smartrecruiters.job_ads import JobAdSections, JobAdSectionsInput
from ats_sandbox.vendors.smartrecruiters.labels import entry
from ats_sandbox.vendors.smartrecruiters.languages import LabelledLanguageInput, Language, language
from ats_sandbox.vendors.smartrecruiters.links import Action, link, links
from ats_sandbox.vendors.smartrecruiters.places import JobLocation, JobLocationInput
from ats_sandbox.vendors.smartrecruiters.vocabulary import (
    JOB_STATUSES,
    NOT_PUBLISHED,
    POSTING_STATUSES,
    READ_ONLY_JOB_STATUSES,
    VISIBILITIES,
    Spelled,
)
from ats_sandbox.world.domain import jobs, wordlists
from ats_sandbox.world.domain.commands.postings import default_posting
from ats_sandbox.world.domain.departments import Department
from ats_sandbox.world.domain.postings import Posting


class ShownJob(NamedTuple):
    """A job with its default ad: what its documents are made of."""

    job: jobs.Job
    ad: Posting | None


def with_ad(job: jobs.Job, call: AnyCall) -> ShownJob:
    """A job with its default ad."""
    return ShownJob(job, default_posting(call.world, job.id))


def posting_status(ad: Posting | None) -> str:
    """Who can see a job, which is who can see its default ad."""
    return VISIBILITIES.write(ad.visibility) if ad is not None and ad.published else NOT_PUBLISHED


def _language(shown: ShownJob, call: AnyCall) -> Document | None:
    return None if shown.ad is None else language(shown.ad.language)


def _department(shown: ShownJob, call: AnyCall) -> Department | None:
    return call.world.departments.get(shown.job.department)


class JobDepartment(ResponseSchema):
    """The department of a job."""

    id = fields.Text(of=id_of(DEPARTMENT))
    label = fields.Text(of="name", required=True)
    description = fields.Text(of=lambda department, call: department.description or None)


class JobHead(ResponseSchema):
    """What a job of a list and a whole one have in common."""

    id = fields.Text(of=id_of(JOB, "job.id"))
    title = fields.Text(of="job.title")
    refNumber = fields.Text(of="job.reference")
    createdOn = Instant(of="job.created_at")
    updatedOn = Instant(of="job.updated_at")
    lastActivityOn = Instant(of="job.active_at")
    department = part(JobDepartment, _department)
    location = part(JobLocation, "job.place")
    status = Spelled(JOB_STATUSES, READ_ONLY_JOB_STATUSES, of="job.status")
    postingStatus = fields.Choice(POSTING_STATUSES, of=lambda shown, call: posting_status(shown.ad))


class JobSummary(JobHead):
    """A job of a list."""

    language = made(Language, _language)
    actions = links("JobSummaryActions", details=link("/jobs/{jobId}", id_of(JOB, "job.id"), required=True))


JobCreator = shape("JobCreator", id=fields.Text(), firstName=fields.Text(), lastName=fields.Text())
"""Who opened a job; a user who is gone has only an id."""


def _creator(shown: ShownJob, call: AnyCall) -> Document:
    id = {"id": USER.write(call.world, shown.job.creator)}
    user = call.world.users.get(shown.job.creator)
    return id if user is None else {**id, "firstName": user.first_name, "lastName": user.last_name}


Compensation = shape(
    "Compensation", min=fields.Number(of="minimum"), max=fields.Number(of="maximum"), currency=fields.Text()
)
"""A salary band; what is open is absent."""
JobAd = shape("JobAd", sections=part(JobAdSections, "ad.advert"), language=made(Language, _language))
JobPropertyValue = shape("JobPropertyValue", id=fields.Text(), label=fields.Text())
JobProperty = shape(
    "JobProperty",
    id=fields.Text(required=True),
    label=fields.Text(),
    value=fields.Nested(JobPropertyValue, required=True),
)


class JobDetails(JobHead):
    """A whole job. The company has defined no job properties."""

    targetHiringDate = Instant(of="job.target_hiring_at")
    industry = entry("job.industry", wordlists.industry_label)
    function = entry("job.function", wordlists.function_label)
    typeOfEmployment = entry("job.employment_type", wordlists.employment_type_label)
    experienceLevel = entry("job.experience_level", wordlists.experience_level_label)
    eeoCategory = entry("job.eeo_category", wordlists.eeo_category_label)
    template = fields.Boolean(of="job.template")
    creator = made(JobCreator, _creator)
    compensation = part(Compensation, "job.pay")
    jobAd = part(JobAd, lambda shown, call: None if shown.ad is None else shown)
    properties = fields.Array(fields.Nested(JobProperty), of=nothing)
    actions = links(
        "JobDetailsActions",
        hiringTeam=link("/jobs/{jobId}/hiring-team", id_of(JOB, "job.id")),
        publications=link("/jobs/{jobId}/publication", id_of(JOB, "job.id")),
        positions=link("/jobs/{jobId}/positions", id_of(JOB, "job.id")),
        applyOnWeb=made(Action, nothing),
        details=link("/jobs/{jobId}", id_of(JOB, "job.id")),
    )


Identifiable = request_of("Identifiable", id=fields.Text(least=1, most=256, required=True))
CompensationInput = input_of(Compensation, "CompensationInput")
"""A salary band; null leaves an end open."""
JobAdInput = input_of(
    JobAd,
    "JobAdInput",
    sections=fields.Nested(JobAdSectionsInput, allow_none=True),
    language=fields.Nested(LabelledLanguageInput, allow_none=True),
)
"""The text of a job's default ad."""
JobPropertyValueInput = input_of(
    JobPropertyValue, "JobPropertyValueInput", id=fields.Text(least=1, most=256, allow_none=True)
)
"""The value of a job property: the id of a listed one, or free text."""


JobPropertyInput = request_of(
    "JobPropertyInput",
    id=fields.Text(least=1, most=256, required=True),
    value=fields.Nested(JobPropertyValueInput, required=True),
)


class JobInput(RequestSchema):
    """A whole job with its default ad; null is the same as absent."""

    title = fields.Text(least=1, most=256, required=True)
    refNumber = fields.Text(most=63, allow_none=True)
    targetHiringDate = fields.DateTime(allow_none=True)
    department = fields.Nested(Identifiable, allow_none=True)
    location = fields.Nested(JobLocationInput, required=True)
    industry = fields.Nested(Identifiable, required=True)
    function = fields.Nested(Identifiable, required=True)
    typeOfEmployment = fields.Nested(Identifiable, allow_none=True)
    experienceLevel = fields.Nested(Identifiable, required=True)
    eeoCategory = fields.Nested(Identifiable, allow_none=True)
    template = fields.Boolean(allow_none=True)
    compensation = fields.Nested(CompensationInput, allow_none=True)
    jobAd = fields.Nested(JobAdInput, allow_none=True)
    properties = fields.Array(fields.Nested(JobPropertyInput), allow_none=True)


JobStatusInput = request_of("JobStatusInput", status=fields.Choice(JOB_STATUSES.all, required=True))


JobStatusUpdate = shape("JobStatusUpdate", status=Spelled(JOB_STATUSES, required=True))


class JobStatusHistoryContent(ResponseSchema):
    """One status that a job had."""

    changedOn = Instant(of="at")
    status = Spelled(JOB_STATUSES, READ_ONLY_JOB_STATUSES, required=True)
    actions = links(
        "JobStatusHistoryActions", user=link("/user-api/v201804/users/{id}", id_of(USER, "user"), required=True)
    )
