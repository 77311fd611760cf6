"""The whole truth of a world at one instant, as one immutable value."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, cast

import msgspec
from immutables import Map

from ats_sandbox.world.store.cause import Cause
from ats_sandbox.world.store.records import Records
from ats_sandbox.world.store.table import Collection, R, Record, Table


class Change(msgspec.Struct, frozen=True):
    """One record put or removed: `before` is None when created, `after` is None when deleted."""

    collection: str
    id: int
    before: Record | None
    after: Record | None


class Commit(msgspec.Struct, frozen=True):
    """What one transaction changed, in order, when (milliseconds since 1970) and why.

    `number` counts the commits of a world from 1. A fork counts on from its parent's; a reset or a restore does not
    count back.
    """

    number: int
    at: int
    cause: Cause
    changes: tuple[Change, ...]

    def folded(self) -> list[Change]:
        """One change per record that differs in the end, in the order of the first changes."""
        found: dict[tuple[str, int], Change] = {}
        for one in self.changes:
            key = (one.collection, one.id)
            first = found.get(key)
            found[key] = one if first is None else Change(one.collection, one.id, first.before, one.after)
        return [one for one in found.values() if one.before is not one.after]


@cache
def _empty(collection: Collection[Any]) -> Table[Any]:
    return Table(collection)


class State:
    """Tables by collection name and the instant of the last write. Holding one keeps that truth for ever.

    `remembered` is what others have worked out of it and want to find again; it goes with the state.
    """

    __slots__ = ("now", "remembered", "tables")

    def __init__(self, tables: "Map[str, Table[Any]] | None" = None, now: int = 0) -> None:
        self.tables: Map[str, Table[Any]] = Map() if tables is None else tables
        self.now = now
        self.remembered: Any = None

    def __eq__(self, other: object) -> bool:
        """The same instant and the same records, and the same ids to come. Costs what the two do not share."""
        if not isinstance(other, State):
            return NotImplemented
        return self is other or (
            self.now == other.now
            and set(self.tables) == set(other.tables)
            and all(table.next_id == other.tables[name].next_id for name, table in self.tables.items())
            and next(self.changes_since(other), None) is None
        )

    __hash__ = None  # type: ignore[assignment]  # its digest would cost what it holds

    @classmethod
    def of(cls, tables: Iterable[Table[Any]], now: int) -> "State":
        """A state that holds these tables."""
        return cls(Map({table.collection.name: table for table in tables}), now)

    def table(self, collection: Collection[R]) -> Table[R]:
        """The contents of a collection; empty when nothing was ever put there."""
        held = self.tables.get(collection.name)
        return cast("Table[R]", _empty(collection) if held is None else held)

    def with_table(self, table: Table[Any]) -> "State":
        """The state with this table in place of its predecessor."""
        return State(self.tables.set(table.collection.name, table), self.now)

    def prepare(self) -> None:
        """Make now what the first list of people would wait for."""
        for table in self.tables.values():
            table.prepare()

    def complete(self) -> None:
        """Make now what tables make at the first look or write, so that nobody waits for it in a large world."""
        for table in self.tables.values():
            table.complete()

    def at(self, instant: int) -> "State":
        """The state at another instant."""
        return State(self.tables, instant)

    def without(self, collection: str) -> "State":
        """The state without a collection."""
        return State(self.tables.delete(collection), self.now) if collection in self.tables else self

    def changes_since(self, before: "State") -> Iterator[Change]:
        """What must be done to that state to get this one, by collection and id.

        Costs what differs between two states of one world, not what they hold: they share the rest.
        """
        for name in sorted({*before.tables, *self.tables}):
            old, new = before.tables.get(name), self.tables.get(name)
            if old is new:
                continue
            then: Records[Record] = old.records if old is not None else Records()
            now: Records[Record] = new.records if new is not None else Records()
            for id in now.differing(then):
                yield Change(name, id, then.get(id), now.get(id))
