"""What one unified model is: everything that its list, its reading by id, its filters and its expansion follow from."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from marshmallow.fields import Field

from ats_sandbox.contract.fields import Text
from ats_sandbox.vendors.bindbee.inputs import IdList
from ats_sandbox.vendors.bindbee.mirror import Mirror
from ats_sandbox.vendors.bindbee.schemas import AtsModel
from ats_sandbox.world.domain.native_ids import native_id, read_native_id
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Collection, Record


class Numbered(Protocol):
    """Anything with an ordinal."""

    @property
    def id(self) -> int:
        """Its place in the order of its kind."""
        ...


M = TypeVar("M", bound=Numbered)
R = TypeVar("R", bound=Record)
Rows = Any
"""A selection of world records, or what stands in for one: `among`, `only`, `since` and `after`."""

Narrow = Callable[[Mirror, Rows, Any], Rows]
"""From rows and a parsed query value to the rows that fit it."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A query parameter of a list. `field` makes the field that reads it."""

    name: str
    field: Callable[[], Field[Any]]
    narrow: Narrow


@dataclass(frozen=True, slots=True, eq=False)
class Model(Generic[M]):
    """One unified model.

    `kind` is the noun in its ids, `title` the one in "… not found", `path` its place under `/api/ats/v1`.
    `view` gives its own fields, with ordinals where `relations` name the kind that they are of.
    `raw` gives the provider's object. `changed_at` is what the time of its last sync follows from (milliseconds).
    `hangs_on` gives the record of the world whose being seen decides about one that is none itself.
    """

    kind: str
    title: str
    path: str
    schema: type[AtsModel]
    rows: Callable[[Reading], Rows]
    get: Callable[[Reading, int], M | None]
    remote_id: Callable[[Reading, M], str]
    changed_at: Callable[[M], int]
    view: Callable[[Mirror, M], dict[str, Any]]
    raw: Callable[[Reading, M], dict[str, Any]]
    relations: Mapping[str, str] = field(default_factory=dict)
    filters: tuple[Filter, ...] = ()
    hangs_on: Callable[[M], Any] = lambda record: record

    def seen(self, mirror: Mirror, record: M) -> bool:
        """True when the caller may see this record."""
        return mirror.visibility.can_see(self.hangs_on(record))


def model(
    collection: Collection[R],
    kind: str,
    title: str,
    path: str,
    schema: type[AtsModel],
    view: Callable[[Mirror, R], dict[str, Any]],
    raw: Callable[[Reading, R], dict[str, Any]],
    *,
    native: str | None = None,
    **facts: Any,
) -> Model[R]:
    """A model whose records are those of one collection of the world; `native` is the provider's noun for them."""
    timeline = collection.timeline
    assert timeline is not None, f"{collection} declares no timeline"
    return Model(
        kind=kind,
        title=title,
        path=path,
        schema=schema,
        rows=lambda world: world[collection],
        get=lambda world, ordinal: world[collection].get(ordinal),
        remote_id=lambda world, record: native_id(world, native or kind, record.id),
        changed_at=timeline,
        view=view,
        raw=raw,
        **facts,
    )


def text_field() -> Field[Any]:
    """Reads a text as it is sent."""
    return Text()


def by_remote_id(native: str) -> Filter:
    """The one record that the provider knows by this id."""

    def narrow(mirror: Mirror, rows: Rows, value: str) -> Rows:
        ordinal = read_native_id(mirror.world, native, value)
        return rows.among([] if ordinal is None else [ordinal])

    return Filter("remote_id", text_field, narrow)


def by_relation(name: str, kind: str, index: str | None = None) -> Filter:
    """Records that relate to one of the given ones; `index` finds records by the ordinal of the related one."""

    def narrow(mirror: Mirror, rows: Rows, ids: list[str]) -> Rows:
        return rows.where_any(index or name, mirror.ordinals(kind, ids))

    return Filter(name, IdList, narrow)


def by_words(name: str, index: str, key: Callable[[str], Any] = str) -> Filter:
    """Records found in an index under one of the words, which commas separate; the whole text is a word too."""

    def narrow(mirror: Mirror, rows: Rows, value: str) -> Rows:
        return rows.where_any(index, [key(word) for word in words(value)])

    return Filter(name, text_field, narrow)


def words(value: str) -> Iterable[str]:
    """What a text with commas may mean: all of it, or each part."""
    return dict.fromkeys([value, *value.split(",")])
