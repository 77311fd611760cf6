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

    sections = fields.Shape(JobAdSectionsInput, allow_none=True)
    language = fields.Shape(LabelledLanguageInput, allow_none=True)


class JobPropertyValueInput(RequestSchema):
    """The value of a job property: the id of a listed one, or free text."""

    id = fields.Text(least=1, most=256, allow_none=True)
    label = fields.Text(allow_none=True)


class JobPropertyInput(RequestSchema):
    """A job property."""

    id = fields.Text(least=1, most=256, required=True)
    value = fields.Shape(JobPropertyValueInput, required=True)


class JobInput(RequestSchema):
    """A whole job with its default ad; null is the same as absent."""

    title = fields.Text(least=1, most=256, required=True)
    refNumber = fields.Text(most=63, allow_none=True)
    targetHiringDate = fields.Moment(allow_none=True)
    department = fields.Shape(Identifiable, allow_none=True)
    location = fields.Shape(JobLocationInput, required=True)
    industry = fields.Shape(Identifiable, required=True)
    function = fields.Shape(Identifiable, required=True)
    typeOfEmployment = fields.Shape(Identifiable, allow_none=True)
    experienceLevel = fields.Shape(Identifiable, required=True)
    eeoCategory = fields.Shape(Identifiable, allow_none=True)
    template = fields.Flag(allow_none=True)
    compensation = fields.Shape(CompensationInput, allow_none=True)
    jobAd = fields.Shape(JobAdInput, allow_none=True)
    properties = fields.Items(fields.Shape(JobPropertyInput), allow_none=True)


class JobStatusInput(RequestSchema):
    """A status that a job can be set to."""

    status = fields.Choice(JOB_STATUSES.all, required=True)


class JobNoteInput(RequestSchema):
    """What recruiters write down about a job."""

    content = fields.Text(most=LONGEST_NOTE, required=True)


class JobsQuery(PageQuery):
    """Which jobs, in which order."""

    q = fields.Text()
    offset = fields.Whole(least=0, load_default=0)
    sort = fields.Choice(("default", "job_id"), load_default="default")
    city = fields.Items(fields.Text(least=1))
    department = fields.Items(fields.Text(least=1))
    updatedAfter = fields.Moment()
    lastActivityAfter = fields.Moment()
    language = fields.Text()
    status = fields.Choice(JOB_STATUSES.all)
    statuses = fields.Items(fields.Choice(JOB_STATUSES.all))
    postingStatus = fields.Choice(POSTING_STATUSES)
    hiringTeamMemberId = fields.Items(fields.Text(least=1))


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

    sections = fields.Shape(JobAdSections)
    language = fields.Shape(Language)


class JobPropertyValue(ResponseSchema):
    """The value of a job property."""

    id = fields.Text()
    label = fields.Text()


class JobProperty(ResponseSchema):
    """A job property."""

    id = fields.Text(required=True)
    label = fields.Text()
    value = fields.Shape(JobPropertyValue, required=True)


class JobDetailsActions(ResponseSchema):
    """What can be done with a job next."""

    hiringTeam = fields.Shape(Action)
    publications = fields.Shape(Action)
    positions = fields.Shape(Action)
    applyOnWeb = fields.Shape(Action)
    details = fields.Shape(Action)


class JobSummaryActions(ResponseSchema):
    """Where a job of a list is told in full."""

    details = fields.Shape(Action, required=True)


class JobSummary(ResponseSchema):
    """A job of a list."""

    id = fields.Text()
    title = fields.Text()
    refNumber = fields.Text()
    createdOn = fields.Text()
    updatedOn = fields.Text()
    lastActivityOn = fields.Text()
    department = fields.Shape(JobDepartment)
    location = fields.Shape(JobLocation)
    status = fields.Choice(READABLE_JOB_STATUSES)
    postingStatus = fields.Choice(POSTING_STATUSES)
    language = fields.Shape(Language)
    actions = fields.Shape(JobSummaryActions)


class Jobs(ResponseSchema):
    """One page of the jobs that match."""

    limit = fields.Whole()
    offset = fields.Whole()
    nextPageId = fields.Text()
    totalFound = fields.Whole()
    content = fields.Items(fields.Shape(JobSummary))


class JobDetails(ResponseSchema):
    """A whole job."""

    id = fields.Text()
    title = fields.Text()
    refNumber = fields.Text()
    createdOn = fields.Text()
    updatedOn = fields.Text()
    lastActivityOn = fields.Text()
    department = fields.Shape(JobDepartment)
    location = fields.Shape(JobLocation)
    status = fields.Choice(READABLE_JOB_STATUSES)
    postingStatus = fields.Choice(POSTING_STATUSES)
    targetHiringDate = fields.Text()
    industry = fields.Shape(Labelled)
    function = fields.Shape(Labelled)
    typeOfEmployment = fields.Shape(Labelled)
    experienceLevel = fields.Shape(Labelled)
    eeoCategory = fields.Shape(Labelled)
    template = fields.Flag()
    creator = fields.Shape(JobCreator)
    compensation = fields.Shape(Compensation)
    jobAd = fields.Shape(JobAd)
    properties = fields.Items(fields.Shape(JobProperty))
    actions = fields.Shape(JobDetailsActions)


class JobStatusUpdate(ResponseSchema):
    """The status that a job now has."""

    status = fields.Choice(JOB_STATUSES.all, required=True)


class JobStatusHistoryActions(ResponseSchema):
    """Who changed a status."""

    user = fields.Shape(Action, required=True)


class JobStatusHistoryContent(ResponseSchema):
    """One status that a job had."""

    changedOn = fields.Text()
    status = fields.Choice(READABLE_JOB_STATUSES, required=True)
    actions = fields.Shape(JobStatusHistoryActions)


class JobStatusHistory(ResponseSchema):
    """Every status that a job had, in order."""

    totalFound = fields.Whole(required=True)
    content = fields.Items(fields.Shape(JobStatusHistoryContent), required=True)


class JobNote(ResponseSchema):
    """The note of a job."""

    content = fields.Text(required=True)
