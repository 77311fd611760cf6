"""A reading that notes what is looked at: what a document was made of, to know later whether it would be the same."""

from collections.abc import Iterable
from typing import Any, NamedTuple, cast

from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.selection import Rows
from ats_sandbox.world.store.state import State
from ats_sandbox.world.store.table import Collection, Key, R, Record, Table


class Looked(NamedTuple):
    """What was looked at in one table: `records` by id, keys of indexes with what was under them, or all of it."""

    table: Table[Any]
    records: tuple[tuple[int, Record | None], ...]
    postings: tuple[tuple[str, Key, object], ...]
    whole: bool

    def same(self, now: Table[Any]) -> bool:
        """True when all that was looked at is the same in a later table."""
        if self.whole:
            return False
        records = now.records
        return all(records.get(id) is one for id, one in self.records) and all(
            now.index(index).get(key) is held for index, key, held in self.postings
        )


class WatchedReading(Reading):
    """The reading of a world that another one is of.

    `opaque` becomes true when something was looked at that is not noted: the instant, the state as a whole.
    """

    __slots__ = ("_instant", "_seen", "opaque")

    def __init__(self, reading: Reading) -> None:
        self.opaque = False
        self._seen: dict[str, WatchedRows[Any]] = {}
        self._instant = reading.now
        super().__init__(reading.state, reading.seed, reading.now)

    @property
    def state(self) -> State:
        """The state, any part of which may be looked at now."""
        self.opaque = True
        return self._state

    @property
    def now(self) -> int:
        """The instant."""
        self.opaque = True
        return self._instant

    @now.setter
    def now(self, instant: int) -> None:
        self._instant = instant

    def __getitem__(self, collection: Collection[R]) -> Rows[R]:
        rows = self._seen.get(collection.name)
        if rows is None:
            rows = self._seen[collection.name] = WatchedRows(self._state.table(collection))
        return cast("Rows[R]", rows)

    def looked(self) -> tuple[Looked, ...]:
        """What was looked at since this was asked before."""
        return tuple([one for rows in self._seen.values() if (one := rows.looked()) is not None])


class WatchedRows(Rows[R]):
    """The rows of one collection. Whatever is not asked for by id or by the key of an index counts as all of them."""

    __slots__ = ("_held", "_postings", "_records", "_whole")

    def __init__(self, table: Table[R]) -> None:
        self._records: dict[int, R | None] = {}
        self._postings: dict[tuple[str, Key], object] = {}
        super().__init__(table)
        self._whole = False

    @property
    def _table(self) -> Table[R]:
        self._whole = True
        return self._held

    @_table.setter
    def _table(self, table: Table[R]) -> None:
        self._held = table

    def get(self, id: int | None) -> R | None:
        if type(id) is not int:
            return super().get(id)
        found = self._records[id] = self._held.records.get(id)
        return found

    def __contains__(self, id: object) -> bool:
        return type(id) is int and self.get(id) is not None

    def under(self, index: str, key: Key) -> list[R]:
        table = self._held
        if index not in table.collection.indexes:
            return super().under(index, key)
        held = self._postings[index, key] = table.index(index).get(key)
        if held is None:
            return []
        ids: Iterable[int] = (held,) if isinstance(held, int) else held
        found = {id: table.records[id] for id in ids}
        self._records.update(found)
        return [*found.values()]

    def looked(self) -> Looked | None:
        """What was looked at since this was asked before; None for nothing."""
        if not (self._whole or self._records or self._postings):
            return None
        postings = tuple([(index, key, held) for (index, key), held in self._postings.items()])
        seen = Looked(self._held, tuple(self._records.items()), postings, self._whole)
        self._whole = False
        self._records.clear()
        self._postings.clear()
        return seen
