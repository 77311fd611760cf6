"""Positions: what a job hires for, one for each person."""

from enum import StrEnum
from typing import TypedDict

from ats_sandbox.world.store.references import OnDelete, Reference
from ats_sandbox.world.store.table import Collection, Record


class PositionType(StrEnum):
    """Whether a position is new."""

    NEW = "new"
    REPLACEMENT = "replacement"


class PositionStatus(StrEnum):
    """Whether a position is filled."""

    OPEN = "open"
    FILLED = "filled"
    CANCELLED = "cancelled"


class Position(Record, frozen=True, kw_only=True):
    """One opening of a job. `number` is the customer's own; `application` is who got it."""

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
    """The fields of a position that can be changed."""

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
