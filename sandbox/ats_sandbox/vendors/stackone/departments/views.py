"""Parts of the company as answers show them."""

from typing import Any

from ats_sandbox.vendors.stackone.ids import id_pair
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.world.domain.departments import Department


def department(record: Department, context: ViewContext) -> dict[str, Any]:
    """One of them."""
    return {**id_pair(context.world, "department", record.id), "unified_custom_fields": None, "name": record.name}
