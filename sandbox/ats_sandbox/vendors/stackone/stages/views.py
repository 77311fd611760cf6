"""Stages as answers show them."""

from typing import Any

from ats_sandbox.vendors.stackone.ids import ident
from ats_sandbox.vendors.stackone.lens import Lens
from ats_sandbox.vendors.stackone.shapes import moment
from ats_sandbox.world.domain.pipelines import Stage


def stage(record: Stage, lens: Lens) -> dict[str, Any]:
    """One stage; its order counts within its own pipeline."""
    return {
        **ident(lens.world, "stage", record.id),
        "unified_custom_fields": None,
        "name": record.name,
        "order": record.position,
        "created_at": moment(record.created_at),
        "updated_at": moment(record.updated_at),
    }
