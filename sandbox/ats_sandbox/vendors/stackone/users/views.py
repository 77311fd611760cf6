"""Users as answers show them."""

from typing import Any

from ats_sandbox.vendors.stackone.ids import id_pair
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.world.domain.users import User


def user(record: User, context: ViewContext) -> dict[str, Any]:
    """One user."""
    return {
        **id_pair(context.world, "user", record.id),
        "unified_custom_fields": None,
        "email": record.email,
        "first_name": record.first_name,
        "last_name": record.last_name,
        "name": f"{record.first_name} {record.last_name}".strip(),
        "phone": record.phone,
    }
