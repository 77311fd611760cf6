"""Users: the people who hire."""

from functools import partial
from typing import Any

from ats_sandbox.contract.body import Multipart, Parts
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.evidence import documented
from ats_sandbox.contract.operation import Example
from ats_sandbox.vendors.smartrecruiters.errors import UnreadableForm, UserNotFound
from ats_sandbox.vendors.smartrecruiters.facts import Resource
from ats_sandbox.vendors.smartrecruiters.finding import the_user
from ats_sandbox.vendors.smartrecruiters.ids import USER
from ats_sandbox.vendors.smartrecruiters.paging import chain
from ats_sandbox.vendors.smartrecruiters.state import AVATARS, Avatar
from ats_sandbox.vendors.smartrecruiters.users import views
from ats_sandbox.vendors.smartrecruiters.users.schemas import UserEntity, UserQuery, Users

REFERENCE = documented("developers.smartrecruiters.com, User API v201804")
USE_CASES = documented("list of the API's PUT use cases: put_update_user_avatar")

users = Resource("Users", "The people who hire")


@users.get(
    "/user-api/v201804/users",
    id="list_users",
    scope="users_read",
    query=UserQuery,
    returns=Users,
    evidence=REFERENCE,
)
def list_users(call: Call) -> dict[str, Any]:
    """List users.

    `q` finds a part of the name or of the e-mail address, whatever the letter case.
    """
    found = call.query
    rows = call.world.users.since(found["updatedAfter"]) if "updatedAfter" in found else call.world.users
    if "q" in found:
        part = found["q"].casefold()
        rows = rows.only(lambda one: part in f"{one.first_name} {one.last_name}\n{one.email}".casefold())
    return chain(call, rows, partial(views.listed, call.world))


@users.get(
    "/user-api/v201804/users/me",
    id="get_current_user",
    scope="user_me_read",
    returns=UserEntity,
    evidence=REFERENCE,
)
def get_current_user(call: Call) -> dict[str, Any]:
    """Get the user in whose name the credential acts."""
    return views.entity(call.world, call.world.users[call.caller.user])


@users.get(
    "/user-api/v201804/users/{id}",
    id="get_user",
    scope="users_read",
    returns=UserEntity,
    errors=[UserNotFound],
    evidence=REFERENCE,
    example=Example(path={"id": USER.sample(2)}),
)
def get_user(call: Call) -> dict[str, Any]:
    """Get a user."""
    return views.entity(call.world, the_user(call))


@users.put(
    "/user-api/v201804/users/{id}/avatar",
    id="put_update_user_avatar",
    scope="users_manage",
    body=Multipart(files=("file",)),
    returns=204,
    errors=[UserNotFound, UnreadableForm],
    evidence=USE_CASES,
    example=Example(path={"id": USER.sample(2)}, files={"file": ("me.png", b"\x89PNG\r\n\x1a\n", "image/png")}),
)
def update_avatar(call: Call[Parts]) -> None:
    """Replace the picture of a user.

    The picture cannot be read back: no operation for that is published.
    """
    user = the_user(call)
    file = call.body.files.get("file")
    content = file.read() if file is not None else b""
    if file is None or not content:
        raise UnreadableForm
    call.draft.put(
        AVATARS,
        Avatar(
            id=user.id,
            name=file.filename or "",
            content_type=file.mimetype,
            content=content,
            updated_at=call.draft.now,
        ),
    )
