"""Dependent job properties: which values of one go with which of another."""

from typing import NamedTuple

from msgspec.structs import replace

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import ResponseSchema, request_of, shape_of
from ats_sandbox.vendors.smartrecruiters import errors
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call
from ats_sandbox.vendors.smartrecruiters.configuration.job_properties import API, ONE, UNFIT, revise
from ats_sandbox.vendors.smartrecruiters.configuration.repositories import (
    DEPENDENT_VALUES,
    DEPENDENTS,
    PROPERTIES,
    PROPERTY,
    VALUES,
    named,
)
from ats_sandbox.vendors.smartrecruiters.configuration.state import (
    JOB_PROPERTIES,
    JOB_PROPERTY_VALUES,
    JobProperty,
    JobPropertyValue,
)
from ats_sandbox.vendors.smartrecruiters.configuration.translations import label_of
from ats_sandbox.vendors.smartrecruiters.documents import document_of, id_of, part, parts
from ats_sandbox.vendors.smartrecruiters.paging import SIZED, WHOLE
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.store.selection import Selection

LIST = f"{ONE}/dependents"
RELATED = f"{ONE}/values/{{valueId}}/dependents/{{dependentId}}/values"

job_property_dependents = Resource(
    "Dependent job properties",
    "Which values of a property of jobs go with those of another",
    API,
    *(PROPERTIES, VALUES, DEPENDENTS, DEPENDENT_VALUES),
)

DependentJobProperty = shape_of(
    "DependentJobProperty",
    id=fields.Text(of=id_of(PROPERTY), required=True),
    label=fields.Text(of=label_of, required=True),
)
DependentJobProperties = WHOLE.envelope(DependentJobProperty, "DependentJobProperties")
DependentJobPropertiesIds = request_of(
    "DependentJobPropertiesIds", ids=fields.Array(fields.Text(least=1, most=100), least=1, required=True)
)
Identified = request_of("DependentJobPropertyValueId", id=fields.Text(least=1, most=256, required=True))
DependentJobPropertyValue = shape_of(
    "DependentJobPropertyValue",
    id=fields.Text(of="key", required=True),
    label=fields.Text(of=label_of, required=True),
)
RelationJobPropertyValue = shape_of(
    "RelationJobPropertyValue", id=fields.Text(of="key", required=True), label=fields.Text(of=label_of)
)


class DependentJobPropertyValuesRelation(ResponseSchema):
    """A value, and those of the dependent property that go with it."""

    parent = part(RelationJobPropertyValue, "parent", required=True)
    values = parts(RelationJobPropertyValue, "values", required=True)


class Relation(NamedTuple):
    """A value with the dependent ones, to be shown."""

    parent: JobPropertyValue
    values: list[JobPropertyValue]


def dependents(call: AnyCall) -> Selection[JobProperty]:
    """The properties that depend on the one that the path names."""
    return call.world[JOB_PROPERTIES].where(parent=PROPERTIES.get_or_404(call).id)


def dependency(call: AnyCall) -> JobProperty:
    """The property `{dependentId}`, which must depend on `{id}`."""
    property, dependent = PROPERTIES.get_or_404(call), DEPENDENTS.get_or_404(call)
    if dependent.parent != property.id:
        raise errors.DependencyNotFound(parameter="dependentId")
    return dependent


def related(world: Reading, value: JobPropertyValue, dependent: JobProperty) -> Selection[JobPropertyValue]:
    """The values of a dependent property that go with a value."""
    return world[JOB_PROPERTY_VALUES].where(parent=(value.id, dependent.id))


def related_on_path(call: AnyCall) -> Selection[JobPropertyValue]:
    """Those that the path names."""
    value = VALUES.get_or_404(call)
    return related(call.world, value, dependency(call))


def relations(call: AnyCall) -> list[Relation]:
    """The values of a property with which dependent ones go."""
    dependent, world = dependency(call), call.world
    found = [Relation(one, list(related(world, one, dependent))) for one in VALUES.rows(call)]
    return [one for one in found if one.values]


def relate(world: Transaction, value: JobPropertyValue, *parents: int) -> None:
    """Say which values a dependent value goes with."""
    world.put(JOB_PROPERTY_VALUES, replace(value, parents=parents, updated_at=world.now))


