"""Custom fields: what the customer defined at the provider for each kind of record, and the values of each record.

The single reads of definitions declare the parameters of a list, which mean nothing there.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import Members, ResponseSchema, shape_of
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import Resource
from ats_sandbox.vendors.stackone.enums import CUSTOM_FIELD_TYPE, shown
from ats_sandbox.vendors.stackone.ids import read_id, remote_of, synthetic
from ats_sandbox.vendors.stackone.queries import PlainListQuery
from ats_sandbox.vendors.stackone.records import Records
from ats_sandbox.vendors.stackone.repositories import APPLICATIONS, CANDIDATES, JOBS, ProviderRepository, repository
from ats_sandbox.vendors.stackone.state import APPLICATION_FACTS, CANDIDATE_FACTS, JOB_FACTS, CustomField, Facts
from ats_sandbox.world.chance import Chance
from ats_sandbox.world.clock import DAY, iso
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.lazy import LazyTable
from ats_sandbox.world.store.table import Collection, Record, Table

MOST = 1_000
"""Records of each kind that have values at most: a big world is no slower to found."""

custom_field_definitions = Resource("Custom Field Definitions", "The fields that the customer defined")


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """A field of the customer's own, as `custom_fields.toml` has it, and what its first values are drawn from.

    `type` is StackOne's name of its type, `source` the provider's; `unified` is the key under which the project shows
    it among its own, if it does.
    """

    name: str
    description: str | None = None
    type: str
    source: str
    unified: str | None = None
    options: tuple[str, ...] = ()
    pattern: str = ""
    low: int = 0
    high: int = 0
    percent: int = 40

    def draw(self, chance: Chance, now: int) -> Any:
        """A value."""
        number = chance.between(self.name, self.low, self.high)
        match self.type:
            case "single_select":
                return chance.pick(self.name, self.options)
            case "multi_select" | "list":
                return list(chance.some(self.name, self.options, 1, len(self.options)))
            case "boolean" | "checkbox":
                return chance.happens(self.name, 50)
            case "date":
                return iso(now + number * DAY)[:10]
            case "float":
                return number / 10
            case "integer":
                return number
        return self.pattern.format(number)


class FieldDefinition(Record, frozen=True, kw_only=True):
    """A field at the provider, which calls it `remote_id`."""

    remote_id: str
    field: Field
    created_at: int
    updated_at: int


Definitions = ProviderRepository[FieldDefinition]


def option_id(value: str) -> str:
    """The provider's id of a value to choose from."""
    return value.replace(" ", "_")


CustomFieldOption = shape_of(
    "CustomFieldOption",
    id=fields.Text(required=True, of=lambda value, _: synthetic(option_id(value))),
    value=fields.Anything(required=True, allow_none=False, of=lambda value, _: value),
)


class CustomFieldDefinition(ResponseSchema):
    """A field of the customer's own."""

    id, remote_id = wire.remote_ids("remote_id")
    name = wire.text("field.name")
    description = wire.text("field.description")
    type = wire.enum(CUSTOM_FIELD_TYPE, lambda one, _: shown(one.field.type, one.field.source))
    options = wire.many(CustomFieldOption, lambda one, _: one.field.options or None)


def _declared(noun: str) -> Definitions:
    """The definitions for one kind of record, with the operations that read them."""
    collection = Collection(f"stackone.{noun}_fields", FieldDefinition, timeline=lambda one: one.updated_at)
    definitions = repository(f"{noun}_field", collection, f"/configuration/{noun}-properties")
    Records(
        custom_field_definitions,
        f"{noun}_custom_field_definition",
        definitions,
        CustomFieldDefinition,
        path=f"/custom_field_definitions/{noun}s",
        about=(f"the custom fields of {noun}s", f"a custom field of {noun}s"),
        queries=(PlainListQuery, PlainListQuery),
    ).reads()
    return definitions


APPLICATION_FIELDS, CANDIDATE_FIELDS, JOB_FIELDS = map(_declared, ("application", "candidate", "job"))
_TARGETS: tuple[tuple[Definitions, ProviderRepository[Any], Collection[Any]], ...] = (
    (APPLICATION_FIELDS, APPLICATIONS, APPLICATION_FACTS),
    (CANDIDATE_FIELDS, CANDIDATES, CANDIDATE_FACTS),
    (JOB_FIELDS, JOBS, JOB_FACTS),
)
"""Definitions, the records that have such fields, and where their values are kept."""


