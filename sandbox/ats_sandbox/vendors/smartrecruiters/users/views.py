"""Users as they are answered."""

from typing import Any

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.languages import USER_LANGUAGES
from ats_sandbox.vendors.smartrecruiters.places import location
from ats_sandbox.vendors.smartrecruiters.vocabulary import SYSTEM_ROLE_NAMES, SYSTEM_ROLES
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.users import User


def listed(world: Reading, user: User) -> dict[str, Any]:
    """A user as UserListItem. The company has no access groups."""
    role = SYSTEM_ROLES.say(user.role)
    return {
        "id": ids.USER.write(world, user.id),
        "email": user.email,
        "firstName": user.first_name,
        "lastName": user.last_name,
        "systemRole": {"id": role, "name": SYSTEM_ROLE_NAMES[role]},
        "language": {"code": user.language if user.language in USER_LANGUAGES else "en"},
        "active": user.active,
        "updatedOn": iso(user.updated_at),
        "accessGroups": [],
    }


def entity(world: Reading, user: User) -> dict[str, Any]:
    """A user as UserEntity; the location is that of their office."""
    office = world.locations.get(user.location)
    shown = listed(world, user)
    return shown if office is None else {**shown, "location": location(office.place)}
