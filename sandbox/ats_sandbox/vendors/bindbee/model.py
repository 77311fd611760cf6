"""What one unified model is: its records, their shape and their filters. Everything else follows from it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Unpack

from ats_sandbox.contract.call import AnyCall as AnyVendorsCall
from ats_sandbox.contract.call import BodyT, QueryT
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.resource import Declaration, Handler, Result
from ats_sandbox.contract.resources.listing import Listing, query_with
from ats_sandbox.contract.resources.repository import Repository
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.contract.vendor import IdCodec
from ats_sandbox.contract.views import View, declared, view_of
from ats_sandbox.contract.visibility import Visibility
from ats_sandbox.vendors.bindbee import lists, schemas
from ats_sandbox.vendors.bindbee.call import PREFIX, AnyCall, Call, LinkedSystem, Resource, linked, reference
from ats_sandbox.vendors.bindbee.connectors import Connector
from ats_sandbox.vendors.bindbee.custom_fields import custom_fields_of
from ats_sandbox.vendors.bindbee.errors import KeyReused, RecordNotFound
from ats_sandbox.vendors.bindbee.idempotency import idempotent
from ats_sandbox.vendors.bindbee.ids import id_codec
from ats_sandbox.vendors.bindbee.inputs import Words
from ats_sandbox.vendors.bindbee.uuids import canonical
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import R

MODELS: "dict[str, AnyModel]" = {}
"""Every unified model that is served, by the noun in its ids: what relations can be expanded to."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Model(Repository[R]):
    """One unified model, with the operations that read it; whatever declares one makes it expandable.

    `kind` is the noun in its ids, `about` says what it is. The sources in the schema give its own members, unless
    `view` does. `raw` gives the provider's object, but for its id.
    """

    kind: str
    about: str
    schema: type[schemas.AtsModel]
    raw: Callable[[Reading, R], Document]
    filters: tuple[lists.AnyFilter, ...] = ()
    view: View | None = None
    own: View = field(init=False)
    codec: IdCodec = field(init=False)
    resource: Resource = field(init=False)
    not_found: type[ApiError] = RecordNotFound

    def __post_init__(self) -> None:
        derived = {
            "own": self.view or view_of(own_members(self.schema)),
            "codec": id_codec(self.kind),
            "resource": Resource(schemas.noun(f"{self.kind}s").capitalize(), self.about),
        }
        for name, value in derived.items():
            object.__setattr__(self, name, value)
        MODELS[self.kind] = self
        declare_reads(self)

    @property
    def path(self) -> str:
        """Where its records are."""
        return f"{PREFIX}/{self.kind.replace('_', '-')}s"

    @property
    def title(self) -> str:
        """The noun in "… not found"."""
        return schemas.noun(self.kind).capitalize()

    def reading(self, call: AnyVendorsCall) -> Reading:
        return linked(call).world

    def visibility(self, call: AnyVendorsCall) -> Visibility:
        return linked(call).visibility

    def record(self, world: Reading, ordinal: int | None) -> R | None:
        """The record with this ordinal."""
        return world[self.collection].get(ordinal)

    def can_see(self, visibility: Visibility, record: R) -> bool:
        """True when the caller may see this record."""
        return visibility.can_see(record)

    def remote_id(self, world: Reading, record: R) -> str:
        """The provider's id of a record."""
        return native_id(world, self.collection.noun, record.id)

    def find(self, call: AnyVendorsCall, text: str | None, *, forbidden: type[ApiError] | None = None) -> R | None:
        """The record that a canonical id names behind the call's connector; what is hidden is not found either."""
        system = linked(call)
        record = None if text is None else self.record(system.world, system.ordinal(self.kind, text))
        return record if record is not None and self.can_see(system.visibility, record) else None

    def get_or_404(self, call: AnyVendorsCall, text: str | None = None, **_: type[ApiError] | None) -> R:
        id = canonical(call.path[self.parameter]) if text is None else text
        record = self.find(call, id)
        if record is None:
            raise RecordNotFound(model=self.title, remark=self._awaited(linked(call), id))
        return record

    def _awaited(self, system: LinkedSystem, id: str) -> str | None:
        """What there is to remark of a record that is in the linked system already, and not in its copy yet."""
        ordinal = system.ordinal(self.kind, id)
        if self.record(system.world, ordinal) is not None or self.record(system.present, ordinal) is None:
            return None
        due = system.connector.next_sync(system.present.now)
        when = "a sync that is asked for" if due is None else f"the next sync at {iso(due)}"
        return f"it is in the linked system, and shows here after {when}"

    def show(self, record: R, call: AnyCall) -> Document:
        """A record as a call asks for it to be shown."""
        return rendering_of(call, self).document(record)

    def create(
        self, **declaration: Unpack[Declaration[BodyT, QueryT, None]]
    ) -> Callable[[Handler[BodyT, QueryT, Connector, Result]], Handler[BodyT, QueryT, Connector, Result]]:
        """Declare that a record can be created, with the header `X-Idempotency-Key`."""
        declaration["headers"] = schemas.WriteHeaders
        declaration["errors"] = [*declaration.get("errors", ()), KeyReused]
        declare = self.resource.post(self.path, **declaration)
        return lambda handler: declare(idempotent(handler))


