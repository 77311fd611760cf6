"""Rate limits as the wire shows them."""

from collections import Counter
from typing import Any

from ats_sandbox.contract.limits import RateLimit
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.limits.schemas import Mode
from ats_sandbox.control.workspace import Workspace


def told(workspace: Workspace) -> dict[str, Any]:
    """What is done in this world about which limits."""
    return {
        "mode": (Mode.ENFORCE if workspace.meter.enforced else Mode.COUNT).value,
        "limits": [profile(vendor, vendor.limit) for vendor in workspace.desk.vendors if vendor.limit is not None],
        "counters": len(workspace.meter),
    }


def profile(vendor: Vendor, limit: RateLimit) -> dict[str, Any]:
    """A vendor's limit, and the operations that have another; the figures of most operations are the vendor's."""
    usual = Counter(_figures(limit, operation) for operation in vendor.operations).most_common(1)[0][0]
    return {
        "vendor": vendor.name,
        "requests": usual[0],
        "seconds": limit.window // 1000,
        "per": limit.per,
        **_at_once(usual[1]),
        "exceptions": [
            {"operation": operation.id, "requests": figures[0], **_at_once(figures[1])}
            for operation in vendor.operations
            if (figures := _figures(limit, operation)) != usual
        ],
    }


def _figures(limit: RateLimit, operation: Operation) -> tuple[int, int]:
    return limit.budget(operation), limit.at_once(operation)


def _at_once(number: int) -> dict[str, int]:
    return {"at_once": number} if number else {}
