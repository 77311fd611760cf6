"""The properties that a company begins with, and the values of its first candidates.

Those values are worked out from the candidate's ordinal when they are looked at: a record for each would be most of a
large world. Those of single-select properties repeat after a fixed number of candidates, so that whoever has one is
known without asking anybody.
"""

import tomllib
from datetime import datetime
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

import msgspec

from ats_sandbox.vendors.smartrecruiters.properties.state import (
    BEGINNING,
    ONBOARDINGS,
    OPTIONS,
    PROPERTIES,
    Beginning,
    CandidateProperty,
    Given,
    Onboarding,
    PropertyOption,
    PropertyType,
    first_candidates,
    onboarding_of,
)
from ats_sandbox.vendors.smartrecruiters.vocabulary import ONBOARDING_STATUSES
from ats_sandbox.world.chance import Chance
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.id_codecs import uuid4
from ats_sandbox.world.store.idset import BitIdSet
from ats_sandbox.world.store.lazy import LazyTable
from ats_sandbox.world.store.table import Table

PERIOD = 509
"""After so many candidates the values of a single-select property repeat."""
CURRENCIES = ("EUR", "USD", "GBP")
USERS = 4
"""How many of the company's users the values of a property name."""


class Defined(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A property of the first company: its facts, how many candidates in a hundred have it, and its usual values."""

    key: str
    label: str
    type: PropertyType
    contexts: tuple[str, ...]
    filled: int
    full_access: bool = False
    departments: tuple[int, ...] = ()
    accessible: bool = True
    email: bool = False
    pattern: str | None = None
    least: int | datetime | None = None
    most: int | datetime | None = None
    library: bool = False
    options: tuple[str, ...] = ()
    samples: tuple[Any, ...] = ()


@cache
def definitions() -> dict[str, Defined]:
    """The properties of the first company by key, in the order of their ordinals."""
    held = tomllib.loads(Path(__file__).with_name("definitions.toml").read_text(encoding="utf-8"))["property"]
    return {one["key"]: msgspec.convert(one, Defined) for one in held}


@cache
def first_options() -> dict[str, range]:
    """The ordinals of the options that each select property begins with."""
    found: dict[str, range] = {}
    following = 1
    for one in definitions().values():
        found[one.key] = range(following, following + len(one.options))
        following += len(one.options)
    return found


def initial_tables(world: Reading) -> list[Table[Any]]:
    """The definitions, and the onboarding of everybody who was hired."""
    last = max(world.candidates.newest_first().page(0, 1), key=lambda one: one.id, default=None)
    return [
        Table.build(BEGINNING, [Beginning(id=1, candidates=0 if last is None else last.id)]),
        Table.build(PROPERTIES, [_property(id, one) for id, one in enumerate(definitions().values(), start=1)]),
        Table.build(OPTIONS, _options(world)),
        LazyTable(ONBOARDINGS, partial(_onboardings, world)),
    ]


def _property(id: int, one: Defined) -> CandidateProperty:
    return CandidateProperty(
        id=id,
        key=one.key,
        label=one.label,
        type=one.type,
        contexts=one.contexts,
        full_access=one.full_access,
        departments=one.departments,
        accessible=one.accessible,
        email=one.email,
        pattern=one.pattern,
        least=_bound(one.least),
        most=_bound(one.most),
    )


def _bound(value: int | datetime | None) -> int | None:
    return int(value.timestamp() * 1_000) if isinstance(value, datetime) else value


def _options(world: Reading) -> list[PropertyOption]:
    return [
        PropertyOption(
            id=id,
            property=number,
            code=uuid4(world.seed, "smartrecruiters", "candidate_property_option", id),
            label=label,
            library=one.library,
        )
        for number, one in enumerate(definitions().values(), start=1)
        for id, label in zip(first_options()[one.key], one.options, strict=True)
    ]


def _onboardings(world: Reading) -> list[Onboarding]:
    """How the onboarding of those who were hired stands, where it has begun."""
    rows: list[Onboarding] = []
    for one in world.applications.where(status=ApplicationStatus.HIRED):
        status = first_onboarding_status(world.seed, one.id)
        if status is not None:
            rows.append(onboarding_of(one, len(rows) + 1, status))
    return rows


def first_onboarding_status(seed: int, application: int) -> str | None:
    """What most of those who were hired have when a world begins."""
    chance = Chance(seed, "smartrecruiters.onboarding", application)
    if not chance.happens("known", 80):
        return None
    return chance.weighted("status", tuple(zip(ONBOARDING_STATUSES, (35, 55, 10), strict=True)))


def first_value(world: Reading, property: CandidateProperty, candidate: int) -> Given | None:
    """The value that a candidate had when the world began."""
    one = definitions().get(property.key)
    if one is None or candidate > first_candidates(world):
        return None
    single = property.type is PropertyType.SINGLE_SELECT
    chance = Chance(world.seed, f"smartrecruiters.property.{one.key}", candidate % PERIOD if single else candidate)
    if not chance.happens("filled", one.filled):
        return None
    match property.type:
        case PropertyType.BOOLEAN:
            return Given(plain=chance.happens("value", 70))
        case PropertyType.CURRENCY:
            return Given(plain=chance.pick("value", one.samples), currency=chance.pick("currency", CURRENCIES))
        case PropertyType.USER:
            return Given(user=chance.between("value", 1, USERS))
        case PropertyType.SINGLE_SELECT:
            return Given(options=(chance.pick("value", first_options()[one.key]),))
        case PropertyType.MULTI_SELECT:
            return Given(options=chance.some("value", first_options()[one.key], 1, 3))
    return Given(plain=chance.pick("value", one.samples))


def first_holders(world: Reading, property: CandidateProperty, option: int) -> BitIdSet:
    """The first candidates who had an option of a single-select property when the world began, gone ones included."""
    return _first_holders(world.seed, property.key, option, first_candidates(world))


@lru_cache(maxsize=64)
def _first_holders(seed: int, key: str, option: int, candidates: int) -> BitIdSet:
    one = definitions().get(key)
    if one is None or option not in first_options()[key]:
        return BitIdSet(0)
    bits, width = 0, PERIOD
    for slot in range(PERIOD):
        chance = Chance(seed, f"smartrecruiters.property.{key}", slot)
        if chance.happens("filled", one.filled) and chance.pick("value", first_options()[key]) == option:
            bits |= 1 << slot
    while width <= candidates:
        bits |= bits << width
        width *= 2
    return BitIdSet(bits & (1 << candidates + 1) - 2)