@cache
def _seeded() -> Mapping[str, tuple[Field, ...]]:
    text = Path(__file__).with_suffix(".toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, tuple[Field, ...]])


def seeded_fields(world: Reading) -> list[Table[Any]]:
    """The fields that the customer defined, and the values of the first records of each kind."""
    tables: list[Table[Any]] = []
    for definitions, records, facts in _TARGETS:
        seeded = enumerate(_seeded()[definitions.kind.removesuffix("_field")], start=1)
        found = [_definition(world, definitions, id, field) for id, field in seeded]
        drawn = partial(_facts, world, definitions.kind, found, records.collection, facts)
        tables += [Table.build(definitions.collection, found), LazyTable(facts, drawn)]
    return tables


def _definition(world: Reading, definitions: Definitions, id: int, field: Field) -> FieldDefinition:
    remote_id, since = native_id(world, definitions.kind, id), world.now - (300 - id) * DAY
    return FieldDefinition(id=id, remote_id=remote_id, field=field, created_at=since, updated_at=since)


def _facts(
    world: Reading, kind: str, definitions: list[FieldDefinition], records: Collection[Any], facts: Collection[Any]
) -> Iterator[Any]:
    """The values, drawn when somebody looks."""
    for record in world[records].page(0, MOST):
        chance = Chance(world.seed, f"stackone.{kind}", record.id)
        custom = tuple(
            _value(one, one.field.draw(chance, world.now))
            for one in definitions
            if chance.happens(f"has {one.field.name}", one.field.percent)
        )
        if custom:
            yield facts.record(id=record.id, custom=custom)


def _value(definition: FieldDefinition, value: Any) -> CustomField:
    field = definition.field
    return CustomField(
        remote_id=definition.remote_id,
        name=field.name,
        value=value,
        remote_value_id=option_id(value) if field.type == "single_select" else None,
        unified=field.unified,
    )


class CustomFields(ResponseSchema):
    """The value of one of the provider's own fields."""

    id, remote_id = wire.remote_ids("remote_id")
    name = wire.text()
    value = fields.Anything()
    value_id, remote_value_id = wire.remote_ids("remote_value_id")


def unified(facts: Facts) -> Document | None:
    """The project's own fields: what was sent, and the provider's fields that stand for one of them."""
    mapped = {one.unified: one.value for one in facts.custom if one.unified is not None}
    return {**(facts.unified or {}), **mapped} if mapped else facts.unified


UNIFIED_FIELDS = wire.free(lambda one, context: unified(one.facts))
CUSTOM_FIELDS = wire.many(CustomFields, wire.requested("custom_fields", lambda one, context: one.facts.custom))


def amended(world: Reading, definitions: Definitions, facts: Facts, body: Members) -> Members:
    """What a write changes of the facts: absent members stay, null empties, fields that are sent replace their like.

    A key of the project's own that stands for one of the provider's fields changes that field.
    """
    changed: Members = {}
    if "unified_custom_fields" in body:
        own = body["unified_custom_fields"]
        changed["unified"] = own
        changed["custom"] = tuple(
            replace(one, value=own[one.unified], remote_value_id=None) if one.unified in (own or {}) else one
            for one in facts.custom
        )
    if "custom_fields" in body:
        bodies, before = body["custom_fields"], changed.get("custom", facts.custom)
        fresh = [_custom_field(world, definitions, one) for one in bodies or ()]
        replaced = {_key(one) for one in fresh}
        kept = () if bodies is None else (one for one in before if _key(one) not in replaced)
        changed["custom"] = (*kept, *fresh)
    return changed


def _key(field: CustomField) -> str | None:
    return field.remote_id if field.remote_id is not None else field.name


def _custom_field(world: Reading, definitions: Definitions, body: Members) -> CustomField:
    remote = _remote(body.get("remote_id"), body.get("id"))
    known = None if remote is None else world[definitions.collection].get(read_id(world, definitions.kind, remote))
    name = body.get("name")
    return CustomField(
        remote_id=remote,
        name=known.field.name if known is not None and name is None else name,
        value=body.get("value"),
        remote_value_id=_remote(body.get("remote_value_id"), body.get("value_id")),
        unified=None if known is None else known.field.unified,
    )


def _remote(remote: str | None, id: str | None) -> str | None:
    """The provider's id, from whichever form was sent."""
    text = remote if remote is not None else id
    return None if text is None else remote_of(text)
