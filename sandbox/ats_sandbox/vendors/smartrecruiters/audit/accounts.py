"""Audit events of users, and of clients that they let act for them."""

from collections.abc import Iterator

from ats_sandbox.contract.principal import principal_of
from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.audit.said import Changes, Said, differ
from ats_sandbox.vendors.smartrecruiters.audit.state import EntityType
from ats_sandbox.vendors.smartrecruiters.identity.state import AuthorizationCode
from ats_sandbox.vendors.smartrecruiters.state import AVATARS
from ats_sandbox.vendors.smartrecruiters.users.state import ACCESS_GROUPS, USER_ACCOUNTS, UserAccount, usual_account
from ats_sandbox.vendors.smartrecruiters.vocabulary import SYSTEM_ROLES
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.users import USERS, User

TOLD_OTHERWISE = frozenset({"active", "role", "updated_at"})
"""Of users, what other events tell, and when."""
PROFILE = ("external_data", "sso_identifier", "sso_login_mode", "place", "seats")
"""Of their accounts, what they are shown with."""


def _said(world: Reading, user: int, event: str, **context: object) -> Said:
    return Said(event, EntityType.USER, ids.USER.write(world, user), context)


def of_user(world: Reading, before: User | None, after: User | None) -> Iterator[Said]:
    """The account: creation, activation, role."""
    if after is None:
        return
    if before is None:
        yield _said(world, after.id, "USER_ACCOUNT_CREATED")
        return
    if before.active is not after.active:
        yield _said(world, after.id, "USER_ACCOUNT_ACTIVATED" if after.active else "USER_ACCOUNT_DEACTIVATED")
    if before.role is not after.role:
        roles = {"currentRole": SYSTEM_ROLES[after.role][0], "previousRole": SYSTEM_ROLES[before.role][0]}
        yield _said(world, after.id, "USER_ROLE_CHANGED", **roles)


def of_profiles(world: Reading, changes: Changes) -> Iterator[Said]:
    """Whatever else is changed of users: who they are, how they sign in, their picture and their access groups."""
    users = {change.id: change for change in changes.get(USERS.name, ())}
    touched = {change.id for change in changes.get(AVATARS.name, ())}
    for id, change in users.items():
        rest = {*change.after.__struct_fields__} - TOLD_OTHERWISE if change.after is not None else set()
        if change.before is not None and differ(change.before, change.after, *rest):
            touched.add(id)
    for change in changes.get(USER_ACCOUNTS.name, ()):
        user = users[change.id].before if change.id in users else world.users.get(change.id)
        if isinstance(user, User) and isinstance(change.after, UserAccount):
            before = change.before or usual_account(user)
            if differ(before, change.after, *PROFILE):
                touched.add(change.id)
    for change in changes.get(ACCESS_GROUPS.name, ()):
        then, now = (set(getattr(one, "user", ())) for one in (change.before, change.after))
        touched |= then ^ now
    for id in sorted(touched):
        if id in world.users and not (id in users and users[id].before is None):
            yield _said(world, id, "USER_ACCOUNT_UPDATED")


def of_code(world: Reading, before: AuthorizationCode | None, after: AuthorizationCode | None) -> Iterator[Said]:
    """A client that a user lets act for them."""
    client = None if after is None else principal_of(world, after.client)
    if before is None and client is not None:
        context = {"applicationId": client.token, "applicationName": client.about, "startDate": iso(world.now)}
        yield _said(world, client.user, "OAUTH_APPLICATION_ACCESS_GRANTED", **context)._replace(author=client.user)