job_property_dependents.lists(
    LIST,
    "List the properties that depend on a property.",
    id="list_dependent_job_properties",
    item=DependentJobProperty,
    rows=dependents,
    envelope="DependentJobProperties",
)


@job_property_dependents.post(
    LIST,
    id="add_dependent_job_properties",
    body=DependentJobPropertiesIds,
    returns=DependentJobProperties,
    errors=[errors.CircularDependency, errors.JobPropertyAlreadyDependent, errors.DependentPropertyUnknown],
    evidence=API.evidence,
    facts=UNFIT,
)
def add_dependents(call: Call) -> Document:
    """Make properties depend on a property: each on one at most, and none on itself by way of others."""
    world, property = call.draft, PROPERTIES.get_or_404(call)
    above: JobProperty | None = property
    forebears: set[int] = set()
    while above is not None:
        forebears.add(above.id)
        above = world[JOB_PROPERTIES].get(above.parent)
    for text in dict.fromkeys(call.body["ids"]):
        one = PROPERTIES.get_or_404(call, text, not_found=errors.DependentPropertyUnknown)
        if one.id in forebears:
            raise errors.CircularDependency
        if one.parent is not None:
            raise errors.JobPropertyAlreadyDependent
        revise(world, one, parent=property.id)
    shown = [document_of(DependentJobProperty, one, call) for one in dependents(call)]
    return {"totalFound": len(shown), "content": shown}


@job_property_dependents.delete(f"{LIST}/{{dependentId}}", id="remove_dependent_job_property", evidence=API.evidence)
def remove_dependent(call: Call) -> None:
    """End a dependency; which values went with which is forgotten."""
    world, property, dependent = call.draft, PROPERTIES.get_or_404(call), DEPENDENTS.get_or_404(call)
    if dependent.parent != property.id:
        raise errors.JobPropertyDependentNotFound(parameter="dependentId")
    for value in list(world[JOB_PROPERTY_VALUES].where(property=dependent.id)):
        if value.parents:
            relate(world, value)
    revise(world, dependent, parent=None)


job_property_dependents.lists(
    f"{LIST}/{{dependentId}}/values",
    "List which values of a dependent property go with which value.",
    id="list_dependent_job_property_relations",
    item=DependentJobPropertyValuesRelation,
    rows=relations,
    envelope="DependentJobPropertyValuesRelations",
    errors=[errors.DependencyNotFound],
    deprecated=True,
)
job_property_dependents.lists(
    RELATED,
    "List the values of a dependent property that go with a value.",
    id="list_dependent_job_property_values",
    item=DependentJobPropertyValue,
    rows=related_on_path,
    style=SIZED,
    envelope="DependentJobPropertyValues",
    complete=False,
    errors=[errors.DependencyNotFound],
)


@job_property_dependents.post(
    RELATED,
    id="add_dependent_job_property_value",
    body=Identified,
    errors=[errors.DependencyNotFound, errors.DependentValueUnknown, errors.DependentValueExists],
    evidence=API.evidence,
    facts=UNFIT,
)
def add_dependent_value(call: Call) -> None:
    """Let a value of a dependent property go with a value."""
    value, dependent = VALUES.get_or_404(call), dependency(call)
    one = named(call.world, dependent, call.body["id"])
    if one is None:
        raise errors.DependentValueUnknown(field="id", value=call.body["id"])
    if value.id in one.parents:
        raise errors.DependentValueExists
    relate(call.draft, one, *one.parents, value.id)


@job_property_dependents.delete(
    f"{RELATED}/{{dependentValueId}}",
    id="remove_dependent_job_property_value",
    errors=[errors.DependencyNotFound],
    evidence=API.evidence,
)
def remove_dependent_value(call: Call) -> None:
    """Let a value of a dependent property no longer go with a value."""
    value, _ = VALUES.get_or_404(call), dependency(call)
    one = DEPENDENT_VALUES.get_or_404(call)
    if value.id not in one.parents:
        raise errors.DependentValueNotFound(parameter="dependentValueId")
    relate(call.draft, one, *(parent for parent in one.parents if parent != value.id))
