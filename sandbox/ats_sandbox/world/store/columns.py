"""Records held as columns of numbers and made when somebody looks at one: most of a long history nobody ever reads."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec.structs import force_setattr

from ats_sandbox.world.store.ordinals import ordinals

if TYPE_CHECKING:
    from ats_sandbox.world.store.table import Record

R = TypeVar("R", bound="Record")

_SMALL = 1 << 32
"""Ids are below this, instants above."""


class Columns(Generic[R]):
    """Records with the ids from 1 on. `samples` are records, one for each combination of their other members.

    `kinds` says which sample each record is like, and `numbers` gives its members that differ in nearly every record:
    ids and instants above 0, or 0 for None.
    """

    __slots__ = ("_highest", "_ids", "_instants", "_kinds", "_samples")

    def __init__(self, samples: Sequence[R], kinds: "array[int]", numbers: Mapping[str, "array[int]"]) -> None:
        self._samples = tuple(samples)
        self._kinds = kinds
        self._ids = tuple((name, array("I", one)) for name, one in numbers.items() if _are_ids(one))
        self._instants = tuple((name, one) for name, one in numbers.items() if not _are_ids(one))
        self._highest = max(len(kinds), *(max(one, default=0) for _, one in self._ids))

    def __len__(self) -> int:
        return len(self._kinds)

    def make(self, id: int) -> R:
        """The record with this id, as a new object."""
        at, shared = id - 1, ordinals(self._highest)
        made: R = copy(self._samples[self._kinds[at]])
        force_setattr(made, "id", shared[id])
        for name, ids in self._ids:
            force_setattr(made, name, shared[ids[at]] or None)
        for name, instants in self._instants:
            force_setattr(made, name, instants[at] or None)
        return made

    def leaf(self, first: int, width: int) -> "ColumnLeaf[R]":
        """The records with so many ids from the first on; None stands for those that are not there."""
        return ColumnLeaf(self, first, width)


def _are_ids(column: "array[int]") -> bool:
    return max(column, default=0) < _SMALL


class ColumnLeaf(Generic[R]):
    """A run of records in columns, to be read as a tuple of them would be.

    What is asked for by its place is the same object ever after; what a walk comes by is not kept.
    """

    __slots__ = ("_columns", "_first", "_made", "_width")

    def __init__(self, columns: Columns[R], first: int, width: int) -> None:
        self._columns = columns
        self._first = first
        self._width = width
        self._made: dict[int, R] = {}

    def __len__(self) -> int:
        return self._width

    def __getitem__(self, at: int) -> R | None:
        made = self._made.get(at)
        if made is None and 0 < self._first + at <= len(self._columns):
            made = self._made.setdefault(at, self._columns.make(self._first + at))
        return made

    def __iter__(self) -> Iterator[R | None]:
        columns, made = self._columns, self._made
        for at, id in enumerate(range(self._first, self._first + self._width)):
            yield made.get(at) or (columns.make(id) if 0 < id <= len(columns) else None)

    def kept(self) -> tuple[R | None, ...]:
        """The records, as those that are asked for by their places."""
        return tuple([self[at] for at in range(self._width)])