AnyModel = Model[Any]


def own_members(schema: type[schemas.AtsModel]) -> type[ResponseSchema]:
    """A schema's members without those that every record has."""
    shared = {name for name, _ in declared(schemas.AtsModel)}
    own = {name: member for name, member in declared(schema) if name not in shared}
    return ResponseSchema.from_dict(own, name=schema.__name__)  # type: ignore[return-value]


class ListQuery(schemas.RecordQuery, lists.PageQuery):
    """What every list of records takes."""


def declare_reads(model: AnyModel) -> None:
    """Declare the list of a model's records, and the reading of one by its id."""
    kind, schema, path = model.kind, model.schema, f"{model.path}/{{id}}"
    related = any(isinstance(member, schemas.Relation | schemas.Relations) for _, member in declared(schema))
    expand = {"expand": Words()} if related else {}
    pages = lists.CursorPages(
        read=lambda call, text: linked(call).ordinal(kind, text),
        write=lambda call, ordinal: linked(call).id(kind, ordinal),
    )
    filters = (lists.by_ids(kind), lists.MODIFIED_AFTER, *model.filters)
    listing = Listing(rows=model.rows, view=model.show, style=pages, filters=filters)

    def list_records(call: Call) -> Document:
        # one rendering serves the whole page
        return pages.page(call, listing.selection(call), rendering_of(call, model).document)

    def get_record(call: Call) -> Document:
        return model.show(model.get_or_404(call), call)

    list_records.__doc__ = f"List {schemas.noun(kind)}s as they were last synced."
    get_record.__doc__ = f"Get one {schemas.noun(kind)} as it was last synced."
    model.resource.get(
        model.path,
        id=f"list_{kind}s",
        headers=schemas.ConnectorHeaders,
        query=query_with(f"{schema.__name__}List", ListQuery, *filters, **expand),
        returns=pages.envelope(schema),
        evidence=reference("GET", model.path),
    )(list_records)
    model.resource.get(
        path,
        id=f"get_{kind}",
        headers=schemas.ConnectorHeaders,
        query=query_with(f"{schema.__name__}Read", schemas.RecordQuery, **expand),
        returns=schema,
        errors=[RecordNotFound],
        evidence=reference("GET", path),
        example=Example(path={"id": model.first_id}),
        path_types={"id": {"type": "string", "format": "uuid"}},
        words={"model": model.title},
    )(get_record)


@dataclass(slots=True)
class Rendering:
    """How the records of a model are shown: through which connector, what is added and what is expanded.

    `expand` names the relations to expand, each with the members to show of it; none means all. `bare` is true when
    relations are just ids.
    """

    model: AnyModel
    system: LinkedSystem
    raw: bool = False
    custom: bool = False
    expand: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    world: Reading = field(init=False)
    bare: bool = field(init=False)

    def __post_init__(self) -> None:
        self.world = self.system.world
        self.bare = not self.expand and self.system.visibility.whole

    def document(self, record: Any) -> Document:
        """One record."""
        model, system = self.model, self.system
        modified_at = system.connector.modified_at(record.updated_at, self.world.now)
        document: Document = {
            "id": system.id(model.kind, record.id),
            "remote_id": model.remote_id(self.world, record),
            "modified_at": schemas.stamp(modified_at),
        }
        raw = {"id": document["remote_id"], **model.raw(self.world, record)} if self.raw or self.custom else {}
        if self.raw:
            document["raw_data"] = raw
        document["custom_fields"] = custom_fields_of(system, model.kind, raw) if self.custom else None
        document.update(model.own(record, self))
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
        return {name: value for name, value in document.items() if name in members} if members else document

    def several(self, kind: str, member: str, ordinals: Iterable[int]) -> list[str | Document]:
        """Several related records, without those that the caller may not see."""
        return [shown for one in ordinals if (shown := self.one(kind, member, one)) is not None]


def rendering_of(call: AnyCall, model: AnyModel) -> Rendering:
    """How a call asks for records to be shown; one that creates asks for nothing to be added."""
    raw, custom = (call.query.get(f"include_{what}", False) for what in ("raw_data", "custom_fields"))
    return Rendering(model, linked(call), raw, custom, expansions(call.query.get("expand")))


_NAMES = re.compile(r"([^,\[\]]+)(?:\[([^\]]*)\]?)?")


def expansions(expand: str | None) -> Mapping[str, tuple[str, ...]]:
    """The relations that `application[id,source],creator` names."""
    named = _NAMES.findall(expand or "")
    return {name.strip(): tuple(part for one in members.split(",") if (part := one.strip())) for name, members in named}
