"""The properties of candidates: on each of their jobs, and, in the older operations, on the primary one."""

from collections.abc import Callable
from typing import Any, NamedTuple

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import Many
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import QuerySchema, RequestSchema, ResponseSchema, request_of, shape_of
from ats_sandbox.vendors.smartrecruiters import apis, errors
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call, facts_of
from ats_sandbox.vendors.smartrecruiters.documents import Labelled, document_of
from ats_sandbox.vendors.smartrecruiters.links import link, links
from ats_sandbox.vendors.smartrecruiters.properties.records import (
    ON_JOB,
    ON_JOB_PATH,
    PROPERTY,
    VALUE_PROPERTIES,
)
from ats_sandbox.vendors.smartrecruiters.properties.state import PROPERTIES, CandidateProperty, Given, PropertyType
from ats_sandbox.vendors.smartrecruiters.properties.value_types import (
    WRITTEN,
    labels,
    read,
    says_what_values_are,
    written,
)
from ats_sandbox.vendors.smartrecruiters.properties.values import give, value_of
from ats_sandbox.vendors.smartrecruiters.repositories import CANDIDATES
from ats_sandbox.vendors.smartrecruiters.resource import Resource

CONTEXTS = ("PROFILE", "OFFER_FORM", "HIRE_FORM", "OFFER_APPROVAL_FORM")
TYPES = tuple(type.value for type in PropertyType)
OLDER = "/candidates/{id}/properties"
ON_THE_JOB = "/candidates/{id}/jobs/{jobId}/properties"
Place = tuple[int, int | None]
"""Where values are kept: the candidate, and the application; None in the talent pool."""


class Held(NamedTuple):
    """A property and the value that somebody has."""

    property: CandidateProperty
    given: Given


class CandidateProperties(QuerySchema):
    """Where the properties are to be seen."""

    context = fields.Choice(CONTEXTS)


class JobCandidateProperties(CandidateProperties):
    """Where the properties are to be seen, and whether those of several values are wanted."""

    includeMultiSelect = fields.Boolean(load_default=False)


def _label(name: str) -> Callable[[Held, AnyCall], Any]:
    return lambda held, call: labels(call.world, *held).get(name)


class CandidatePropertyOfCandidate(ResponseSchema):
    """A property and its value; which labels there are depends on the type."""

    id = fields.Text(of=lambda held, call: PROPERTY.write(call.world, held.property.id), required=True)
    label = fields.Text(of="property.label", required=True)
    type = fields.Choice(TYPES, of="property.type", required=True)
    value = fields.Anything(
        of=lambda held, call: written(call.world, *held), required=True, allow_none=False, metadata={"anyOf": WRITTEN}
    )
    valueLabel = fields.Text(of=_label("valueLabel"))
    selectedValueLabels = fields.Array(fields.Nested(Labelled), of=_label("selectedValueLabels"))
    actions = links(
        "CandidatePropertyActions",
        required=True,
        configuration=link(
            "/configuration/candidate-properties/{id}",
            lambda held, call: PROPERTY.write(call.world, held.property.id),
            required=True,
        ),
    )


PropertyList = shape_of("CandidateProperties", content=fields.Array(fields.Nested(CandidatePropertyOfCandidate)))
InputValue = request_of("CandidatePropertyInputValue", value=fields.Anything())


class PropertyInput(RequestSchema):
    """A property and its new value; without one it is reset."""

    id = fields.Text(required=True)
    value = fields.Anything()


VALUE_REFUSALS = (
    errors.CountryNotFound,
    errors.RegionNotFound,
    errors.PropertyUserNotFound,
    errors.CurrencyNotFound,
    errors.ValueNotFound,
    errors.InvalidTextFormat,
    errors.InvalidEmailFormat,
    errors.InvalidTextPatternFormat,
    errors.InvalidNumberRange,
    errors.InvalidDateRange,
    errors.InaccessibleField,
)

properties = Resource(
    "Candidate properties",
    "What a company keeps of candidates beyond their profile",
    apis.CANDIDATES,
    CANDIDATES,
    ON_JOB,
    VALUE_PROPERTIES,
    path=ON_JOB_PATH,
)


