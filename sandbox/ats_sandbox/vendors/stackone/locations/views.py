"""Offices of the company as answers show them."""

from typing import Any

from ats_sandbox.vendors.stackone.ids import id_pair
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.world.domain.locations import Location


def location(record: Location, context: ViewContext) -> dict[str, Any]:
    """One of them."""
    return {**id_pair(context.world, "location", record.id), "unified_custom_fields": None, "name": record.name}
