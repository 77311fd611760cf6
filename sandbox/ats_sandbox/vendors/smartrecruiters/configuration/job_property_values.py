"""The values of a job property: add, rename, archive and translate them."""

from typing import Any

from msgspec.structs import replace

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import Batch
from ats_sandbox.contract.json_patch import OPERATIONS_ONLY, JsonPatch, Patch
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import ResponseSchema, request_of
from ats_sandbox.vendors.smartrecruiters import errors
from ats_sandbox.vendors.smartrecruiters.call import Call
from ats_sandbox.vendors.smartrecruiters.configuration.job_properties import API, ONE, UNFIT, UNFIT_PATCH
from ats_sandbox.vendors.smartrecruiters.configuration.repositories import PROPERTIES, VALUE, VALUES, named
from ats_sandbox.vendors.smartrecruiters.configuration.state import JOB_PROPERTY_VALUES, JobPropertyValue
from ats_sandbox.vendors.smartrecruiters.configuration.translations import (
    Label,
    LabelTranslations,
    by_language,
    label_of,
    patched,
    translated,
)
from ats_sandbox.vendors.smartrecruiters.documents import document_of, input_of
from ats_sandbox.vendors.smartrecruiters.paging import SIZED
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.world.domain.reading import Reading, Transaction

LIST = f"{ONE}/values"
ITEM = f"{LIST}/{{valueId}}"
MOST_ACTIVE, MOST = 10_000, 20_000
"""Values of a property that are not archived, and all; the numbers are this sandbox's."""
BAD_LABELS = [errors.ValueLabelBlank, errors.ValueLabelInvalid]

job_property_values = Resource("Job property values", "What a property of jobs can be", API, PROPERTIES, VALUES)


class JobPropertyValueDefinition(ResponseSchema):
    """A value of a property."""

    id = fields.Text(of="key")
    label = fields.Text(of=label_of, required=True)
    archived = fields.Boolean()


JobPropertyValueDefinitionInput = input_of(
    JobPropertyValueDefinition,
    "JobPropertyValueDefinitionInput",
    id=fields.Pattern(
        "value-id",
        lambda text: None if "/" in text else text,
        pattern="[^/]+",
        called="id without a slash",
        least=1,
        most=100,
        allow_none=True,
    ),
    label=Label(required=True),
)
JobPropertyValueChange = request_of(
    "JobPropertyValueChange", label=Label(required=True), archived=fields.Boolean(required=True)
)
"""What can be changed of a value."""


def check_label(label: str) -> None:
    """Refuse a label that no value can have."""
    if not label.strip():
        raise errors.ValueLabelBlank(field="label")
    if label != label.strip() or not label.isprintable():
        raise errors.ValueLabelInvalid(field="label", value=label)


def check_room(world: Reading, property: int) -> None:
    """Refuse one more active value than a property can have."""
    if len(world[JOB_PROPERTY_VALUES].where(usable=property)) >= MOST_ACTIVE:
        raise errors.ActiveValuesLimitReached


def check_unique(world: Reading, property: int, label: str, own: int = 0) -> None:
    """Refuse the label of another value of a property."""
    if any(one.id != own for one in world[JOB_PROPERTY_VALUES].where(label=(property, label))):
        raise errors.JobPropertyValueTaken(field="label", value=label)


def revise(world: Transaction, one: JobPropertyValue, **changes: Any) -> JobPropertyValue:
    """Change a value; its label stays one that a value can have, and is no other's."""
    if changes.get("label", one.label) != one.label:
        check_label(changes["label"])
        check_unique(world, one.property, changes["label"], one.id)
    return world.put(JOB_PROPERTY_VALUES, replace(one, **changes, updated_at=world.now))


job_property_values.lists(
    LIST,
    "List the values of a property, those that are archived too.",
    id="list_job_property_values",
    item=JobPropertyValueDefinition,
    style=SIZED,
    envelope="JobPropertyValueDefinitionList",
    complete=False,
)


