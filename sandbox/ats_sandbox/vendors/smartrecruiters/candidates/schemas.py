"""The wire shapes of candidates, and how a person is shown in them."""

from typing import ClassVar, NamedTuple

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import RequestSchema, ResponseSchema
from ats_sandbox.vendors.smartrecruiters.applications import Assignment, sub_status
from ats_sandbox.vendors.smartrecruiters.call import AnyCall
from ats_sandbox.vendors.smartrecruiters.documents import Source, id_of, input_of, part, parts, shape
from ats_sandbox.vendors.smartrecruiters.ids import CANDIDATE, JOB
from ats_sandbox.vendors.smartrecruiters.links import link, links
from ats_sandbox.vendors.smartrecruiters.places import CandidateLocation, CandidateLocationInput
from ats_sandbox.vendors.smartrecruiters.sources import CandidateSource
from ats_sandbox.vendors.smartrecruiters.vocabulary import CANDIDATE_STATUSES, CONSENTS, Spelled
from ats_sandbox.world.domain import candidates
from ats_sandbox.world.domain.applications import Application

NETWORKS = ("skype", "linkedin", "facebook", "twitter", "website")


class ShownCandidate(NamedTuple):
    """A person with the applications that the caller may see: what their documents are made of."""

    person: candidates.Candidate
    primary: Application | None
    secondary: list[Application]


def with_applications(person: candidates.Candidate, call: AnyCall) -> ShownCandidate:
    """A person with the applications that the caller may see."""
    seen = list(call.visible(call.world.applications.where(candidate=person.id)))
    primary = next((one for one in seen if one.primary), None)
    return ShownCandidate(person, primary, [one for one in seen if not one.primary])


def email_in(text: str) -> str | None:
    """An e-mail address, by the least that every one has."""
    local, at, domain = text.rpartition("@")
    return text if local and at and domain and not any(char.isspace() for char in text) else None


def _network(name: str) -> Source:
    return lambda person, call: person.link(name)


class WebProfile(ResponseSchema):
    """Where somebody is on the web."""

    skype = fields.Text(of=_network("skype"))
    linkedin = fields.Text(of=_network("linkedin"))
    facebook = fields.Text(of=_network("facebook"))
    twitter = fields.Text(of=_network("twitter"))
    website = fields.Text(of=_network("website"))


class Education(ResponseSchema):
    """Time at a school. The two required members are empty where another system left them out."""

    institution = fields.Text(of=lambda one, call: one.institution or "", required=True)
    degree = fields.Text(of=lambda one, call: one.degree or "", required=True)
    major = fields.Text()
    current = fields.Boolean()
    location = fields.Text()
    startDate = fields.Text(of="start_date")
    endDate = fields.Text(of="end_date")
    description = fields.Text()


class Experience(ResponseSchema):
    """Time at an employer."""

    title = fields.Text()
    company = fields.Text()
    current = fields.Boolean()
    location = fields.Text()
    startDate = fields.Text(of="start_date")
    endDate = fields.Text(of="end_date")
    description = fields.Text()


Web = input_of(WebProfile, "Web")
"""Where somebody is on the web; null is the same as absent, or clears in a PATCH."""
EducationInput = input_of(
    Education,
    "EducationInput",
    institution=fields.Text(least=1, required=True),
    degree=fields.Text(least=1, required=True),
    major=fields.Text(least=1, allow_none=True),
)
"""Time at a school; the dates are free text such as `2016-09`."""
ExperienceInput = input_of(
    Experience,
    "ExperienceInput",
    title=fields.Text(least=1, allow_none=True),
    company=fields.Text(least=1, allow_none=True),
)
"""Time at an employer; the dates are free text such as `2019-04`."""


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


_JOB_LINKS = links("ListedJobActions", required=True, details=link("/jobs/{jobId}", id_of(JOB, "job"), required=True))


class PrimaryJob(ResponseSchema):
    """The job of the primary assignment in a list."""

    shown_first: ClassVar[tuple[str, ...]] = ("id", "actions")

    id = fields.Text(of=id_of(JOB, "job"), required=True)
    title = fields.Text(of=lambda one, call: call.world.jobs[one.job].title, required=True)
    actions = _JOB_LINKS


class PrimaryAssignment(ResponseSchema):
    """The primary assignment in a list."""

    job = part(PrimaryJob, required=True)
    status = Spelled(CANDIDATE_STATUSES, required=True)
    subStatus = fields.Text(of=lambda one, call: sub_status(call.world, one.status, one.stage))


SecondaryJob = shape("SecondaryJob", id=fields.Text(of=id_of(JOB, "job"), required=True), actions=_JOB_LINKS)
SecondaryAssignment = shape("SecondaryAssignment", job=part(SecondaryJob, required=True))


class Candidate(ResponseSchema):
    """A candidate in a list."""

    id = fields.Text(of=id_of(CANDIDATE, "person.id"), required=True)
    internal = fields.Boolean(of="person.internal", required=True)
    firstName = fields.Text(of="person.first_name", required=True)
    lastName = fields.Text(of="person.last_name", required=True)
    email = fields.Text(of="person.email")
    createdOn = fields.DateTime(of="person.created_at", required=True)
    updatedOn = fields.DateTime(of="person.updated_at")
    location = part(CandidateLocation, "person.place")
    averageRating = fields.Number(of="person.rating")
    tags = fields.Array(fields.Text(), of="person.tags")
    consent = part(shape("CandidateConsent", status=Spelled(CONSENTS, of="consent")), "person")
    primaryAssignment = part(PrimaryAssignment, "primary")
    secondaryAssignments = parts(SecondaryAssignment, "secondary")
    actions = links(
        "CandidateActions",
        required=True,
        details=link("/candidates/{id}", id_of(CANDIDATE, "person.id"), required=True),
        properties=link("/candidates/{id}/properties", id_of(CANDIDATE, "person.id")),
    )


class CandidateDetails(ResponseSchema):
    """A candidate in full; what is not known is left out, and so are links while there are none."""

    shown_first: ClassVar[tuple[str, ...]] = (
        *("id", "internal", "firstName", "lastName", "email"),
        *("createdOn", "updatedOn", "location", "averageRating", "tags"),
    )

    id = fields.Text(of=id_of(CANDIDATE, "person.id"))
    internal = fields.Boolean(of="person.internal")
    firstName = fields.Text(of="person.first_name")
    lastName = fields.Text(of="person.last_name")
    email = fields.Text(of="person.email")
    phoneNumber = fields.Text(of="person.phone")
    location = part(CandidateLocation, "person.place")
    web = part(WebProfile, "person")
    createdOn = fields.DateTime(of="person.created_at")
    updatedOn = fields.DateTime(of="person.updated_at")
    tags = fields.Array(fields.Text(), of="person.tags")
    averageRating = fields.Number(of="person.rating")
    education = parts(Education, "person.education")
    experience = parts(Experience, "person.experience")
    primaryAssignment = part(Assignment, "primary")
    secondaryAssignments = parts(Assignment, "secondary")
    actions = links(
        "CandidateDetailsActions",
        properties=link("/candidates/{id}/properties", id_of(CANDIDATE, "person.id")),
        attachments=link("/candidates/{id}/attachments", id_of(CANDIDATE, "person.id")),
        consent=link("/candidates/{id}/consent", id_of(CANDIDATE, "person.id")),
        consents=link("/candidates/{id}/consents", id_of(CANDIDATE, "person.id")),
    )
