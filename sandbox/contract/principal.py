"""Who may call, and what they may do and see."""

from dataclasses import dataclass

from sandbox.world.reading import Reading
from sandbox.world.table import Collection, Record


@dataclass(frozen=True, slots=True)
class Principal:
    """The holder of a token.

    `scopes` None means every scope. `writes` False means reading only. `confidential` False hides confidential jobs
    and the candidates who are only on those. `jobs` and `candidates` are the ids of the only ones it may see; None
    means all. `user` is the id of the user in whose name it acts.
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

    def may(self, scope: str | None, writes: bool) -> bool:
        """True when an operation with this scope is allowed."""
        if writes and not self.writes:
            return False
        return self.scopes is None or (scope is not None and scope in self.scopes)


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

_FIXED = {one.token: one for one in PRINCIPALS}


def principal_of(world: Reading, token: str) -> Principal | None:
    """Who holds this token in a world."""
    fixed = _FIXED.get(token)
    if fixed is not None:
        return fixed
    own = world[OWN_PRINCIPALS].where(token=token).first()
    return None if own is None else own.principal
