"""Churn over HTTP: put, get and delete the script."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.resource import Resource
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.control.churn.churn import MOST, StepProgress
from ats_sandbox.control.churn.step import ACTIONS
from ats_sandbox.control.errors import OURS
from ats_sandbox.control.fixtures.kinds import KINDS
from ats_sandbox.control.fixtures.names import ids_of
from ats_sandbox.control.schema import OwnRequest
from ats_sandbox.control.states.state import NamedState
from ats_sandbox.control.wire import WireObject
from ats_sandbox.control.workspace import Workspace, workspace_of
from ats_sandbox.world.clock import iso

churn = Resource("Churn", "Records that are inserted, deleted and changed while a client reads a list, by a script")


class StepInput(OwnRequest):
    """What happens after which list call.

    `after` counts the successful calls of operations that list records, from the beginning of the script; `vendor` and
    `operation` narrow which of them count. `kind` is `candidate` by default (`application` for `move`); a vendor's own
    collection is given by its name, its records by their numbers.
    """

    after = fields.Integer(required=True, least=1, most=1_000_000)
    do = fields.Choice(ACTIONS, required=True)
    vendor = fields.Text(least=1)
    operation = fields.Text(least=1)
    kind = fields.Text(least=1)
    record = fields.Text(least=1)
    job = fields.Text(least=1)
    state = fields.Choice(NamedState)
    count = fields.Integer(least=1, most=MOST)


class ScriptInput(OwnRequest):
    """The steps, performed in this order when several are due at once."""

    steps = fields.Array(fields.Nested(StepInput), required=True, least=1, most=MOST)


class StepShown(ResponseSchema):
    """A step: the calls it has counted, and what it did (null before that). `records` are ids by vendor."""

    after = fields.Integer(required=True)
    do = fields.Choice(ACTIONS, required=True)
    vendor = fields.Text(required=True, allow_none=True)
    operation = fields.Text(required=True, allow_none=True)
    kind = fields.Text(required=True)
    calls = fields.Integer(required=True)
    done_at = fields.DateTimeText(required=True, allow_none=True)
    outcome = fields.Text(required=True, allow_none=True)
    records = fields.Array(fields.FreeObject(), required=True)


class Script(ResponseSchema):
    """The current script; without steps when there is none."""

    steps = fields.Array(fields.Nested(StepShown), required=True)


def script_document(workspace: Workspace) -> WireObject:
    """A `Script`."""
    return {"steps": [_step(workspace, one) for one in workspace.churn]}


def _step(workspace: Workspace, one: StepProgress) -> WireObject:
    step, world = one.step, workspace.world.read()

    def ids(ordinal: int) -> dict[str, str]:
        return ids_of(world, workspace.vendors, step.kind, ordinal) if step.kind in KINDS else {"id": str(ordinal)}

    return {
        "after": step.after,
        "do": step.action,
        "vendor": step.vendor,
        "operation": step.operation,
        "kind": step.kind,
        "calls": one.calls,
        "done_at": None if one.done_at is None else iso(one.done_at),
        "outcome": one.outcome,
        "records": [ids(ordinal) for ordinal in one.records],
    }


@churn.put(
    "/churn",
    id="put_churn",
    body=ScriptInput,
    returns=Script,
    evidence=OURS,
    example=Example(body={"steps": [{"after": 1, "do": "insert", "operation": "list_candidates"}]}),
)
def put_churn(call: Call) -> WireObject:
    """Put a script in place, by which records are inserted, deleted and changed between pages; replaces the one before.

    Each step happens once: when the answer to its list call is fixed, before the next request can see the world. A list
    that is paged by offset then repeats or misses records, as in production; one that is paged by a cursor does not.
    """
    workspace = workspace_of(call)
    workspace.churn.put(call.body["steps"])
    return script_document(workspace)


@churn.get("/churn", id="get_churn", returns=Script, evidence=OURS)
def get_churn(call: Call) -> WireObject:
    """Get the current script, with what it did so far."""
    return script_document(workspace_of(call))


@churn.delete("/churn", id="delete_churn", evidence=OURS)
def delete_churn(call: Call) -> None:
    """Delete the script; what it did is not undone."""
    workspace_of(call).churn.clear()
