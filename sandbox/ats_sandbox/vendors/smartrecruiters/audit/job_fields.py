"""Audit events of job properties and their values, as the Configuration API changes them, and of what jobs have.

JOB_PROPERTY_UPDATED_VALUES is only written by the web application.
"""

from collections.abc import Iterator

from ats_sandbox.contract.operation import Document
from ats_sandbox.vendors.smartrecruiters.audit.hiring import said_of_job
from ats_sandbox.vendors.smartrecruiters.audit.said import Changes, Said, differ
from ats_sandbox.vendors.smartrecruiters.audit.state import EntityType
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

UPDATED = ("label", "category", "visible", "required", "translations")


def _said(world: Reading, property: int, event: str, **context: object) -> Said:
    return Said(event, EntityType.JOB_PROPERTY, PROPERTY.write(world, property), context)


def _property(world: Reading, one: JobProperty) -> Document:
    shown = {name: getattr(one, name) for name in ("label", "category", "active", "visible", "required")}
    return {"id": PROPERTY.write(world, one.id), **shown}


def _value(one: JobPropertyValue) -> Document:
    return {"id": one.key, "label": one.label, "archived": one.archived}


def of_property(world: Reading, before: JobProperty | None, after: JobProperty | None) -> Iterator[Said]:
    """Creation, change, activation."""
    if after is None:
        return
    if before is None:
        yield _said(world, after.id, "JOB_PROPERTY_CREATED")
        return
    if before.active is not after.active:
        yield _said(world, after.id, "JOB_PROPERTY_ACTIVATED" if after.active else "JOB_PROPERTY_DEACTIVATED")
    if differ(before, after, *UPDATED):
        states = {"currentProperty": _property(world, after), "previousProperty": _property(world, before)}
        yield _said(world, after.id, "JOB_PROPERTY_UPDATED", **states)


def of_value(world: Reading, before: JobPropertyValue | None, after: JobPropertyValue | None) -> Iterator[Said]:
    """A new value; one that is archived; and one that is renamed or brought back."""
    if after is None:
        return
    if before is None:
        yield _said(world, after.property, "JOB_PROPERTY_ADDED_VALUE", value=[_value(after)])
        return
    if after.archived and not before.archived:
        yield _said(world, after.property, "JOB_PROPERTY_ARCHIVED_VALUE", valueId=after.key)
    if differ(before, after, "label", "translations") or (before.archived and not after.archived):
        states = {"currentValue": _value(after), "previousValue": _value(before)}
        yield _said(world, after.property, "JOB_PROPERTY_UPDATED_VALUE", **states)


def of_dependents(world: Reading, changes: Changes) -> Iterator[Said]:
    """Which properties depend on one: an event for each on which others do, or did."""
    moved: dict[int, dict[int, bool]] = {}
    for change in changes.get(JOB_PROPERTIES.name, ()):
        then, now = (getattr(one, "parent", None) for one in (change.before, change.after))
        if then != now:
            for parent, joined in ((then, False), (now, True)):
                if parent is not None:
                    moved.setdefault(parent, {})[change.id] = joined
    for parent, children in moved.items():
        added, removed = ({one for one, joined in children.items() if joined is wanted} for wanted in (True, False))
        now = {one.id for one in world[JOB_PROPERTIES].where(parent=parent)}
        current, previous = (
            [PROPERTY.write(world, id) for id in sorted(each)] for each in (now, now - added | removed)
        )
        event = "JOB_PROPERTY_DEPENDENT_PROPERTIES_UPDATED"
        yield _said(world, parent, event, currentDependents=current, previousDependents=previous)


def of_dependent_values(world: Reading, changes: Changes) -> Iterator[Said]:
    """Which values go with a value of another property: what was added and removed, and how both stood and stand."""
    moved: dict[tuple[int, int], dict[int, dict[int, bool]]] = {}
    for change in changes.get(JOB_PROPERTY_VALUES.name, ()):
        before, after = change.before, change.after
        if isinstance(after, JobPropertyValue):
            then = set(before.parents) if isinstance(before, JobPropertyValue) else set()
            for id in sorted(then ^ set(after.parents)):
                parent = world[JOB_PROPERTY_VALUES].get(id)
                if parent is None:
                    continue
                pair = moved.setdefault((parent.property, after.property), {})
                pair.setdefault(id, {})[after.id] = id in after.parents
    for (property, dependent), values in moved.items():
        yield from _related(world, property, dependent, values)


def _related(world: Reading, property: int, dependent: int, values: dict[int, dict[int, bool]]) -> Iterator[Said]:
    rows, id = world[JOB_PROPERTY_VALUES], PROPERTY.write(world, dependent)
    current, previous = [], []
    modifications: dict[str, dict[str, list[str]]] = {}
    for parent, children in values.items():
        added, removed = ({one for one, joined in children.items() if joined is wanted} for wanted in (True, False))
        now = {one.id for one in rows.where(parent=(parent, dependent))}
        current.append(_relation(world, parent, now))
        previous.append(_relation(world, parent, now - added | removed))
        for name, changed in (("valuesAppended", added), ("valuesRemoved", removed)):
            if changed:
                modifications.setdefault(name, {})[rows[parent].key] = [rows[one].key for one in sorted(changed)]
    event = "JOB_PROPERTY_DEPENDENT_VALUES_MODIFIED"
    yield _said(world, property, event, dependentId=id, modifications=modifications)
    states = {"currentDependentValues": current, "previousDependentValues": previous}
    yield _said(world, property, "JOB_PROPERTY_DEPENDENT_VALUES_UPDATED", dependentId=id, **states)


def _relation(world: Reading, parent: int, ordinals: set[int]) -> Document:
    rows = world[JOB_PROPERTY_VALUES]
    values = [rows[one] for one in sorted(ordinals)]
    return {
        "parent": {"id": rows[parent].key, "label": rows[parent].label},
        "values": [_value(one) for one in values],
        "valuesIds": [one.key for one in values],
    }


def of_jobs_fields(world: Reading, changes: Changes) -> Iterator[Said]:
    """What the properties of a job were and are, those that changed; a new job's are not changed."""
    new = {change.id for change in changes.get(JOBS.name, ()) if change.before is None}
    then: dict[int, dict[int, PropertyOfJob]] = {}
    now: dict[int, dict[int, PropertyOfJob]] = {}
    for change in changes.get(PROPERTIES_OF_JOBS.name, ()):
        for found, one in ((then, change.before), (now, change.after)):
            if isinstance(one, PropertyOfJob) and one.job not in new:
                found.setdefault(one.job, {})[one.property] = one
    for id in sorted(then.keys() | now.keys()):
        job = world.jobs.get(id)
        if job is not None:
            previous, current = ([_field(world, one) for one in found.get(id, {}).values()] for found in (then, now))
            event = "JOB_PROPERTIES_CHANGED"
            yield said_of_job(world, job, event, previousProperties=previous, currentProperties=current)


def _field(world: Reading, one: PropertyOfJob) -> Document:
    value = world[JOB_PROPERTY_VALUES].get(one.value)
    return {"fieldId": PROPERTY.write(world, one.property), "value": one.text if value is None else value.key}
