"""Users as they are shown and as they are sent: the current shape, and the older one with a plain `role`."""

import re

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import instance
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import RequestSchema, ResponseSchema, request_of, shape_of
from ats_sandbox.vendors.smartrecruiters.call import AnyCall
from ats_sandbox.vendors.smartrecruiters.documents import Filled, document_of, id_of, input_of, part, parts
from ats_sandbox.vendors.smartrecruiters.ids import USER
from ats_sandbox.vendors.smartrecruiters.languages import USER_LANGUAGES
from ats_sandbox.vendors.smartrecruiters.places import KnownCountry, Location
from ats_sandbox.vendors.smartrecruiters.users.records import ACCESS_GROUPS
from ats_sandbox.vendors.smartrecruiters.users.state import ACCESS_GROUPS as GROUPS
from ats_sandbox.vendors.smartrecruiters.users.state import SEATS, AccessGroup, account_of
from ats_sandbox.vendors.smartrecruiters.vocabulary import SYSTEM_ROLES, Spelled
from ats_sandbox.world.domain.company import Place
from ats_sandbox.world.domain.users import User
from ats_sandbox.world.store.selection import Selection

LOGIN_MODES = ("SSO", "PASSWORD")
ROLE_IDS = {role: id for role, (id, _) in SYSTEM_ROLES.items()}
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")
_CHOOSABLE = frozenset(USER_LANGUAGES)


def language_of(user: User, call: AnyCall) -> str:
    """The language that a user prefers; one that users cannot choose counts as English."""
    return user.language if user.language in _CHOOSABLE else "en"


def place_of(user: User, call: AnyCall) -> Place | None:
    """Where a user works: the place that was given for them, or else that of their office."""
    account = account_of(call.world, user)
    office = call.world.locations.get(user.location)
    return account.place or (None if office is None else office.place)


def groups_of(user: User, call: AnyCall) -> Selection[AccessGroup]:
    """The access groups of a user."""
    return call.world[GROUPS].where(user=user.id)


def _group_id(group: AccessGroup, call: AnyCall) -> str:
    return ACCESS_GROUPS.id_of(call.world, group)


def _seats(user: User, call: AnyCall) -> list[str]:
    held = account_of(call.world, user).seats
    return [one for one in SEATS if one in held]


SystemRole = shape_of(
    "SystemRole",
    id=fields.Text(of=lambda user, call: SYSTEM_ROLES[user.role][0], required=True),
    name=fields.Text(of=lambda user, call: SYSTEM_ROLES[user.role][1]),
)
UserLanguage = shape_of("UserLanguage", code=fields.Choice(USER_LANGUAGES, of=language_of, required=True))


class AccessGroupReference(ResponseSchema):
    """Which access group."""

    id = fields.Text(of=_group_id)


class AccessGroupItem(AccessGroupReference):
    """An access group."""

    name = fields.Text()


class KnownUser(ResponseSchema):
    """What every list says of a user. What is not known of them is left out."""

    id = fields.Text(of=id_of(USER))
    email = Filled()
    firstName = fields.Text(of="first_name", required=True)
    lastName = fields.Text(of="last_name", required=True)
    externalData = fields.Text(of=lambda user, call: account_of(call.world, user).external_data)
    ssoIdentifier = fields.Text(of=lambda user, call: account_of(call.world, user).sso_identifier)
    ssoLoginMode = fields.Choice(LOGIN_MODES, of=lambda user, call: account_of(call.world, user).sso_login_mode)
    language = part(UserLanguage, required=True)
    active = fields.Boolean()
    updatedOn = fields.DateTime(of="updated_at")


class UserListItem(KnownUser):
    """A user in a list. What is not known of them is left out."""

    shown_first = "id email firstName lastName systemRole"
    systemRole = part(SystemRole, required=True)
    accessGroups = parts(AccessGroupReference, groups_of)
    seats = fields.Array(fields.Text(), of=_seats)


class UserEntity(UserListItem):
    """A user in full; the location is that of their office, unless another was given."""

    location = part(Location, place_of)
    accessGroups = parts(AccessGroupItem, groups_of)


class DeprecatedUserListItem(KnownUser):
    """A user in a list of the older API."""

    shown_first = "id email firstName lastName role"
    role = Spelled(ROLE_IDS, required=True)


class DeprecatedUserEntity(DeprecatedUserListItem):
    """A user of the older API in full."""

    location = part(Location, place_of)


LocationUpdateRequest = input_of(
    Location,
    "LocationUpdateRequest",
    "countryCode! city! regionCode address postalCode",
    countryCode=KnownCountry(required=True),
    city=fields.Text(least=1, required=True),
)
LanguageInput = request_of("UserLanguageInput", code=fields.Choice(USER_LANGUAGES, required=True))
SystemRoleInput = request_of("SystemRoleInput", id=Spelled(ROLE_IDS, required=True), name=fields.Text(allow_none=True))


class KnownUserInput(RequestSchema):
    """What can be said of a user; null is the same as absent. A password is taken and not kept."""

    email = fields.Pattern("email", _ADDRESS.fullmatch, pattern=_ADDRESS.pattern, most=300, allow_none=True)
    firstName = fields.Text(required=True, least=1, most=300)
    lastName = fields.Text(required=True, least=1, most=300)
    externalData = fields.Text(most=1_000, allow_none=True)
    ssoIdentifier = fields.Text(most=100, allow_none=True)
    ssoLoginMode = fields.Choice(LOGIN_MODES, allow_none=True)
    language = fields.Nested(LanguageInput, allow_none=True)
    location = fields.Nested(LocationUpdateRequest, allow_none=True)
    password = fields.Text(allow_none=True)


class NewUser(KnownUserInput):
    """A user as clients send one."""

    systemRole = fields.Nested(SystemRoleInput, required=True)
    seats = fields.Array(fields.Choice(SEATS), allow_none=True)


class DeprecatedNewUser(KnownUserInput):
    """A user as clients of the older API send one."""

    role = Spelled(ROLE_IDS, required=True)


def settable(entity: type[ResponseSchema], schema: type[RequestSchema], user: User, call: AnyCall) -> Document:
    """The document of a user as a patch finds it: what can be set, null where nothing is known."""
    shown = document_of(entity, user, call)
    return {name: shown.get(name) for name in instance(schema).fields if name != "password"}
