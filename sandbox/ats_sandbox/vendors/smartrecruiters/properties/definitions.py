"""Configuration of candidate properties: what is defined, and the values of select properties."""

from typing import NamedTuple

from msgspec.structs import replace

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.resources.listing import Filter, query_with
from ats_sandbox.contract.schema import QuerySchema, ResponseSchema, shape_of
from ats_sandbox.vendors.smartrecruiters import apis, errors
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call
from ats_sandbox.vendors.smartrecruiters.documents import document_of, id_of, input_of, part, parts
from ats_sandbox.vendors.smartrecruiters.ids import DEPARTMENT
from ats_sandbox.vendors.smartrecruiters.links import link, links
from ats_sandbox.vendors.smartrecruiters.properties.candidate_properties import CONTEXTS, TYPES
from ats_sandbox.vendors.smartrecruiters.properties.records import (
    DEFINITIONS,
    PROPERTY,
    PROPERTY_OPTIONS,
    select_property,
)
from ats_sandbox.vendors.smartrecruiters.properties.state import (
    OPTIONS,
    PROPERTIES,
    CandidateProperty,
    PropertyOption,
    PropertyType,
)
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.selection import Selection

PATH = "/configuration/candidate-properties"
VALUES_PATH = f"{PATH}/{{id}}/values"
MOST_VALUES = 1_000
"""Values that one property can have."""

AvailableValues = shape_of("CandidatePropertyFilterValues", all=fields.Boolean(), content=fields.Array(fields.Text()))
ForField = shape_of(
    "CandidatePropertyFilter",
    id=fields.Text(),
    values=fields.Nested(AvailableValues),
    actions=links("CandidatePropertyFilterActions", values=link("/configuration/departments", required=True)),
)


class OrgField(NamedTuple):
    """A property of jobs for some of whose values a candidate property is available."""

    id: str
    values: Document


def org_fields(one: CandidateProperty, call: AnyCall) -> list[OrgField]:
    """The departments for which a property is available, where it is not for all."""
    ids = [DEPARTMENT.write(call.world, id) for id in one.departments if id in call.world.departments]
    return [OrgField("department", {"all": False, "content": ids})] if ids else []


class CandidatePropertyAvailability(ResponseSchema):
    """Who sees a property, where, and on jobs of which kind."""

    toUsers = fields.Choice(("ALL", "FULL_ACCESS"), of=lambda one, call: "FULL_ACCESS" if one.full_access else "ALL")
    context = fields.Array(fields.Choice(CONTEXTS), of="contexts")
    forOrgFields = parts(ForField, org_fields)


class CandidatePropertyDefinition(ResponseSchema):
    """A property that the company has defined."""

    id = fields.Text(of=id_of(PROPERTY))
    label = fields.Text()
    type = fields.Choice(TYPES)
    availability = part(CandidatePropertyAvailability)
    actions = links(
        "CandidatePropertyDefinitionActions",
        details=link(f"{PATH}/{{id}}", id_of(PROPERTY), required=True),
        values=link(VALUES_PATH, lambda one, call: _if_select(one, call.world)),
    )


def _if_select(one: CandidateProperty, world: Reading) -> str | None:
    return PROPERTY.write(world, one.id) if one.type is PropertyType.SINGLE_SELECT else None


def _label() -> fields.Text:
    return fields.Text(least=1, most=1_000, required=True)


CandidatePropertyValue = shape_of(
    "CandidatePropertyValue", id=fields.Text(of="code", required=True), label=fields.Text(required=True)
)
_ID = fields.Text(least=1, most=36, required=True)
NewValue = input_of(CandidatePropertyValue, "CandidatePropertyValueInput", "id! label!", id=_ID, label=_label())
NewLabel = input_of(CandidatePropertyValue, "CandidatePropertyValueLabel", "label!", label=_label())

definitions = Resource(
    "Candidate property definitions",
    "What a company has defined to keep of its candidates",
    apis.CONFIGURATION,
    DEFINITIONS,
    PROPERTY_OPTIONS,
)


def several(call: AnyCall, rows: Selection[CandidateProperty], wanted: bool) -> Selection[CandidateProperty]:
    """Without the properties of several values, unless they are wanted."""
    return rows if wanted else rows.only(lambda one: one.type is not PropertyType.MULTI_SELECT)


