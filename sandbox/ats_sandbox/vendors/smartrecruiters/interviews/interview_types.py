"""Interview types: what people choose from when they schedule an interview in the product."""

from msgspec.structs import replace

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import TextArray
from ats_sandbox.contract.operation import Example
from ats_sandbox.vendors.smartrecruiters import apis, errors
from ats_sandbox.vendors.smartrecruiters.call import Call
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.world.domain.commands.interviews import list_interview_types, unlist_interview_type
from ats_sandbox.world.domain.interview_types import INTERVIEW_TYPES

LONGEST_NAME = 400
MOST_TYPES = 2_000
ROOT = "/interviews-api/v201904/interview-types"

interview_types = Resource(
    "Interview types",
    "The names that people choose from when they schedule an interview",
    replace(apis.INTERVIEWS, scope="interview_types"),
)


@interview_types.get(
    ROOT,
    id="list_interview_types",
    returns=fields.Array(fields.Text()),
    evidence=apis.INTERVIEWS.evidence,
    also=["/interview-types"],
)
def list_types(call: Call) -> list[str]:
    """List the interview types, in the order in which they were added."""
    return [one.name for one in call.world[INTERVIEW_TYPES]]


@interview_types.patch(
    ROOT,
    id="add_interview_types",
    body=TextArray(most=MOST_TYPES, shortest=1, longest=LONGEST_NAME),
    errors=[errors.InterviewTypesFull],
    evidence=apis.INTERVIEWS.evidence,
    also=["/interview-types"],
)
def add_types(call: Call[list[str]]) -> None:
    """Add interview types to the list; nothing is removed, and what it has already it does not get twice."""
    listed = {one.name for one in call.world[INTERVIEW_TYPES]}
    if len(listed.union(call.body)) > MOST_TYPES:
        raise errors.InterviewTypesFull
    list_interview_types(call.draft, call.body)


@interview_types.delete(
    f"{ROOT}/{{interviewType}}",
    id="delete_interview_type",
    errors=[errors.InterviewTypeNotFound],
    evidence=apis.INTERVIEWS.evidence,
    also=["/interview-types/{interviewType}"],
    path_types={"interviewType": {"type": "string", "maxLength": LONGEST_NAME}},
    example=Example(path={"interviewType": lambda world: next(iter(world[INTERVIEW_TYPES])).name}),
)
def delete_type(call: Call) -> None:
    """Take an interview type, which its name names, off the list. Interviews that are of that type stay so."""
    kind = call.world[INTERVIEW_TYPES].where(name=call.path["interviewType"]).first()
    if kind is None:
        raise errors.InterviewTypeNotFound(parameter="interviewType")
    unlist_interview_type(call.draft, kind)
