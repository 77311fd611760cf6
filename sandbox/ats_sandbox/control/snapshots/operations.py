"""Snapshots of a world: take, list, get, restore, diff, delete."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.resource import Resource
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.control.errors import OURS, Full, Taken, Unknown
from ats_sandbox.control.names import Name
from ats_sandbox.control.schema import OwnRequest
from ats_sandbox.control.snapshots.diff import Diff, DiffQuery, diff_of
from ats_sandbox.control.snapshots.snapshots import Snapshot
from ats_sandbox.control.wire import WireObject
from ats_sandbox.control.workspace import workspace_of
from ats_sandbox.control.worlds.schemas import WorldRow
from ats_sandbox.control.worlds.views import world_row
from ats_sandbox.world.clock import iso

snapshots = Resource("Snapshots", "Snapshots of a world: take, restore and compare them")

TAKEN = Example(path={"name": "before"})


class NewSnapshot(OwnRequest):
    """A snapshot to take."""

    name = Name(required=True, least=1, most=64)


class SnapshotRow(ResponseSchema):
    """A snapshot; `taken_at` is the world's instant then."""

    name = fields.Text(required=True)
    taken_at = fields.Text(required=True)


def snapshot_row(snapshot: Snapshot) -> WireObject:
    """A `SnapshotRow`."""
    return {"name": snapshot.name, "taken_at": iso(snapshot.taken_at)}


@snapshots.get("/snapshots", id="list_snapshots", returns=fields.Array(fields.Nested(SnapshotRow)), evidence=OURS)
def list_snapshots(call: Call) -> list[WireObject]:
    """List the snapshots of the world, in the order in which they were taken."""
    return [snapshot_row(one) for one in workspace_of(call).snapshots]


@snapshots.post(
    "/snapshots",
    id="take_snapshot",
    body=NewSnapshot,
    returns=SnapshotRow,
    status=201,
    errors=[Taken, Full],
    evidence=OURS,
    example=Example(body={"name": "before"}),
)
def take_snapshot(call: Call) -> WireObject:
    """Take a snapshot of the world, at no cost: it shares everything that does not change later."""
    return snapshot_row(workspace_of(call).snapshots.take(call.body["name"]))


@snapshots.get(
    "/snapshots/{name}", id="get_snapshot", returns=SnapshotRow, errors=[Unknown], evidence=OURS, example=TAKEN
)
def get_snapshot(call: Call) -> WireObject:
    """Get one snapshot."""
    return snapshot_row(workspace_of(call).snapshots[call.path["name"]])


@snapshots.post(
    "/snapshots/{name}/restore",
    id="restore_snapshot",
    returns=WorldRow,
    errors=[Unknown],
    evidence=OURS,
    example=TAKEN,
)
def restore_snapshot(call: Call) -> WireObject:
    """Restore the world to a snapshot, its instant and its credentials included; settings are kept."""
    workspace = workspace_of(call)
    workspace.restore(call.path["name"])
    return world_row(workspace)


@snapshots.get(
    "/snapshots/{name}/diff",
    id="diff_snapshot",
    query=DiffQuery,
    returns=Diff,
    errors=[Unknown],
    evidence=OURS,
    example=TAKEN,
)
def diff_snapshot(call: Call) -> WireObject:
    """List what was created, changed and deleted since a snapshot. Costs what changed, not what exists."""
    workspace, name, collection = workspace_of(call), call.path["name"], call.query.get("collection")
    changes = (one for one in workspace.snapshots.changes(name) if collection in (None, one.collection))
    return diff_of(workspace.snapshots[name], workspace.world.now, changes, call.query["limit"])


@snapshots.delete(
    "/snapshots/{name}", id="delete_snapshot", returns=204, errors=[Unknown], evidence=OURS, example=TAKEN
)
def delete_snapshot(call: Call) -> None:
    """Delete a snapshot."""
    snapshots = workspace_of(call).snapshots
    snapshots.drop(snapshots[call.path["name"]].name)
