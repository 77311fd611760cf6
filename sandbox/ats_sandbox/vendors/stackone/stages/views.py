"""Stages as answers show them."""

from typing import Any

from ats_sandbox.vendors.stackone.ids import id_pair
from ats_sandbox.vendors.stackone.shapes import moment
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.world.domain.pipelines import Stage


def stage(record: Stage, context: ViewContext) -> dict[str, Any]:
    """One stage; its order counts within its own pipeline."""
    return {
        **id_pair(context.world, "stage", record.id),
        "unified_custom_fields": None,
        "name": record.name,
        "order": record.position,
        "created_at": moment(record.created_at),
        "updated_at": moment(record.updated_at),
    }
