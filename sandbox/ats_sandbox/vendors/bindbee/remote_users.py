"""Remote users: the company's people in its applicant tracking system."""

from ats_sandbox.contract.operation import Document
from ats_sandbox.vendors.bindbee.declarations import declare_reads
from ats_sandbox.vendors.bindbee.lists import by_words
from ats_sandbox.vendors.bindbee.model import Model
from ats_sandbox.vendors.bindbee.schemas import AtsModel, Moment, flag, open_enum, text
from ats_sandbox.vendors.bindbee.vocabulary import ACCESS_ROLE, ACCESS_ROLES
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.users import USERS, User


class AtsRemoteUser(AtsModel):
    """A recruiter, hiring manager or interviewer."""

    first_name = text()
    last_name = text()
    email = text()
    disabled = flag(of=lambda user, _: not user.active)
    remote_created_at = Moment(of="created_at")
    access_role = open_enum(ACCESS_ROLES, of=lambda user, _: ACCESS_ROLE[user.role])


def raw(world: Reading, user: User) -> Document:
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


REMOTE_USER = Model(
    kind="remote_user",
    schema=AtsRemoteUser,
    raw=raw,
    native="user",
    collection=USERS,
    filters=(by_words("email", "email", str.lower),),
)
remote_users = declare_reads(REMOTE_USER, "The company's people in its applicant tracking system")
