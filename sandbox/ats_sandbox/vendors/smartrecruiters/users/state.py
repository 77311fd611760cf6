"""What only SmartRecruiters knows of users: how they sign in, what they are licensed for, and their access groups."""

from typing import Any

import msgspec

from ats_sandbox.world.chance import Chance
from ats_sandbox.world.domain.company import Place
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.users import User, UserRole
from ats_sandbox.world.store.references import Reference
from ats_sandbox.world.store.table import Collection, Record, Table

SEATS = ("smartPal", "crm", "recruitingAI", "textMessaging")
"""What a user can be licensed for beyond the tracking of applicants."""


class UserAccount(Record, frozen=True, kw_only=True):
    """How the user whose id it has signs in. `place` is given when it is another than that of the user's office.

    `activated` is true once the user could ever sign in; `locked` after too many attempts to.
    """

    external_data: str | None = None
    sso_identifier: str | None = None
    sso_login_mode: str | None = None
    place: Place | None = None
    seats: frozenset[str] = frozenset()
    activated: bool = True
    locked: bool = False


USER_ACCOUNTS = Collection(
    "smartrecruiters.user_accounts",
    UserAccount,
    indexes={"sso_identifier": lambda one: () if one.sso_identifier is None else (one.sso_identifier,)},
)


class Included(msgspec.Struct, frozen=True):
    """Which values of a job property are in: those named, or with `all` every one but those named."""

    all: bool
    values: tuple[str, ...]


class AccessGroup(Record, frozen=True, kw_only=True):
    """Users who see the same part of the company; `user` are their ids.

    `include` says which part: of each job property by its ordinal, which values. None is the whole company.
    """

    name: str
    user: tuple[int, ...]
    description: str | None = None
    include: dict[int, Included] | None = None


ACCESS_GROUPS = Collection(
    "smartrecruiters.access_groups",
    AccessGroup,
    references={"user": Reference("users")},
    indexes={"user": lambda one: one.user, "name": lambda one: (one.name.casefold(),)},
)


def account_of(world: Reading, user: User) -> UserAccount:
    """The account of a user; one who was there before this system was asked has an ordinary one."""
    return world[USER_ACCOUNTS].get(user.id) or usual_account(user)


def usual_account(user: User) -> UserAccount:
    """The account of a user of whom nothing else is known: people who recruit have seats."""
    recruits = user.role in (UserRole.ADMINISTRATOR, UserRole.RECRUITER)
    return UserAccount(id=user.id, seats=frozenset(("crm", "textMessaging") if recruits else ()))


def seeded_users(world: Reading) -> list[Table[Any]]:
    """What is kept of the users of a new world.

    There are access groups, one of them empty; one employee is locked out, and who is inactive was never let in.
    """
    lower = [one for one in world.users if one.role is not UserRole.ADMINISTRATOR]
    locked = [one for one in lower if one.active and one.role is UserRole.EMPLOYEE][-1:]
    groups = []
    for id, (name, percent) in enumerate((("Head office", 40), ("Stores", 30), ("Executive search", 0)), start=1):
        members = tuple(one.id for one in lower if Chance(world.seed, name, one.id).happens("member", percent))
        groups.append(AccessGroup(id=id, name=name, user=members))
    return [
        Table.build(ACCESS_GROUPS, groups),
        Table.build(
            USER_ACCOUNTS,
            [
                UserAccount(id=one.id, locked=one in locked, activated=one.active)
                for one in world.users
                if one in locked or not one.active
            ],
        ),
    ]
