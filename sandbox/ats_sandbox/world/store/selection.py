"""Ordered, filtered readings of a collection that touch only the records they return."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, Generic, NamedTuple

from ats_sandbox.world.spelling import no_such
from ats_sandbox.world.store.derived import MOMENT_BITS
from ats_sandbox.world.store.idset import IdSet, Later, Recent, intersection, union
from ats_sandbox.world.store.sortedset import SortedSet
from ats_sandbox.world.store.table import Collection, Key, R, Table

SOME = 1_000
"""So many ids are quicker gathered than looked for."""


class RecordMissing(LookupError):
    """No record with that id in that collection."""

    def __init__(self, collection: str, id: object) -> None:
        super().__init__(f"no record {id} in {collection}")
        self.collection = collection
        self.id = id


class NoId(TypeError):
    """What is asked for by id is not asked for by a number."""

    def __init__(self, collection: str, id: object) -> None:
        super().__init__(f"a record of {collection} is found by its id, a whole number, not by {id!r}")


class NoSuchIndex(LookupError):
    """A collection has no index of that name."""

    def __init__(self, collection: Collection[Any], name: str) -> None:
        super().__init__(
            f"{no_such(f'index of {collection.name}', name, collection.indexes)}"
            " Other conditions are functions: only(lambda record: …)."
        )


class Selection(Generic[R]):
    """Records of one table that satisfy every condition given so far, in id order (creation order)."""

    __slots__ = ("_checks", "_descending", "_orders", "_planned", "_table")

    def __init__(
        self,
        table: Table[R],
        orders: tuple[IdSet, ...] = (),
        checks: tuple[Callable[[R], bool], ...] = (),
        descending: bool = False,
    ) -> None:
        self._table = table
        self._orders = orders
        self._checks = checks
        self._descending = descending
        self._planned: tuple[IdSet, tuple[IdSet, ...]] | None = None

    @property
    def collection(self) -> Collection[R]:
        """What these are records of."""
        return self._table.collection

    def where(self, **keys: Key) -> "Selection[R]":
        """Narrow to the records found under each key of the named indexes. Raises NoSuchIndex, which names those."""
        ids = [self._table.postings(self._index(name), key) for name, key in keys.items()]
        return Selection(self._table, (*self._orders, *ids), self._checks, self._descending)

    def where_any(self, index: str, keys: Iterable[Key]) -> "Selection[R]":
        """Narrow to the records found under at least one of the keys."""
        return self.within(union([self._table.postings(self._index(index), key) for key in dict.fromkeys(keys)]))

    def any_of(self, selections: "Iterable[Selection[R]]") -> "Selection[R]":
        """Narrow to the records that are in at least one of some selections, of which none uses `only`."""
        return self.within(union([one.ids for one in selections]))

    def within(self, ids: IdSet) -> "Selection[R]":
        """Narrow to a set of ids, each of a record that exists."""
        return Selection(self._table, (*self._orders, ids), self._checks, self._descending)

    def among(self, ids: Iterable[int]) -> "Selection[R]":
        """Narrow to records with these ids; ids that do not exist are just absent."""
        return self.within(SortedSet.of(id for id in ids if id in self._table.records))

    def only(self, check: Callable[[R], bool]) -> "Selection[R]":
        """Narrow by a condition that no index answers."""
        return Selection(self._table, self._orders, (*self._checks, check), self._descending)

    def since(self, instant: int) -> "Selection[R]":
        """Narrow to records whose timeline instant is strictly later (milliseconds since 1970)."""
        recent: IdSet = Recent(self._table, instant)
        if recent.bound <= SOME:
            mask = (1 << MOMENT_BITS) - 1
            moments = self._table.moments
            recent = SortedSet.of(number & mask for number in moments.start(len(moments) - recent.bound))
        return self.within(recent)

    def created_since(self, instant: int) -> "Selection[R]":
        """Narrow to records created strictly later (milliseconds since 1970)."""
        return self.within(Later.created(self._table, instant))

    def newest_first(self) -> "Selection[R]":
        """The same records in descending id order."""
        return Selection(self._table, self._orders, self._checks, True)

    def _index(self, name: str) -> str:
        if name not in self._table.collection.indexes:
            raise NoSuchIndex(self._table.collection, name)
        return name

    def __repr__(self) -> str:
        return f"<Selection of {self._table.collection.name}>"

    def _plan(self) -> tuple[IdSet, tuple[IdSet, ...]]:
        """The ids to go through, and what each must be in besides.

        Conditions that indexes answer become one set. A wide "since" stays a condition of its own, because its bits
        are not there until they are worked out.
        """
        if self._planned is None:
            self._planned = self._work_out()
        return self._planned

    def _work_out(self) -> tuple[IdSet, tuple[IdSet, ...]]:
        if len(self._orders) <= 1:
            return (self._orders[0] if self._orders else self._table.order), ()
        ready = [ids for ids in self._orders if not isinstance(ids, Later)]
        wide: list[IdSet] = [ids for ids in self._orders if isinstance(ids, Later)]
        sets = [intersection(ready), *wide] if ready else wide
        if len(sets) == 1:
            return sets[0], ()
        smallest, *others = sorted(sets, key=lambda ids: ids.bound)
        return smallest, tuple(others)

    @property
    def ids(self) -> IdSet:
        """One set of all that meet the conditions which indexes answer."""
        ids, others = self._plan()
        return intersection((ids, *others)) if others else ids

    def _walk(self, ids: Iterator[int], others: tuple[IdSet, ...]) -> Iterator[R]:
        records = self._table.records
        if not others and not self._checks:
            return map(records.__getitem__, ids)
        return self._checked(ids, others)

    def _checked(self, ids: Iterator[int], others: tuple[IdSet, ...]) -> Iterator[R]:
        records = self._table.records
        for id in ids:
            if all(id in other for other in others):
                record = records[id]
                if all(check(record) for check in self._checks):
                    yield record

    def __iter__(self) -> Iterator[R]:
        ids, others = self._plan()
        if not others and not self._checks and not self._descending:
            return map(self._table.records.__getitem__, ids.start(0))
        return self._walk(ids.start_newest(0) if self._descending else ids.start(0), others)

    def __len__(self) -> int:
        return sum(1 for _ in self) if self._checks else len(self.ids)

    def __bool__(self) -> bool:
        return next(iter(self), None) is not None

    def first(self) -> R | None:
        """The first record, or None when there is none."""
        return next(iter(self), None)

    def page(self, offset: int, limit: int) -> list[R]:
        """`limit` records from the one at `offset` on.

        With conditions that no index answers (`only`), whatever comes before is looked at too: such a page costs
        more the further down it is, and so does the number of all.
        """
        if offset and offset >= self._plan()[0].bound:
            return []
        if self._checks or not offset:
            return list(islice(self, offset, offset + limit))
        ids = self.ids
        return list(islice(self._walk(ids.start_newest(offset) if self._descending else ids.start(offset), ()), limit))

    def after(self, id: int | None, limit: int) -> list[R]:
        """`limit` records that come after this id in the selection's order; None starts at the beginning."""
        if id is None:
            return list(islice(self, limit))
        ids, others = self._plan()
        return list(islice(self._walk(ids.below(id) if self._descending else ids.above(id), others), limit))


