"""What one unified model is: its records, their shape and their filters. Everything else follows from it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice
from typing import Any, Generic

from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.resources.listing import Filter, query_with
from ats_sandbox.contract.schema import Members, QuerySchema, ResponseSchema, shape_of
from ats_sandbox.contract.views import View, declared, view_of
from ats_sandbox.contract.visibility import Visibility
from ats_sandbox.vendors.bindbee import errors, ids, inputs, lists, schemas
from ats_sandbox.vendors.bindbee.call import PREFIX, SYNC_FIRST, AnyCall, Call, LinkedSystem, linked, reference
from ats_sandbox.vendors.bindbee.custom_values import custom_fields_of
from ats_sandbox.vendors.bindbee.json_paths import Allowance
from ats_sandbox.vendors.bindbee.raw_data import PATHS, RawData
from ats_sandbox.vendors.bindbee.resource import Resource
from ats_sandbox.vendors.bindbee.written import written_of
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Collection, R

MODELS: "dict[str, AnyModel]" = {}
"""Every unified model that is served, by the noun in its ids: what relations can be expanded to."""

EXPAND = (
    "The relations to show as records in place of ids, separated by commas, each with the members to show in brackets "
    "unless all are: `candidate[first_name,last_name],job`. One level deep; unknown names are ignored."
)
MOST_REMARKS = 5
"""Unknown names of one `expand` that are remarked."""


@dataclass(eq=False)
class Model(Generic[R]):
    """One unified model, with the operations that read it; whatever declares one makes it expandable.

    `kind` is the noun in its ids, `about` says what it is. The sources in the schema give its own members, unless
    `view` does. `raw` gives the provider's object, but for its id, where the provider's own API has none. `plural` and
    `title` are what follows from `kind` unless they are given.
    """

    kind: str
    about: str
    collection: Collection[R]
    schema: type[schemas.AtsModel]
    raw: Callable[[Reading, R], Document] | None = None
    filters: tuple[lists.AnyFilter, ...] = ()
    view: View | None = None
    plural: str = ""
    title: str = ""
    parameter = "id"

    def __post_init__(self) -> None:
        self.codec = ids.id_codec(self.kind)
        self.plural = self.plural or f"{self.kind}s"
        self.path = f"{PREFIX}/{self.plural.replace('_', '-')}"
        self.title = self.title or schemas.noun(self.kind).capitalize()
        self.own = self.view or view_of(own_members(self.schema))
        self.resource = Resource(schemas.noun(self.plural).capitalize(), self.about, self)
        self.relations = {
            name: member.kind
            for name, member in declared(self.schema)
            if isinstance(member, schemas.Relation | schemas.Relations)
        }
        MODELS[self.kind] = self
        declare_reads(self)

    def rows(self, call: AnyCall) -> lists.Rows:
        """Every record that the caller may see behind the connector."""
        system = linked(call)
        return system.visibility.visible(system.world[self.collection])

    def record(self, world: Reading, ordinal: int | None) -> R | None:
        """The record with this ordinal."""
        return world[self.collection].get(ordinal)

    def first_id(self, world: Reading) -> str:
        """The id of the first record, for examples."""
        first = world[self.collection].first()
        return "" if first is None else self.codec.write(world, first.id)

    def can_see(self, visibility: Visibility, record: R) -> bool:
        """True when the caller may see this record."""
        return visibility.can_see(record)

    def changed_at(self, system: LinkedSystem, record: R) -> int:
        """When a record took the form that a reading shows."""
        at: int = record.updated_at  # type: ignore[attr-defined]
        return at

    def since(self, system: LinkedSystem, rows: lists.Rows, instant: int) -> lists.Rows:
        """Those of some rows that took their present form after an instant."""
        return rows.since(instant)

    def where(self, world: Reading, record: R) -> str:
        """The path of one record."""
        return f"{self.path}/{self.codec.write(world, record.id)}"

    def remote_id(self, world: Reading, record: R) -> str:
        """The provider's id of a record."""
        return native_id(world, self.collection.noun, record.id)

    def find(self, call: AnyCall, id: str) -> R | None:
        """The record that a canonical id names behind the call's connector; what is hidden is not found either."""
        system = linked(call)
        record = self.record(system.world, system.ordinal(self.kind, id))
        return record if record is not None and self.can_see(system.visibility, record) else None

    def get_or_404(self, call: AnyCall, parameter: str = "id") -> R:
        """The record that the path names. The refusal remarks when it will be there, where it is not synced yet."""
        id = ids.canonical(call.path[parameter])
        record = self.find(call, id)
        if record is None:
            system = linked(call)
            ordinal = system.ordinal(self.kind, id)
            hidden = self.record(system.world, ordinal) is not None
            unsynced = not hidden and self.record(system.present, ordinal) is not None
            told: Members = {"remark": system.awaited, "fix": SYNC_FIRST} if unsynced else {}
            raise errors.RecordNotFound(model=self.title, parameter=parameter, **told)
        return record

    def provided(self, raw_data: RawData, record: R) -> Document | None:
        """The provider's object that a record was copied from; None where none was kept."""
        remote_id = self.remote_id(raw_data.world, record)
        if self.raw is None or self.kind in PATHS:
            return raw_data.of(self.kind, record, remote_id)
        return {"id": remote_id, **self.raw(raw_data.world, record)}

    def show(self, record: R, call: AnyCall) -> Document:
        """A record as a call asks for it to be shown."""
        return rendering_of(call, self).document(record)


