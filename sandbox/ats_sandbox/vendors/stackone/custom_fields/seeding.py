"""The custom fields that a world begins with, and their values."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from ats_sandbox.vendors.stackone.custom_fields.records import (
    APPLICATION_FIELDS,
    CANDIDATE_FIELDS,
    JOB_FIELDS,
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

Throw = Callable[[Chance, str, int], Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """A field to define. `throw` gives a value from the dice, the field's name and the present."""

    name: str
    description: str | None
    type: str
    source: str
    throw: Throw
    options: tuple[str, ...] = ()
    unified: str | None = None
    percent: int = 40


def _choice(*options: str) -> tuple[Throw, tuple[str, ...]]:
    return lambda chance, name, now: chance.pick(name, options), options


def _choices(*options: str) -> tuple[Throw, tuple[str, ...]]:
    return lambda chance, name, now: list(chance.some(name, options, 1, len(options))), options


def _whole(low: int, high: int) -> Throw:
    return lambda chance, name, now: chance.between(name, low, high)


def _truth(chance: Chance, name: str, now: int) -> bool:
    return chance.happens(name, 50)


def _day(chance: Chance, name: str, now: int) -> str:
    return iso(now + chance.between(name, 10, 120) * DAY)[:10]


_NOTICE, _NOTICES = _choice("none", "1 month", "3 months", "6 months")
_SKILLS, _SKILL = _choices("leadership", "languages", "night shifts", "travel")
_TEAMS, _TEAM = _choices("platform", "growth", "operations")

_Target = tuple[ProviderRepository[FieldDefinition], ProviderRepository[Any], Collection[Any], tuple[Kind, ...]]
_KINDS: tuple[_Target, ...] = (
    (
        APPLICATION_FIELDS,
        APPLICATIONS,
        APPLICATION_FACTS,
        (
            Kind(
                "Screening score",
                "Points from the phone screen",
                "integer",
                "NUMBER",
                _whole(1, 100),
                unified="screening_score",
            ),
            Kind("Available from", None, "date", "DATE", _day),
            Kind("Relocation needed", "Would the candidate move?", "boolean", "BOOLEAN", _truth, percent=25),
        ),
    ),
    (
        CANDIDATE_FIELDS,
        CANDIDATES,
        CANDIDATE_FACTS,
        (
            Kind(
                "Notice period",
                "How long the present employer holds on",
                "single_select",
                "SELECT",
                _NOTICE,
                _NOTICES,
                unified="notice_period",
            ),
            Kind("Strengths", None, "multi_select", "MULTI_SELECT", _SKILLS, _SKILL, percent=25),
            Kind(
                "Portfolio",
                None,
                "url",
                "URL",
                lambda chance, name, now: f"https://portfolio.example.com/{chance.between(name, 1000, 9999)}",
                percent=20,
            ),
        ),
    ),
    (
        JOB_FIELDS,
        JOBS,
        JOB_FACTS,
        (
            Kind(
                "Cost centre",
                "Who pays",
                "text",
                "TEXT",
                lambda chance, name, now: f"CC-{chance.between(name, 100, 999)}",
                unified="cost_centre",
                percent=70,
            ),
            Kind(
                "Budget",
                "In thousands",
                "float",
                "DECIMAL",
                lambda chance, name, now: chance.between(name, 400, 1200) / 10,
            ),
            Kind("Teams", None, "list", "LIST", _TEAMS, _TEAM),
            Kind("Works council informed", None, "checkbox", "CHECKBOX", _truth),
        ),
    ),
)


def definitions(world: Reading) -> list[Table[Any]]:
    """The fields that the customer defined."""
    return [
        Table.build(repository.collection, [_definition(id, kind, world.now) for id, kind in enumerate(kinds, start=1)])
        for repository, _, _, kinds in _KINDS
    ]


def _definition(id: int, kind: Kind, now: int) -> FieldDefinition:
    since = now - (300 - id) * DAY
    return FieldDefinition(
        id=id,
        name=kind.name,
        description=kind.description,
        type=kind.type,
        source=kind.source,
        options=tuple(Option(_option(one), one) for one in kind.options),
        unified=kind.unified,
        created_at=since,
        updated_at=since,
    )


def _option(text: str) -> str:
    return text.replace(" ", "_")


def values(world: Reading) -> list[Table[Any]]:
    """The values of the first records of each kind, thrown when somebody looks."""
    return [
        LazyTable(facts, partial(_facts, world, repository, records, facts, kinds))
        for repository, records, facts, kinds in _KINDS
    ]


def _facts(
    world: Reading,
    repository: ProviderRepository[FieldDefinition],
    records: ProviderRepository[Any],
    facts: Collection[Any],
    kinds: tuple[Kind, ...],
) -> list[Any]:
    ids = [native_id(world, repository.kind, id) for id in range(1, len(kinds) + 1)]
    found = []
    for record in world[records.collection].page(0, MOST):
        chance = Chance(world.seed, f"stackone.{repository.kind}", record.id)
        custom = tuple(
            _value(id, kind, chance, world.now)
            for id, kind in zip(ids, kinds, strict=True)
            if chance.happens(f"has {kind.name}", kind.percent)
        )
        if custom:
            found.append(facts.record(id=record.id, custom=custom))
    return found


def _value(id: str, kind: Kind, chance: Chance, now: int) -> CustomField:
    value = kind.throw(chance, kind.name, now)
    return CustomField(
        remote_id=id,
        name=kind.name,
        value=value,
        remote_value_id=_option(value) if kind.type == "single_select" else None,
        unified=kind.unified,
    )
