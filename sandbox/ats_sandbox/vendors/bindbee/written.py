"""Words that a record was created with and that the linked system keeps in words of its own, or not at all.

Reads show them as they were written until the record changes there.
"""

from typing import Any

from ats_sandbox.contract.operation import Document
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.store.table import Collection, Record


class Written(Record, frozen=True, kw_only=True):
    """Members of one record, in its form of an instant. `kind` and `ordinal` name the record."""

    kind: str
    ordinal: int
    members: Any
    updated_at: int


WRITTEN = Collection(
    "bindbee.written",
    Written,
    indexes={
        "record": lambda one: ((one.kind, one.ordinal),),
        "status": lambda one: ((one.kind, one.members.get("status")),),
    },
)


def written_of(world: Reading, kind: str, record: Any) -> Document:
    """What is shown of a record as it was written."""
    held = world[WRITTEN].where(record=(kind, record.id)).first()
    if held is None or held.updated_at != record.updated_at:
        return {}
    members: Document = held.members
    return members


def keep_written(world: Transaction, kind: str, record: Any, members: Document) -> None:
    """Show these members of a new record as they were written."""
    if members:
        id = world.next_id(WRITTEN)
        world.put(WRITTEN, Written(id=id, kind=kind, ordinal=record.id, members=members, updated_at=record.updated_at))
