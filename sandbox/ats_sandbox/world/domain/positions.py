"""Positions: the seats that jobs fill."""

from enum import StrEnum
from typing import TypedDict

from ats_sandbox.world.store.references import OnDelete, Reference
from ats_sandbox.world.store.table import Collection, Record


class PositionType(StrEnum):
    """Whether a seat is new."""

    NEW = "new"
    REPLACEMENT = "replacement"


class PositionStatus(StrEnum):
    """Whether a seat is taken."""

    OPEN = "open"
    FILLED = "filled"
    CANCELLED = "cancelled"


class Position(Record, frozen=True, kw_only=True):
    """A seat that a job fills. `number` is the customer's own; `application` is who got it."""

    job: int
    number: str | None
    type: PositionType
    incumbent: str | None
    opens_at: int
    starts_at: int
    status: PositionStatus
    application: int | None
    created_at: int
    updated_at: int


class PositionFields(TypedDict, total=False):
    """What can be changed of a position."""

    number: str | None
    type: PositionType
    incumbent: str | None
    opens_at: int
    starts_at: int
    status: PositionStatus
    application: int | None


POSITIONS = Collection(
    "positions",
    Position,
    noun="position",
    references={
        "job": Reference("jobs", follows=True),
        "application": Reference("applications", OnDelete.CLEAR),
    },
    indexes={
        "job": lambda one: (one.job,),
        "application": lambda one: () if one.application is None else (one.application,),
    },
)
