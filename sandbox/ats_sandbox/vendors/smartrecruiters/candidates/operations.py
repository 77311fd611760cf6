"""The operations on candidates."""

from typing import Any

from ats_sandbox.contract.body import JsonObject
from ats_sandbox.contract.evidence import documented
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.schema import Members
from ats_sandbox.vendors.smartrecruiters import errors, samples
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call, Facts, Resource
from ats_sandbox.vendors.smartrecruiters.candidates import schemas
from ats_sandbox.vendors.smartrecruiters.candidates.profile import changes, new_profile
from ats_sandbox.vendors.smartrecruiters.candidates.search import CandidateQuery, matching
from ats_sandbox.vendors.smartrecruiters.declare import declare_get, declare_list
from ats_sandbox.vendors.smartrecruiters.documents import document_of
from ats_sandbox.vendors.smartrecruiters.paging import PAGES
from ats_sandbox.vendors.smartrecruiters.repositories import CANDIDATES, JOBS
from ats_sandbox.vendors.smartrecruiters.sources import chosen_source, default_source
from ats_sandbox.world.domain import candidates as kept
from ats_sandbox.world.domain.commands.applications import application_of, apply
from ats_sandbox.world.domain.commands.candidates import amend, amend_identity, forget, register, same_person

REFERENCE = documented("developers.smartrecruiters.com, Candidate API")
SOURCE_ERRORS = (errors.SourceTypeNotFound, errors.InvalidSourceType, errors.SubtypeRequired, errors.InvalidSource)

candidates = Resource(
    "Candidates",
    "People, in the talent pool and on jobs",
    scope="candidates",
    evidence=REFERENCE,
    names=(
        CANDIDATES,
        JOBS,
    ),
    path={**samples.A_CANDIDATE, **samples.A_JOB},
)


def details(call: AnyCall, person: kept.Candidate) -> Document:
    """A candidate in full."""
    return document_of(schemas.CandidateDetails, schemas.with_applications(person, call), call)


def application_source(call: AnyCall, body: Members) -> dict[str, Any]:
    """The `source` or the `origin` of the application that a CandidateInput makes."""
    details = body.get("sourceDetails")
    if details is None:
        return default_source(call.world)
    return {"source": chosen_source(call.world, details, unknown_type=errors.SourceTypeNotFound).id}


def known_or_new(call: AnyCall, body: Members, source: int | None) -> kept.Candidate:
    """The candidate with the e-mail address and last name of a CandidateInput, or a new one."""
    known = same_person(call.draft, body["email"], body["lastName"])
    if known is None:
        return register(call.draft, source=source, **new_profile(body))
    if not call.can_see(known):
        raise errors.CandidateForbidden
    if body.get("internal") and not known.internal:
        return amend(call.draft, known, internal=True)
    return known


declare_list(
    candidates,
    "/candidates",
    "Search candidates.\n\n"
    "In the order in which they were created. What is asked about jobs, statuses and sources must hold of one and the\n"
    "same assignment.",
    id="list_candidates",
    item=schemas.Candidate,
    rows=matching,
    shown_as=schemas.with_applications,
    style=PAGES,
    query=CandidateQuery,
    facts=Facts(at_once=1),
)


@candidates.post(
    "/candidates",
    id="create_candidate",
    scope="candidates_create",
    body=schemas.CandidateInput,
    returns={201: schemas.CandidateDetails},
    errors=[errors.CandidateForbidden, *SOURCE_ERRORS],
    evidence=REFERENCE,
    example=Example(body=samples.body("candidate")),
)
def create_candidate(call: Call) -> Document:
    """Add a candidate to the talent pool.

    Somebody with the same e-mail address and last name is the same candidate, who stays as they are.
    """
    source = application_source(call, call.body)
    return details(call, known_or_new(call, call.body, source.get("source")))


@candidates.post(
    "/jobs/{jobId}/candidates",
    id="create_candidate_on_job",
    scope="candidates_create",
    body=schemas.CandidateInput,
    returns={201: schemas.CandidateDetails},
    errors=[errors.CandidateForbidden, *SOURCE_ERRORS],
    evidence=REFERENCE,
    example=Example(body=samples.body("candidate")),
)
def create_candidate_on_job(call: Call) -> Document:
    """Add a candidate to a job, as NEW.

    Somebody with the same e-mail address and last name is the same candidate and gets one more assignment, unless
    they are on the job already.
    """
    job = JOBS.get_or_404(call)
    source = application_source(call, call.body)
    person = known_or_new(call, call.body, source.get("source"))
    if application_of(call.world, person.id, job.id) is None:
        apply(call.draft, person.id, job.id, by=call.caller.user, **source)
    return details(call, call.world.candidates[person.id])


declare_get(
    candidates,
    "/candidates/{id}",
    "Get a candidate with every assignment.",
    id="get_candidate",
    schema=schemas.CandidateDetails,
    record=lambda call: schemas.with_applications(CANDIDATES.get_or_404(call), call),
)


@candidates.patch(
    "/candidates/{id}",
    id="update_candidate",
    body=JsonObject(schemas.PersonalDetails, media_types=("application/json", "application/merge-patch+json")),
    returns=schemas.CandidateDetails,
    errors=[errors.CandidateDataConflict],
    evidence=REFERENCE,
    example=Example(body={"firstName": "Noor", "web": {"skype": "noor.example"}}),
)
def update_candidate(call: Call) -> Document:
    """Change the personal details of a candidate.

    What is left out stays. The e-mail address and last name of another candidate are refused.
    """
    person = CANDIDATES.get_or_404(call)
    changed = changes(call, person, call.body)
    return details(call, amend_identity(call.draft, person, **changed) if changed else person)


@candidates.delete(
    "/candidates/{id}",
    id="delete_candidate",
    evidence=REFERENCE,
)
def delete_candidate(call: Call) -> None:
    """Delete a candidate with every assignment, interview, note and file."""
    forget(call.draft, CANDIDATES.get_or_404(call))
