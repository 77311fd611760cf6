"""Mappings: where custom fields are in the provider's objects, for an integration or for one connector."""

from msgspec.structs import replace

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.schema import request_of
from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.bindbee import custom_field_inputs as inputs
from ats_sandbox.vendors.bindbee.bodies import Declared
from ats_sandbox.vendors.bindbee.call import Call, reference
from ats_sandbox.vendors.bindbee.custom_field_inputs import MAPPING, whose, wrong
from ats_sandbox.vendors.bindbee.custom_field_operations import FIELDS, MAPPED, MappingResponse
from ats_sandbox.vendors.bindbee.custom_fields import CUSTOM_FIELDS, MAPPINGS, FieldMapping
from ats_sandbox.vendors.bindbee.inputs import Uuid
from ats_sandbox.vendors.bindbee.resource import Resource
from ats_sandbox.vendors.bindbee.samples import sample_of
from ats_sandbox.world.domain.cascade import delete

mappings = Resource("Custom field mappings", "Where custom fields are in the provider's objects", MAPPED)
ONE = f"{MAPPING}/{{id}}"

MappingCreate = request_of(
    "MappingCreate",
    custom_field_id=Uuid(required=True),
    json_path=inputs.json_path(required=True),
    integration_slug=fields.Text(allow_none=True),
    connector_token=fields.Text(allow_none=True),
)
MappingUpdate = request_of("MappingUpdate", json_path=inputs.json_path(required=True))


@mappings.post(
    MAPPING,
    id="create_custom_field_mapping",
    body=Declared(MappingCreate),
    returns={201: MappingResponse},
    evidence=reference("POST", MAPPING),
    example=Example(body=sample_of("create_custom_field_mapping")),
)
def create_mapping(call: Call) -> Document:
    """Map a custom field, for all connectors of an integration or for one, whose mapping counts more.

    An expression that is none is taken too: the field then shows `INVALID_JSON_PATH`.
    """
    told, draft = call.body, call.draft
    slug, linked = whose(call, told)
    field = draft[CUSTOM_FIELDS].get(FIELDS.ids.read(draft, told["custom_field_id"]))
    if field is None:
        raise wrong(call, "custom field not found", "custom_field_id")
    if all(one.category != field.category for one in linked):
        place = "integration_slug" if slug is not None else "connector_token"
        raise wrong(call, "the custom field is of another category", place)
    connector = None if slug is not None else linked[0].id
    if any((one.slug, one.connector) == (slug, connector) for one in draft[MAPPINGS].where(custom_field=field.id)):
        raise wrong(call, "the custom field is mapped here already", "custom_field_id")
    where = {"slug": slug, "connector": connector, "json_path": told["json_path"]}
    mapping = FieldMapping(id=draft.next_id(MAPPINGS), custom_field=field.id, created_at=draft.now, **where)
    return view_of(MappingResponse)(draft.put(MAPPINGS, mapping), call)


@mappings.get(
    MAPPING,
    id="list_custom_field_mappings",
    query=inputs.WhoseQuery,
    returns=fields.Array(fields.Nested(MappingResponse)),
    evidence=reference("GET", MAPPING),
    example=Example(query={"integration_slug": "smartrecruiters"}),
)
def list_mappings(call: Call) -> list[Document]:
    """List the mappings of an integration, or those of a connector's own."""
    slug, (connector, *_) = whose(call, call.query)
    held = call.world[MAPPINGS]
    rows = held.where(connector=connector.id) if slug is None else held.where(slug=slug)
    return [view_of(MappingResponse)(one, call) for one in rows]


@mappings.patch(
    ONE,
    id="update_custom_field_mapping",
    body=Declared(MappingUpdate),
    returns=MappingResponse,
    evidence=reference("PATCH", ONE),
    example=Example(body={"json_path": "status"}),
)
def update_mapping(call: Call) -> Document:
    """Change the expression of a mapping."""
    mapping = MAPPED.get_or_404(call)
    if mapping.json_path != call.body["json_path"]:
        changed = replace(mapping, json_path=call.body["json_path"], updated_at=call.draft.now)
        mapping = call.draft.put(MAPPINGS, changed)
    return view_of(MappingResponse)(mapping, call)


@mappings.delete(
    ONE,
    id="delete_custom_field_mapping",
    evidence=reference("DELETE", ONE),
)
def delete_mapping(call: Call) -> None:
    """Delete a mapping; a connector then falls back on that of its integration."""
    delete(call.draft, MAPPINGS, MAPPED.get_or_404(call).id)
