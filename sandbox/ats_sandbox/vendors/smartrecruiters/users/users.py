"""Users: the people who hire, in the current API and in the older one, which differ in how they show them."""

from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import load
from ats_sandbox.contract.json_patch import OPERATIONS_ONLY, JsonPatch, Patch
from ats_sandbox.contract.operation import Document, Reply
from ats_sandbox.contract.refusal import ApiError, Invalid
from ats_sandbox.contract.resources.listing import Filter, query_with
from ats_sandbox.contract.schema import Members, RequestSchema, ResponseSchema, shape_of
from ats_sandbox.vendors.smartrecruiters import apis, errors
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call, Envelope, Facts
from ats_sandbox.vendors.smartrecruiters.documents import document_of
from ats_sandbox.vendors.smartrecruiters.error_format import sentence
from ats_sandbox.vendors.smartrecruiters.filters import UPDATED_AFTER
from ats_sandbox.vendors.smartrecruiters.paging import CHAIN, SLICES, Show, Style
from ats_sandbox.vendors.smartrecruiters.places import job_place
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.vendors.smartrecruiters.users import entities
from ats_sandbox.vendors.smartrecruiters.users.records import USERS, demand_role
from ats_sandbox.vendors.smartrecruiters.users.state import USER_ACCOUNTS, UserAccount, account_of
from ats_sandbox.world.domain.commands.configuration import add_user
from ats_sandbox.world.domain.commands.users import change_user
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.users import User
from ats_sandbox.world.store.selection import Selection

DISABLED_LANGUAGES = frozenset({"ka", "lt"})
"""Languages that the company has switched off: this sandbox's choice."""


@dataclass(frozen=True)
class Family:
    """One of the two ways to say the same: its paths, and its shapes."""

    users: Resource
    root: str
    item: type[ResponseSchema]
    entity: type[ResponseSchema]
    new: type[RequestSchema]
    style: Style
    suffix: str = ""

    @property
    def one(self) -> str:
        """The path of one user."""
        return f"{self.root}/{{id}}"


CURRENT = Family(
    Resource("Users", "The people who hire", apis.USERS, USERS),
    "/user-api/v201804/users",
    entities.UserListItem,
    entities.UserEntity,
    entities.NewUser,
    CHAIN,
)
OLDER = Family(
    Resource("Users, deprecated", "The people who hire, with a plain role", apis.USERS, USERS),
    "/users",
    entities.DeprecatedUserListItem,
    entities.DeprecatedUserEntity,
    entities.DeprecatedNewUser,
    SLICES,
    "_deprecated",
)
FAMILIES = (CURRENT, OLDER)

SemanticErrorEntry = shape_of("SemanticError", dataPath=fields.Text(required=True), message=fields.Text(required=True))
SemanticErrorResponse = shape_of(
    "SemanticErrorResponse", message=fields.Text(), errors=fields.Array(fields.Nested(SemanticErrorEntry))
)


def render_semantic(error: ApiError, call: AnyCall, now: int) -> Document:
    """The message, and an entry for each violation with the JSON pointer that leads to it."""
    entries = [
        {"dataPath": "".join(f"/{part}" for part in one.path), "message": sentence(one)} for one in error.violations
    ]
    return {"message": error.text, "errors": entries}


NEW_USER = Facts(
    invalid=errors.SemanticFault, envelope=Envelope(SemanticErrorResponse, render_semantic, frozenset({422}))
)


def _saying(call: AnyCall, rows: Selection[User], text: str) -> Selection[User]:
    text, world = text.casefold(), call.world

    def said(one: User) -> str:
        return f"{one.first_name} {one.last_name}\n{one.email}\n{account_of(world, one).external_data or ''}"

    return rows.only(lambda one: text in said(one).casefold())


def _page(style: Style) -> Style:
    """The pages of a style, of which one that no answer has named is refused in words of its own."""

    def cut(call: AnyCall, rows: Any, show: Show) -> Document | Reply:
        try:
            return style.page(call, rows, show)
        except Invalid as invalid:
            raise errors.InvalidUserPage(invalid.violations) from None

    return Style(style.query, style.members, cut)


def address_taken(world: Reading, email: str, but: int | None = None) -> bool:
    """True when a user has an e-mail address who is active, or who was never let in yet."""
    others = world.users.where(email=email.lower()) if email else ()
    return any(one.id != but and (one.active or not account_of(world, one).activated) for one in others)


