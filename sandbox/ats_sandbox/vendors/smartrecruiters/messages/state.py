"""What only SmartRecruiters knows of messages: with whom they were shared."""

from enum import StrEnum

from ats_sandbox.world.store.table import Collection, Record


class MessageVisibility(StrEnum):
    """Who reads a message: its author, the recipients, who sees the candidate, or the whole company."""

    PRIVATE = "PRIVATE"
    DIRECT = "DIRECT"
    OPEN = "OPEN"
    EVERYONE = "EVERYONE"


class Share(Record, frozen=True, kw_only=True):
    """A message that was shared. `notes` are the world's notes that it is, one for each candidate that it names."""

    author: int
    content: str
    visibility: MessageVisibility
    recipients: tuple[int, ...]
    notes: tuple[int, ...]
    correlation: str | None
    created_at: int


SHARES = Collection("smartrecruiters.shares", Share, indexes={"note": lambda one: one.notes})
