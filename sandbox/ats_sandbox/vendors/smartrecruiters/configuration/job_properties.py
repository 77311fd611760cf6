"""Job properties: what the company describes its jobs by, beside what every job has."""

from typing import Any

from msgspec.structs import replace

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import Batch
from ats_sandbox.contract.json_patch import OPERATIONS_ONLY, JsonPatch, Patch
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import ResponseSchema, request_of
from ats_sandbox.vendors.smartrecruiters import apis, errors
from ats_sandbox.vendors.smartrecruiters.call import Call, Facts
from ats_sandbox.vendors.smartrecruiters.configuration.repositories import PROPERTIES, PROPERTY
from ats_sandbox.vendors.smartrecruiters.configuration.state import JOB_PROPERTIES, JOB_PROPERTY_VALUES, JobProperty
from ats_sandbox.vendors.smartrecruiters.configuration.translations import (
    LONGEST,
    LabelTranslations,
    by_language,
    label_of,
    patched,
    translated,
)
from ats_sandbox.vendors.smartrecruiters.documents import document_of, id_of, input_of
from ats_sandbox.vendors.smartrecruiters.links import link, links
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.world.domain.reading import Transaction

ALL = "/configuration/job-properties"
ONE = f"{ALL}/{{id}}"
API = replace(apis.CONFIGURATION, labels=True)
UNFIT = Facts(invalid=errors.Unprocessable)
"""Bodies that are JSON and still wrong are 422 in all that is about job properties."""
UNFIT_PATCH = Facts(invalid=errors.JsonPatchInvalid)
MOST = 100
"""Properties of a company; the number is this sandbox's."""
TAKEN = frozenset(
    (
        *("brand", "city", "country", "department", "eeo category", "experience level", "function", "industry"),
        *("job ad", "job title", "language", "location", "ref number", "region", "title", "type of employment"),
    )
)
"""Labels, in lower case, of what every job has; which are forbidden is this sandbox's choice."""

job_properties = Resource("Job properties", "What jobs are described by", API, PROPERTIES)


class JobPropertyDefinition(ResponseSchema):
    """A property of jobs."""

    id = fields.Text(of=id_of(PROPERTY))
    label = fields.Text(of=label_of, required=True)
    category = fields.Choice(("job", "organization"), required=True)
    active = fields.Boolean()
    visible = fields.Boolean(required=True)
    required = fields.Boolean()
    actions = links(
        "JobPropertyActions",
        details=link(ONE, id_of(PROPERTY)),
        values=link(f"{ONE}/values", id_of(PROPERTY)),
        dependents=link(f"{ONE}/dependents", id_of(PROPERTY)),
    )


JobPropertyDefinitionCreationRequest = input_of(
    JobPropertyDefinition, "JobPropertyDefinitionCreationRequest", "label! category! active visible! required"
)
JobPropertyChange = request_of(
    "JobPropertyChange",
    label=fields.Text(required=True),
    visible=fields.Boolean(required=True),
    required=fields.Boolean(required=True),
)
"""What can be changed of a property."""


def check_label(label: str) -> None:
    """Refuse a label that no property can have, such as one that is longer than lists of dependents show."""
    if not label.strip() or label.strip().lower() in TAKEN or len(label) > LONGEST:
        raise errors.DefinitionNameNotAllowed(field="label", value=label)


def revise(world: Transaction, one: JobProperty, **changes: Any) -> JobProperty:
    """Change a property."""
    return world.put(JOB_PROPERTIES, replace(one, **changes, updated_at=world.now))


job_properties.lists(
    ALL,
    "List the properties of jobs.",
    id="list_job_properties",
    item=JobPropertyDefinition,
    envelope="JobPropertyDefinitionList",
    complete=False,
)


@job_properties.post(
    ALL,
    id="create_job_property",
    body=JobPropertyDefinitionCreationRequest,
    returns={201: JobPropertyDefinition},
    errors=[errors.JobPropertyLimitExceeded, errors.DefinitionNameNotAllowed],
    evidence=API.evidence,
    facts=UNFIT,
)
def create_job_property(call: Call) -> Document:
    """Add a property that takes one of its values, of which it has none yet. It is inactive, if not said otherwise."""
    world, body = call.draft, call.body
    check_label(body["label"])
    if len(world[JOB_PROPERTIES]) >= MOST:
        raise errors.JobPropertyLimitExceeded
    one = JobProperty(
        id=world.next_id(JOB_PROPERTIES),
        label=body["label"],
        category=body["category"],
        active=bool(body["active"]),
        visible=body["visible"],
        required=bool(body["required"]),
        created_at=world.now,
        updated_at=world.now,
    )
    return document_of(JobPropertyDefinition, world.put(JOB_PROPERTIES, one), call)


job_properties.shows(ONE, "Get a property of jobs.", id="get_job_property", schema=JobPropertyDefinition)


@job_properties.patch(
    ONE,
    id="update_job_property",
    body=JsonPatch(JobPropertyChange, media_types=OPERATIONS_ONLY),
    returns=JobPropertyDefinition,
    errors=[errors.JobPropertyNotEditable, errors.DefinitionNameNotAllowed],
    evidence=API.evidence,
    facts=UNFIT_PATCH,
)
def update_job_property(call: Call[Patch]) -> Document:
    """Change the label of a property, whether it is visible, or whether jobs must have it.

    What is the product's own stays as it is. Whether a property is active has operations of its own.
    """
    one = PROPERTIES.get_or_404(call)
    if not one.editable:
        raise errors.JobPropertyNotEditable
    shown = {**document_of(JobPropertyDefinition, one, call), "label": one.label}
    changes = patched(call.body, shown, JobPropertyChange)
    check_label(changes["label"])
    return document_of(JobPropertyDefinition, revise(call.draft, one, **changes), call)


@job_properties.patch(
    f"{ONE}/translations",
    id="translate_job_property",
    body=LabelTranslations(),
    errors=[errors.JobPropertyInvalid, errors.TranslationTwice, errors.DefinitionNameNotAllowed],
    evidence=API.evidence,
    facts=UNFIT,
)
def translate_job_property(call: Call[Batch]) -> None:
    """Give the label of a property in other languages; in English it is the label itself."""
    one, labels = PROPERTIES.get_or_404(call), by_language(call.body[0])
    if any(label != label.strip() for label in labels.values()):
        raise errors.JobPropertyInvalid
    changes = translated(one, labels)
    check_label(changes["label"])
    revise(call.draft, one, **changes)


@job_properties.put(
    f"{ONE}/activation",
    id="activate_job_property",
    errors=[errors.JobPropertyWithoutValues],
    evidence=API.evidence,
)
def activate_job_property(call: Call) -> None:
    """Let jobs have a property; a listed one needs a value that is not archived."""
    one = PROPERTIES.get_or_404(call)
    if one.listed and not call.world[JOB_PROPERTY_VALUES].where(usable=one.id):
        raise errors.JobPropertyWithoutValues
    revise(call.draft, one, active=True)


@job_properties.delete(f"{ONE}/activation", id="deactivate_job_property", evidence=API.evidence)
def deactivate_job_property(call: Call) -> None:
    """Let jobs no longer have a property. What they have is kept, and shown again when it is activated."""
    revise(call.draft, PROPERTIES.get_or_404(call), active=False)
