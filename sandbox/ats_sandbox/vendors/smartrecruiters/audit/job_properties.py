"""Audit events about the properties of jobs: what the company defines, and what it describes its jobs by.

One act may change many records, so they are looked at together. That the values of a property were replaced as a whole
(JOB_PROPERTY_UPDATED_VALUES) is only said of the web application.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import shape_of
from ats_sandbox.contract.views import declared
from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.audit.said import Said, shown
from ats_sandbox.vendors.smartrecruiters.audit.state import EntityType
from ats_sandbox.vendors.smartrecruiters.configuration.job_properties import JobPropertyDefinition
from ats_sandbox.vendors.smartrecruiters.configuration.repositories import PROPERTY
from ats_sandbox.vendors.smartrecruiters.configuration.state import (
    JOB_PROPERTIES,
    JOB_PROPERTY_VALUES,
    PROPERTIES_OF_JOBS,
    JobProperty,
    JobPropertyValue,
    PropertyOfJob,
)
from ats_sandbox.world.domain.jobs import JOBS
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.state import Change

_SHOWN = {name: one for name, one in declared(JobPropertyDefinition) if name not in ("label", "actions")}
AuditedProperty = shape_of("AuditedJobProperty", label=fields.Text(), **_SHOWN)
"""A property as events carry it: in the usual language."""
AuditedValue = shape_of(
    "AuditedJobPropertyValue", id=fields.Text(of="key"), label=fields.Text(), archived=fields.Boolean()
)


def of_job_properties(world: Reading, changes: Sequence[Change]) -> Iterator[Said]:
    """What a commit says about definitions, about their values and which go together, and about jobs."""
    yield from _definitions(world, [pair for pair in _among(changes, JOB_PROPERTIES.name) if pair[1] is not None])
    yield from _values(world, [pair for pair in _among(changes, JOB_PROPERTY_VALUES.name) if pair[1] is not None])
    described: dict[int, list[tuple[Any, Any]]] = {}
    for before, after in _among(changes, PROPERTIES_OF_JOBS.name):
        described.setdefault((after or before).job, []).append((before, after))
    new = {one.id for one in changes if one.collection == JOBS.name and one.before is None} if described else set()
    for job, pairs in described.items():
        if job in world.jobs and job not in new:
            yield _description(world, job, pairs)


def _among(changes: Sequence[Change], collection: str) -> list[tuple[Any, Any]]:
    return [(one.before, one.after) for one in changes if one.collection == collection]


def _about(world: Reading, property: int, event: str, **context: object) -> Said:
    return Said(f"JOB_PROPERTY_{event}", EntityType.JOB_PROPERTY, PROPERTY.write(world, property), context)


def _differ(before: object, after: object, *members: str) -> bool:
    return any(getattr(before, name) != getattr(after, name) for name in members)


def _definitions(world: Reading, pairs: list[tuple[JobProperty | None, JobProperty]]) -> Iterator[Said]:
    moved: dict[int, list[int]] = {}
    for before, after in pairs:
        if before is None:
            yield _about(world, after.id, "CREATED")
            continue
        if before.active is not after.active:
            yield _about(world, after.id, "ACTIVATED" if after.active else "DEACTIVATED")
        if _differ(before, after, "label", "translations", "visible", "required"):
            then, now = (shown(world, AuditedProperty, one) for one in (before, after))
            yield _about(world, after.id, "UPDATED", currentProperty=now, previousProperty=then)
        if before.parent != after.parent:
            for parent in {before.parent, after.parent} - {None}:
                moved.setdefault(parent or 0, []).append(after.id)
    for parent, dependents in moved.items():
        current = {one.id for one in world[JOB_PROPERTIES].where(parent=parent)}
        context = {"currentDependents": current, "previousDependents": current ^ {*dependents}}
        written = {name: [PROPERTY.write(world, one) for one in sorted(some)] for name, some in context.items()}
        yield _about(world, parent, "DEPENDENT_PROPERTIES_UPDATED", **written)


def _values(world: Reading, pairs: list[tuple[JobPropertyValue | None, JobPropertyValue]]) -> Iterator[Said]:
    related: dict[int, None] = {}
    for before, after in pairs:
        now = shown(world, AuditedValue, after)
        if before is None:
            yield _about(world, after.property, "ADDED_VALUE", value=[now])
            continue
        if after.archived and not before.archived:
            yield _about(world, after.property, "ARCHIVED_VALUE", valueId=after.key)
        if _differ(before, after, "label", "translations") or (before.archived and not after.archived):
            then = shown(world, AuditedValue, before)
            yield _about(world, after.property, "UPDATED_VALUE", currentValue=now, previousValue=then)
        parent = world[JOB_PROPERTIES][after.property].parent
        if before.parents != after.parents and parent is not None:
            related[parent] = None
    for parent in related:
        yield _about(world, parent, "DEPENDENT_VALUES_UPDATED")


def _description(world: Reading, job: int, pairs: list[tuple[PropertyOfJob | None, PropertyOfJob | None]]) -> Said:
    now = list(world[PROPERTIES_OF_JOBS].where(job=job))
    new = {after.id for _, after in pairs if after is not None}
    then = [*(one for one in now if one.id not in new), *(before for before, _ in pairs if before is not None)]
    context = {"previousProperties": _fields(world, then), "currentProperties": _fields(world, now)}
    return Said("JOB_PROPERTIES_CHANGED", EntityType.JOB, ids.JOB.write(world, job), context)


def _fields(world: Reading, rows: list[PropertyOfJob]) -> list[dict[str, str | None]]:
    values = world[JOB_PROPERTY_VALUES]
    ordered = sorted(rows, key=lambda one: one.property)
    held = [(one.property, one.text if (value := values.get(one.value)) is None else value.key) for one in ordered]
    return [{"fieldId": PROPERTY.write(world, property), "value": value} for property, value in held]
