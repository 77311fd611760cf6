"""Tags of candidates: a list of words, in the order in which they were given."""

from typing import Any

from ats_sandbox.contract.call import Call
from ats_sandbox.contract.evidence import documented
from ats_sandbox.contract.operation import Example
from ats_sandbox.vendors.smartrecruiters.candidates import samples
from ats_sandbox.vendors.smartrecruiters.candidates.schemas import CandidateTags, MoreTagsInput, TagsInput
from ats_sandbox.vendors.smartrecruiters.errors import CandidateForbidden, CandidateNotFound
from ats_sandbox.vendors.smartrecruiters.facts import Resource
from ats_sandbox.vendors.smartrecruiters.finding import the_candidate
from ats_sandbox.world.domain.commands.candidates import tag

REFERENCE = documented("developers.smartrecruiters.com, Candidate API")
USE_CASES = documented("list of the API's PUT use cases: put_update_candidate_tags")
ERRORS = (CandidateNotFound, CandidateForbidden)

tags = Resource("Candidate tags", "Words that recruiters put on candidates")


@tags.get(
    "/candidates/{id}/tags",
    id="get_candidate_tags",
    scope="candidates_read",
    returns=CandidateTags,
    errors=ERRORS,
    evidence=REFERENCE,
    example=Example(path={"id": samples.a_candidate}),
)
def get_tags(call: Call) -> dict[str, Any]:
    """Get the tags of a candidate."""
    return {"tags": list(the_candidate(call).tags)}


@tags.post(
    "/candidates/{id}/tags",
    id="add_candidate_tags",
    scope="candidates_manage",
    body=MoreTagsInput,
    returns=CandidateTags,
    status=201,
    errors=ERRORS,
    evidence=REFERENCE,
    example=Example(path={"id": samples.a_candidate}, body={"tags": ["night shifts"]}),
)
def add_tags(call: Call) -> dict[str, Any]:
    """Add tags to those that a candidate has; the answer lists them all."""
    person = the_candidate(call)
    return {"tags": list(tag(call.draft, person, [*person.tags, *call.body["tags"]]).tags)}


@tags.put(
    "/candidates/{id}/tags",
    id="put_update_candidate_tags",
    scope="candidates_manage",
    body=TagsInput,
    returns=CandidateTags,
    status=201,
    errors=ERRORS,
    evidence=USE_CASES,
    example=Example(path={"id": samples.a_candidate}, body={"tags": ["night shifts", "speaks Dutch"]}),
)
def replace_tags(call: Call) -> dict[str, Any]:
    """Replace all tags of a candidate.

    The order is kept and exact repeats are dropped; an empty list clears.
    """
    person = the_candidate(call)
    return {"tags": list(tag(call.draft, person, call.body["tags"]).tags)}


@tags.delete(
    "/candidates/{id}/tags",
    id="delete_candidate_tags",
    scope="candidates_manage",
    errors=ERRORS,
    evidence=REFERENCE,
    example=Example(path={"id": samples.a_candidate}),
)
def delete_tags(call: Call) -> None:
    """Remove all tags of a candidate."""
    tag(call.draft, the_candidate(call), [])