@job_property_values.post(
    LIST,
    id="create_job_property_value",
    body=JobPropertyValueDefinitionInput,
    returns={201: JobPropertyValueDefinition},
    errors=[
        *(errors.ValuesNotAllowed, errors.JobPropertyValueTaken, *BAD_LABELS),
        *(errors.ActiveValuesLimitReached, errors.ValuesLimitReached),
    ],
    evidence=API.evidence,
    facts=UNFIT,
)
def create_value(call: Call) -> Document:
    """Add a value to a listed property. Its id may be the company's own; without one it is given one."""
    world, body, property = call.draft, call.body, PROPERTIES.get_or_404(call)
    if not property.listed:
        raise errors.ValuesNotAllowed
    check_label(body["label"])
    check_unique(world, property.id, body["label"])
    if named(world, property, body["key"]) is not None:
        raise errors.JobPropertyValueTaken(field="id", value=body["key"])
    if len(world[JOB_PROPERTY_VALUES].where(property=property.id)) >= MOST:
        raise errors.ValuesLimitReached
    if not body["archived"]:
        check_room(world, property.id)
    id = world.next_id(JOB_PROPERTY_VALUES)
    one = JobPropertyValue(
        id=id,
        property=property.id,
        key=body["key"] or VALUE.write(world, id),
        label=body["label"],
        archived=bool(body["archived"]),
        created_at=world.now,
        updated_at=world.now,
    )
    return document_of(JobPropertyValueDefinition, world.put(JOB_PROPERTY_VALUES, one), call)


@job_property_values.patch(
    ITEM,
    id="update_job_property_value",
    body=JsonPatch(JobPropertyValueChange, media_types=OPERATIONS_ONLY),
    returns=JobPropertyValueDefinition,
    errors=[errors.JobPropertyValueTaken, errors.ActiveValuesLimitReached, *BAD_LABELS],
    evidence=API.evidence,
    facts=UNFIT_PATCH,
)
def update_value(call: Call[Patch]) -> Document:
    """Change the label of a value, archive it or bring it back."""
    world, one = call.draft, VALUES.get_or_404(call)
    changes = patched(call.body, {"id": one.key, "label": one.label, "archived": one.archived}, JobPropertyValueChange)
    if one.archived and not changes["archived"]:
        check_label(changes["label"])
        check_room(world, one.property)
    return document_of(JobPropertyValueDefinition, revise(world, one, **changes), call)


@job_property_values.patch(
    f"{ITEM}/translations",
    id="translate_job_property_value",
    body=LabelTranslations(),
    errors=[errors.TranslationTwice, errors.JobPropertyValueTaken, *BAD_LABELS],
    evidence=API.evidence,
    facts=UNFIT,
)
def translate_value(call: Call[Batch]) -> None:
    """Give the label of a value in other languages; in English it is the label itself."""
    one, labels = VALUES.get_or_404(call), by_language(call.body[0])
    for label in labels.values():
        check_label(label)
    revise(call.draft, one, **translated(one, labels))


@job_property_values.put(f"{ONE}/archive-values/{{valueId}}", id="archive_job_property_value", evidence=API.evidence)
@job_property_values.delete(ITEM, id="delete_job_property_value", deprecated=True, evidence=API.evidence)
def archive_value(call: Call) -> None:
    """Archive a value: jobs that have it keep it, others can no longer be given it."""
    revise(call.draft, VALUES.get_or_404(call), archived=True)


@job_property_values.delete(
    f"{ONE}/archive-values/{{valueId}}",
    id="unarchive_job_property_value",
    errors=[errors.ValueLabelInvalid],
    evidence=API.evidence,
)
@job_property_values.put(
    ITEM,
    id="restore_job_property_value",
    errors=[errors.ValueLabelInvalid],
    deprecated=True,
    evidence=API.evidence,
)
def unarchive_value(call: Call) -> None:
    """Bring an archived value back; one whose label is no longer allowed must be renamed first."""
    one = VALUES.get_or_404(call)
    check_label(one.label)
    revise(call.draft, one, archived=False)
