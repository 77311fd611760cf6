"""Candidates: the people, in the talent pool and on jobs, and their tags."""

from typing import Any, ClassVar, NamedTuple

import marshmallow as ma

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import JsonObject
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.schema import ResponseSchema, shape_of
from ats_sandbox.vendors.smartrecruiters import apis, documents, errors
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call, Facts
from ats_sandbox.vendors.smartrecruiters.candidates.applications import Assignment, sub_status
from ats_sandbox.vendors.smartrecruiters.candidates.profile import NETWORKS, changes
from ats_sandbox.vendors.smartrecruiters.candidates.resume_work import RESUME_READING
from ats_sandbox.vendors.smartrecruiters.candidates.search import FILTERS, SEARCH_PAGES, SEARCH_REFUSALS, assigned
from ats_sandbox.vendors.smartrecruiters.configuration import sources
from ats_sandbox.vendors.smartrecruiters.documents import document_of, id_of, input_of, part, parts, patch_of
from ats_sandbox.vendors.smartrecruiters.ids import CANDIDATE, JOB
from ats_sandbox.vendors.smartrecruiters.links import link, links
from ats_sandbox.vendors.smartrecruiters.places import CandidateLocation
from ats_sandbox.vendors.smartrecruiters.repositories import CANDIDATES
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.vendors.smartrecruiters.vocabulary import CANDIDATE_STATUSES, CONSENTS, Spelled
from ats_sandbox.world.domain import candidates as kept
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.commands.candidates import amend_identity, forget, tag

candidates = Resource("Candidates", "People, in the talent pool and on jobs", apis.CANDIDATES, CANDIDATES)
tags = Resource("Candidate tags", "Words that recruiters put on candidates", apis.CANDIDATES, CANDIDATES)
TAGS = "/candidates/{id}/tags"
MOST_TAGS = 100


class ShownCandidate(NamedTuple):
    """A person with the applications that the caller may see: what their documents are made of."""

    person: kept.Candidate
    primary: Application | None
    secondary: list[Application]


def with_applications(person: kept.Candidate, call: AnyCall) -> ShownCandidate:
    """A person with the applications that the caller may see."""
    seen = call.visible_under(call.world.applications, "candidate", person.id)
    if len(seen) == 1 and seen[0].primary:
        return ShownCandidate(person, seen[0], [])
    primary = next((one for one in seen if one.primary), None)
    return ShownCandidate(person, primary, [one for one in seen if not one.primary])


def email_in(text: str) -> str | None:
    """An e-mail address, by the least that every one has."""
    local, at, domain = text.rpartition("@")
    return text if local and at and domain and not any(char.isspace() for char in text) else None


def _network(name: str) -> documents.Source:
    return lambda person, call: person.link(name)


def _link(below: str = "", *, required: bool = False) -> ma.fields.Nested:
    """The link to a candidate, or to what is below them."""
    return link(f"/candidates/{{id}}{below}", id_of(CANDIDATE, "person.id"), required=required)


PERIOD = {
    "current": fields.Boolean(),
    "location": fields.Text(),
    "startDate": fields.Text(of="start_date"),
    "endDate": fields.Text(of="end_date"),
    "description": fields.Text(),
}
"""Time somewhere; the dates are free text such as `2016-09`."""
WebProfile = shape_of("WebProfile", **{name: fields.Text(of=_network(name)) for name in NETWORKS})
Education = shape_of(
    "Education",
    institution=fields.Text(of=lambda one, call: one.institution or "", required=True),
    degree=fields.Text(of=lambda one, call: one.degree or "", required=True),
    major=fields.Text(),
    **PERIOD,
)
"""Time at a school. The two required members are empty where another system left them out."""
Experience = shape_of("Experience", title=fields.Text(), company=fields.Text(), **PERIOD)
"""Time at an employer."""

_JOB_LINKS = links("ListedJobActions", required=True, details=link("/jobs/{jobId}", id_of(JOB, "job"), required=True))


class PrimaryJob(ResponseSchema):
    """The job of the primary assignment in a list."""

    shown_first: ClassVar[str] = "id actions"

    id = fields.Text(of=id_of(JOB, "job"), required=True)
    title = fields.Text(of=lambda one, call: call.world.jobs[one.job].title, required=True)
    actions = _JOB_LINKS


class PrimaryAssignment(ResponseSchema):
    """The primary assignment in a list."""

    job = part(PrimaryJob, required=True)
    status = Spelled(CANDIDATE_STATUSES, required=True)
    subStatus = fields.Text(of=lambda one, call: sub_status(call.world, one.status, one.stage))


SecondaryJob = shape_of("SecondaryJob", id=fields.Text(of=id_of(JOB, "job"), required=True), actions=_JOB_LINKS)
SecondaryAssignment = shape_of("SecondaryAssignment", job=part(SecondaryJob, required=True))


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
    consent = part(shape_of("CandidateConsent", status=Spelled(CONSENTS, of="consent")), "person")
    primaryAssignment = part(PrimaryAssignment, "primary")
    secondaryAssignments = parts(SecondaryAssignment, "secondary")
    actions = links(
        "CandidateActions",
        required=True,
        details=_link(required=True),
        properties=_link("/properties", required=True),
    )


class CandidateDetails(ResponseSchema):
    """A candidate in full; what is not known is left out, and so are links while there are none."""

    shown_first: ClassVar[str] = "id internal firstName lastName email createdOn updatedOn location averageRating tags"

    id = fields.Text(of=id_of(CANDIDATE, "person.id"))
    internal = fields.Boolean(of="person.internal")
    firstName = fields.Text(of="person.first_name")
    lastName = fields.Text(of="person.last_name")
    email = fields.Text(of="person.email")
    phoneNumber = fields.Text(of="person.phone")
    location = part(CandidateLocation, "person.place")
    web = part(WebProfile, lambda shown, call: shown.person)
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
        properties=_link("/properties", required=True),
        attachments=_link("/attachments"),
        consent=_link("/consent"),
        consents=_link("/consents"),
    )