AnyModel = Model[Any]


def own_members(schema: type[schemas.AtsModel]) -> type[ResponseSchema]:
    """A schema's members without those that every record has."""
    shared = {name for name, _ in declared(schemas.AtsModel)}
    own = {name: member for name, member in declared(schema) if name not in shared}
    return shape_of(schema.__name__, **own)


def declare_reads(model: AnyModel) -> None:
    """Declare the list of a model's records, and the reading of one by its id."""
    kind, schema, path = model.kind, model.schema, f"{model.path}/{{id}}"
    expand = {"expand": inputs.Words(metadata={"description": EXPAND})} if model.relations else {}
    added = {name: inputs.Boolean(load_default=False) for name in ("include_raw_data", "include_custom_fields")}

    def modified_after(call: AnyCall, rows: lists.Rows, instant: int) -> lists.Rows:
        changed_after = call.account.changed_after(instant, call.world.now)
        return rows if changed_after is None else model.since(linked(call), rows, changed_after)

    model.resource.lists(
        model.path,
        f"List {schemas.noun(model.plural)} as they were last synced.",
        id=f"list_{model.plural}",
        item=schema,
        pages=lists.CursorPages(
            read=lambda call, text: linked(call).ordinal(kind, text),
            write=lambda call, ordinal: linked(call).id(kind, ordinal),
        ),
        rows=model.rows,
        filters=(
            Filter("ids", inputs.IdList, lambda call, rows, ids: rows.among(linked(call).ordinals(kind, ids))),
            Filter("modified_after", inputs.Instant, modified_after),
            *model.filters,
        ),
        query=query_with("ListQuery", lists.PageQuery, **added, **expand),
        headers=schemas.ConnectorHeaders,
        show=lambda call: rendering_of(call, model).document,
    )

    def get_record(call: Call) -> Document:
        return model.show(model.get_or_404(call), call)

    get_record.__doc__ = f"Get one {schemas.noun(kind)} as it was last synced."
    model.resource.get(
        path,
        id=f"get_{kind}",
        headers=schemas.ConnectorHeaders,
        query=query_with(f"{schema.__name__}Read", QuerySchema, **added, **expand),
        returns=schema,
        evidence=reference("GET", path),
    )(get_record)


