"""Access groups, who is in them, and the roles that the system knows."""

from msgspec.structs import replace

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import TextArray
from ats_sandbox.contract.evidence import inferred
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.schema import RequestSchema, shape_of
from ats_sandbox.vendors.smartrecruiters import apis, errors
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call
from ats_sandbox.vendors.smartrecruiters.documents import Entry, document_of
from ats_sandbox.vendors.smartrecruiters.paging import CONTENT
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.vendors.smartrecruiters.users import state
from ats_sandbox.vendors.smartrecruiters.users.entities import AccessGroupItem
from ats_sandbox.vendors.smartrecruiters.users.records import ACCESS_GROUPS, USERS, demand_role
from ats_sandbox.vendors.smartrecruiters.users.state import AccessGroup
from ats_sandbox.vendors.smartrecruiters.vocabulary import SYSTEM_ROLES
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.users import UserRole

ROOT = "/user-api/v201804"
GROUPS = "/configuration/access-groups"
GROUP = f"{GROUPS}/{{accessGroupId}}"
MOST_USERS = 5_000
UNPUBLISHED = inferred("the paths are listed by the portal; bodies and numbers are taken to be those of the family")
"""Where what is declared about the configuration of access groups is from."""

access_groups = Resource("Access groups", "Which users see the same", apis.USERS, ACCESS_GROUPS, USERS)
group_settings = Resource("Access group settings", "The company's access groups", apis.CONFIGURATION, ACCESS_GROUPS)

SystemRoleItem = shape_of("SystemRoleItem", id=fields.Text(required=True), name=fields.Text(of="label"))


class AccessGroupInput(RequestSchema):
    """What an access group is called."""

    name = fields.Text(required=True, least=1, most=300)


def _groups(call: AnyCall) -> list[AccessGroup]:
    return list(ACCESS_GROUPS.rows(call))


def _roles(call: AnyCall) -> list[Entry]:
    demand_role(call)
    return [Entry(id, name) for id, name in SYSTEM_ROLES.values()]


def _newcomer(world: Reading) -> str:
    """The id of a user who may join a group, for examples."""
    return USERS.id_of(world, next(one for one in world.users if one.role is not UserRole.ADMINISTRATOR))


def _member(world: Reading) -> str:
    """The id of a user who is in the group of the examples; of any one where nobody is in it."""
    members = ACCESS_GROUPS.sample(world).user
    return USERS.id_of(world, world.users[members[0] if members else 1])


access_groups.lists(
    f"{ROOT}/system-roles",
    "List the roles that users can have.",
    id="list_system_roles",
    item=SystemRoleItem,
    rows=_roles,
    envelope="SystemRoles",
    style=CONTENT,
    complete=False,
    errors=[errors.UserRightMissing],
)
for path, resource, id in (
    (f"{ROOT}/access-groups", access_groups, "list_access_groups"),
    (GROUPS, group_settings, "list_configured_access_groups"),
):
    resource.lists(
        path,
        "List the access groups of the company.",
        id=id,
        item=AccessGroupItem,
        rows=_groups,
        envelope="AccessGroups",
        style=CONTENT,
        complete=False,
        errors=[errors.UserRightMissing],
    )


@access_groups.post(
    f"{ROOT}/access-groups/{{accessGroupId}}/users",
    id="add_users_to_access_group",
    body=TextArray(most=MOST_USERS),
    returns=CONTENT.envelope(AccessGroupItem, "AccessGroups", required=False),
    status=201,
    errors=[errors.UserNotFound, errors.AccessGroupNotAllowed],
    example=Example(body=lambda world: [_newcomer(world)]),
    evidence=apis.USERS.evidence,
)
def add_users_to_access_group(call: Call[list[str]]) -> Document:
    """Put users into an access group.

    All of them or none. The answer is the group. Administrators see everything, so they are in no group.
    """
    group = ACCESS_GROUPS.get_or_404(call)
    people = [USERS.get_or_404(call, text) for text in dict.fromkeys(call.body)]
    if any(one.role is UserRole.ADMINISTRATOR for one in people):
        raise errors.AccessGroupNotAllowed
    joined = dict.fromkeys((*group.user, *(one.id for one in people)))
    after = call.draft.put(state.ACCESS_GROUPS, replace(group, user=tuple(joined)))
    return {"content": [document_of(AccessGroupItem, after, call)]}


@access_groups.delete(
    f"{ROOT}/access-groups/{{accessGroupId}}/users/{{id}}",
    id="remove_user_from_access_group",
    errors=[errors.UserNotInAccessGroup],
    example=Example(path={"id": _member}),
    evidence=apis.USERS.evidence,
)
def remove_user_from_access_group(call: Call) -> None:
    """Take a user out of an access group."""
    group, user = ACCESS_GROUPS.get_or_404(call), USERS.get_or_404(call)
    if user.id not in group.user:
        raise errors.UserNotInAccessGroup
    call.draft.put(state.ACCESS_GROUPS, replace(group, user=tuple(one for one in group.user if one != user.id)))


def _free_name(call: Call, but: int | None = None) -> str:
    """The name that a body gives, without blanks around it. Raises AccessGroupExists when another group has it."""
    name: str = call.body["name"].strip()
    if not name:
        raise Invalid(Violation(Rule.TOO_SHORT, ("name",), limit=1, value=call.body["name"]))
    if any(one.id != but for one in call.world[state.ACCESS_GROUPS].where(name=name.casefold())):
        raise errors.AccessGroupExists
    return name


@group_settings.post(
    GROUPS,
    id="create_access_group",
    body=AccessGroupInput,
    returns=AccessGroupItem,
    status=201,
    errors=[errors.UserRightMissing, errors.AccessGroupExists],
    evidence=UNPUBLISHED,
)
def create_access_group(call: Call) -> Document:
    """Add an access group, in which nobody is yet. Its name is its own, whatever the letter case."""
    demand_role(call)
    group = AccessGroup(id=call.draft.next_id(state.ACCESS_GROUPS), name=_free_name(call), user=())
    return document_of(AccessGroupItem, call.draft.put(state.ACCESS_GROUPS, group), call)


group_settings.shows(GROUP, "Get an access group.", id="get_access_group", schema=AccessGroupItem, evidence=UNPUBLISHED)


@group_settings.put(
    GROUP,
    id="update_access_group",
    body=AccessGroupInput,
    returns=AccessGroupItem,
    errors=[errors.AccessGroupExists],
    evidence=UNPUBLISHED,
)
def update_access_group(call: Call) -> Document:
    """Rename an access group; who is in it stays."""
    group = ACCESS_GROUPS.get_or_404(call)
    after = replace(group, name=_free_name(call, group.id))
    return document_of(AccessGroupItem, call.draft.put(state.ACCESS_GROUPS, after), call)


@group_settings.delete(GROUP, id="delete_access_group", evidence=UNPUBLISHED)
def delete_access_group(call: Call) -> None:
    """Delete an access group; its users stay."""
    call.draft.remove(state.ACCESS_GROUPS, ACCESS_GROUPS.get_or_404(call).id)
