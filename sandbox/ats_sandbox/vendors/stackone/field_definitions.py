"""The fields that the customer defined at the provider for each kind of record, and the first values of records."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

import msgspec

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


def _declared(noun: str) -> Definitions:
    """The definitions for one kind of record."""
    collection = Collection(f"stackone.{noun}_fields", FieldDefinition, timeline=lambda one: one.updated_at)
    return repository(f"{noun}_field", collection, f"/configuration/{noun}-properties")


APPLICATION_FIELDS, CANDIDATE_FIELDS, JOB_FIELDS = map(_declared, ("application", "candidate", "job"))
_TARGETS: tuple[tuple[Definitions, ProviderRepository[Any], Collection[Any]], ...] = (
    (APPLICATION_FIELDS, APPLICATIONS, APPLICATION_FACTS),
    (CANDIDATE_FIELDS, CANDIDATES, CANDIDATE_FACTS),
    (JOB_FIELDS, JOBS, JOB_FACTS),
)
"""Definitions, the records that have such fields, and where their values are kept."""


@cache
def _seeded() -> Mapping[str, tuple[Field, ...]]:
    text = Path(__file__).with_name("custom_fields.toml").read_text("utf-8")
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
