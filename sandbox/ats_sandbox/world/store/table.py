"""Collections of records: what is declared about them, and their immutable contents."""

import inspect
from collections.abc import Callable, Hashable, Iterable, Mapping
from operator import attrgetter
from typing import Any, ClassVar, Generic, TypeVar, get_args

import msgspec

from ats_sandbox.world.id_codecs import UUID4, IdFormat
from ats_sandbox.world.store.bitset import bitset_of
from ats_sandbox.world.store.columns import Columns
from ats_sandbox.world.store.content import Content
from ats_sandbox.world.store.derived import MOMENT_BITS, Derived, KeyIndex, Moments, OwnerIndex, Zones, net
from ats_sandbox.world.store.postings import Index
from ats_sandbox.world.store.records import Records
from ats_sandbox.world.store.references import OnDelete, Reference
from ats_sandbox.world.store.sortedset import SortedSet
from ats_sandbox.world.store.zonemap import ZoneMap

MOMENTS, ZONES, BIRTHS = "the timeline", "zones of the timeline", "zones of creation"
"""What is derived beside the indexes; no index is called so."""


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One frozen entity: `id` is its ordinal in its collection, from 1, never reused.

    Records hold nothing that could point back to them, so the cycle collector need not look at the many of them.
    `secrets` are the members that nobody is shown who looks at what changed.
    """

    secrets: ClassVar[frozenset[str]] = frozenset()

    id: int


R = TypeVar("R", bound=Record)
Key = Hashable
KeysOf = Callable[[R], Iterable[Key]]


def keyed_by(member: str) -> KeysOf[Any]:
    """The keys of an index that finds records by the value of one member."""
    read = attrgetter(member)
    return lambda record: (read(record),)


class Collection(Generic[R]):
    """The declaration of a collection: its name, its record type, its indexes and its timeline.

    `noun` is what one of its records is called (`candidate`); only what recruiters talk about has one. `native_ids` is
    how the company's own system writes its ids.
    `indexes` maps a name to a function from a record to the keys under which it is found (none, one or several).
    `timeline` gives the instant (milliseconds) that "changed since" questions look at; "created since" ones look at
    the field `created_at`, of records that have it.
    `numbers` are members, whole numbers above 0 or None, that differ in nearly every record while the others repeat:
    the records of a world that is founded are held in columns then, and made when somebody looks.
    `late` are the names of indexes that few requests look into, so that nobody makes them ready beforehand.
    `owner` names a field, with an index of that name, that holds the id of a record of another collection. The
    indexes in `owners` say which of those are owners of a record that is found under a key.
    `references` says which members hold ids of which collection; a member of a member counts by its own name.
    `visible` decides whether a viewer may see a record, given the viewer, the record and the world; without it a record
    is visible when those that it follows are.
    `lasting` records are not hiring but how a world is set up: they outlive its reset.
    `derived` records follow from commits (an audit trail), so no commit lists them among its changes.
    """

    __slots__ = (
        "created",
        "derived",
        "derived_by",
        "files",
        "follows",
        "indexes",
        "lasting",
        "late",
        "name",
        "native_ids",
        "noun",
        "numbers",
        "owner",
        "owners",
        "record",
        "references",
        "timeline",
        "visible",
    )

    def __init__(
        self,
        name: str,
        record: type[R],
        *,
        noun: str = "",
        native_ids: IdFormat = UUID4,
        references: Mapping[str, Reference] | None = None,
        visible: Callable[[Any, R, Any], bool] | None = None,
        indexes: Mapping[str, KeysOf[R]] | None = None,
        timeline: Callable[[R], int] | None = None,
        owner: str = "",
        owners: Mapping[str, KeysOf[R]] | None = None,
        late: Iterable[str] = (),
        numbers: tuple[str, ...] = (),
        lasting: bool = False,
        derived: bool = False,
    ) -> None:
        self.name = name
        self.record = record
        self.noun = noun
        self.native_ids = native_ids
        self.references: Mapping[str, Reference] = dict(references or {})
        self.visible = visible
        self.follows = tuple((member, one.collection) for member, one in self.references.items() if one.follows)
        self.indexes: Mapping[str, KeysOf[R]] = dict(indexes or {})
        self.timeline = timeline
        self.created: Callable[[R], int] | None = None
        if "created_at" in record.__struct_fields__:
            self.created = attrgetter("created_at")
        members = [one for kind in reversed(record.__mro__) for one in inspect.get_annotations(kind).items()]
        self.files = tuple(name for name, kind in members if kind is bytes)
        self.owner = owner
        self.owners: Mapping[str, KeysOf[R]] = dict(owners or {})
        self.late = frozenset(late)
        self.numbers = numbers
        self.derived_by: dict[str, Derived[Any]] = {name: KeyIndex(keys) for name, keys in self.indexes.items()}
        self.derived_by |= {name: OwnerIndex(owner, keys) for name, keys in self.owners.items()}
        if timeline is not None:
            self.derived_by |= {MOMENTS: Moments(timeline), ZONES: Zones(timeline)}
        if self.created is not None:
            self.derived_by[BIRTHS] = Zones(self.created)
        self.lasting = lasting
        self.derived = derived
        strange = self.references.keys() - {*record.__struct_fields__}
        if strange:  # to look into every member of every record would take a tenth of a start
            strange -= members_of(record)
        assert not strange, f"{name} refers with {', '.join(sorted(strange))}, which no member is called"
        for member, reference in self.references.items():
            assert reference.on_delete is OnDelete.KEEP or member in self.indexes, f"{name} has no index {member}"
        known = DECLARED.setdefault(name, self)
        assert known.record.__qualname__ == record.__qualname__, f"a collection {name} of {known.record} exists already"
        if noun:
            NOUNS.setdefault(noun, self)
        RECORDS.setdefault(record, self)

    def counted(self, record: R) -> R:
        """The record with its files among those that are counted. Raises StorageFull."""
        if not self.files:
            return record
        return msgspec.structs.replace(record, **{name: Content.of(getattr(record, name)) for name in self.files})

    @property
    def restricted(self) -> bool:
        """True when some of these records may be hidden from somebody."""
        return self.visible is not None or bool(self.follows)

    def __repr__(self) -> str:
        return f"Collection({self.name!r})"


DECLARED: dict[str, Collection[Any]] = {}
"""Every collection by its name: how a document that names one finds the type of its records."""


def members_of(kind: Any) -> set[str]:
    """The names of the members of a record type, and of what is inside them."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        fields = msgspec.structs.fields(kind)
        return {one.name for one in fields}.union(*(members_of(one.type) for one in fields))
    return set().union(*map(members_of, get_args(kind)))


