"""Candidates: the people, in the talent pool and on jobs."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from ats_sandbox.contract.body import JsonObject
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.evidence import documented
from ats_sandbox.contract.operation import Example, Reply
from ats_sandbox.vendors.smartrecruiters.candidates import samples, views
from ats_sandbox.vendors.smartrecruiters.candidates.profile import changes, new_profile
from ats_sandbox.vendors.smartrecruiters.candidates.schemas import (
    CandidateDetails,
    CandidateInput,
    Candidates,
    PersonalDetails,
)
from ats_sandbox.vendors.smartrecruiters.candidates.search import CandidateQuery, matches
from ats_sandbox.vendors.smartrecruiters.errors import (
    CandidateDataConflict,
    CandidateForbidden,
    CandidateNotFound,
    InvalidSource,
    InvalidSourceType,
    JobForbidden,
    JobNotFound,
    SourceTypeNotFound,
    SubtypeRequired,
)
from ats_sandbox.vendors.smartrecruiters.facts import Facts, Resource
from ats_sandbox.vendors.smartrecruiters.finding import the_candidate, the_job
from ats_sandbox.vendors.smartrecruiters.paging import pages
from ats_sandbox.vendors.smartrecruiters.sources import chosen_source, untold_source
from ats_sandbox.world.domain.candidates import Candidate
from ats_sandbox.world.domain.commands.applications import application_of, apply
from ats_sandbox.world.domain.commands.candidates import amend, amend_identity, forget, register, same_person

REFERENCE = documented("developers.smartrecruiters.com, Candidate API")
SOURCE_ERRORS = (SourceTypeNotFound, InvalidSourceType, SubtypeRequired, InvalidSource)

candidates = Resource("Candidates", "People, in the talent pool and on jobs")


@candidates.get(
    "/candidates",
    id="list_candidates",
    scope="candidates_read",
    query=CandidateQuery,
    returns=Candidates,
    evidence=REFERENCE,
    facts=Facts(at_once=1),
)
def list_candidates(call: Call) -> Reply:
    """Search candidates.

    In the order in which they were created. What is asked about jobs, statuses and sources must hold of one and the
    same assignment.
    """
    return pages(call, matches(call), partial(views.listed, call))


@candidates.post(
    "/candidates",
    id="create_candidate",
    scope="candidates_create",
    body=CandidateInput,
    returns=CandidateDetails,
    status=201,
    errors=[CandidateForbidden, *SOURCE_ERRORS],
    evidence=REFERENCE,
    example=Example(body=samples.SOMEBODY),
)
def create_candidate(call: Call) -> dict[str, Any]:
    """Add a candidate to the talent pool.

    Somebody with the same e-mail address and last name is the same candidate, who stays as they are.
    """
    source = source_facts(call, call.body)
    return views.details(call, known_or_new(call, call.body, source))


@candidates.post(
    "/jobs/{jobId}/candidates",
    id="create_candidate_on_job",
    scope="candidates_create",
    body=CandidateInput,
    returns=CandidateDetails,
    status=201,
    errors=[JobNotFound, JobForbidden, CandidateForbidden, *SOURCE_ERRORS],
    evidence=REFERENCE,
    example=Example(path={"jobId": samples.a_job}, body=samples.SOMEBODY),
)
def create_candidate_on_job(call: Call) -> dict[str, Any]:
    """Add a candidate to a job, as NEW.

    Somebody with the same e-mail address and last name is the same candidate and gets one more assignment, unless
    they are on the job already.
    """
    job = the_job(call)
    source = source_facts(call, call.body)
    person = known_or_new(call, call.body, source)
    if application_of(call.world, person.id, job.id) is None:
        apply(call.draft, person.id, job.id, by=call.caller.user, **source)
    return views.details(call, call.world.candidates[person.id])


def source_facts(call: Call, told: Mapping[str, Any]) -> dict[str, Any]:
    """The `source` or the `origin` of the application that a CandidateInput makes."""
    details = told.get("sourceDetails")
    if details is None:
        return untold_source(call.world)
    return {"source": chosen_source(call.world, details, unknown_type=SourceTypeNotFound).id}


def known_or_new(call: Call, told: Mapping[str, Any], source: Mapping[str, Any]) -> Candidate:
    """The candidate with the told e-mail address and last name, or a new one."""
    known = same_person(call.draft, told["email"], told["lastName"])
    if known is None:
        return register(call.draft, source=source.get("source"), **new_profile(told))
    if not call.can_see(known):
        raise CandidateForbidden
    if told.get("internal") and not known.internal:
        return amend(call.draft, known, internal=True)
    return known


@candidates.get(
    "/candidates/{id}",
    id="get_candidate",
    scope="candidates_read",
    returns=CandidateDetails,
    errors=[CandidateNotFound, CandidateForbidden],
    evidence=REFERENCE,
    example=Example(path={"id": samples.a_candidate}),
)
def get_candidate(call: Call) -> dict[str, Any]:
    """Get a candidate with every assignment."""
    return views.details(call, the_candidate(call))


@candidates.patch(
    "/candidates/{id}",
    id="update_candidate",
    scope="candidates_manage",
    body=JsonObject(PersonalDetails, media_types=("application/json", "application/merge-patch+json")),
    returns=CandidateDetails,
    errors=[CandidateNotFound, CandidateForbidden, CandidateDataConflict],
    evidence=REFERENCE,
    example=Example(path={"id": samples.a_candidate}, body={"firstName": "Noor", "web": {"skype": "noor.example"}}),
)
def update_candidate(call: Call) -> dict[str, Any]:
    """Change the personal details of a candidate.

    What is left out stays. The e-mail address and last name of another candidate are refused.
    """
    person = the_candidate(call)
    changed = changes(person, call.body)
    return views.details(call, amend_identity(call.draft, person, **changed) if changed else person)


@candidates.delete(
    "/candidates/{id}",
    id="delete_candidate",
    scope="candidates_manage",
    errors=[CandidateNotFound, CandidateForbidden],
    evidence=REFERENCE,
    example=Example(path={"id": samples.a_candidate}),
)
def delete_candidate(call: Call) -> None:
    """Delete a candidate with every assignment, interview, note and file."""
    forget(call.draft, the_candidate(call))
