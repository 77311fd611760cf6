"""Named states of applications over HTTP."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.resource import Resource
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.control.errors import OURS, Unknown
from ats_sandbox.control.fixtures.names import ids_of, name_of
from ats_sandbox.control.schema import OwnRequest, described
from ats_sandbox.control.states.goto import ReachedState
from ats_sandbox.control.states.state import NamedState
from ats_sandbox.control.wire import WireObject
from ats_sandbox.control.workspace import workspace_of
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.native_ids import native_id

states = Resource("Named states", "Bring one application to a named state")


class StateInput(OwnRequest):
    """The state to bring an application to."""

    state = fields.Choice(NamedState, required=True)
    reason = fields.Text(metadata=described("Why it ends, as a label or an id; with `rejected` and `withdrawn`."))
    starts_at = fields.DateTime(metadata=described("The first day of work, such as `2026-05-04`; with `hired`."))
    advance = fields.Boolean(
        load_default=False,
        metadata=described("Advance the world's clock by the time that the steps naturally take."),
    )


class Entry(ResponseSchema):
    """One change in the history of the application."""

    at = fields.DateTimeText(required=True)
    status = fields.Text(required=True)
    stage = fields.Text(required=True, allow_none=True)


class Standing(ResponseSchema):
    """An application in its state: its ids by vendor, and its history, oldest first."""

    name = fields.Text(required=True, allow_none=True)
    state = fields.Choice(NamedState, required=True)
    ids = fields.FreeObject(required=True)
    candidate = fields.FreeObject(required=True)
    job = fields.FreeObject(required=True)
    history = fields.Array(fields.Nested(Entry), required=True)
    advanced_seconds = fields.Number(required=True)
    now = fields.DateTimeText(required=True)


def standing(call: Call, reached: ReachedState) -> WireObject:
    """A `Standing`."""
    world, application, vendors = reached.world, reached.application, workspace_of(call).vendors
    entries = (one for one in world.activities.where(application=application.id) if one.dated is None)
    return {
        "name": name_of(world, "application", application.id),
        "state": reached.state,
        "ids": ids_of(world, vendors, "application", application.id),
        "candidate": ids_of(world, vendors, "candidate", application.candidate),
        "job": ids_of(world, vendors, "job", application.job),
        "history": [
            {"at": iso(one.at), "status": one.status, "stage": world.stages[one.stage].name if one.stage else None}
            for one in entries
            if one.status is not None
        ],
        "advanced_seconds": reached.advanced / 1000,
        "now": iso(world.now),
    }


@states.post(
    "/applications/{application}/state",
    id="set_application_state",
    body=StateInput,
    returns=Standing,
    errors=[Unknown],
    evidence=OURS,
    example=Example(
        path={"application": lambda world: native_id(world, "application", 1)}, body={"state": "offer_sent"}
    ),
)
def set_state(call: Call) -> WireObject:
    """Bring an application to a named state, with the history that a real one would have.

    The application is given by its id at any vendor, or by its name in a seed file. Moves through the job's pipeline,
    an accepted interview, its scorecard, the offer made, sent and accepted, and the position filled follow the same
    rules as any request. The steps are dated in the past, after the application's last change, and the last step is
    now; every record counts as changed now, so that a poll for changes sees it. `advance` advances the clock instead.
    Nothing happens to an application that is in the state already.
    """
    body = call.body
    reached = workspace_of(call).goto(
        call.path["application"],
        body["state"],
        reason=body.get("reason"),
        starts_at=body.get("starts_at"),
        advance=body["advance"],
    )
    return standing(call, reached)
