"""Records of a world that is being seeded, numbered only when all are there: ids are in chronological order."""

from operator import attrgetter
from typing import Any

from msgspec.structs import force_setattr

from ats_sandbox.world.store.state import State
from ats_sandbox.world.store.table import Collection, R, Record, Table


class DraftState:
    """The collections of a world that is being seeded.

    A record added with id 0 gets its id in the end, in order of creation. A reference to it is a link until then.
    """

    __slots__ = ("_collections", "_links")

    def __init__(self) -> None:
        self._collections: dict[str, tuple[Collection[Any], list[Any]]] = {}
        self._links: dict[str, tuple[list[Record], list[Record]]] = {}  # by field: the records, and what they link to

    def add(self, collection: Collection[R], record: R) -> R:
        """Add a record; gives it back."""
        held = self._collections.get(collection.name)
        if held is None:
            held = self._collections[collection.name] = (collection, [])
        held[1].append(record)
        return record

    def link(self, record: Record, field: str, target: Record) -> None:
        """Let a field of a record hold the id that the target will have."""
        records, targets = self._links.setdefault(field, ([], []))
        records.append(record)
        targets.append(target)

    def finish(self, now: int) -> State:
        """Number the records and make them a state at that instant."""
        for collection, records in self._collections.values():
            if records[0].id == 0:
                records.sort(
                    key=attrgetter("created_at" if "created_at" in collection.record.__struct_fields__ else "at")
                )
                for id, record in enumerate(records, 1):
                    force_setattr(record, "id", id)
        for field, (linked, targets) in self._links.items():
            for record, target in zip(linked, targets, strict=True):
                force_setattr(record, field, target.id)
        self._links.clear()
        tables = []
        for collection, records in self._collections.values():
            tables.append(Table.build(collection, records))
            records.clear()
        return State.of(tables, now)
