"""Users and access groups as paths name them, and who may look at them: a credential has the role of its user."""

from typing import TypeVar

from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.vendors.smartrecruiters import errors
from ats_sandbox.vendors.smartrecruiters.call import AnyCall
from ats_sandbox.vendors.smartrecruiters.ids import own
from ats_sandbox.vendors.smartrecruiters.repositories import Records
from ats_sandbox.vendors.smartrecruiters.users import state
from ats_sandbox.vendors.smartrecruiters.users.state import AccessGroup
from ats_sandbox.world.domain import users
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.users import UserRole
from ats_sandbox.world.id_codecs import HEX24
from ats_sandbox.world.store.selection import Selection
from ats_sandbox.world.store.table import Record

R = TypeVar("R", bound=Record)
MANAGERS = frozenset({UserRole.ADMINISTRATOR})
READERS = frozenset({UserRole.ADMINISTRATOR, UserRole.RECRUITER, UserRole.HIRING_MANAGER})
"""The roles that may manage users, and those that may look at them."""


def demand_role(call: AnyCall) -> None:
    """Refuse a credential whose user has too low a role for the operation. Raises UserRightMissing."""
    user = call.world.users.get(call.caller.user)
    if user is not None and user.role not in (MANAGERS if call.operation.writes else READERS):
        raise errors.UserRightMissing


class Guarded(Records[R]):
    """Records for callers of a sufficient role."""

    def rows(self, call: AnyCall) -> Selection[R]:
        demand_role(call)
        return super().rows(call)

    def find(self, call: AnyCall, text: str | None, *, forbidden: type[ApiError] | None = None) -> R | None:
        demand_role(call)
        return super().find(call, text, forbidden=forbidden)


def _joined_group(world: Reading) -> AccessGroup:
    """The first group that somebody is in."""
    groups = world[state.ACCESS_GROUPS]
    return next((one for one in groups if one.user), None) or next(iter(groups))


USERS = Guarded(users.USERS, "id", errors.UserNotFound, errors.UserRightMissing, sample=lambda world: world.users[2])
ACCESS_GROUPS = Guarded(
    state.ACCESS_GROUPS,
    "accessGroupId",
    errors.AccessGroupNotFound,
    errors.UserRightMissing,
    sample=_joined_group,
    codec=own("access_group", HEX24),
)
