"""Faults as the wire shows them."""

from dataclasses import fields
from typing import Any

from ats_sandbox.control.faults.fault import Match, Schedule
from ats_sandbox.control.faults.faults import ActiveFault


def told(standing: ActiveFault) -> dict[str, Any]:
    """A fault that stands; what it was not told is left out."""
    fault = standing.fault
    given = {one.name: getattr(fault.match, one.name) for one in fields(Match)}
    given |= {one.name: getattr(fault.schedule, one.name) for one in fields(Schedule)}
    given["calls"] = None if fault.schedule.calls is None else list(fault.schedule.calls)
    return {
        "id": standing.id,
        "kind": fault.kind,
        "about": standing.kind.about,
        **{name: value for name, value in given.items() if value is not None},
        **fault.settings.given,
        "operations": [f"{vendor.name} {operation.id}" for vendor, operation in standing.targets],
        "requests": standing.calls,
        "hits": standing.hits,
        "active": standing.active,
    }
