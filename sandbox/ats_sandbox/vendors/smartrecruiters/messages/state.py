"""What only SmartRecruiters knows of messages: with whom they were shared."""

from enum import StrEnum
from itertools import islice

from ats_sandbox.world.chance import Chance
from ats_sandbox.world.domain.notes import Note
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Collection, Record, Table


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


FIRST_NOTES = 200
"""Notes of a new world of which some were shared as messages."""
SHARES = Collection("smartrecruiters.shares", Share, indexes={"note": lambda one: one.notes})


def first_shares(world: Reading) -> Table[Share]:
    """The messages of a new world: some of the first private notes went to a hiring team, some open ones to all."""
    shared = (
        note
        for note in islice(world.notes, FIRST_NOTES)
        if note.author is not None and Chance(world.seed, "smartrecruiters.share", note.id).happens("shared", 30)
    )
    return Table.build(SHARES, [_share(world, id, note) for id, note in enumerate(shared, 1)])


def _share(world: Reading, id: int, note: Note) -> Share:
    assert note.author is not None, "imported notes are nobody's message"
    job = None if note.application is None else world.applications[note.application].job
    team = () if job is None else tuple(member.user for member in world.jobs[job].team if member.user != note.author)
    alone = MessageVisibility.PRIVATE if not team else MessageVisibility.DIRECT
    return Share(
        id=id,
        author=note.author,
        content=note.body,
        visibility=alone if note.private else MessageVisibility.EVERYONE,
        recipients=team if note.private else (),
        notes=(note.id,),
        correlation=None,
        created_at=note.created_at,
    )
