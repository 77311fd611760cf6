"""Records of a world that is being seeded, numbered only when all are there: ids are in chronological order."""

from collections.abc import Callable
from typing import Any

from ats_sandbox.world.seeding.drafted import Drafted, DraftedInColumns, DraftedWhole
from ats_sandbox.world.store.state import State
from ats_sandbox.world.store.table import Collection, R, Record


class DraftState:
    """The collections of a world that is being seeded.

    A record added with id 0 gets its id in the end, in order of creation. A reference to it is a link until then.
    """

    __slots__ = ("_adding", "_by_type", "_collections")

    def __init__(self) -> None:
        self._adding: dict[Collection[Any], Callable[[Any], None]] = {}
        self._by_type: dict[type[Record], Drafted] = {}
        self._collections: dict[str, Drafted] = {}

    def add(self, collection: Collection[R], record: R) -> R:
        """Add a record; gives it back."""
        add = self._adding.get(collection)
        if add is None:
            held = DraftedInColumns(collection) if collection.numbers else DraftedWhole(collection)
            self._collections[collection.name] = self._by_type[collection.record] = held
            add = self._adding[collection] = held.add
        add(record)
        return record

    def link(self, record: Record, field: str, target: Record) -> None:
        """Let a field of a record hold the id that the target will have."""
        self._by_type[type(target)].mark(target)
        self._by_type[type(record)].link(record, field, target)

    def close(self, collection: Collection[Any]) -> None:
        """Number the records of a collection that nothing is added to any more, while there is still room for that."""
        if collection.name in self._collections:
            self._collections[collection.name].number()

    def finish(self, now: int) -> State:
        """Number the records and make them a state at that instant."""
        for drafted in self._collections.values():
            drafted.number()
        for drafted in self._collections.values():
            drafted.resolve(self._id_of)
        return State.of([drafted.build() for drafted in self._collections.values()], now)

    def _id_of(self, record: Record) -> int:
        return self._by_type[type(record)].id_of(record)
