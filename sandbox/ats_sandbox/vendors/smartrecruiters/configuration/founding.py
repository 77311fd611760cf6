"""How the company of a new world is set up here: some of everything, in each of its states."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import msgspec

from ats_sandbox.vendors.smartrecruiters.configuration import state
from ats_sandbox.vendors.smartrecruiters.configuration.state import JobProperty, JobPropertyValue, PropertyOfJob
from ats_sandbox.world.chance import Chance
from ats_sandbox.world.clock import DAY
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.lazy import LazyTable
from ats_sandbox.world.store.table import Table


class Words(msgspec.Struct, frozen=True):
    """A property. Of each of its values it says which of the parent's it goes with, counted from 1."""

    label: str
    category: str
    values: dict[str, tuple[int, ...]] = msgspec.field(default_factory=dict)
    archived: tuple[str, ...] = ()
    translations: dict[str, str] = msgspec.field(default_factory=dict)
    parent: int | None = None
    active: bool = True
    visible: bool = True
    listed: bool = True
    editable: bool = True


PROPERTIES = (
    Words(
        "Business unit",
        "organization",
        {"Platform": (), "Services": (), "Retail": (), "Corporate": ()},
        translations={"fr": "Unité commerciale", "de": "Geschäftsbereich"},
    ),
    Words(
        "Cost centre",
        "organization",
        {"CC-1010": (1,), "CC-1020": (1, 2), "CC-2010": (2,), "CC-3010": (3,), "CC-9000": (1, 2, 3, 4)},
        parent=1,
        translations={"fr": "Centre de coûts"},
    ),
    # A label with outer spaces, from before labels were looked at, cannot come back as it is.
    Words(
        "Reason for hiring",
        "job",
        {"New position": (), "Replacement": (), "Seasonal peak": (), " Legacy transfer ": ()},
        archived=(" Legacy transfer ",),
        translations={"fr": "Motif du recrutement", "es": "Motivo de contratación"},
    ),
    Words("Justification", "job", visible=False, listed=False),
    Words("Budget code", "organization", {"2024-A": ()}, archived=("2024-A",), active=False),
    Words("Posting brand", "organization", {"Acme Talent": ()}, editable=False),
)
TEXTS = ("The workload doubled since spring.", "The predecessor moved to another team.", "Part of the growth plan.")
DELETED_SOURCES = (("EVENT", "EVENT", "Job fair 2019"), ("JOB_BOARD", "PAID", "Example Jobs"))
CAREER_SITES = (("Acme Talent Careers", "careers", "en"), ("Acme Talent Carrières", "carrieres", "fr"))


def initial_tables(world: Reading) -> list[Table[Any]]:
    """The tables that a new world begins with. What jobs are described by is worked out when somebody looks."""
    at = world.now - 700 * DAY
    properties = [
        JobProperty(
            id=id,
            label=one.label,
            category=one.category,
            active=one.active,
            visible=one.visible,
            required=False,
            listed=one.listed,
            editable=one.editable,
            parent=one.parent,
            translations=one.translations,
            created_at=at,
            updated_at=at,
        )
        for id, one in enumerate(PROPERTIES, start=1)
    ]
    listed = [(id, words, label) for id, words in enumerate(PROPERTIES, start=1) for label in words.values]
    values = [
        JobPropertyValue(
            id=number,
            property=id,
            key=label.strip().lower().replace(" ", "_"),
            label=label,
            archived=label in words.archived,
            parents=words.values[label],
            created_at=at,
            updated_at=at,
        )
        for number, (id, words, label) in enumerate(listed, start=1)
    ]
    deleted = [
        state.DeletedSource(id=id, type=type, subtype=subtype, label=label)
        for id, (type, subtype, label) in enumerate(DELETED_SOURCES, start=1)
    ]
    sites = [
        state.CareerSite(id=id, name=name, url=f"{world.company.website}/{path}", language=language, default=id == 1)
        for id, (name, path, language) in enumerate(CAREER_SITES, start=1)
    ]
    locations = [
        state.PredefinedLocation(
            id=one.id,
            identifier=f"LOC-{one.id:03}",
            name=one.name,
            place=one.place,
            created_at=one.created_at,
            updated_at=one.updated_at,
        )
        for one in world.locations
    ]
    return [
        Table.build(state.JOB_PROPERTIES, properties),
        Table.build(state.JOB_PROPERTY_VALUES, values),
        LazyTable(state.PROPERTIES_OF_JOBS, partial(_described, world, values)),
        Table.build(state.DELETED_SOURCES, deleted),
        Table.build(state.CAREER_SITES, sites),
        Table.build(state.PREDEFINED_LOCATIONS, locations),
    ]


def _described(world: Reading, values: list[JobPropertyValue]) -> list[PropertyOfJob]:
    """What the properties are for the jobs: most jobs have some, few all, and some none."""
    described = [(job.id, *one) for job in world.jobs for one in _of_job(world, job.id, values)]
    return [
        PropertyOfJob(id=id, job=job, property=property, value=value, text=text)
        for id, (job, property, value, text) in enumerate(described, start=1)
    ]


def _of_job(world: Reading, job: int, values: list[JobPropertyValue]) -> Iterator[tuple[int, int | None, str | None]]:
    chance = Chance(world.seed, "smartrecruiters.property_of_job", job)
    if not chance.happens("is described", 80):
        return
    chosen: dict[int, int] = {}
    for id, words in enumerate(PROPERTIES, start=1):
        if not words.active or not chance.happens(f"has {words.label}", 60):
            continue
        if not words.listed:
            yield id, None, chance.pick(words.label, TEXTS)
            continue
        unit = chosen.get(words.parent or 0)
        fitting = [one.id for one in values if one.property == id and not one.archived]
        if words.parent is not None:
            fitting = [one.id for one in values if one.property == id and unit in one.parents]
        if fitting:
            chosen[id] = chance.pick(words.label, fitting)
            yield id, chosen[id], None
