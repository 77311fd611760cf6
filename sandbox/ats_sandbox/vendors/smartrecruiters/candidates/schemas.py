"""The wire shapes of candidates."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import RequestSchema, ResponseSchema
from ats_sandbox.vendors.smartrecruiters.applications.schemas import Assignment
from ats_sandbox.vendors.smartrecruiters.links import Action
from ats_sandbox.vendors.smartrecruiters.places import CandidateLocation, CandidateLocationInput
from ats_sandbox.vendors.smartrecruiters.sources import CandidateSource
from ats_sandbox.vendors.smartrecruiters.vocabulary import CANDIDATE_STATUSES, CONSENTS


def email_in(text: str) -> str | None:
    """An e-mail address, by the least that every one has."""
    local, at, domain = text.rpartition("@")
    return text if local and at and domain and not any(char.isspace() for char in text) else None


class Web(RequestSchema):
    """Where somebody is on the web; null is the same as absent, or clears in a PATCH."""

    skype = fields.Text(allow_none=True)
    linkedin = fields.Text(allow_none=True)
    facebook = fields.Text(allow_none=True)
    twitter = fields.Text(allow_none=True)
    website = fields.Text(allow_none=True)


class EducationInput(RequestSchema):
    """Time at a school; the dates are free text such as `2016-09`."""

    institution = fields.Text(least=1, required=True)
    degree = fields.Text(least=1, required=True)
    major = fields.Text(least=1, allow_none=True)
    current = fields.Boolean(allow_none=True)
    location = fields.Text(allow_none=True)
    startDate = fields.Text(allow_none=True)
    endDate = fields.Text(allow_none=True)
    description = fields.Text(allow_none=True)


class ExperienceInput(RequestSchema):
    """Time at an employer; the dates are free text such as `2019-04`."""

    title = fields.Text(least=1, allow_none=True)
    company = fields.Text(least=1, allow_none=True)
    current = fields.Boolean(allow_none=True)
    location = fields.Text(allow_none=True)
    startDate = fields.Text(allow_none=True)
    endDate = fields.Text(allow_none=True)
    description = fields.Text(allow_none=True)


class CandidateInput(RequestSchema):
    """A new candidate; null is the same as absent where a member is not required."""

    firstName = fields.Text(least=1, required=True)
    lastName = fields.Text(least=1, required=True)
    email = fields.Pattern("email", email_in, required=True)
    phoneNumber = fields.Text(allow_none=True)
    location = fields.Nested(CandidateLocationInput, allow_none=True)
    web = fields.Nested(Web, allow_none=True)
    tags = fields.Array(fields.Text(least=1, most=150), most=100, allow_none=True)
    education = fields.Array(fields.Nested(EducationInput), allow_none=True)
    experience = fields.Array(fields.Nested(ExperienceInput), allow_none=True)
    sourceDetails = fields.Nested(CandidateSource, allow_none=True)
    internal = fields.Boolean(allow_none=True)


class PersonalDetails(RequestSchema):
    """What is to change of a candidate; null clears what is not a name or the address."""

    firstName = fields.Text(least=1)
    lastName = fields.Text(least=1)
    email = fields.Pattern("email", email_in)
    phoneNumber = fields.Text(allow_none=True)
    location = fields.Nested(CandidateLocationInput, allow_none=True)
    web = fields.Nested(Web, allow_none=True)


class TagsInput(RequestSchema):
    """The tags that replace all others."""

    tags = fields.Array(fields.Text(least=1, most=150), most=100, required=True)


class MoreTagsInput(RequestSchema):
    """Tags to add."""

    tags = fields.Array(fields.Text(least=1, most=150), least=1, most=100, required=True)


class CandidateTags(ResponseSchema):
    """Every tag of a candidate."""

    tags = fields.Array(fields.Text(), required=True)


class WebProfile(ResponseSchema):
    """Where somebody is on the web."""

    skype = fields.Text()
    linkedin = fields.Text()
    facebook = fields.Text()
    twitter = fields.Text()
    website = fields.Text()


class Education(ResponseSchema):
    """Time at a school."""

    institution = fields.Text(required=True)
    degree = fields.Text(required=True)
    major = fields.Text()
    current = fields.Boolean()
    location = fields.Text()
    startDate = fields.Text()
    endDate = fields.Text()
    description = fields.Text()


class Experience(ResponseSchema):
    """Time at an employer."""

    title = fields.Text()
    company = fields.Text()
    current = fields.Boolean()
    location = fields.Text()
    startDate = fields.Text()
    endDate = fields.Text()
    description = fields.Text()


class ListedJobActions(ResponseSchema):
    """What a job leads to."""

    details = fields.Nested(Action, required=True)


class PrimaryJob(ResponseSchema):
    """The job of the primary assignment in a list."""

    id = fields.Text(required=True)
    title = fields.Text(required=True)
    actions = fields.Nested(ListedJobActions, required=True)


class PrimaryAssignment(ResponseSchema):
    """The primary assignment in a list."""

    job = fields.Nested(PrimaryJob, required=True)
    status = fields.Choice(CANDIDATE_STATUSES.all, required=True)
    subStatus = fields.Text()


class SecondaryJob(ResponseSchema):
    """The job of a secondary assignment in a list."""

    id = fields.Text(required=True)
    actions = fields.Nested(ListedJobActions, required=True)


class SecondaryAssignment(ResponseSchema):
    """A secondary assignment in a list."""

    job = fields.Nested(SecondaryJob, required=True)


class CandidateConsent(ResponseSchema):
    """Whether the candidate agreed to being kept on file."""

    status = fields.Choice(CONSENTS.all)


class CandidateActions(ResponseSchema):
    """What a candidate in a list leads to."""

    details = fields.Nested(Action, required=True)
    properties = fields.Nested(Action, required=True)


class Candidate(ResponseSchema):
    """A candidate in a list."""

    id = fields.Text(required=True)
    internal = fields.Boolean(required=True)
    firstName = fields.Text(required=True)
    lastName = fields.Text(required=True)
    email = fields.Text()
    createdOn = fields.DateTime(required=True)
    updatedOn = fields.DateTime()
    location = fields.Nested(CandidateLocation)
    averageRating = fields.Number()
    tags = fields.Array(fields.Text())
    consent = fields.Nested(CandidateConsent)
    primaryAssignment = fields.Nested(PrimaryAssignment)
    secondaryAssignments = fields.Array(fields.Nested(SecondaryAssignment))
    actions = fields.Nested(CandidateActions, required=True)


class Candidates(ResponseSchema):
    """A page of candidates."""

    limit = fields.Integer(required=True)
    offset = fields.Integer(required=True)
    nextPageId = fields.Text()
    totalFound = fields.Integer(required=True)
    content = fields.Array(fields.Nested(Candidate), required=True)


class CandidateDetailsActions(ResponseSchema):
    """What a candidate leads to."""

    properties = fields.Nested(Action, required=True)
    attachments = fields.Nested(Action)
    consent = fields.Nested(Action)
    consents = fields.Nested(Action)


class CandidateDetails(ResponseSchema):
    """A candidate in full; what is not known is left out."""

    id = fields.Text()
    internal = fields.Boolean()
    firstName = fields.Text()
    lastName = fields.Text()
    email = fields.Text()
    phoneNumber = fields.Text()
    location = fields.Nested(CandidateLocation)
    web = fields.Nested(WebProfile)
    createdOn = fields.DateTime()
    updatedOn = fields.DateTime()
    tags = fields.Array(fields.Text())
    averageRating = fields.Number()
    education = fields.Array(fields.Nested(Education))
    experience = fields.Array(fields.Nested(Experience))
    primaryAssignment = fields.Nested(Assignment)
    secondaryAssignments = fields.Array(fields.Nested(Assignment))
    actions = fields.Nested(CandidateDetailsActions)
