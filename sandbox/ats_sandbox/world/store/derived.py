"""What is derived from the records of a collection so that they are found: indexes, the timeline, zones.

Each is built from all records when it is first asked for, and otherwise follows what changed since it was last asked
for, many changes at once: a write costs nothing for what nobody looks into.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from ats_sandbox.world.store.postings import Index, index_of, owners_of, with_ids, without_ids
from ats_sandbox.world.store.sortedset import SortedSet
from ats_sandbox.world.store.zonemap import ZoneMap

MOMENT_BITS = 32  # a moment entry is (milliseconds << MOMENT_BITS) | id: as many records as ids can be written for

KeysOf = Callable[[Any], Iterable[Hashable]]
Instant = Callable[[Any], int]
V = TypeVar("V")

Changes = Mapping[int, tuple[Any, Any]]
"""By id: the record before the first change and after the last one; None where there was or is none."""


def net(changes: Sequence[tuple[int, Any, Any]]) -> Changes:
    """The changes that a series of (id, before, after) comes to."""
    if len(changes) == 1:
        id, before, after = changes[0]
        return {id: (before, after)}
    found: dict[int, tuple[Any, Any]] = {}
    for id, before, after in changes:
        first = found.get(id)
        found[id] = (before if first is None else first[0], after)
    return found


class Held(Protocol):
    """The table that something is derived from, as it is now."""

    def all(self) -> Iterable[Any]:
        """All records, in ascending id."""

    def of_owner(self, owner: int) -> Iterable[Any]:
        """The records of an owner."""


class Derived(Protocol[V]):
    """Something that is derived from records."""

    def build(self, table: Held) -> V:
        """Derive it from all records."""

    def follow(self, made: V, changes: Changes, table: Held) -> V:
        """What it is after changes, of which the table is the outcome."""


def _moved(index: Index, lost: Mapping[Hashable, list[int]], won: Mapping[Hashable, list[int]]) -> Index:
    """An index from which ids were taken and to which others were added, by key."""
    if not (lost or won):
        return index
    moved = index.mutate()
    for key, ids in lost.items():
        left = without_ids(moved[key], ids)
        if left is None:
            del moved[key]
        else:
            moved[key] = left
    for key, ids in won.items():
        moved[key] = with_ids(moved.get(key), ids)
    return moved.finish()


class KeyIndex:
    """The ids of records by their keys."""

    __slots__ = ("keys_of",)

    def __init__(self, keys_of: KeysOf) -> None:
        self.keys_of = keys_of

    def build(self, table: Held) -> Index:
        return index_of(table.all(), self.keys_of)

    def follow(self, made: Index, changes: Changes, table: Held) -> Index:
        keys_of = self.keys_of
        lost: dict[Hashable, list[int]] = defaultdict(list)
        won: dict[Hashable, list[int]] = defaultdict(list)
        for id, (before, after) in changes.items():
            if before is None:
                if after is not None:
                    for key in keys_of(after):
                        won[key].append(id)
                continue
            old, new = {*keys_of(before)}, {*keys_of(after)} if after is not None else frozenset()
            if old != new:
                for key in old - new:
                    lost[key].append(id)
                for key in new - old:
                    won[key].append(id)
        return _moved(made, lost, won)


class OwnerIndex:
    """The ids of the owners of records, by the keys of those. An owner keeps a key while one of its records has it."""

    __slots__ = ("field", "keys_of")

    def __init__(self, field: str, keys_of: KeysOf) -> None:
        self.field = field
        self.keys_of = keys_of

    def build(self, table: Held) -> Index:
        return owners_of(table.all(), self.field, self.keys_of)

    def follow(self, made: Index, changes: Changes, table: Held) -> Index:
        old = {pair for before, _ in changes.values() for pair in self._pairs(before)}
        new = {pair for _, after in changes.values() for pair in self._pairs(after)}
        lost: dict[Hashable, list[int]] = defaultdict(list)
        won: dict[Hashable, list[int]] = defaultdict(list)
        for owner, key in new - old:
            won[key].append(owner)
        for owner, key in old - new:
            if not any(key in self.keys_of(one) for one in table.of_owner(owner)):
                lost[key].append(owner)
        return _moved(made, lost, won)

    def _pairs(self, record: Any) -> Iterable[tuple[int, Hashable]]:
        if record is None:
            return ()
        owner = getattr(record, self.field)
        return [(owner, key) for key in self.keys_of(record)]


class Moments:
    """The instants of a timeline with the ids of their records, in order."""

    __slots__ = ("timeline",)

    def __init__(self, timeline: Instant) -> None:
        self.timeline = timeline

    def build(self, table: Held) -> SortedSet:
        return SortedSet.of((self.timeline(one) << MOMENT_BITS) | one.id for one in table.all())

    def follow(self, made: SortedSet, changes: Changes, table: Held) -> SortedSet:
        for id, (before, after) in changes.items():
            old = None if before is None else self.timeline(before)
            new = None if after is None else self.timeline(after)
            if old != new:
                if old is not None:
                    made = made.remove((old << MOMENT_BITS) | id)
                if new is not None:
                    made = made.add((new << MOMENT_BITS) | id)
        return made


class Zones:
    """Where the later of some instants are."""

    __slots__ = ("instant",)

    def __init__(self, instant: Instant) -> None:
        self.instant = instant

    def build(self, table: Held) -> ZoneMap:
        return ZoneMap.of((one.id, self.instant(one)) for one in table.all())

    def follow(self, made: ZoneMap, changes: Changes, table: Held) -> ZoneMap:
        for id, (_, after) in changes.items():
            if after is not None:
                made = made.raised(id, self.instant(after))
        return made
