"""Worlds as the tester's side shows them."""

from typing import Any

from ats_sandbox.control.bench import Bench
from ats_sandbox.world.clock import iso


def world_row(bench: Bench) -> dict[str, Any]:
    """A `WorldRow`."""
    world, founding = bench.world, bench.founding
    return {
        "name": world.name,
        "recipe": founding.recipe,
        "seed": world.seed,
        "candidates": founding.candidates,
        "now": iso(world.now),
        "clock": world.mode,
        "limits": "enforce" if bench.meter.enforced else "count",
        "snapshots": len(bench.snapshots),
    }
