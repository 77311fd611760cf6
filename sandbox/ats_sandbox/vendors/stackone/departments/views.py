"""Parts of the company as answers show them."""

from typing import Any

from ats_sandbox.vendors.stackone.ids import ident
from ats_sandbox.vendors.stackone.lens import Lens
from ats_sandbox.world.domain.departments import Department


def department(record: Department, lens: Lens) -> dict[str, Any]:
    """One of them."""
    return {**ident(lens.world, "department", record.id), "unified_custom_fields": None, "name": record.name}