@dataclass(slots=True)
class Rendering:
    """How the records of a model are shown: through which connector, what is added and what is expanded.

    `raw_data` gives the provider's objects, where `raw` or `custom` fields are to be shown.
    `expand` names the relations to expand, each with the members to show of it; none means all. `bare` is true when
    relations are just ids.
    """

    model: AnyModel
    system: LinkedSystem
    raw: bool = False
    custom: bool = False
    expand: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    raw_data: RawData | None = None
    allowance: Allowance = field(default_factory=Allowance)
    world: Reading = field(init=False)
    bare: bool = field(init=False)

    def __post_init__(self) -> None:
        self.world = self.system.world
        self.bare = not self.expand and self.system.visibility.whole

    def document(self, record: Any) -> Document:
        """One record."""
        model, system = self.model, self.system
        modified_at = system.connector.modified_at(model.changed_at(system, record), self.world.now)
        document: Document = {
            "id": system.id(model.kind, record.id),
            "remote_id": model.remote_id(self.world, record),
            "modified_at": schemas.stamp(modified_at),
        }
        raw = None if self.raw_data is None else model.provided(self.raw_data, record)
        if self.raw:
            document["raw_data"] = raw
        fields = custom_fields_of(system, model.kind, raw, self.allowance) if self.custom else None
        document["custom_fields"] = fields
        document.update(model.own(record, self))
        document.update(written_of(self.world, model.kind, record))
        return document

    def one(self, kind: str, member: str, ordinal: int | None) -> str | Document | None:
        """A related record: its id or, when the member is to be expanded, itself.

        None when the caller may not see it. One of a model that is not served stays an id.
        """
        if ordinal is None or self.bare:
            return None if ordinal is None else self.system.id(kind, ordinal)
        system, model, members = self.system, MODELS.get(kind), self.expand.get(member)
        record = None if model is None else model.record(system.world, ordinal)
        if model is None or record is None:
            return system.id(kind, ordinal)
        if not model.can_see(system.visibility, record):
            return None
        if members is None:
            return system.id(kind, ordinal)
        document = Rendering(model, system).document(record)
        return {name: document[name] for name in document if name in members or not members}

    def several(self, kind: str, member: str, ordinals: Iterable[int]) -> list[str | Document]:
        """Several related records, without those that the caller may not see."""
        return [shown for one in ordinals if (shown := self.one(kind, member, one)) is not None]


_NAMES = re.compile(r"([^,\[\]]+)(?:\[([^\]]*)\]?)?")


def unknown_names(model: AnyModel, expand: Mapping[str, tuple[str, ...]]) -> Iterable[str]:
    """What an `expand` names that there is not, each with what was perhaps meant."""
    for name, members in expand.items():
        kind = model.relations.get(name)
        if kind is None:
            yield misspelt(f"expand {name[:60]}", name, model.relations)
        elif kind in MODELS:
            known = dict(declared(MODELS[kind].schema))
            yield from (misspelt(f"expand {name}[{one[:60]}]", one, known) for one in members if one not in known)


def misspelt(what: str, name: str, known: Iterable[str]) -> str:
    """An unknown name, with the known one that is most like it, if any is."""
    near = get_close_matches(name[:60], list(known), 1)
    return f"{what} (did you mean {near[0]}?)" if near else what


def rendering_of(call: AnyCall, model: AnyModel) -> Rendering:
    """How a call asks for records to be shown, with relations as `application[id,source],creator` expands them.

    One that creates asks for nothing.
    """
    query = call.query
    named = _NAMES.findall(query.get("expand") or "")
    expand = {name.strip(): tuple(part.strip() for part in inside.split(",") if part.strip()) for name, inside in named}
    call.remarks += (f"ignored {one}" for one in islice(unknown_names(model, expand), MOST_REMARKS))
    raw, custom = query.get("include_raw_data", False), query.get("include_custom_fields", False)
    system = linked(call)
    return Rendering(model, system, raw, custom, expand, RawData(call, system) if raw or custom else None)
