"""The wire shapes of job ads."""

from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import RequestSchema, ResponseSchema
from ats_sandbox.vendors.smartrecruiters.jobs.location import JobLocation, JobLocationInput
from ats_sandbox.vendors.smartrecruiters.labels import Reference
from ats_sandbox.vendors.smartrecruiters.languages import LANGUAGES, Language
from ats_sandbox.vendors.smartrecruiters.links import Action
from ats_sandbox.vendors.smartrecruiters.vocabulary import JOB_AD_STATUSES, VISIBILITIES

LONGEST = 9_999
"""Characters of a section's text."""


class JobAdSectionInput(RequestSchema):
    """A titled part of an ad."""

    title = fields.Text(allow_none=True)
    text = fields.Text(most=LONGEST, allow_none=True)


class JobAdVideosInput(RequestSchema):
    """The addresses of an ad's videos."""

    urls = fields.Array(fields.Text(), allow_none=True)


def _section() -> Any:
    return fields.Nested(JobAdSectionInput, allow_none=True)


class JobAdSectionsInput(RequestSchema):
    """What an ad says; a section that is left out is empty."""

    companyDescription = _section()
    jobDescription = _section()
    qualifications = _section()
    additionalInformation = _section()
    videos = fields.Nested(JobAdVideosInput, allow_none=True)


class JobAdLanguageInput(RequestSchema):
    """The language of an ad."""

    code = fields.Text(required=True, metadata={"enum": list(LANGUAGES)})


class JobAdContent(RequestSchema):
    """A whole ad."""

    title = fields.Text(least=1, required=True)
    language = fields.Nested(JobAdLanguageInput, allow_none=True)
    location = fields.Nested(JobLocationInput, allow_none=True)
    jobAd = fields.Nested(JobAdSectionsInput, allow_none=True)


class JobAdSection(ResponseSchema):
    """A titled part of an ad."""

    title = fields.Text()
    text = fields.Text()


class JobAdVideos(ResponseSchema):
    """The addresses of an ad's videos."""

    urls = fields.Array(fields.Text())


class JobAdSections(ResponseSchema):
    """What an ad says."""

    companyDescription = fields.Nested(JobAdSection)
    jobDescription = fields.Nested(JobAdSection)
    qualifications = fields.Nested(JobAdSection)
    additionalInformation = fields.Nested(JobAdSection)
    videos = fields.Nested(JobAdVideos)


class JobAdItemActions(ResponseSchema):
    """What can be done with an ad next."""

    postings = fields.Nested(Action, required=True)


class JobAdItem(ResponseSchema):
    """An ad as it is answered."""

    id = fields.Text(required=True)
    title = fields.Text(required=True)
    language = fields.Nested(Language, required=True)
    location = fields.Nested(JobLocation)
    jobAd = fields.Nested(JobAdSections, required=True)
    createdOn = fields.Text(required=True)
    updatedOn = fields.Text(required=True)
    applyUrl = fields.Text()
    postingStatus = fields.Choice(JOB_AD_STATUSES, required=True)
    visibility = fields.Choice(VISIBILITIES.all, required=True)
    default = fields.Boolean(required=True)
    creator = fields.Nested(Reference, required=True)
    actions = fields.Nested(JobAdItemActions, required=True)
