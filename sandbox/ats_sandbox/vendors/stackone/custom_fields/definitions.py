"""The definitions of custom fields, for each kind of record that has some, and the values that a world begins with.

Their single reads declare the parameters of a list, which mean nothing there.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

import msgspec

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import Resource
from ats_sandbox.vendors.stackone.enums import CUSTOM_FIELD_TYPE, shown
from ats_sandbox.vendors.stackone.ids import synthetic
from ats_sandbox.vendors.stackone.queries import PlainListQuery
from ats_sandbox.vendors.stackone.records import Records
from ats_sandbox.vendors.stackone.repositories import APPLICATIONS, CANDIDATES, JOBS, ProviderRepository, repository
from ats_sandbox.vendors.stackone.state import APPLICATION_FACTS, CANDIDATE_FACTS, JOB_FACTS, CustomField
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
    """A field of the customer's own, as `definitions.toml` has it, and what its first values are drawn from.

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


CustomFieldOption = wire.shape(
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
    text = (Path(__file__).parent / "definitions.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, tuple[Field, ...]])


def seeded(world: Reading) -> list[Table[Any]]:
    """The fields that the customer defined, and the values of the first records of each kind."""
    tables: list[Table[Any]] = []
    for definitions, records, facts in _TARGETS:
        kind = definitions.kind
        found = [
            FieldDefinition(
                id=id, remote_id=native_id(world, kind, id), field=field, created_at=since, updated_at=since
            )
            for id, field in enumerate(_seeded()[kind.removesuffix("_field")], start=1)
            for since in (world.now - (300 - id) * DAY,)
        ]
        drawn = partial(_facts, world, kind, found, records.collection, facts)
        tables += [Table.build(definitions.collection, found), LazyTable(facts, drawn)]
    return tables


def _facts(
    world: Reading,
    kind: str,
    definitions: list[FieldDefinition],
    records: Collection[Any],
    facts: Collection[Any],
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
