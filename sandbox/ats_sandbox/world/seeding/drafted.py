"""The records of one collection while a world is being seeded: as objects, or as columns of numbers."""

from array import array
from collections.abc import Callable
from operator import attrgetter
from typing import Any, Protocol

from msgspec.structs import force_setattr

from ats_sandbox.world.store.columns import Columns
from ats_sandbox.world.store.ordinals import shared
from ats_sandbox.world.store.table import Collection, Record, Table

_BATCH = 1_024
"""Records that are put into columns at once."""


class Drafted(Protocol):
    """Records that are numbered in order of creation once all are there, and then linked to each other."""

    def add(self, record: Any, /) -> None:
        """Add a record."""

    def link(self, record: Any, field: str, target: Record, /) -> None:
        """Let a field of a record that was added hold the id of another one."""

    def mark(self, record: Any, /) -> None:
        """See to it that the id of a record, one of those added last, can be told later."""

    def number(self) -> None:
        """Give the records their ids, unless they have some."""

    def id_of(self, record: Any, /) -> int:
        """The id of a record that was added, once they are numbered."""

    def resolve(self, id_of: Callable[[Record], int], /) -> None:
        """Turn the links into ids."""

    def build(self) -> Table[Any]:
        """The table of the records, which are held no longer."""


def _when(collection: Collection[Any]) -> str:
    """The field by which records are in order of creation."""
    return "created_at" if "created_at" in collection.record.__struct_fields__ else "at"


class DraftedWhole:
    """Records that are objects from the beginning."""

    __slots__ = ("_collection", "_links", "_records", "add")

    def __init__(self, collection: Collection[Any]) -> None:
        self._collection = collection
        self._records: list[Any] = []
        self._links: dict[str, tuple[list[Record], list[Record]]] = {}  # by field: the records, and what they link to
        self.add = self._records.append

    def link(self, record: Record, field: str, target: Record) -> None:
        """Let a field of a record hold the id of another one."""
        records, targets = self._links.setdefault(field, ([], []))
        records.append(record)
        targets.append(target)

    def mark(self, record: Record) -> None:
        """Nothing: a record has its id itself."""

    def number(self) -> None:
        """Give the records their ids, unless they have some."""
        if self._records[0].id == 0:
            self._records.sort(key=attrgetter(_when(self._collection)))
            for id, record in enumerate(self._records, 1):
                force_setattr(record, "id", shared(id))

    def id_of(self, record: Record) -> int:
        """The id of a record."""
        return record.id

    def resolve(self, id_of: Callable[[Record], int]) -> None:
        """Turn the links into ids."""
        for field, (linked, targets) in self._links.items():
            for record, target in zip(linked, targets, strict=True):
                force_setattr(record, field, id_of(target))
        self._links.clear()

    def build(self) -> Table[Any]:
        """The table of the records."""
        table = Table.build(self._collection, self._records)
        self._records.clear()
        return table


class DraftedInColumns:
    """Records of which only the numbers are kept, and one whole for each combination of the other members.

    One that is linked has the number of its row instead of an id, counted down from -1.
    """

    __slots__ = (
        "_collection",
        "_fresh",
        "_ids",
        "_kinds",
        "_known",
        "_links",
        "_numbers",
        "_rest_of",
        "_samples",
    )

    def __init__(self, collection: Collection[Any]) -> None:
        rest = [name for name in collection.record.__struct_fields__ if name != "id" and name not in collection.numbers]
        self._collection = collection
        self._fresh: list[Any] = []
        self._numbers = {name: array("q") for name in collection.numbers}
        self._rest_of: Callable[[Any], Any] = attrgetter(*rest)
        self._known: dict[Any, int] = {}
        self._samples: list[Any] = []
        self._kinds = array("I")
        self._links: dict[str, tuple[array[int], list[Record]]] = {}
        self._ids = array("I")

    def add(self, record: Any) -> None:
        """Add a record."""
        if len(self._fresh) == _BATCH:
            self._pack()
        self._fresh.append(record)

    def _pack(self) -> None:
        """Put those that were added last into columns."""
        fresh, known, samples, kinds = self._fresh, self._known, self._samples, self._kinds
        for record, rest in zip(fresh, map(self._rest_of, fresh), strict=True):
            kind = known.setdefault(rest, len(samples))
            if kind == len(samples):
                samples.append(record)
            kinds.append(kind)
        for name, column in self._numbers.items():
            column.extend([number or 0 for number in map(attrgetter(name), fresh)])
        fresh.clear()

    def mark(self, record: Record) -> None:
        """Give a record, one of those added last, the number of its row."""
        if record.id == 0:
            row = len(self._fresh)
            while self._fresh[row - 1] is not record:
                row -= 1
            force_setattr(record, "id", -len(self._kinds) - row)

    def link(self, record: Record, field: str, target: Record) -> None:
        """Let a field of a record, one of its numbers, hold the id of another one."""
        self.mark(record)
        rows, targets = self._links.setdefault(field, (array("I"), []))
        rows.append(-record.id - 1)
        targets.append(target)

    def number(self) -> None:
        """Order the records by their creation, once."""
        if self._ids:
            return
        self._pack()
        when = self._numbers[_when(self._collection)]
        order = sorted(range(len(when)), key=when.__getitem__)
        self._ids = array("I", bytes(array("I").itemsize * len(order)))
        for id, row in enumerate(order, 1):
            self._ids[row] = id
        self._known.clear()
        self._kinds = array("I", map(self._kinds.__getitem__, order))
        for name, column in self._numbers.items():
            self._numbers[name] = array("q", map(column.__getitem__, order))

    def id_of(self, record: Record) -> int:
        """The id of a record."""
        return self._ids[-record.id - 1]

    def resolve(self, id_of: Callable[[Record], int]) -> None:
        """Turn the links into ids."""
        for field, (rows, targets) in self._links.items():
            column = self._numbers[field]
            for row, target in zip(rows, targets, strict=True):
                column[self._ids[row] - 1] = id_of(target)
        self._links.clear()

    def build(self) -> Table[Any]:
        """The table of the records."""
        return Table.build(self._collection, Columns(self._samples, self._kinds, self._numbers))
