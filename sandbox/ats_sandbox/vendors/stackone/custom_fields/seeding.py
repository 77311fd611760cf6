"""The custom fields that a world begins with, from `definitions.toml`, and their values."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

import msgspec

from ats_sandbox.vendors.stackone.custom_fields.definitions import (
    APPLICATION_FIELDS,
    CANDIDATE_FIELDS,
    JOB_FIELDS,
    Definitions,
    FieldDefinition,
    Option,
)
from ats_sandbox.vendors.stackone.repositories import APPLICATIONS, CANDIDATES, JOBS, ProviderRepository
from ats_sandbox.vendors.stackone.state import APPLICATION_FACTS, CANDIDATE_FACTS, JOB_FACTS, CustomField
from ats_sandbox.world.chance import Chance
from ats_sandbox.world.clock import DAY, iso
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.lazy import LazyTable
from ats_sandbox.world.store.table import Collection, Table

MOST = 1_000
"""Records of each kind that have values at most: a big world is no slower to found."""

TARGETS: tuple[tuple[Definitions, ProviderRepository[Any], Collection[Any]], ...] = (
    (APPLICATION_FIELDS, APPLICATIONS, APPLICATION_FACTS),
    (CANDIDATE_FIELDS, CANDIDATES, CANDIDATE_FACTS),
    (JOB_FIELDS, JOBS, JOB_FACTS),
)
"""Definitions, the records that have such fields, and where their values are kept."""


class SeededField(msgspec.Struct, frozen=True, kw_only=True):
    """A field to define, and what its values are drawn from."""

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


@cache
def _seeded() -> Mapping[str, tuple[SeededField, ...]]:
    text = (Path(__file__).parent / "definitions.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, tuple[SeededField, ...]])


def _fields_of(world: Reading, definitions: Definitions) -> list[tuple[str, SeededField]]:
    """The fields of one kind of record, each with the provider's id of it, in the order of their ordinals."""
    kind = definitions.kind
    seeded = enumerate(_seeded()[kind.removesuffix("_field")], start=1)
    return [(native_id(world, kind, id), field) for id, field in seeded]


def definitions(world: Reading) -> list[Table[Any]]:
    """The fields that the customer defined."""
    return [
        Table.build(
            one.collection,
            [_definition(world.now - (300 - id) * DAY, id, *each) for id, each in enumerate(_fields_of(world, one), 1)],
        )
        for one, _, _ in TARGETS
    ]


def _definition(since: int, id: int, remote_id: str, field: SeededField) -> FieldDefinition:
    return FieldDefinition(
        id=id,
        remote_id=remote_id,
        name=field.name,
        description=field.description,
        type=field.type,
        source=field.source,
        options=tuple(Option(_option_id(one), one) for one in field.options),
        unified=field.unified,
        created_at=since,
        updated_at=since,
    )


def _option_id(text: str) -> str:
    return text.replace(" ", "_")


def values(world: Reading) -> list[Table[Any]]:
    """The values of the first records of each kind, drawn when somebody looks."""
    return [LazyTable(facts, partial(_facts, world, one, records, facts)) for one, records, facts in TARGETS]


def _facts(
    world: Reading, definitions: Definitions, records: ProviderRepository[Any], facts: Collection[Any]
) -> Iterator[Any]:
    seeded = _fields_of(world, definitions)
    for record in world[records.collection].page(0, MOST):
        chance = Chance(world.seed, f"stackone.{definitions.kind}", record.id)
        custom = tuple(
            _value(remote_id, field, field.draw(chance, world.now))
            for remote_id, field in seeded
            if chance.happens(f"has {field.name}", field.percent)
        )
        if custom:
            yield facts.record(id=record.id, custom=custom)


def _value(remote_id: str, field: SeededField, value: Any) -> CustomField:
    option = _option_id(value) if field.type == "single_select" else None
    return CustomField(remote_id=remote_id, name=field.name, value=value, remote_value_id=option, unified=field.unified)