def on_job(call: AnyCall) -> Place:
    """The candidate and the job on the path."""
    application = ON_JOB.on_path(call)
    return application.candidate, application.id


def on_primary_job(call: AnyCall) -> Place:
    """The candidate on the path and their primary job, or the talent pool for somebody who is on none."""
    person = CANDIDATES.get_or_404(call)
    primary = next((one for one in call.world.applications.where(candidate=person.id) if one.primary), None)
    if primary is not None and not call.can_see(primary):
        raise facts_of(call.operation).forbidden or errors.CandidateForbidden
    return person.id, None if primary is None else primary.id


def property_list(call: AnyCall, place: Place) -> Document:
    """The properties that have a value, of one context if that is asked for."""
    world, context, several = call.world, call.query.get("context"), call.query.get("includeMultiSelect", False)
    found = []
    for one in world[PROPERTIES]:
        if (context is None or context in one.contexts) and (several or one.type is not PropertyType.MULTI_SELECT):
            given = value_of(world, one, *place)
            if given is not None:
                found.append(document_of(CandidatePropertyOfCandidate, Held(one, given), call))
    return {"content": found} if found else {}


def set_value(call: Call, place: Place) -> None:
    """Give the property on the path the value of the body; without one it is reset."""
    property, value = VALUE_PROPERTIES.get_or_404(call), call.body.get("value")
    give(call.draft, property, *place, read(call.world, property, value, "value"))


@properties.get(
    OLDER,
    id="get_candidate_properties",
    query=CandidateProperties,
    returns=PropertyList,
    evidence=apis.CANDIDATES.evidence,
    deprecated=True,
)
def get_properties(call: Call) -> Document:
    """List the properties that a candidate has on their primary job.

    Somebody who is on no job has those that were given in the talent pool.
    """
    return property_list(call, on_primary_job(call))


@properties.get(
    ON_THE_JOB,
    id="get_candidate_properties_on_job",
    query=JobCandidateProperties,
    returns=PropertyList,
    evidence=apis.CANDIDATES.evidence,
)
def get_properties_on_job(call: Call) -> Document:
    """List the properties that a candidate has on a job.

    What has no value is left out; when nothing has one, the answer is an empty object. Properties of several values
    come only with `includeMultiSelect`.
    """
    return property_list(call, on_job(call))


@properties.put(
    ON_THE_JOB,
    id="update_candidate_properties_on_job",
    body=Many(PropertyInput, most=100),
    errors=[errors.PropertyNotFound, errors.DuplicateProperties, *VALUE_REFUSALS],
    evidence=apis.CANDIDATES.evidence,
)
@says_what_values_are
def update_properties_on_job(call: Call[Any]) -> None:
    """Set several properties of a candidate on a job.

    An item without a value resets its property. When one cannot be set, none is.
    """
    place, (items, _) = on_job(call), call.body
    named = [VALUE_PROPERTIES.get_or_404(call, item["id"]) for item in items]
    if len({one.id for one in named}) < len(named):
        raise errors.DuplicateProperties(field="id")
    for at, (property, item) in enumerate(zip(named, items, strict=True)):
        give(call.draft, property, *place, read(call.world, property, item.get("value"), at, "value"))


@properties.put(
    f"{OLDER}/{{propertyId}}",
    id="update_candidate_property",
    body=InputValue,
    errors=VALUE_REFUSALS,
    evidence=apis.CANDIDATES.evidence,
    deprecated=True,
)
@says_what_values_are
def update_property(call: Call) -> None:
    """Set a property of a candidate on their primary job, or in the talent pool; without a value it is reset."""
    set_value(call, on_primary_job(call))


@properties.put(
    f"{ON_THE_JOB}/{{propertyId}}",
    id="update_candidate_property_on_job",
    body=InputValue,
    errors=VALUE_REFUSALS,
    evidence=apis.CANDIDATES.evidence,
    deprecated=True,
)
@says_what_values_are
def update_property_on_job(call: Call) -> None:
    """Set a property of a candidate on a job; without a value it is reset."""
    set_value(call, on_job(call))
