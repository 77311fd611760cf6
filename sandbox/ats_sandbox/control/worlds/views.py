"""Worlds as the tester's side shows them."""

from typing import Any

from ats_sandbox.control.workspace import Workspace
from ats_sandbox.world.clock import iso


def world_row(workspace: Workspace) -> dict[str, Any]:
    """A `WorldRow`."""
    world, blueprint = workspace.world, workspace.blueprint
    return {
        "name": world.name,
        "recipe": blueprint.recipe,
        "seed": world.seed,
        "candidates": blueprint.candidates,
        "now": iso(world.now),
        "clock": world.mode,
        "limits": "enforce" if workspace.meter.enforced else "count",
        "snapshots": len(workspace.snapshots),
    }
