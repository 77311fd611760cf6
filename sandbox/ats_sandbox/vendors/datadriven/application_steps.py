"""Application steps: dated events of applications."""

from typing import Any

from msgspec.structs import replace

from ats_sandbox.contract.body import Batch, OneOrMany
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.evidence import documented, inferred
from ats_sandbox.contract.operation import Example, Reply
from ats_sandbox.contract.resource import Resource
from ats_sandbox.vendors.datadriven.errors import StepNotFound, ValidationFailed
from ats_sandbox.vendors.datadriven.ids import NUMBER, the_id
from ats_sandbox.vendors.datadriven.schemas import StepAnswer, StepInput, StepPatch, StepQuery
from ats_sandbox.vendors.datadriven.state import STEPS, ApplicationStep
from ats_sandbox.vendors.datadriven.views import STEP_MEMBERS, envelope, listed

REFERENCE = "https://docs.dashboard.data-driven.fr, Ats / Application steps / Id"
ROUND = inferred("a record needs a way in and out for the documented PUT and PATCH to be observable")

SMALLEST = {
    "recorded_at": "2023-10-01T00:00:00Z",
    "job_offer_reference": "REF123",
    "candidate_ats_id": "CAND123",
    "step": "Interview",
    "application_ats_id": "APP123",
}
"""The documented sample body."""

application_steps = Resource("Application steps", "Dated events of applications")


def the_step(call: Call) -> ApplicationStep:
    """The step that the path names."""
    step = call.world[STEPS].get(the_id(call))
    if step is None:
        raise StepNotFound
    return step


@application_steps.get(
    "/v3/ats/application-steps",
    id="list_application_steps",
    scope="ats_read",
    query=StepQuery,
    returns=StepAnswer,
    evidence=ROUND,
)
def list_steps(call: Call) -> Reply:
    """List application steps.

    Ascending by id. The header `X-Total-Count` carries the number of matches.
    """
    return listed(call, "Application steps retrieved", STEP_MEMBERS, call.world[STEPS])


@application_steps.post(
    "/v3/ats/application-steps",
    id="create_application_steps",
    scope="ats_write",
    body=OneOrMany(StepInput, most=100),
    returns=StepAnswer,
    status=201,
    evidence=ROUND,
    example=Example(body=SMALLEST),
)
def create_steps(call: Call[Batch]) -> dict[str, Any]:
    """Create one application step, or up to a hundred.

    All or nothing: one fault in an array stores none of it.
    """
    bodies, _ = call.body
    first = call.draft.next_id(STEPS)
    steps = [
        call.draft.put(STEPS, ApplicationStep(id=number, **body)) for number, body in enumerate(bodies, start=first)
    ]
    return envelope(f"Application step{'s' if len(steps) > 1 else ''} created", STEP_MEMBERS, *steps)


@application_steps.get(
    "/v3/ats/application-steps/{id}",
    id="get_application_step",
    scope="ats_read",
    returns=StepAnswer,
    errors=[StepNotFound, ValidationFailed],
    evidence=ROUND,
    example=Example(path={"id": "1"}),
    path_types=NUMBER,
)
def get_step(call: Call) -> dict[str, Any]:
    """Get an application step."""
    return envelope("Application step retrieved", STEP_MEMBERS, the_step(call))


@application_steps.put(
    "/v3/ats/application-steps/{id}",
    id="update_application_step",
    scope="ats_write",
    body=StepInput,
    returns=StepAnswer,
    errors=[StepNotFound],
    evidence=documented(REFERENCE),
    example=Example(path={"id": "1"}, body=SMALLEST),
    path_types=NUMBER,
)
def put_step(call: Call) -> dict[str, Any]:
    """Update all properties of an application step.

    A full replacement: an optional property that is left out becomes null.
    """
    step = call.draft.put(STEPS, ApplicationStep(id=the_step(call).id, **call.body))
    return envelope("Application step updated", STEP_MEMBERS, step)


@application_steps.patch(
    "/v3/ats/application-steps/{id}",
    id="patch_application_step",
    scope="ats_write",
    body=StepPatch,
    returns=StepAnswer,
    errors=[StepNotFound],
    evidence=documented(REFERENCE),
    example=Example(path={"id": "1"}, body={"step": "Offer", "source": None}),
    path_types=NUMBER,
)
def patch_step(call: Call) -> dict[str, Any]:
    """Update some properties of an application step.

    What is left out stays; null clears a property that may be null.
    """
    step = call.draft.put(STEPS, replace(the_step(call), **call.body))
    return envelope("Application step updated", STEP_MEMBERS, step)


@application_steps.delete(
    "/v3/ats/application-steps/{id}",
    id="delete_application_step",
    scope="ats_write",
    returns=StepAnswer,
    errors=[StepNotFound, ValidationFailed],
    evidence=ROUND,
    example=Example(path={"id": "1"}),
    path_types=NUMBER,
)
def delete_step(call: Call) -> dict[str, Any]:
    """Delete an application step; the answer shows it once more."""
    step = the_step(call)
    call.draft.remove(STEPS, step.id)
    return envelope("Application step deleted", STEP_MEMBERS, step)
