"""What a sandbox that ends leaves undelivered."""

from time import monotonic

from ats_sandbox.control.webhooks.delivery import Delivery
from ats_sandbox.control.worlds.worlds import DEFAULT, Worlds

PATIENCE = 1.0
"""Seconds that are given to what is under way, in all worlds together."""
MOST = 10
"""Deliveries that are named."""


def parting(worlds: Worlds) -> list[str]:
    """The lines that say which deliveries are still open, after a moment for those that are under way; often none."""
    ends_at = monotonic() + PATIENCE
    found: list[tuple[str, Delivery]] = []
    for name in worlds:
        hooks = worlds[name].webhooks
        hooks.settle(max(ends_at - monotonic(), 0))
        found += [(name, one) for one in hooks.unfinished()]
    if not found:
        return []
    lines = [f"webhooks that were not delivered: {len(found)}"]
    lines += [f"  {one}" if name == DEFAULT else f"  in {name}: {one}" for name, one in found[:MOST]]
    return [*lines, f"  and {len(found) - MOST} more"] if len(found) > MOST else lines
