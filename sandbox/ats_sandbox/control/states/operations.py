"""Named states of applications over HTTP."""

from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.operation import Example, Resource
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.control.errors import OURS, Unknown
from ats_sandbox.control.fixtures.names import ids_of, name_of
from ats_sandbox.control.schema import OwnRequest, described
from ats_sandbox.control.states.going import Going
from ats_sandbox.control.states.state import NamedState
from ats_sandbox.control.workspace import workspace_of
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.native_ids import native_id

states = Resource("Named states", "One application, brought to where a test needs it")


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
    """Where an application stands: its ids by vendor, and how it got there, oldest first."""

    name = fields.Text(required=True, allow_none=True)
    state = fields.Choice(NamedState, required=True)
    ids = fields.FreeObject(required=True)
    candidate = fields.FreeObject(required=True)
    job = fields.FreeObject(required=True)
    history = fields.Array(fields.Nested(Entry), required=True)
    advanced_seconds = fields.Number(required=True)
    now = fields.DateTimeText(required=True)


def shown(call: Call, going: Going) -> dict[str, Any]:
    """A Standing."""
    world, application, vendors = going.world, going.application, workspace_of(call).desk.vendors
    entries = (one for one in world.activities.where(application=application.id) if one.dated is None)
    return {
        "name": name_of(world, "application", application.id),
        "state": going.state,
        "ids": ids_of(world, vendors, "application", application.id),
        "candidate": ids_of(world, vendors, "candidate", application.candidate),
        "job": ids_of(world, vendors, "job", application.job),
        "history": [
            {"at": iso(one.at), "status": one.status, "stage": world.stages[one.stage].name if one.stage else None}
            for one in entries
            if one.status is not None
        ],
        "advanced_seconds": going.advanced / 1000,
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
def set_state(call: Call) -> dict[str, Any]:
    """Bring an application to a named state, with the history that a real one would have.

    `{application}` is the id that any vendor gives it, or the name that a seed file gave it. Moves through the job's
    pipeline, an interview that was accepted, its review, the offer made, sent and accepted, and the position taken are
    written through the same rules as any request. What happens on the way lies in the past, after what was last
    written about the application, and the last step is now: dates tell the history, while every record counts as
    changed now, so that a poll for changes sees it. `advance` lets the clock go forward instead. Nothing happens to an
    application that is there already.
    """
    body = call.body
    going = workspace_of(call).goto(
        call.path["application"],
        body["state"],
        reason=body.get("reason"),
        starts_at=body.get("starts_at"),
        advance=body["advance"],
    )
    return shown(call, going)
