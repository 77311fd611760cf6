"""Tags of candidates: a list of words, in the order in which they were given."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.evidence import documented
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.vendors.smartrecruiters import samples
from ats_sandbox.vendors.smartrecruiters.call import Call, Resource
from ats_sandbox.vendors.smartrecruiters.declare import declare_get
from ats_sandbox.vendors.smartrecruiters.documents import document_of, request_of, shape
from ats_sandbox.vendors.smartrecruiters.repositories import CANDIDATES
from ats_sandbox.world.domain.commands.candidates import tag

REFERENCE = documented("developers.smartrecruiters.com, Candidate API")
USE_CASES = documented("list of the API's PUT use cases: put_update_candidate_tags")
PATH = "/candidates/{id}/tags"

tags = Resource(
    "Candidate tags",
    "Words that recruiters put on candidates",
    scope="candidates",
    evidence=REFERENCE,
    names=(CANDIDATES,),
    path=samples.A_CANDIDATE,
)

TAG = fields.Text(least=1, most=150)
TagsInput = request_of("TagsInput", tags=fields.Array(TAG, most=100, required=True))
"""The tags that replace all others."""
MoreTagsInput = request_of("MoreTagsInput", tags=fields.Array(TAG, least=1, most=100, required=True))
"""Tags to add."""


CandidateTags = shape("CandidateTags", tags=fields.Array(fields.Text(), required=True))

declare_get(
    tags,
    PATH,
    "Get the tags of a candidate.",
    id="get_candidate_tags",
    schema=CandidateTags,
    record=CANDIDATES.get_or_404,
)


@tags.post(
    PATH,
    id="add_candidate_tags",
    body=MoreTagsInput,
    returns={201: CandidateTags},
    evidence=REFERENCE,
    example=Example(body={"tags": ["night shifts"]}),
)
def add_tags(call: Call) -> Document:
    """Add tags to those that a candidate has; the answer lists them all."""
    person = CANDIDATES.get_or_404(call)
    return document_of(CandidateTags, tag(call.draft, person, [*person.tags, *call.body["tags"]]), call)


@tags.put(
    PATH,
    id="put_update_candidate_tags",
    body=TagsInput,
    returns={201: CandidateTags},
    evidence=USE_CASES,
    example=Example(body={"tags": ["night shifts", "speaks Dutch"]}),
)
def replace_tags(call: Call) -> Document:
    """Replace all tags of a candidate.

    The order is kept and exact repeats are dropped; an empty list clears.
    """
    return document_of(CandidateTags, tag(call.draft, CANDIDATES.get_or_404(call), call.body["tags"]), call)


@tags.delete(
    PATH,
    id="delete_candidate_tags",
    evidence=REFERENCE,
)
def delete_tags(call: Call) -> None:
    """Remove all tags of a candidate."""
    tag(call.draft, CANDIDATES.get_or_404(call), [])
