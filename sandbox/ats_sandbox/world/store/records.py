"""Records by id, as a persistent tree of tuples: ids are dense, so their bits are the way to the record."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Any, Generic, TypeVar

from ats_sandbox.world.store.columns import ColumnLeaf, Columns

T = TypeVar("T")

_BITS = 6
_WIDTH = 1 << _BITS
_LAST = _WIDTH - 1

Leaf = tuple[T | None, ...] | ColumnLeaf[Any]
Branch = tuple[Leaf[T], ...]

_NO_LEAF: tuple[None, ...] = (None,) * _WIDTH
_NO_BRANCH: tuple[tuple[None, ...], ...] = (_NO_LEAF,) * _WIDTH


class Records(Generic[T]):
    """An immutable map from small positive ids to records. Writing copies three short tuples, whatever the size."""

    __slots__ = ("_root",)

    def __init__(self, root: tuple[Branch[T], ...] = ()) -> None:
        self._root = root

    @classmethod
    def of(cls, numbered: Iterable[tuple[int, T]]) -> "Records[T]":
        """Records given in ascending id."""
        flat: list[T | None] = []
        for id, record in numbered:
            flat.extend([None] * (id - len(flat)))
            flat.append(record)
        flat.extend([None] * (-len(flat) % _WIDTH))
        return cls._of_leaves([tuple(flat[at : at + _WIDTH]) for at in range(0, len(flat), _WIDTH)])

    @classmethod
    def in_columns(cls, columns: Columns[Any]) -> "Records[Any]":
        """Records that are made when they are asked for."""
        return cls._of_leaves([columns.leaf(first, _WIDTH) for first in range(0, len(columns) + 1, _WIDTH)])

    @classmethod
    def _of_leaves(cls, leaves: list[Leaf[T]]) -> "Records[T]":
        leaves.extend([_NO_LEAF] * (-len(leaves) % _WIDTH))
        return cls(tuple(tuple(leaves[at : at + _WIDTH]) for at in range(0, len(leaves), _WIDTH)))

    def get(self, id: int) -> T | None:
        """The record with this id, or None."""
        if id < 1:
            return None
        try:
            return self._root[id >> 2 * _BITS][id >> _BITS & _LAST][id & _LAST]
        except IndexError:
            return None

    def __getitem__(self, id: int) -> T:
        try:
            record = self._root[id >> 2 * _BITS][id >> _BITS & _LAST][id & _LAST]
        except IndexError:
            record = None
        if record is None or id < 1:
            raise KeyError(id)
        return record

    def __iter__(self) -> Iterator[T]:
        """All records, in ascending id. Those that are only made for this are not kept."""
        for branch in self._root:
            for leaf in branch:
                if leaf is not _NO_LEAF:
                    yield from (record for record in leaf if record is not None)

    def __contains__(self, id: object) -> bool:
        return isinstance(id, int) and self.get(id) is not None

    def set(self, id: int, record: T | None) -> "Records[T]":
        """The records with this one under its id; None takes out what is there."""
        root = self._root
        high, middle, low = id >> 2 * _BITS, id >> _BITS & _LAST, id & _LAST
        if high >= len(root):
            root = (*root, *((_NO_BRANCH,) * (high + 1 - len(root))))
        branch = root[high]
        leaf = branch[middle]
        held = leaf if isinstance(leaf, tuple) else leaf.kept()
        leaf = (*held[:low], record, *held[low + 1 :])
        branch = (*branch[:middle], leaf, *branch[middle + 1 :])
        return Records((*root[:high], branch, *root[high + 1 :]))

    @property
    def branches(self) -> tuple[Branch[T], ...]:
        """The tree itself."""
        return self._root

    def differing(self, other: "Records[T]") -> Iterator[int]:
        """The ids, ascending, under which the two hold different records. What they share is not looked at."""
        for high, (branch, its) in enumerate(zip_longest(self._root, other.branches, fillvalue=_NO_BRANCH)):
            if branch is its:
                continue
            for middle, (leaf, its_leaf) in enumerate(zip(branch, its, strict=True)):
                if leaf is its_leaf:
                    continue
                for low, (record, its_record) in enumerate(zip(leaf, its_leaf, strict=True)):
                    if record is not its_record and record != its_record:
                        yield high << 2 * _BITS | middle << _BITS | low
