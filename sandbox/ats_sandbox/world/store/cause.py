"""Why a commit came about."""

from enum import StrEnum

import msgspec


class CauseKind(StrEnum):
    """Who or what wrote."""

    EXCHANGE = "exchange"
    """A request to a vendor."""
    TESTER = "tester"
    """The tester, past the vendors."""
    SCHEDULE = "schedule"
    """Time: work that had come due."""
    SEED = "seed"
    """Data that a tester laid over the world."""


class Cause(msgspec.Struct, frozen=True):
    """Why a commit came about. `reference` says more: the operation that was called, the file that was laid."""

    kind: CauseKind
    reference: str | None = None


TESTER = Cause(CauseKind.TESTER)
SCHEDULE = Cause(CauseKind.SCHEDULE)
