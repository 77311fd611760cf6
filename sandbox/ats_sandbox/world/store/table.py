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
from ats_sandbox.world.store.postings import Index, index_of, owners_of, with_id, without_id
from ats_sandbox.world.store.records import Records
from ats_sandbox.world.store.references import OnDelete, Reference
from ats_sandbox.world.store.sortedset import SortedSet
from ats_sandbox.world.store.zonemap import ZoneMap

SHIFT = 32  # a moment entry is (milliseconds << SHIFT) | id: as many records as ids can be written for


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
    `late` are the names of indexes that are built when they are first asked for: what few requests look into.
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


NO_KEYS: frozenset[Key] = frozenset()
NOUNS: dict[str, Collection[Any]] = {}
"""Those that recruiters talk about, by the noun."""

RECORDS: dict[type[Record], Collection[Any]] = {}
"""Every collection by the type of its records."""


class Table(Generic[R]):
    """The immutable contents of one collection. Writing gives a new table that shares what did not change.

    A table that was built from all of its records has no indexes, moments and zones until they are looked into or the
    next table follows from it: a world is founded in half the time, and those that begin from it share what was made.
    """

    __slots__ = ("_births", "_moments", "_recent", "_zones", "collection", "indexes", "next_id", "order", "records")

    def __init__(
        self,
        collection: Collection[R],
        records: Records[R] | None = None,
        order: SortedSet | None = None,
        indexes: "dict[str, Index] | None" = None,
        moments: SortedSet | None = None,
        next_id: int = 1,
        zones: ZoneMap | None = None,
        births: ZoneMap | None = None,
        recent: tuple[int, int] | None = None,
    ) -> None:
        self.collection = collection
        self.records: Records[R] = Records() if records is None else records
        self.order = order or SortedSet()
        self.indexes: dict[str, Index] = {} if indexes is None else indexes
        self._moments = moments
        self.next_id = next_id
        self._zones = zones
        self._births = births
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

    @property
    def moments(self) -> SortedSet:
        """The instants of the timeline with their ids, in order; none without a timeline."""
        if self._moments is None:
            timeline = self.collection.timeline
            dated = () if timeline is None else ((timeline(one) << SHIFT) | one.id for one in self.records)
            self._moments = SortedSet.of(dated)
        return self._moments

    @property
    def zones(self) -> ZoneMap:
        """Where the later instants of the timeline are."""
        if self._zones is None:
            self._zones = self._zones_of(self.collection.timeline)
        return self._zones

    @property
    def births(self) -> ZoneMap:
        """Where those that were created later are."""
        if self._births is None:
            self._births = self._zones_of(self.collection.created)
        return self._births

    def _zones_of(self, instant: Callable[[R], int] | None) -> ZoneMap:
        return ZoneMap() if instant is None else ZoneMap.of((one.id, instant(one)) for one in self.records)

    def prepare(self) -> None:
        """Make what nearly every list of people looks into: which owners there are, and under which keys."""
        for name in (self.collection.owner, *self.collection.owners):
            if name and name not in self.collection.late:
                self.index(name)

    def complete(self) -> None:
        """Make what is otherwise made at the first look or write, unless few requests look into it."""
        for name in (*self.collection.indexes, *self.collection.owners):
            if name not in self.collection.late:
                self.index(name)
        _ = self.moments, self.zones, self.births

    def postings(self, index: str, key: Key) -> SortedSet:
        """Ids of the records found under a key, as an order."""
        held = self.index(index).get(key)
        if held is None:
            return SortedSet()
        if isinstance(held, SortedSet):
            return held
        return SortedSet.sorted((held,) if isinstance(held, int) else held)

    def index(self, name: str) -> Index:
        """An index by its name. It is kept once it is built, and what is written later kept up in it."""
        found = self.indexes.get(name)
        if found is None:
            owners = self.collection.owners.get(name)
            found = (
                index_of(self.records, self.collection.indexes[name])
                if owners is None
                else owners_of(self.records, self.collection.owner, owners)
            )
            self.indexes[name] = found
        return found

    def put(self, record: R) -> "Table[R]":
        """The table with this record created or replaced."""
        before = self.records.get(record.id)
        timeline, created = self.collection.timeline, self.collection.created
        return Table(
            self.collection,
            self.records.set(record.id, record),
            self.order if before is not None else self.order.add(record.id),
            self._reindexed(record.id, before, record),
            self._retimed(record.id, before, record),
            max(self.next_id, record.id + 1),
            self.zones if timeline is None else self.zones.raised(record.id, timeline(record)),
            self.births if created is None else self.births.raised(record.id, created(record)),
            self._recent_with(record.id, record),
        )

    def remove(self, id: int) -> "Table[R]":
        """The table without this record, which must be in it; its id is not given out again."""
        before = self.records[id]
        return Table(
            self.collection,
            self.records.set(id, None),
            self.order.remove(id),
            self._reindexed(id, before, None),
            self._retimed(id, before, None),
            self.next_id,
            self.zones,
            self.births,
            self._recent_with(id, None),
        )

    def counting_from(self, next_id: int) -> "Table[R]":
        """The table whose next record gets this id, which must be above all that it holds."""
        assert next_id > next(self.order.start_newest(0), 0), "an id is never given out twice"
        return Table(
            self.collection,
            self.records,
            self.order,
            self.indexes,
            self.moments,
            next_id,
            self.zones,
            self.births,
            self._recent,
        )

    def recent_bits(self, instant: int) -> int:
        """The records whose timeline instant is later, as bits. Those last asked for are kept, through writes too."""
        kept = self._recent
        if kept is None or kept[0] != instant:
            mask = (1 << SHIFT) - 1
            first = self.moments.rank((instant + 1) << SHIFT)
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

    def _reindexed(self, id: int, before: R | None, after: R | None) -> "dict[str, Index]":
        """The indexes of the next table. A late one that nobody has looked into goes on being none."""
        late, built = self.collection.late, self.indexes
        indexes: dict[str, Index] = {}
        for name, keys_of in self.collection.indexes.items():
            if name in late and name not in built:
                continue
            index = self.index(name)
            old = {*keys_of(before)} if before is not None else NO_KEYS
            new = {*keys_of(after)} if after is not None else NO_KEYS
            if old != new:
                for key in old - new:
                    left = without_id(index[key], id)
                    index = index.delete(key) if left is None else index.set(key, left)
                for key in new - old:
                    index = index.set(key, with_id(index.get(key), id))
            indexes[name] = index
        for name, keys_of in self.collection.owners.items():
            if name not in late or name in built:
                indexes[name] = self._disowned(self.index(name), keys_of, id, before, after)
        return indexes

    def _disowned(self, index: Index, keys_of: KeysOf[R], id: int, before: R | None, after: R | None) -> Index:
        """An index of owners after a change: an owner keeps a key while another of its records has it."""
        field = self.collection.owner
        lost = {(getattr(before, field), key) for key in keys_of(before)} if before is not None else set()
        won = {(getattr(after, field), key) for key in keys_of(after)} if after is not None else set()
        for owner, key in won - lost:
            index = index.set(key, with_id(index.get(key), owner))
        for owner, key in lost - won:
            others = (one for one in self.postings(field, owner) if one != id)
            if not any(key in keys_of(self.records[one]) for one in others):
                left = without_id(index[key], owner)
                index = index.delete(key) if left is None else index.set(key, left)
        return index

    def _retimed(self, id: int, before: R | None, after: R | None) -> SortedSet:
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
