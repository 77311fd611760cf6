"""Offices of the company as answers show them."""

from typing import Any

from ats_sandbox.vendors.stackone.ids import ident
from ats_sandbox.vendors.stackone.lens import Lens
from ats_sandbox.world.domain.locations import Location


def location(record: Location, lens: Lens) -> dict[str, Any]:
    """One of them."""
    return {**ident(lens.world, "location", record.id), "unified_custom_fields": None, "name": record.name}
