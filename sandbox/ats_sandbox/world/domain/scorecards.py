"""Scorecards: reviews of candidates."""

from enum import StrEnum

from ats_sandbox.world.store.references import OnDelete, Reference
from ats_sandbox.world.store.table import Collection, Record


class Recommendation(StrEnum):
    """The conclusion of a scorecard."""

    STRONG_NO = "strong_no"
    NO = "no"
    UNDECIDED = "undecided"
    YES = "yes"
    STRONG_YES = "strong_yes"


CONCLUSIONS = (
    Recommendation.STRONG_NO,
    Recommendation.STRONG_NO,
    Recommendation.NO,
    Recommendation.UNDECIDED,
    Recommendation.YES,
    Recommendation.STRONG_YES,
)
"""What 0 to 5 stars come to."""


class Scorecard(Record, frozen=True, kw_only=True):
    """A review of a candidate for a job. `rating` is 0 to 5."""

    application: int
    interview: int | None
    author: int
    rating: int
    recommendation: Recommendation
    comment: str | None
    created_at: int
    updated_at: int


SCORECARDS = Collection(
    "scorecards",
    Scorecard,
    noun="scorecard",
    references={
        "application": Reference("applications", OnDelete.DELETE, follows=True),
        "interview": Reference("interviews"),
        "author": Reference("users"),
    },
    indexes={
        "application": lambda one: (one.application,),
        "interview": lambda one: (one.interview,),
        "author": lambda one: (one.author,),
    },
    timeline=lambda one: one.updated_at,
    numbers=("application", "interview", "created_at", "updated_at"),
)