class LeftOut(NamedTuple):
    """A selection that was read: all that was asked for, and what was shown of it.

    What is not shown is hidden from the caller; or else it lacks something without which the list leaves it out, and
    `fix` says how it would not be.
    """

    everything: Selection[Any]
    shown: Selection[Any]
    lacking: str = ""
    fix: str = ""


HiddenRows = list[LeftOut]
"""The selections that were read while a request was answered, as far as anything may be missing from them."""


class VisibleSelection(Selection[R]):
    """The visible ones of some rows, together with all of them: whatever narrows the one narrows the other.

    The first time it is read it is added to `hidden`, which can later say what was left out, and why: `lacking` and
    `fix` are those of LeftOut.
    """

    __slots__ = ("_hidden", "_read", "_why", "everything")

    def __init__(
        self, shown: Selection[R], everything: Selection[R], hidden: HiddenRows, lacking: str = "", fix: str = ""
    ) -> None:
        super().__init__(shown._table, shown._orders, shown._checks, shown._descending)  # noqa: SLF001
        self.everything = everything
        self._hidden = hidden
        self._why = lacking, fix
        self._read = False

    @property
    def shown(self) -> Selection[R]:
        """The same rows, without recording that they were read."""
        return Selection(self._table, self._orders, self._checks, self._descending)

    def where(self, **keys: Key) -> Selection[R]:
        return self._with(super().where(**keys), self.everything.where(**keys))

    def any_of(self, selections: Iterable[Selection[R]]) -> Selection[R]:
        given = list(selections)
        shown = super().within(union([(one.shown if isinstance(one, VisibleSelection) else one).ids for one in given]))
        everything = [one.everything if isinstance(one, VisibleSelection) else one for one in given]
        return self._with(shown, self.everything.any_of(everything))

    def within(self, ids: IdSet) -> Selection[R]:
        return self._with(super().within(ids), self.everything.within(ids))

    def narrowed(self, shown: IdSet, everything: IdSet) -> Selection[R]:
        """Narrow to a set of ids of which only some may be shown."""
        whole = self.everything
        whole = whole.narrowed(shown, everything) if isinstance(whole, VisibleSelection) else whole.within(everything)
        return self._with(super().within(shown), whole)

    def only(self, check: Callable[[R], bool]) -> Selection[R]:
        return self._with(super().only(check), self.everything.only(check))

    def newest_first(self) -> Selection[R]:
        return self._with(super().newest_first(), self.everything.newest_first())

    def _with(self, shown: Selection[R], everything: Selection[R]) -> Selection[R]:
        return VisibleSelection(shown, everything, self._hidden, *self._why)

    def _plan(self) -> tuple[IdSet, tuple[IdSet, ...]]:
        if not self._read:
            self._read = True
            everything = self.everything
            if isinstance(everything, VisibleSelection):
                everything._plan()  # noqa: SLF001  # so that what is missing from that is told, too
                everything = everything.shown
            self._hidden.append(LeftOut(everything, self.shown, *self._why))
        return super()._plan()


