"""Records as they are written down, numbered only when all are there: a later id is never an earlier event."""

from operator import attrgetter
from typing import Any

from msgspec.structs import force_setattr

from ats_sandbox.world.store.state import State
from ats_sandbox.world.store.table import Collection, R, Record, Table


class DraftState:
    """The collections of a world that is being founded.

    A record added with id 0 gets its number when the ledger is closed, in order of creation. Until then whatever
    points to it is linked rather than told an id.
    """

    __slots__ = ("_books", "_links")

    def __init__(self) -> None:
        self._books: dict[str, tuple[Collection[Any], list[Any]]] = {}
        self._links: list[tuple[Record, str, Record]] = []

    def add(self, collection: Collection[R], record: R) -> R:
        """Write a record down; gives it back."""
        book = self._books.get(collection.name)
        if book is None:
            book = self._books[collection.name] = (collection, [])
        book[1].append(record)
        return record

    def of(self, collection: Collection[R]) -> list[R]:
        """What was written down in this collection."""
        book = self._books.get(collection.name)
        return [] if book is None else book[1]

    def link(self, record: Record, field: str, target: Record) -> None:
        """Let a field of a record hold the id that the target will have."""
        self._links.append((record, field, target))

    def close(self, now: int) -> State:
        """Number the records and make them a state at that instant."""
        for collection, records in self._books.values():
            if records[0].id == 0:
                records.sort(
                    key=attrgetter("created_at" if "created_at" in collection.record.__struct_fields__ else "at")
                )
                for id, record in enumerate(records, 1):
                    force_setattr(record, "id", id)
        for record, field, target in self._links:
            force_setattr(record, field, target.id)
        self._links.clear()
        tables = []
        for collection, records in self._books.values():
            tables.append(Table.build(collection, records))
            records.clear()
        return State.of(tables, now)