def _facts(call: AnyCall, body: Members, user: User | None = None) -> tuple[Members, Members]:
    """The members of a User and of a UserAccount that a body gives. Raises the refusals of what does not fit."""
    world, but = call.world, None if user is None else user.id
    names = (body["firstName"], body["lastName"])
    if any(name != name.strip() for name in names):
        raise errors.InvalidUserName
    language = (body.get("language") or {"code": "en"})["code"]
    if language in DISABLED_LANGUAGES:
        raise errors.LanguageDisabled
    email, identifier = body.get("email") or "", body.get("ssoIdentifier")
    if address_taken(world, email, but):
        raise errors.UserExists
    holders = () if identifier is None else world[USER_ACCOUNTS].where(sso_identifier=identifier)
    if any(one.id != but for one in holders):
        raise errors.SsoIdentifierExists
    role = body["role"] if "role" in body else body["systemRole"]["id"]
    account = {
        "external_data": body.get("externalData"),
        "sso_identifier": identifier,
        "sso_login_mode": body.get("ssoLoginMode"),
    }
    if body.get("seats") is not None:
        account["seats"] = frozenset(body["seats"])
    names_and_rights = {"first_name": names[0], "last_name": names[1], "email": email, "role": role}
    return names_and_rights | {"language": language}, account


def _patched(call: Call[Patch], family: Family, user: User) -> tuple[Members, bool]:
    """What a patch makes of a user, and whether it moves them. Raises the refusals of what does not fit."""
    before = entities.settable(family.entity, family.new, user, call)
    document = call.body.apply(before)
    try:
        after = load(family.new, document)
    except Invalid as invalid:
        member = next(iter(invalid.violations[0].path), "")
        codes = {"location": errors.InvalidLocation, "language": errors.LanguageDisabled}
        codes |= dict.fromkeys(("firstName", "lastName"), errors.InvalidUserName)
        raise codes.get(str(member), errors.ValidationFailed)(invalid.violations) from None
    return after, document.get("location") != before["location"]


def declare(family: Family) -> None:
    """Declare the operations on users of one of the two APIs."""
    users, old = family.users, family is OLDER
    search = Filter("q", lambda: fields.Text(least=3), _saying)
    most = fields.Integer(least=1, most=100, load_default=100)
    filters = (search, UPDATED_AFTER)
    users.lists(
        family.root,
        "List users.\n\n"
        "`q` finds a part of the name, of the e-mail address or of the external data, whatever the letter case.",
        id=f"list_users{family.suffix}",
        item=family.item,
        envelope="DeprecatedUsers" if old else "Users",
        complete=False,
        style=_page(family.style),
        query=query_with(f"Users{family.suffix}Query", family.style.query, *filters, limit=most),
        filters=filters,
        errors=[errors.UserRightMissing] if old else [errors.UserRightMissing, errors.InvalidUserPage],
        deprecated=old,
    )
    users.shows(
        f"{family.root}/me",
        "Get the user in whose name the credential acts.",
        id=f"get_current_user{family.suffix}",
        schema=family.entity,
        record=lambda call: call.world.users[call.caller.user],
        deprecated=old,
    )
    users.shows(family.one, "Get a user.", id=f"get_user{family.suffix}", schema=family.entity, deprecated=old)

    @users.post(
        family.root,
        id=f"create_user{family.suffix}",
        body=family.new,
        returns=family.entity,
        status=201,
        errors=[
            *(errors.UserRightMissing, errors.InvalidUserName, errors.LanguageDisabled),
            *(errors.UserExists, errors.SsoIdentifierExists),
        ],
        facts=NEW_USER,
        deprecated=old,
        evidence=apis.USERS.evidence,
    )
    def create_user(call: Call) -> Document:
        """Add a user, who cannot sign in before they are activated.

        An e-mail address is refused while a user has it who is active or was never activated. Which languages are
        disabled is the sandbox's choice: Georgian and Lithuanian.
        """
        demand_role(call)
        members, details = _facts(call, call.body)
        user = add_user(call.draft, **members, active=False)
        place = call.body.get("location")
        if place is not None:
            details["place"] = job_place(call.world, place)
        call.draft.put(USER_ACCOUNTS, UserAccount(id=user.id, activated=False, **details))
        return document_of(family.entity, user, call)

    @users.patch(
        family.one,
        id=f"update_user{family.suffix}",
        body=JsonPatch(family.new, media_types=OPERATIONS_ONLY),
        returns=family.entity,
        errors=[
            *(errors.InvalidUserName, errors.LanguageDisabled, errors.InvalidLocation),
            *(errors.UserExists, errors.SsoIdentifierExists),
        ],
        deprecated=old,
        evidence=apis.USERS.evidence,
    )
    def update_user(call: Call[Patch]) -> Document:
        """Change a user by operations on their document; members that only the system sets cannot be touched."""
        user = USERS.get_or_404(call)
        after, moved = _patched(call, family, user)
        members, details = _facts(call, after, user)
        if moved:
            place = after.get("location")
            details["place"] = None if place is None else job_place(call.world, place)
        call.draft.put(USER_ACCOUNTS, replace(account_of(call.world, user), **details))
        return document_of(family.entity, change_user(call.draft, user, **members), call)


for _family in FAMILIES:
    declare(_family)
