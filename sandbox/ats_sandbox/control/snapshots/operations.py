"""Snapshots of a world: take, list, look at, go back to, compare with, drop."""

from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.resource import Resource
from ats_sandbox.control.errors import OURS, Full, Taken, Unknown
from ats_sandbox.control.snapshots.schemas import Diff, DiffQuery, NewSnapshot, SnapshotRow
from ats_sandbox.control.snapshots.views import diff_of, snapshot_row
from ats_sandbox.control.workspace import workspace_of
from ats_sandbox.control.worlds.schemas import WorldRow
from ats_sandbox.control.worlds.views import world_row

snapshots = Resource("Snapshots", "States of a world to go back to and to compare with")

FIRST = Example(path={"name": "first"})


@snapshots.get("/snapshots", id="list_snapshots", returns=fields.Array(fields.Nested(SnapshotRow)), evidence=OURS)
def list_snapshots(call: Call) -> list[dict[str, Any]]:
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
def take_snapshot(call: Call) -> dict[str, Any]:
    """Keep the world as it is now, at no cost: it shares with the world whatever does not change later."""
    return snapshot_row(workspace_of(call).snapshots.take(call.body["name"]))


@snapshots.get(
    "/snapshots/{name}", id="get_snapshot", returns=SnapshotRow, errors=[Unknown], evidence=OURS, example=FIRST
)
def get_snapshot(call: Call) -> dict[str, Any]:
    """Get one snapshot."""
    return snapshot_row(workspace_of(call).snapshots[call.path["name"]])


@snapshots.post(
    "/snapshots/{name}/restore",
    id="restore_snapshot",
    returns=WorldRow,
    errors=[Unknown],
    evidence=OURS,
    example=FIRST,
)
def restore_snapshot(call: Call) -> dict[str, Any]:
    """Set the world back to the snapshot, its instant and its credentials included; settings are kept."""
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
    example=FIRST,
)
def diff_snapshot(call: Call) -> dict[str, Any]:
    """Tell what was created, changed and deleted since the snapshot. Costs what changed, not what exists."""
    workspace, name, wanted = workspace_of(call), call.path["name"], call.query.get("collection")
    changes = (one for one in workspace.snapshots.changes(name) if wanted in (None, one.collection))
    return diff_of(workspace.snapshots[name], workspace.world.now, changes, call.query["limit"])


@snapshots.delete(
    "/snapshots/{name}", id="delete_snapshot", returns=204, errors=[Unknown], evidence=OURS, example=FIRST
)
def delete_snapshot(call: Call) -> None:
    """Drop a snapshot."""
    held = workspace_of(call).snapshots
    held.drop(held[call.path["name"]].name)
