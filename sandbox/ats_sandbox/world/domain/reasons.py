"""Why applications end."""

from enum import StrEnum

from ats_sandbox.world.store.table import Collection, Record


class Decider(StrEnum):
    """Who ended the application."""

    COMPANY = "company"
    CANDIDATE = "candidate"


class Reason(Record, frozen=True, kw_only=True):
    """A rejection reason (decided by the company) or a withdrawal reason (decided by the candidate)."""

    label: str
    decider: Decider
    created_at: int
    updated_at: int


REASONS = Collection(
    "reasons",
    Reason,
    noun="reason",
    indexes={"decider": lambda one: (one.decider,)},
    timeline=lambda one: one.updated_at,
)
