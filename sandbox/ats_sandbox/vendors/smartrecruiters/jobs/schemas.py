"""The wire shapes of jobs."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import RequestSchema, ResponseSchema
from ats_sandbox.vendors.smartrecruiters.jobads.schemas import JobAdSections, JobAdSectionsInput
from ats_sandbox.vendors.smartrecruiters.jobs.location import JobLocation, JobLocationInput
from ats_sandbox.vendors.smartrecruiters.labels import Labelled
from ats_sandbox.vendors.smartrecruiters.languages import Language
from ats_sandbox.vendors.smartrecruiters.links import Action
from ats_sandbox.vendors.smartrecruiters.paging import PageQuery
from ats_sandbox.vendors.smartrecruiters.vocabulary import JOB_STATUSES, POSTING_STATUSES, READABLE_JOB_STATUSES

LONGEST_NOTE = 20_000
"""Characters of a job's note."""


class Identifiable(RequestSchema):
    """Something named by its id."""

    id = fields.Text(least=1, most=256, required=True)


class CompensationInput(RequestSchema):
    """A salary band; null leaves an end open."""

    min = fields.Number(allow_none=True)
    max = fields.Number(allow_none=True)
    currency = fields.Text(allow_none=True)


class LabelledLanguageInput(RequestSchema):
    """The language of a job's default ad, as an answer told it: its names are taken and not looked at."""

    code = fields.Text(required=True)
    label = fields.Text(allow_none=True)
    labelNative = fields.Text(allow_none=True)


class JobAdInput(RequestSchema):
    """The text of a job's default ad."""

    sections = fields.Nested(JobAdSectionsInput, allow_none=True)
    language = fields.Nested(LabelledLanguageInput, allow_none=True)


class JobPropertyValueInput(RequestSchema):
    """The value of a job property: the id of a listed one, or free text."""

    id = fields.Text(least=1, most=256, allow_none=True)
    label = fields.Text(allow_none=True)


class JobPropertyInput(RequestSchema):
    """A job property."""

    id = fields.Text(least=1, most=256, required=True)
    value = fields.Nested(JobPropertyValueInput, required=True)


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


class JobStatusInput(RequestSchema):
    """A status that a job can be set to."""

    status = fields.Choice(JOB_STATUSES.all, required=True)


class JobNoteInput(RequestSchema):
    """What recruiters write down about a job."""

    content = fields.Text(most=LONGEST_NOTE, required=True)


class JobsQuery(PageQuery):
    """Which jobs, in which order."""

    q = fields.Text()
    offset = fields.Integer(least=0, load_default=0)
    sort = fields.Choice(("default", "job_id"), load_default="default")
    city = fields.Array(fields.Text(least=1))
    department = fields.Array(fields.Text(least=1))
    updatedAfter = fields.DateTime()
    lastActivityAfter = fields.DateTime()
    language = fields.Text()
    status = fields.Choice(JOB_STATUSES.all)
    statuses = fields.Array(fields.Choice(JOB_STATUSES.all))
    postingStatus = fields.Choice(POSTING_STATUSES)
    hiringTeamMemberId = fields.Array(fields.Text(least=1))


class JobDepartment(ResponseSchema):
    """The department of a job."""

    id = fields.Text()
    label = fields.Text(required=True)
    description = fields.Text()


class JobCreator(ResponseSchema):
    """Who opened a job."""

    id = fields.Text()
    firstName = fields.Text()
    lastName = fields.Text()


class Compensation(ResponseSchema):
    """A salary band."""

    min = fields.Number()
    max = fields.Number()
    currency = fields.Text()


class JobAd(ResponseSchema):
    """The text of a job's default ad."""

    sections = fields.Nested(JobAdSections)
    language = fields.Nested(Language)


class JobPropertyValue(ResponseSchema):
    """The value of a job property."""

    id = fields.Text()
    label = fields.Text()


class JobProperty(ResponseSchema):
    """A job property."""

    id = fields.Text(required=True)
    label = fields.Text()
    value = fields.Nested(JobPropertyValue, required=True)


class JobDetailsActions(ResponseSchema):
    """What can be done with a job next."""

    hiringTeam = fields.Nested(Action)
    publications = fields.Nested(Action)
    positions = fields.Nested(Action)
    applyOnWeb = fields.Nested(Action)
    details = fields.Nested(Action)


class JobSummaryActions(ResponseSchema):
    """Where a job of a list is told in full."""

    details = fields.Nested(Action, required=True)


class JobSummary(ResponseSchema):
    """A job of a list."""

    id = fields.Text()
    title = fields.Text()
    refNumber = fields.Text()
    createdOn = fields.Text()
    updatedOn = fields.Text()
    lastActivityOn = fields.Text()
    department = fields.Nested(JobDepartment)
    location = fields.Nested(JobLocation)
    status = fields.Choice(READABLE_JOB_STATUSES)
    postingStatus = fields.Choice(POSTING_STATUSES)
    language = fields.Nested(Language)
    actions = fields.Nested(JobSummaryActions)


class Jobs(ResponseSchema):
    """One page of the jobs that match."""

    limit = fields.Integer()
    offset = fields.Integer()
    nextPageId = fields.Text()
    totalFound = fields.Integer()
    content = fields.Array(fields.Nested(JobSummary))


class JobDetails(ResponseSchema):
    """A whole job."""

    id = fields.Text()
    title = fields.Text()
    refNumber = fields.Text()
    createdOn = fields.Text()
    updatedOn = fields.Text()
    lastActivityOn = fields.Text()
    department = fields.Nested(JobDepartment)
    location = fields.Nested(JobLocation)
    status = fields.Choice(READABLE_JOB_STATUSES)
    postingStatus = fields.Choice(POSTING_STATUSES)
    targetHiringDate = fields.Text()
    industry = fields.Nested(Labelled)
    function = fields.Nested(Labelled)
    typeOfEmployment = fields.Nested(Labelled)
    experienceLevel = fields.Nested(Labelled)
    eeoCategory = fields.Nested(Labelled)
    template = fields.Boolean()
    creator = fields.Nested(JobCreator)
    compensation = fields.Nested(Compensation)
    jobAd = fields.Nested(JobAd)
    properties = fields.Array(fields.Nested(JobProperty))
    actions = fields.Nested(JobDetailsActions)


class JobStatusUpdate(ResponseSchema):
    """The status that a job now has."""

    status = fields.Choice(JOB_STATUSES.all, required=True)


class JobStatusHistoryActions(ResponseSchema):
    """Who changed a status."""

    user = fields.Nested(Action, required=True)


class JobStatusHistoryContent(ResponseSchema):
    """One status that a job had."""

    changedOn = fields.Text()
    status = fields.Choice(READABLE_JOB_STATUSES, required=True)
    actions = fields.Nested(JobStatusHistoryActions)


class JobStatusHistory(ResponseSchema):
    """Every status that a job had, in order."""

    totalFound = fields.Integer(required=True)
    content = fields.Array(fields.Nested(JobStatusHistoryContent), required=True)


class JobNote(ResponseSchema):
    """The note of a job."""

    content = fields.Text(required=True)
