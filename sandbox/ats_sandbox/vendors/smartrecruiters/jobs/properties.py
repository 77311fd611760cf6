"""What the job properties of the company are for a job, as documents show it and requests say it."""

from collections.abc import Iterable
from typing import NamedTuple

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import Members, shape_of
from ats_sandbox.vendors.smartrecruiters import errors
from ats_sandbox.vendors.smartrecruiters.call import AnyCall
from ats_sandbox.vendors.smartrecruiters.configuration.repositories import PROPERTY, named
from ats_sandbox.vendors.smartrecruiters.configuration.state import (
    JOB_PROPERTIES,
    JOB_PROPERTY_VALUES,
    PROPERTIES_OF_JOBS,
    PropertyOfJob,
)
from ats_sandbox.vendors.smartrecruiters.configuration.state import JobProperty as Definition
from ats_sandbox.vendors.smartrecruiters.configuration.translations import label_of
from ats_sandbox.vendors.smartrecruiters.documents import input_of
from ats_sandbox.vendors.smartrecruiters.texts import CONTROLS
from ats_sandbox.world.domain.reading import Reading, Transaction

UNFIT_PROPERTIES = (
    errors.JobPropertyRequired,
    errors.InvalidJobPropertyValueId,
    errors.InvalidJobPropertyValueType,
    errors.JobPropertyValueInactive,
    errors.JobPropertyTextInvalid,
    errors.InvalidBrandValue,
)
"""What may be wrong with the properties of a job."""
UNFIT_PROPERTIES_OF_NEW = (*UNFIT_PROPERTIES, errors.JobPropertyParentValueMissing, errors.JobPropertyValueUnavailable)
"""And with those of a new one."""
CLEARED = "null"
"""The id of a value that leaves a property without one."""

JobPropertyValue = shape_of("JobPropertyValue", id=fields.Text(), label=fields.Text())
JobProperty = shape_of(
    "JobProperty",
    id=fields.Text(required=True),
    label=fields.Text(),
    value=fields.Nested(JobPropertyValue, required=True),
)
"""A property of a job."""
# The id of a listed value, or free text.
input_of(JobPropertyValue, "JobPropertyValueInput", id=fields.Text(least=1, most=256, allow_none=True))
input_of(JobProperty, "JobPropertyInput", "id value!", id=fields.Text(least=1, most=256, required=True))


class Chosen(NamedTuple):
    """What a property is for a job: a value of it, or text."""

    value: int | None = None
    text: str | None = None


def properties_of(job: int, call: AnyCall) -> list[Document] | None:
    """The properties of a job that are in use, in the order in which the company defined them; None for none."""
    world, shown = call.world, []
    rows: Iterable[PropertyOfJob] = world[PROPERTIES_OF_JOBS].under("job", job)
    for one in sorted(rows, key=lambda one: one.property):
        property = world[JOB_PROPERTIES][one.property]
        if property.active:
            value = world[JOB_PROPERTY_VALUES].get(one.value)
            said = {"label": one.text} if value is None else {"id": value.key, "label": label_of(value, call)}
            shown.append({"id": PROPERTY.write(world, property.id), "label": label_of(property, call), "value": said})
    return shown or None


def describe(world: Transaction, job: int, given: Iterable[Members] | None, *, new: bool = False) -> None:
    """Give a job these properties in place of those that it has. What the company does not know is left out.

    Of properties that are not in use, what is there is kept; so is a value that was archived since. Raises what is in
    UNFIT_PROPERTIES, or for a job that is `new` in UNFIT_PROPERTIES_OF_NEW.
    """
    rows = world[PROPERTIES_OF_JOBS].under("job", job)
    chosen = _chosen(world, given or (), {one.value for one in rows if one.value is not None})
    for property in world[JOB_PROPERTIES].under("demanded", True):
        if property.id not in chosen:
            raise errors.JobPropertyRequired(field="properties", value=PROPERTY.write(world, property.id))
    if new:
        _check_parents(world, chosen)
    for before in rows:
        if world[JOB_PROPERTIES][before.property].active:
            if Chosen(before.value, before.text) == chosen.get(before.property):
                del chosen[before.property]
            else:
                world.remove(PROPERTIES_OF_JOBS, before.id)
    for id, (value, text) in chosen.items():
        row = PropertyOfJob(id=world.next_id(PROPERTIES_OF_JOBS), job=job, property=id, value=value, text=text)
        world.put(PROPERTIES_OF_JOBS, row)


def _chosen(world: Reading, given: Iterable[Members], held: set[int]) -> dict[int, Chosen]:
    """What the last entry for each property that is in use says; `held` are the values that the job has now."""
    chosen: dict[int, Chosen] = {}
    for entry in given:
        property = world[JOB_PROPERTIES].get(PROPERTY.read(world, entry["id"]))
        if property is not None and property.active:
            chosen.pop(property.id, None)
            one = _said(world, property, entry["value"], held)
            if one is not None:
                chosen[property.id] = one
    return chosen


def _said(world: Reading, property: Definition, value: Members, held: set[int]) -> Chosen | None:
    """What an entry says of a property; None for nothing, or for a value that the company does not know."""
    id, label = value["id"], value["label"]
    if id == CLEARED or (id is None and not label):
        return None
    if (id if property.listed else label) is None:
        raise errors.InvalidJobPropertyValueType(field="properties", value=PROPERTY.write(world, property.id))
    if not property.listed:
        if label and CONTROLS.search(label):
            raise errors.JobPropertyTextInvalid(field="properties", value=PROPERTY.write(world, property.id))
        return Chosen(text=label) if label else None
    found = named(world, property, id)
    if found is None:
        # Of all properties, the brand alone is the product's own.
        if not property.editable:
            raise errors.InvalidBrandValue(field="properties", value=id)
        if property.required:
            raise errors.InvalidJobPropertyValueId(field="properties", value=id)
        return None
    if found.archived and found.id not in held:
        raise errors.JobPropertyValueInactive(field="properties", value=id)
    return Chosen(value=found.id)


def _check_parents(world: Reading, chosen: dict[int, Chosen]) -> None:
    """Refuse a value that does not go with the value of the property on which its own depends."""
    for id, (value, _) in chosen.items():
        parent = world[JOB_PROPERTIES][id].parent
        if parent is None or value is None:
            continue
        above = chosen.get(parent)
        if above is None:
            raise errors.JobPropertyParentValueMissing(field="properties", value=PROPERTY.write(world, parent))
        if above.value not in world[JOB_PROPERTY_VALUES][value].parents:
            raise errors.JobPropertyValueUnavailable(field="properties", value=PROPERTY.write(world, id))
