"""Collections of records: what is declared about them, and their immutable contents."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, Generic, TypeVar

import msgspec
from immutables import Map

from sandbox.world.order import Order

SHIFT = 22  # a moment entry is (milliseconds << SHIFT) | id: four million records a collection


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One frozen entity: `id` is its ordinal in its collection, from 1, never reused."""

    id: int


R = TypeVar("R", bound=Record)
Key = Hashable
KeysOf = Callable[[Any], Iterable[Key]]


class Collection(Generic[R]):
    """The declaration of a collection: its name, its record type, its indexes and its timeline.

    `indexes` maps a name to a function from a record to the keys under which it is found (none, one or several).
    `timeline` gives the instant (milliseconds) that "changed since" questions look at.
    """

    __slots__ = ("indexes", "name", "record", "timeline")

    def __init__(
        self,
        name: str,
        record: type[R],
        *,
        indexes: Mapping[str, KeysOf] | None = None,
        timeline: Callable[[R], int] | None = None,
    ) -> None:
        self.name = name
        self.record = record
        self.indexes: Mapping[str, KeysOf] = dict(indexes or {})
        self.timeline = timeline

    def __repr__(self) -> str:
        return f"Collection({self.name!r})"


Postings = tuple[int, ...] | Order
"""Ids under one index key: a bare tuple while few, an Order once many."""

FEW = 64


def _with(postings: Postings, number: int) -> Postings:
    if isinstance(postings, Order):
        return postings.add(number)
    appended = not postings or postings[-1] < number
    grown = (*postings, number) if appended else tuple(sorted({*postings, number}))
    return grown if len(grown) <= FEW else Order.sorted(grown)


def _without(postings: Postings, number: int) -> Postings:
    if isinstance(postings, Order):
        return postings.remove(number)
    return tuple(one for one in postings if one != number)


class Table(Generic[R]):
    """The immutable contents of one collection. Writing gives a new table that shares what did not change."""

    __slots__ = ("collection", "indexes", "moments", "next_id", "order", "records")

    def __init__(
        self,
        collection: Collection[R],
        records: "Map[int, R] | None" = None,
        order: Order | None = None,
        indexes: "Map[tuple[str, Key], Postings] | None" = None,
        moments: Order | None = None,
        next_id: int = 1,
    ) -> None:
        self.collection = collection
        self.records: Map[int, R] = Map() if records is None else records
        self.order = order or Order()
        self.indexes: Map[tuple[str, Key], Postings] = Map() if indexes is None else indexes
        self.moments = moments or Order()
        self.next_id = next_id

    @classmethod
    def build(cls, collection: Collection[R], records: Iterable[R]) -> "Table[R]":
        """A table of records given in ascending id; much quicker than putting them one by one."""
        held: dict[int, R] = {}
        found: dict[tuple[str, Key], list[int]] = {}
        for record in records:
            held[record.id] = record
            for name, keys_of in collection.indexes.items():
                for key in set(keys_of(record)):
                    found.setdefault((name, key), []).append(record.id)
        timeline = collection.timeline
        return cls(
            collection,
            Map(held),
            Order.sorted(tuple(held)),
            Map({key: tuple(ids) if len(ids) <= FEW else Order.sorted(tuple(ids)) for key, ids in found.items()}),
            Order.of((timeline(one) << SHIFT) | one.id for one in held.values()) if timeline else Order(),
            max(held, default=0) + 1,
        )

    def postings(self, index: str, key: Key) -> Order:
        """Ids of the records found under a key, as an order."""
        held = self.indexes.get((index, key), ())
        return held if isinstance(held, Order) else Order.sorted(held)

    def put(self, record: R) -> "Table[R]":
        """The table with this record created or replaced."""
        before = self.records.get(record.id)
        return Table(
            self.collection,
            self.records.set(record.id, record),
            self.order if before is not None else self.order.add(record.id),
            self._reindexed(record.id, before, record),
            self._retimed(record.id, before, record),
            max(self.next_id, record.id + 1),
        )

    def remove(self, id: int) -> "Table[R]":
        """The table without this record, which must be in it; its id is not given out again."""
        before = self.records[id]
        return Table(
            self.collection,
            self.records.delete(id),
            self.order.remove(id),
            self._reindexed(id, before, None),
            self._retimed(id, before, None),
            self.next_id,
        )

    def _reindexed(self, id: int, before: R | None, after: R | None) -> "Map[tuple[str, Key], Postings]":
        indexes = self.indexes
        for name, keys_of in self.collection.indexes.items():
            old = set(keys_of(before)) if before is not None else set()
            new = set(keys_of(after)) if after is not None else set()
            for key in old - new:
                left = _without(indexes[name, key], id)
                indexes = indexes.set((name, key), left) if left else indexes.delete((name, key))
            for key in new - old:
                indexes = indexes.set((name, key), _with(indexes.get((name, key), ()), id))
        return indexes

    def _retimed(self, id: int, before: R | None, after: R | None) -> Order:
        timeline = self.collection.timeline
        if timeline is None:
            return self.moments
        moments = self.moments
        old = timeline(before) if before is not None else None
        new = timeline(after) if after is not None else None
        if old != new:
            if old is not None:
                moments = moments.remove((old << SHIFT) | id)
            if new is not None:
                moments = moments.add((new << SHIFT) | id)
        return moments
