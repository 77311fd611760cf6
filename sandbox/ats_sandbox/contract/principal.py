"""Who may call, and what they may do and see."""

from dataclasses import dataclass, replace
from typing import ClassVar

from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Collection, Record


@dataclass(frozen=True, slots=True)
class Principal:
    """The holder of a token.

    `scopes` None means every scope. `writes` False means reading only. `confidential` False hides confidential jobs
    and the candidates who are only on those. `jobs` and `candidates` are the ids of the only ones it may see; None
    means all. `user` is the id of the user in whose name it acts. `holder` is the token of the principal that an issued
    token stands for; None for one that is no such token.
    """

    token: str
    about: str
    scopes: frozenset[str] | None = None
    writes: bool = True
    confidential: bool = True
    jobs: frozenset[int] | None = None
    candidates: frozenset[int] | None = None
    expired: bool = False
    user: int = 1
    holder: str | None = None

    @property
    def name(self) -> str:
        """What it is called where it is not to be impersonated: its own token, or that of the holder."""
        return self.holder or self.token

    @property
    def sees_everything(self) -> bool:
        """True when nothing at all is hidden from it."""
        return self.confidential and self.jobs is None and self.candidates is None

    def may(self, scope: str | None, writes: bool) -> bool:
        """True when an operation with this scope is allowed."""
        if writes and not self.writes:
            return False
        if self.scopes is None:
            return True
        return scope is not None and any(needed <= self.scopes for needed in alternatives(scope))


def alternatives(scope: str) -> list[frozenset[str]]:
    """The sets of scopes of which a declared `scope` needs any: `a+b` is one set, `a|b` are two, "" is an empty one."""
    return [frozenset(filter(None, one.split("+"))) for one in scope.split("|")]


PRINCIPALS = (
    Principal("sandbox-admin", "may do everything"),
    Principal("sandbox-readonly", "may read, not write", writes=False),
    Principal(
        "sandbox-restricted", "sees no confidential job and nobody who is only on one", confidential=False, user=2
    ),
    Principal("sandbox-expired", "is known, and has expired", expired=True),
    Principal("sandbox-unscoped", "is valid, and has no right at all", scopes=frozenset()),
)
"""The credentials every world knows, the same for every vendor."""


class OwnPrincipal(Record, frozen=True, kw_only=True):
    """A principal that one world knows beside those."""

    principal: Principal


OWN_PRINCIPALS = Collection(
    "principals", OwnPrincipal, indexes={"token": lambda one: (one.principal.token,)}, lasting=True
)
"""How a world is set up, so a reset keeps it."""


class IssuedToken(Record, frozen=True, kw_only=True):
    """A token that stands for a principal for some time; instants are the world's. None means for ever.

    `vendor` is the one whose tokens live as long. `refresh` is the token that gets another one when this has expired.
    `scopes` are the only ones of the principal's that it has; None means all of them.
    """

    token: str
    holder: str
    vendor: str | None
    issued_at: int
    expires_at: int | None
    refresh: str | None = None
    refresh_expires_at: int | None = None
    scopes: frozenset[str] | None = None

    secrets: ClassVar[frozenset[str]] = frozenset({"token", "refresh"})

    def expired(self, now: int) -> bool:
        """True when it has ceased to be valid."""
        return self.expires_at is not None and now >= self.expires_at


ISSUED_TOKENS = Collection(
    "issued_tokens",
    IssuedToken,
    indexes={
        "token": lambda one: (one.token,),
        "refresh": lambda one: () if one.refresh is None else (one.refresh,),
    },
    lasting=True,
)
"""Tokens issued to clients of one world; a reset keeps them."""

_FIXED = {one.token: one for one in PRINCIPALS}


def principal_of(world: Reading, token: str) -> Principal | None:
    """Who holds this token in a world."""
    fixed = _FIXED.get(token)
    if fixed is not None:
        return fixed
    own = world[OWN_PRINCIPALS].where(token=token).first()
    if own is not None:
        return own.principal
    issued = world[ISSUED_TOKENS].where(token=token).first()
    holder = None if issued is None else principal_of(world, issued.holder)
    if issued is None or holder is None:
        return None
    expired = holder.expired or issued.expired(world.now)
    scopes = both(holder.scopes, issued.scopes)
    return replace(holder, token=token, expired=expired, scopes=scopes, holder=holder.name)


def both(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    """The scopes that are in both of two sets, of which None is the set of all."""
    if one is None or other is None:
        return one if other is None else other
    return one & other
