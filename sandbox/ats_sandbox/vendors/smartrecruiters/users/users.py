"""Users: the people who hire."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import Multipart, Parts
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.contract.schema import ResponseSchema, shape_of
from ats_sandbox.vendors.smartrecruiters import apis
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call
from ats_sandbox.vendors.smartrecruiters.documents import Reference, id_of, nothing, part
from ats_sandbox.vendors.smartrecruiters.errors import UnreadableForm
from ats_sandbox.vendors.smartrecruiters.filters import UPDATED_AFTER
from ats_sandbox.vendors.smartrecruiters.ids import USER
from ats_sandbox.vendors.smartrecruiters.languages import USER_LANGUAGES
from ats_sandbox.vendors.smartrecruiters.paging import CHAIN
from ats_sandbox.vendors.smartrecruiters.places import Location
from ats_sandbox.vendors.smartrecruiters.repositories import USERS
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.vendors.smartrecruiters.state import AVATARS, Avatar
from ats_sandbox.vendors.smartrecruiters.vocabulary import SYSTEM_ROLES
from ats_sandbox.world.domain.company import Place
from ats_sandbox.world.domain.users import User
from ats_sandbox.world.store.selection import Selection

ROOT = "/user-api/v201804/users"
ONE = f"{ROOT}/{{id}}"

users = Resource("Users", "The people who hire", apis.USERS, USERS)

_CHOOSABLE = frozenset(USER_LANGUAGES)


def _language(user: User, call: AnyCall) -> str:
    """The language that a user prefers; one that users cannot choose counts as English."""
    return user.language if user.language in _CHOOSABLE else "en"


SystemRole = shape_of(
    "SystemRole",
    id=fields.Text(of=lambda user, call: SYSTEM_ROLES[user.role][0], required=True),
    name=fields.Text(of=lambda user, call: SYSTEM_ROLES[user.role][1]),
)
UserLanguage = shape_of("UserLanguage", code=fields.Choice(USER_LANGUAGES, of=_language, required=True))
AccessGroup = shape_of("AccessGroup", id=fields.Text(), name=fields.Text())


def _groups(user: User, call: AnyCall) -> list[object]:
    """The access groups of a user: the company has none."""
    return []


def _office(user: User, call: AnyCall) -> Place | None:
    office = call.world.locations.get(user.location)
    return None if office is None else office.place


class UserListItem(ResponseSchema):
    """A user in a list. Members that the company does not use are left out."""

    id = fields.Text(of=id_of(USER))
    email = fields.Text()
    firstName = fields.Text(of="first_name", required=True)
    lastName = fields.Text(of="last_name", required=True)
    systemRole = part(SystemRole, required=True)
    externalData = fields.Text(of=nothing, allow_none=True)
    ssoIdentifier = fields.Text(of=nothing, allow_none=True)
    ssoLoginMode = fields.Choice(("SSO", "PASSWORD"), of=nothing, allow_none=True)
    language = part(UserLanguage, required=True)
    active = fields.Boolean()
    updatedOn = fields.DateTime(of="updated_at")
    accessGroups = fields.Array(fields.Nested(Reference), of=_groups)


class UserEntity(UserListItem):
    """A user in full; the location is that of their office."""

    language = part(UserLanguage)
    location = part(Location, _office)
    accessGroups = fields.Array(fields.Nested(AccessGroup), of=_groups)


def _saying(call: AnyCall, rows: Selection[User], text: str) -> Selection[User]:
    text = text.casefold()
    return rows.only(lambda one: text in f"{one.first_name} {one.last_name}\n{one.email}".casefold())


users.lists(
    ROOT,
    "List users.\n\n`q` finds a part of the name or of the e-mail address, whatever the letter case.",
    id="list_users",
    item=UserListItem,
    envelope="Users",
    complete=False,
    style=CHAIN,
    filters=(Filter("q", lambda: fields.Text(least=3), _saying), UPDATED_AFTER),
)
users.shows(
    f"{ROOT}/me",
    "Get the user in whose name the credential acts.",
    id="get_current_user",
    scope="user_me_read",
    schema=UserEntity,
    record=lambda call: call.world.users[call.caller.user],
)
users.shows(ONE, "Get a user.", id="get_user", schema=UserEntity)


@users.put(
    f"{ONE}/avatar",
    id="put_update_user_avatar",
    body=Multipart(files=("file",)),
    errors=[UnreadableForm],
    evidence=apis.use_case("put_update_user_avatar"),
    example=Example(files={"file": ("me.png", b"\x89PNG\r\n\x1a\n", "image/png")}),
)
def update_avatar(call: Call[Parts]) -> None:
    """Replace the picture of a user.

    The picture cannot be read back: no operation for that is published.
    """
    user, file = USERS.get_or_404(call), call.body.files.get("file")
    content = file.read() if file is not None else b""
    if file is None or not content:
        raise UnreadableForm
    picture = Avatar(
        id=user.id, name=file.filename or "", content_type=file.mimetype, content=content, updated_at=call.draft.now
    )
    call.draft.put(AVATARS, picture)
