"""Users as answers show them."""

from typing import Any

from ats_sandbox.vendors.stackone.ids import ident
from ats_sandbox.vendors.stackone.lens import Lens
from ats_sandbox.world.domain.users import User


def user(record: User, lens: Lens) -> dict[str, Any]:
    """One user."""
    return {
        **ident(lens.world, "user", record.id),
        "unified_custom_fields": None,
        "email": record.email,
        "first_name": record.first_name,
        "last_name": record.last_name,
        "name": f"{record.first_name} {record.last_name}".strip(),
        "phone": record.phone,
    }
