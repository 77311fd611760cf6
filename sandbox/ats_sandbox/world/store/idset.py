"""Sets of ids: those later than an instant, worked out while they are read, and those that several sets make."""

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from operator import and_, or_
from typing import Generic, Protocol

from ats_sandbox.world.store.bitset import bitset_of, members, members_downwards
from ats_sandbox.world.store.derived import MOMENT_BITS
from ats_sandbox.world.store.sortedset import SortedSet
from ats_sandbox.world.store.table import R, Table
from ats_sandbox.world.store.zonemap import ZoneMap


class IdSet(Protocol):
    """An ascending set of ids. `bound` is a size that it does not exceed, known without counting."""

    @property
    def bound(self) -> int: ...
    @property
    def bits(self) -> int: ...

    def __len__(self) -> int: ...
    def __contains__(self, id: int, /) -> bool: ...
    def above(self, id: int) -> Iterator[int]: ...
    def below(self, id: int) -> Iterator[int]: ...
    def start(self, rank: int) -> Iterator[int]: ...
    def start_newest(self, rank: int) -> Iterator[int]: ...


class Later(Generic[R]):
    """The records of a table of which one date is later than an instant, found through its zones."""

    __slots__ = ("_date", "_instant", "_table", "_zones", "bound")

    def __init__(self, table: Table[R], zones: ZoneMap, date: Callable[[R], int], instant: int) -> None:
        self._table = table
        self._zones = zones
        self._date = date
        self._instant = instant
        self.bound = zones.most_later(instant)

    @classmethod
    def created(cls, table: Table[R], instant: int) -> "Later[R]":
        """Those created after the instant."""
        created = table.collection.created
        assert created is not None, f"the records of {table.collection} have no created_at"
        return cls(table, table.births, created, instant)

    def __len__(self) -> int:
        return sum(1 for _ in self.above(0))

    def __contains__(self, id: int) -> bool:
        record = self._table.records.get(id)
        return record is not None and self._date(record) > self._instant

    @property
    def bits(self) -> int:
        """The members as bits; costs as much as there are."""
        return bitset_of(tuple(self.above(0)), self._table.next_id)

    def above(self, id: int) -> Iterator[int]:
        """Those after an id, ascending."""
        return (one for one in self._zones.later(self._instant, max(id + 1, 0)) if one in self)

    def below(self, id: int) -> Iterator[int]:
        """Those before an id, descending."""
        zones = self._zones
        return (one for one in zones.later_downwards(self._instant, min(id, zones.end) - 1) if one in self)

    def start(self, rank: int) -> Iterator[int]:
        """Ascending, from the one at this rank."""
        return members(self.bits, rank) if rank else self.above(0)

    def start_newest(self, rank: int) -> Iterator[int]:
        """Descending, from the one at this rank."""
        return members_downwards(self.bits, rank) if rank else self.below(self._zones.end)


class Recent(Later[R]):
    """The records of a table whose timeline instant is later than one: how many is known at once."""

    __slots__ = ()

    def __init__(self, table: Table[R], instant: int) -> None:
        timeline = table.collection.timeline
        assert timeline is not None, f"{table.collection} declares no timeline"
        super().__init__(table, table.zones, timeline, instant)
        self.bound = len(table.moments) - table.moments.rank((instant + 1) << MOMENT_BITS)

    def __len__(self) -> int:
        return self.bound

    @property
    def bits(self) -> int:
        """The members as bits; worked out once for an instant that is asked about again and again."""
        return self._table.recent_bits(self._instant)


class BitIdSet:
    """A set of ids held as bits."""

    __slots__ = ("bits",)

    def __init__(self, bits: int) -> None:
        self.bits = bits

    @property
    def bound(self) -> int:
        """The size."""
        return self.bits.bit_count()

    def __len__(self) -> int:
        return self.bits.bit_count()

    def __contains__(self, id: int) -> bool:
        return bool(self.bits >> id & 1)

    def above(self, id: int) -> Iterator[int]:
        """Those after an id, ascending."""
        skipped = min(max(id + 1, 0), self.bits.bit_length())
        return members(self.bits >> skipped << skipped)

    def below(self, id: int) -> Iterator[int]:
        """Those before an id, descending."""
        kept = min(max(id, 0), self.bits.bit_length())
        return members_downwards(self.bits & (1 << kept) - 1)

    def start(self, rank: int) -> Iterator[int]:
        """Ascending, from the one at this rank."""
        return members(self.bits, rank)

    def start_newest(self, rank: int) -> Iterator[int]:
        """Descending, from the one at this rank."""
        return members_downwards(self.bits, rank)


FEW = 128
"""So many ids are quicker handled one by one than as bits."""


def intersection(sets: Sequence[IdSet]) -> IdSet:
    """The members of all of some sets."""
    smallest, *others = sorted(sets, key=lambda ids: ids.bound)
    if not others:
        return smallest
    if smallest.bound <= FEW:
        return SortedSet.sorted(tuple(id for id in smallest.start(0) if all(id in other for other in others)))
    return BitIdSet(reduce(and_, (ids.bits for ids in sets)))


def union(sets: Sequence[IdSet]) -> IdSet:
    """The members of any of some sets."""
    if len(sets) == 1:
        return sets[0]
    few = SortedSet.of(id for ids in sets if ids.bound <= FEW for id in ids.start(0))
    many = [ids.bits for ids in sets if ids.bound > FEW]
    return BitIdSet(reduce(or_, many, few.bits)) if many else few
