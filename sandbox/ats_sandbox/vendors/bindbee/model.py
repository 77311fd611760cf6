"""What one unified model is: its records, their shape and their filters. Everything else follows from it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ats_sandbox.contract.call import AnyCall as AnyVendorsCall
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.resources.repository import Repository
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.contract.vendor import IdCodec
from ats_sandbox.contract.views import View, declared, view_of
from ats_sandbox.contract.visibility import Visibility
from ats_sandbox.vendors.bindbee.call import AnyCall, LinkedSystem, linked
from ats_sandbox.vendors.bindbee.custom_fields import custom_fields_of
from ats_sandbox.vendors.bindbee.errors import RecordNotFound
from ats_sandbox.vendors.bindbee.ids import id_codec
from ats_sandbox.vendors.bindbee.lists import AnyFilter
from ats_sandbox.vendors.bindbee.schemas import AtsModel, Relation, Relations, noun, stamp
from ats_sandbox.vendors.bindbee.uuids import canonical
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import R

MODELS: "dict[str, AnyModel]" = {}
"""Every unified model that is served, by the noun in its ids: what relations can be expanded to."""

Expansions = Mapping[str, tuple[str, ...]]
"""Relations to expand, each with the members to show of it; none means all."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Model(Repository[R]):
    """One unified model; whatever declares one makes it expandable.

    `kind` is the noun in its ids, `native` the provider's noun for its records, `path` its place under the prefix of
    the API. The sources in the schema give its own members, unless `view` does. `raw` gives the provider's object.
    """

    kind: str
    schema: type[AtsModel]
    raw: Callable[[Reading, Any], Document]
    native: str = ""
    path: str = ""
    filters: tuple[AnyFilter, ...] = ()
    view: View | None = None
    own: View = field(init=False)
    codec: IdCodec = field(init=False)
    not_found: type[ApiError] = RecordNotFound

    def __post_init__(self) -> None:
        derived = {
            "native": self.native or self.kind,
            "path": self.path or f"{self.kind.replace('_', '-')}s",
            "own": self.view or view_of(own_members(self.schema)),
            "codec": id_codec(self.kind),
        }
        for name, value in derived.items():
            object.__setattr__(self, name, value)
        MODELS[self.kind] = self

    @property
    def title(self) -> str:
        """The noun in "… not found"."""
        return noun(self.kind).capitalize()

    @property
    def expandable(self) -> bool:
        """True when it has relations."""
        return any(isinstance(member, Relation | Relations) for _, member in declared(self.schema))

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
        return native_id(world, self.native, record.id)

    def changed_at(self, record: R) -> int:
        """What the time of a record's last sync follows from (milliseconds)."""
        timeline = self.collection.timeline
        assert timeline is not None, f"{self.collection} declares no timeline"
        return timeline(record)

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


AnyModel = Model[Any]


def own_members(schema: type[AtsModel]) -> type[ResponseSchema]:
    """A schema's members without those that every record has."""
    shared = {name for name, _ in declared(AtsModel)}
    own = {name: member for name, member in declared(schema) if name not in shared}
    return ResponseSchema.from_dict(own, name=schema.__name__)  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Rendering:
    """How the records of a model are shown: through which connector, what is added and what is expanded."""

    model: AnyModel
    system: LinkedSystem
    raw: bool = False
    custom: bool = False
    expand: Expansions | None = None

    @property
    def world(self) -> Reading:
        """The linked system."""
        return self.system.world

    def document(self, record: Any) -> Document:
        """One record."""
        model, system = self.model, self.system
        modified_at = system.connector.modified_at(model.changed_at(record), system.world.now)
        document: Document = {
            "id": system.id(model.kind, record.id),
            "remote_id": model.remote_id(system.world, record),
            "modified_at": stamp(modified_at),
        }
        raw = model.raw(system.world, record) if self.raw or self.custom else {}
        if self.raw:
            document["raw_data"] = raw
        document["custom_fields"] = custom_fields_of(system, model.kind, raw) if self.custom else None
        document.update(model.own(record, self))
        return document

    def related(self, kind: str, member: str, ordinals: int | Iterable[int] | None) -> object:
        """A relation: one ordinal or several, as ids or, when the member is to be expanded, as objects."""
        if ordinals is None:
            return None
        members = self.expand.get(member) if self.expand else None
        if isinstance(ordinals, int):
            return self._one(kind, ordinals, members)
        return [shown for one in ordinals if (shown := self._one(kind, one, members)) is not None]

    def _one(self, kind: str, ordinal: int, members: tuple[str, ...] | None) -> str | Document | None:
        """A related record, or None when the caller may not see it. One that is not served stays an id."""
        system, model = self.system, MODELS.get(kind)
        if model is None or (members is None and system.visibility.whole):
            return system.id(kind, ordinal)
        record = model.record(system.world, ordinal)
        if record is not None and not model.can_see(system.visibility, record):
            return None
        if record is None or members is None:
            return system.id(kind, ordinal)
        document = Rendering(model, system).document(record)
        return {name: value for name, value in document.items() if name in members} if members else document


def rendering_of(call: AnyCall, model: AnyModel) -> Rendering:
    """How a call asks for records to be shown; one that creates asks for nothing to be added."""
    raw, custom = (call.query.get(f"include_{what}", False) for what in ("raw_data", "custom_fields"))
    return Rendering(model, linked(call), raw, custom, expansions(call.query.get("expand")))


_NAMES = re.compile(r"([^,\[\]]+)(?:\[([^\]]*)\]?)?")


def expansions(expand: str | None) -> Expansions:
    """The relations that `application[id,source],creator` names."""
    named = _NAMES.findall(expand or "")
    return {name.strip(): tuple(part for one in members.split(",") if (part := one.strip())) for name, members in named}