class Rows(Selection[R]):
    """Every record of one collection, as one reading sees it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{len(self)} {self._table.collection.name}>"

    def get(self, id: int | None) -> R | None:
        """The record with this id, or None. Raises NoId for what no id can be."""
        try:
            return None if id is None else self._table.records.get(id)
        except TypeError:
            raise NoId(self._table.collection.name, id) from None

    def __getitem__(self, id: int) -> R:
        record = self.get(id)
        if record is None:
            raise RecordMissing(self._table.collection.name, id)
        return record

    def __contains__(self, id: object) -> bool:
        return isinstance(id, int) and id in self._table.records

    def under(self, index: str, key: Key) -> list[R]:
        """The records found under a key of an index, in the order of creation: `where`, for when there are few."""
        records, held = self._table.records, self._table.index(self._index(index)).get(key)
        if held is None:
            return []
        return [records[held]] if isinstance(held, int) else [records[id] for id in held]

    def owners(self, index: str, keys: Iterable[Key]) -> IdSet:
        """The ids of the owners of which a record is found under at least one of the keys."""
        assert index in self._table.collection.owners, f"{self._table.collection} has no index of owners {index}"
        return union([self._table.postings(index, key) for key in dict.fromkeys(keys)])

    def keys(self, index: str) -> Iterator[Any]:
        """The keys under which an index has records, in no particular order."""
        return iter(self._table.index(index))

    @property
    def next_id(self) -> int:
        """The id that the next record created here gets."""
        return self._table.next_id
