"""Remote users: the company's people in its applicant tracking system."""

from typing import Any

from ats_sandbox.vendors.bindbee.mirror import Mirror
from ats_sandbox.vendors.bindbee.model import by_words, model
from ats_sandbox.vendors.bindbee.schemas import AtsModel, flag, moment, text, word
from ats_sandbox.vendors.bindbee.vocabulary import ACCESS_ROLE, ACCESS_ROLES
from ats_sandbox.world.clock import iso, iso_seconds
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.users import USERS, User


class AtsRemoteUser(AtsModel):
    """A recruiter, hiring manager or interviewer."""

    first_name = text()
    last_name = text()
    email = text()
    disabled = flag()
    remote_created_at = moment()
    access_role = word(ACCESS_ROLES)


def view(mirror: Mirror, user: User) -> dict[str, Any]:
    """A user's own fields."""
    return {
        "first_name": user.first_name,
        "last_name": user.last_name,
        "email": user.email,
        "disabled": not user.active,
        "remote_created_at": iso_seconds(user.created_at),
        "access_role": ACCESS_ROLE[user.role],
    }


def raw(world: Reading, user: User) -> dict[str, Any]:
    """The provider's object."""
    return {
        "id": native_id(world, "user", user.id),
        "email": user.email,
        "firstName": user.first_name,
        "lastName": user.last_name,
        "role": user.role.upper(),
        "active": user.active,
        "language": {"code": user.language},
        "createdOn": iso(user.created_at),
        "updatedOn": iso(user.updated_at),
    }


REMOTE_USER = model(
    USERS,
    "remote_user",
    "Remote user",
    "remote-users",
    AtsRemoteUser,
    view,
    raw,
    native="user",
    filters=(by_words("email", "email", str.lower),),
)
