"""Why a commit came about."""

from enum import StrEnum

import msgspec


class CauseKind(StrEnum):
    """Who or what wrote."""

    EXCHANGE = "exchange"
    """A request to a vendor."""
    TESTER = "tester"
    """The tester, directly."""
    SCHEDULE = "schedule"
    """Time: scheduled work was due."""
    SEED = "seed"
    """A tester's own data, added to the world."""


class Cause(msgspec.Struct, frozen=True):
    """Why a commit came about. `reference` says more: the operation that was called, the file that was added.

    `user` is the id of the company's user in whose name it was done, where there is one.
    """

    kind: CauseKind
    reference: str | None = None
    user: int | None = None


TESTER = Cause(CauseKind.TESTER)
SCHEDULE = Cause(CauseKind.SCHEDULE)