def check_references() -> None:
    """Refuse references to collections that nobody declares. Raises LookupError."""
    unknown = [
        f"{one.name}.{member} refers to {reference.collection!r}"
        for one in DECLARED.values()
        for member, reference in one.references.items()
        if reference.collection not in DECLARED
    ]
    if unknown:
        raise LookupError(f"{'; '.join(unknown)}; there are {', '.join(sorted(DECLARED))}")


NOUNS: dict[str, Collection[Any]] = {}
"""Those that recruiters talk about, by the noun."""

RECORDS: dict[type[Record], Collection[Any]] = {}
"""Every collection by the type of its records."""


NONE = SortedSet()
"""No ids."""
MOST_CHANGES = 64
"""Changes that a table has behind what is derived from an earlier one."""


class Table(Generic[R]):
    """The immutable contents of one collection. Writing gives a new table that shares what did not change.

    What is derived from the records is made, or brought up to date, when it is looked into. Tables that follow from
    one table find there what was derived of it, and so do worlds that begin from it.
    """

    __slots__ = ("_changes", "_made", "_origin", "_recent", "collection", "next_id", "order", "records")

    def __init__(
        self,
        collection: Collection[R],
        records: Records[R] | None = None,
        order: SortedSet | None = None,
        next_id: int = 1,
        *,
        origin: "Table[R] | None" = None,
        changes: tuple[tuple[int, R | None, R | None], ...] = (),
        made: dict[str, tuple[Any, int]] | None = None,
        recent: tuple[int, int] | None = None,
    ) -> None:
        self.collection = collection
        self.records: Records[R] = Records() if records is None else records
        self.order = order or SortedSet()
        self.next_id = next_id
        self._origin = origin
        self._changes = changes  # since the origin: id, before and after
        self._made: dict[str, tuple[Any, int]] = {} if made is None else made  # with the changes that it has followed
        self._recent = recent

    @classmethod
    def build(cls, collection: Collection[R], records: Iterable[R] | Columns[R]) -> "Table[R]":
        """A table of records given in ascending id; much quicker than putting them one by one."""
        if isinstance(records, Columns):
            return cls(collection, Records.in_columns(records), SortedSet.first(len(records)), next_id=len(records) + 1)
        held = records if isinstance(records, list) else list(records)
        last = held[-1].id if held else 0
        order = SortedSet.first(last) if last == len(held) else SortedSet.sorted(tuple([one.id for one in held]))
        return cls(collection, Records.of((one.id, one) for one in held), order, next_id=last + 1)

    def derived(self, name: str) -> Any:
        """Something that the collection derives, by its name, as of these records."""
        changes = self._changes
        found = self._made.get(name)
        if found is None:
            rule = self.collection.derived_by[name]
            value, followed = (rule.build(self) if self._origin is None else self._origin.derived(name)), 0
        else:
            value, followed = found
            if followed == len(changes):
                return value
            rule = self.collection.derived_by[name]
        if followed < len(changes):
            value = rule.follow(value, net(changes[followed:]), self)
        self._made[name] = (value, len(changes))
        return value

    @property
    def made(self) -> frozenset[str]:
        """The names of what has been derived so far."""
        return frozenset(self._made)

    @property
    def moments(self) -> SortedSet:
        """The instants of the timeline with their ids, in order."""
        moments: SortedSet = self.derived(MOMENTS)
        return moments

    @property
    def zones(self) -> ZoneMap:
        """Where the later instants of the timeline are."""
        zones: ZoneMap = self.derived(ZONES)
        return zones

    @property
    def births(self) -> ZoneMap:
        """Where those that were created later are."""
        births: ZoneMap = self.derived(BIRTHS)
        return births

    def all(self) -> Iterable[R]:
        """All records, in ascending id; those that are only made for this are not kept."""
        return self.records

    def prepare(self) -> None:
        """Derive what nearly every list of people looks into: which owners there are, and under which keys."""
        for name in (self.collection.owner, *self.collection.owners):
            if name and name not in self.collection.late:
                self.derived(name)

    def of_owner(self, owner: int) -> Iterable[R]:
        """The records that name a record of another collection as their owner."""
        return map(self.records.__getitem__, self.postings(self.collection.owner, owner))

    def complete(self) -> None:
        """Derive now what would be derived at the first look, unless few requests look into it."""
        for name in self.collection.derived_by.keys() - self.collection.late:
            self.derived(name)

    def postings(self, index: str, key: Key) -> SortedSet:
        """Ids of the records found under a key, as an order."""
        held = self.index(index).get(key)
        if held is None:
            return NONE
        if isinstance(held, SortedSet):
            return held
        return SortedSet.sorted((held,) if isinstance(held, int) else held)

    def index(self, name: str) -> Index:
        """An index by its name."""
        index: Index = self.derived(name)
        return index

    def put(self, record: R) -> "Table[R]":
        """The table with this record created or replaced."""
        id, records = record.id, self.records
        before = records.get(id)
        order = self.order if before is not None else self.order.add(id)
        return self._next(records.set(id, record), order, max(self.next_id, id + 1), (id, before, record))

    def remove(self, id: int) -> "Table[R]":
        """The table without this record, which must be in it; its id is not given out again."""
        change = (id, self.records[id], None)
        return self._next(self.records.set(id, None), self.order.remove(id), self.next_id, change)

    def _next(
        self, records: Records[R], order: SortedSet, next_id: int, change: tuple[int, R | None, R | None]
    ) -> "Table[R]":
        """The table after one change."""
        origin, changes, made = self._origin or self, self._changes, self._made
        if len(changes) == MOST_CHANGES:
            made = {name: (self.derived(name), 0) for name in tuple(made)}
            origin, changes = Table(self.collection, self.records, self.order, self.next_id, made=made), ()
        return Table(
            self.collection,
            records,
            order,
            next_id,
            origin=origin,
            changes=(*changes, change),
            made=made.copy(),
            recent=self._recent and self._recent_with(change[0], change[2]),
        )

    def counting_from(self, next_id: int) -> "Table[R]":
        """The table whose next record gets this id, which must be above all that it holds."""
        assert next_id > next(self.order.start_newest(0), 0), "an id is never given out twice"
        return Table(
            self.collection,
            self.records,
            self.order,
            next_id,
            origin=self._origin or self,
            changes=self._changes,
            made=self._made.copy(),
            recent=self._recent,
        )

    def recent_bits(self, instant: int) -> int:
        """The records whose timeline instant is later, as bits. Those last asked for are kept, through writes too."""
        kept = self._recent
        if kept is None or kept[0] != instant:
            mask = (1 << MOMENT_BITS) - 1
            first = self.moments.rank((instant + 1) << MOMENT_BITS)
            ids = tuple(one & mask for one in self.moments.start(first))
            kept = self._recent = (instant, bitset_of(ids, self.next_id))
        return kept[1]

    def _recent_with(self, id: int, record: R | None) -> tuple[int, int] | None:
        timeline = self.collection.timeline
        if self._recent is None or timeline is None:
            return None
        instant, bits = self._recent
        late = record is not None and timeline(record) > instant
        return instant, bits | 1 << id if late else bits & ~(1 << id)