SEVERAL: Filter[CandidateProperty] = Filter("includeMultiSelect", lambda: fields.Boolean(load_default=False), several)


def values_of(call: AnyCall) -> Selection[PropertyOption]:
    """The values of the property on the path."""
    return call.world[OPTIONS].where(property=select_property(call).id)


def check_label(call: AnyCall, label: str, of: PropertyOption | None = None) -> None:
    """Refuse the label of another value of the property."""
    if any(one.label.casefold() == label.casefold() for one in values_of(call) if one != of):
        raise errors.ValueLabelTaken(field="label", value=label)


def own_value(call: AnyCall) -> PropertyOption:
    """The value on the path, which must be the company's own."""
    option = PROPERTY_OPTIONS.get_or_404(call)
    if option.library:
        raise errors.LibraryReadOnly(parameter="valueId")
    return option


definitions.lists(
    PATH,
    "List the properties that candidates can have.\n\n"
    "Properties of several values come only with `includeMultiSelect`, as the published list of types lacks theirs.",
    id="list_candidate_property_definitions",
    query=query_with("CandidatePropertyDefinitionQuery", QuerySchema, SEVERAL),
    item=CandidatePropertyDefinition,
    rows=lambda call: call.world[PROPERTIES],
    filters=(SEVERAL,),
    envelope="CandidatePropertyDefinitionList",
    complete=False,
)
definitions.shows(
    f"{PATH}/{{id}}",
    "Get a property that candidates can have.",
    id="get_candidate_property_definition",
    schema=CandidatePropertyDefinition,
    record=DEFINITIONS.get_or_404,
)
definitions.lists(
    VALUES_PATH,
    "List the values of a select property.",
    id="list_candidate_property_values",
    item=CandidatePropertyValue,
    rows=values_of,
    envelope="CandidatePropertyValueList",
    complete=False,
    errors=[errors.NotSingleSelect],
)
definitions.shows(
    f"{VALUES_PATH}/{{valueId}}",
    "Get a value of a select property.",
    id="get_candidate_property_value",
    schema=CandidatePropertyValue,
    errors=[errors.NotSingleSelect],
)


@definitions.post(
    VALUES_PATH,
    id="create_candidate_property_value",
    body=NewValue,
    returns={201: CandidatePropertyValue},
    errors=[errors.NotSingleSelect, errors.ValuesLimitExceeded, errors.ValueIdTaken, errors.ValueLabelTaken],
    evidence=apis.CONFIGURATION.evidence,
)
def create_value(call: Call) -> Document:
    """Add a value to a single-select property. Its id and its label are no other value's."""
    property, world, body = select_property(call), call.draft, call.body
    if world[OPTIONS].where(code=(property.id, body["code"])):
        raise errors.ValueIdTaken(field="id", value=body["code"])
    check_label(call, body["label"])
    if len(values_of(call)) >= MOST_VALUES:
        raise errors.ValuesLimitExceeded
    option = PropertyOption(
        id=world.next_id(OPTIONS), property=property.id, code=body["code"], label=body["label"], library=False
    )
    return document_of(CandidatePropertyValue, world.put(OPTIONS, option), call)


@definitions.put(
    f"{VALUES_PATH}/{{valueId}}",
    id="update_candidate_property_value",
    body=NewLabel,
    returns={201: CandidatePropertyValue},
    errors=[errors.NotSingleSelect, errors.LibraryReadOnly, errors.ValueLabelTaken],
    evidence=apis.CONFIGURATION.evidence,
)
def update_value(call: Call) -> Document:
    """Change the label of a value of a single-select property."""
    option, label = own_value(call), call.body["label"]
    check_label(call, label, option)
    return document_of(CandidatePropertyValue, call.draft.put(OPTIONS, replace(option, label=label)), call)


@definitions.delete(
    f"{VALUES_PATH}/{{valueId}}",
    id="delete_candidate_property_value",
    errors=[errors.NotSingleSelect, errors.LibraryReadOnly, errors.LastValue],
    evidence=apis.CONFIGURATION.evidence,
)
def delete_value(call: Call) -> None:
    """Remove a value of a single-select property, and from those who have it. One value stays."""
    option = own_value(call)
    if len(values_of(call)) == 1:
        raise errors.LastValue
    call.draft.remove(OPTIONS, option.id)