patch_of(WebProfile, "Web")
input_of(
    Education,
    "EducationInput",
    institution=fields.Text(least=1, required=True),
    degree=fields.Text(least=1, required=True),
    major=fields.Text(least=1, allow_none=True),
)
input_of(
    Experience,
    "ExperienceInput",
    title=fields.Text(least=1, allow_none=True),
    company=fields.Text(least=1, allow_none=True),
)


def _tags(*, least: int | None = None, **options: Any) -> fields.Array:
    return fields.Array(fields.Text(least=1, most=50), least=least, most=MOST_TAGS, **options)


def _identity(*, required: bool) -> dict[str, ma.fields.Field[Any]]:
    """The names and the address of a candidate."""
    return {
        "firstName": fields.Text(least=1, required=required),
        "lastName": fields.Text(least=1, required=required),
        "email": fields.Pattern("email", email_in, required=required),
    }


CandidateInput = input_of(
    CandidateDetails,
    "CandidateInput",
    "firstName lastName email phoneNumber location web tags education experience sourceDetails internal",
    **_identity(required=True),
    tags=_tags(allow_none=True),
    sourceDetails=fields.Nested(sources.CandidateSource, allow_none=True),
)
"""A new candidate; null is the same as absent where a member is not required."""
PersonalDetails = patch_of(
    CandidateDetails,
    "PersonalDetails",
    "firstName lastName email phoneNumber location web",
    **_identity(required=False),
)
"""What is to change of a candidate; null clears what is not a name or the address."""
CandidateTags = shape_of("CandidateTags", tags=fields.Array(fields.Text(), required=True))
TagsInput = input_of(CandidateTags, "TagsInput", tags=_tags(required=True))
MoreTagsInput = input_of(CandidateTags, "MoreTagsInput", tags=_tags(least=1, required=True))


def details(call: AnyCall, person: kept.Candidate) -> Document:
    """A candidate in full."""
    return document_of(CandidateDetails, with_applications(person, call), call)


candidates.lists(
    "/candidates",
    "Search candidates.\n\n"
    "In the order in which they were created; only those who are or were on a job. What is asked about jobs, statuses\n"
    "and sources must hold of one and the same assignment. Properties, sources and screening questions are asked for\n"
    "by parameters that come in equal numbers; of one property, or one field of a question, any of several values.",
    id="list_candidates",
    item=Candidate,
    rows=assigned,
    shown_as=with_applications,
    style=SEARCH_PAGES,
    filters=FILTERS,
    errors=SEARCH_REFUSALS,
    facts=Facts(at_once=1),
)


candidates.shows(
    "/candidates/{id}",
    "Get a candidate with every assignment.",
    id="get_candidate",
    schema=CandidateDetails,
    shown_as=with_applications,
    facts=Facts(forbidden=errors.CandidateAccessDenied),
    observes=[RESUME_READING],
)


@candidates.patch(
    "/candidates/{id}",
    id="update_candidate",
    body=JsonObject(PersonalDetails, media_types=("application/json", "application/merge-patch+json")),
    returns=CandidateDetails,
    errors=[errors.CandidateDataConflict],
    evidence=apis.CANDIDATES.evidence,
)
def update_candidate(call: Call) -> Document:
    """Change the personal details of a candidate.

    What is left out stays. The e-mail address and last name of another candidate are refused.
    """
    person = CANDIDATES.get_or_404(call)
    changed = changes(call, person, call.body)
    return details(call, amend_identity(call.draft, person, **changed) if changed else person)


@candidates.delete("/candidates/{id}", id="delete_candidate", evidence=apis.CANDIDATES.evidence)
def delete_candidate(call: Call) -> None:
    """Delete a candidate with every assignment, interview, note and file."""
    forget(call.draft, CANDIDATES.get_or_404(call))


tags.shows(TAGS, "Get the tags of a candidate.", id="get_candidate_tags", schema=CandidateTags)


@tags.post(
    TAGS, id="add_candidate_tags", body=MoreTagsInput, returns={201: CandidateTags}, evidence=apis.CANDIDATES.evidence
)
def add_tags(call: Call) -> Document:
    """Add tags to those that a candidate has, up to a hundred in all; the answer lists them all."""
    person = CANDIDATES.get_or_404(call)
    found = list(dict.fromkeys([*person.tags, *call.body["tags"]]))
    if len(found) > MOST_TAGS:
        raise Invalid(Violation(Rule.TOO_MANY, ("tags",), limit=MOST_TAGS, value=found))
    return document_of(CandidateTags, tag(call.draft, person, found), call)


@tags.put(
    TAGS,
    id="put_update_candidate_tags",
    body=TagsInput,
    returns={201: CandidateTags},
    evidence=apis.use_case("put_update_candidate_tags"),
)
def replace_tags(call: Call) -> Document:
    """Replace all tags of a candidate.

    The order is kept and exact repeats are dropped; an empty list clears.
    """
    return document_of(CandidateTags, tag(call.draft, CANDIDATES.get_or_404(call), call.body["tags"]), call)


@tags.delete(TAGS, id="delete_candidate_tags", evidence=apis.CANDIDATES.evidence)
def delete_tags(call: Call) -> None:
    """Remove all tags of a candidate."""
    tag(call.draft, CANDIDATES.get_or_404(call), [])
