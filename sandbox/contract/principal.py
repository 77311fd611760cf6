"""Who may call, and what they may do and see."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Principal:
    """The holder of a token.

    `scopes` None means every scope. `writes` False means reading only. `confidential` False hides confidential jobs
    and the candidates who are only on those. `user` is the id of the user in whose name it acts.
    """

    token: str
    about: str
    scopes: frozenset[str] | None = None
    writes: bool = True
    confidential: bool = True
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


def principal_of(token: str) -> Principal | None:
    """Who holds this token."""
    return next((one for one in PRINCIPALS if one.token == token), None)
