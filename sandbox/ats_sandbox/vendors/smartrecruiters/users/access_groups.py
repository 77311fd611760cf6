"""Access groups, who is in them, and the roles that the system knows."""

from msgspec.structs import replace

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import TextArray, load
from ats_sandbox.contract.evidence import inferred
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.resources.listing import query_with
from ats_sandbox.contract.schema import Members, RequestSchema, request_of, shape_of
from ats_sandbox.vendors.smartrecruiters import apis, errors
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call
from ats_sandbox.vendors.smartrecruiters.configuration.repositories import PROPERTY
from ats_sandbox.vendors.smartrecruiters.configuration.state import JOB_PROPERTIES
from ats_sandbox.vendors.smartrecruiters.documents import Entry, document_of
from ats_sandbox.vendors.smartrecruiters.paging import CONTENT, SIZED
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.vendors.smartrecruiters.staff import fault
from ats_sandbox.vendors.smartrecruiters.users import state
from ats_sandbox.vendors.smartrecruiters.users.entities import AccessGroupItem
from ats_sandbox.vendors.smartrecruiters.users.records import ACCESS_GROUPS, USERS, demand_role
from ats_sandbox.vendors.smartrecruiters.users.state import AccessGroup, Included
from ats_sandbox.vendors.smartrecruiters.vocabulary import SYSTEM_ROLES
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.users import UserRole

ROOT = "/user-api/v201804"
GROUPS = "/configuration/access-groups"
GROUP = f"{GROUPS}/{{accessGroupId}}"
MOST_USERS = 5_000
UNPUBLISHED = inferred("paths and body are published by the portal, answers are not; they follow the body")
"""Where what is declared about the configuration of access groups is from."""

access_groups = Resource("Access groups", "Which users see the same", apis.USERS, ACCESS_GROUPS, USERS)
group_settings = Resource("Access group settings", "The company's access groups", apis.CONFIGURATION, ACCESS_GROUPS)

SystemRoleItem = shape_of("SystemRoleItem", id=fields.Text(required=True), name=fields.Text(of="label"))


CriteriaInput = request_of("AccessGroupCriteriaInput", include=fields.FreeObject(required=True))
IncludedInput = request_of(
    "AccessGroupIncludedInput", all=fields.Boolean(required=True), values=fields.Array(fields.Text(), required=True)
)


class AccessGroupInput(RequestSchema):
    """What an access group is called, and of each organization property of jobs, by its id, which values are in it."""

    name = fields.Text(required=True, least=1, most=300)
    description = fields.Text(most=1_000, allow_none=True)
    criteria = fields.Nested(CriteriaInput, allow_none=True)


def _criteria(group: AccessGroup, call: AnyCall) -> Document | None:
    """The criteria of a group as they are sent."""
    if group.include is None:
        return None
    shown = {PROPERTY.write(call.world, id): one for id, one in group.include.items()}
    return {"include": {id: {"all": one.all, "values": list(one.values)} for id, one in shown.items()}}


class AccessGroupEntity(AccessGroupItem):
    """An access group with what is in it."""

    description = fields.Text()
    criteria = fields.FreeObject(of=_criteria)


AccessGroupPages = query_with("AccessGroupsQuery", SIZED.query, pageId=fields.Text())


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
access_groups.lists(
    f"{ROOT}/access-groups",
    "List the access groups of the company.",
    id="list_access_groups",
    item=AccessGroupItem,
    rows=_groups,
    envelope="AccessGroups",
    style=CONTENT,
    complete=False,
    errors=[errors.UserRightMissing],
)
group_settings.lists(
    GROUPS,
    "List the access groups of the company, with what is in them.",
    id="list_configured_access_groups",
    item=AccessGroupEntity,
    rows=ACCESS_GROUPS.rows,
    envelope="ConfiguredAccessGroups",
    style=SIZED,
    query=AccessGroupPages,
    errors=[errors.UserRightMissing],
    evidence=UNPUBLISHED,
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


def _described(call: Call, but: int | None = None) -> Members:
    """The members of a group that a body gives, the name without blanks around it.

    Raises AccessGroupExists when another group has the name, Invalid for a property that says nothing of the company.
    """
    body, world = call.body, call.world
    name: str = body["name"].strip()
    if not name:
        raise Invalid(Violation(Rule.TOO_SHORT, ("name",), limit=1, value=body["name"]))
    if any(one.id != but for one in world[state.ACCESS_GROUPS].where(name=name.casefold())):
        raise errors.AccessGroupExists
    criteria = body.get("criteria")
    include = None if criteria is None else dict(_included(world, *one) for one in criteria["include"].items())
    return {"name": name, "description": body.get("description"), "include": include}


def _included(world: Reading, id: str, said: object) -> tuple[int, Included]:
    """Which values of a property are in."""
    property = world[JOB_PROPERTIES].get(PROPERTY.read(world, id))
    if property is None or not property.active or property.category != "organization":
        raise Invalid(fault("is no active organization property of jobs", "criteria", "include", id))
    if not isinstance(said, dict):
        raise Invalid(Violation(Rule.TYPE, ("criteria", "include", id), expected="object", value=said))
    one = load(IncludedInput, said)
    return property.id, Included(one["all"], tuple(one["values"]))


@group_settings.post(
    GROUPS,
    id="create_access_group",
    body=AccessGroupInput,
    returns=AccessGroupEntity,
    status=201,
    errors=[errors.UserRightMissing, errors.AccessGroupExists],
    evidence=UNPUBLISHED,
)
def create_access_group(call: Call) -> Document:
    """Add an access group, in which nobody is yet. Its name is its own, whatever the letter case.

    The vendor demands a description and criteria, too; here a group without criteria sees the whole company.
    """
    demand_role(call)
    group = AccessGroup(id=call.draft.next_id(state.ACCESS_GROUPS), user=(), **_described(call))
    return document_of(AccessGroupEntity, call.draft.put(state.ACCESS_GROUPS, group), call)


group_settings.shows(
    GROUP, "Get an access group.", id="get_access_group", schema=AccessGroupEntity, evidence=UNPUBLISHED
)


@group_settings.put(
    GROUP,
    id="update_access_group",
    body=AccessGroupInput,
    returns=AccessGroupEntity,
    errors=[errors.AccessGroupExists],
    evidence=UNPUBLISHED,
)
def update_access_group(call: Call) -> Document:
    """Describe an access group anew; who is in it stays."""
    group = ACCESS_GROUPS.get_or_404(call)
    after = replace(group, **_described(call, group.id))
    return document_of(AccessGroupEntity, call.draft.put(state.ACCESS_GROUPS, after), call)


@group_settings.delete(GROUP, id="delete_access_group", evidence=UNPUBLISHED)
def delete_access_group(call: Call) -> None:
    """Delete an access group; its users stay."""
    call.draft.remove(state.ACCESS_GROUPS, ACCESS_GROUPS.get_or_404(call).id)
