"""Faults as the wire shows them."""

from typing import Any

from ats_sandbox.control.faults.faults import ActiveFault
from ats_sandbox.control.faults.settings import given


def fault_row(active: ActiveFault) -> dict[str, Any]:
    """A `Fault`; settings that were not given are left out."""
    fault = active.fault
    chosen = given(fault.match) | given(fault.schedule) | given(fault.settings)
    if fault.schedule.calls is not None:
        chosen["calls"] = list(fault.schedule.calls)
    return {
        "id": active.id,
        "kind": fault.kind,
        "about": active.kind.about,
        **chosen,
        "operations": [f"{vendor.name} {operation.id}" for vendor, operation in active.targets],
        "requests": active.calls,
        "hits": active.hits,
        "active": active.active,
    }
