"""Custom fields, and their mappings: defining, listing, changing and deleting them."""

from msgspec.structs import replace

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.schema import Members, ResponseSchema, request_of, schema_of, shape_of
from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.bindbee import custom_field_inputs as inputs
from ats_sandbox.vendors.bindbee import lists
from ats_sandbox.vendors.bindbee.bodies import Declared
from ats_sandbox.vendors.bindbee.call import AnyCall, Call, reference
from ats_sandbox.vendors.bindbee.connectors import CONNECTORS, Category
from ats_sandbox.vendors.bindbee.custom_field_inputs import MAPPING, PATH, whose, wrong
from ats_sandbox.vendors.bindbee.custom_fields import CUSTOM_FIELDS, MAPPINGS, CustomField, FieldMapping
from ats_sandbox.vendors.bindbee.inputs import OneOf, Uuid
from ats_sandbox.vendors.bindbee.model import MODELS, misspelt
from ats_sandbox.vendors.bindbee.resource import Kept, Resource, id_member
from ats_sandbox.vendors.bindbee.samples import sample_of
from ats_sandbox.vendors.bindbee.schemas import Stamp, text
from ats_sandbox.world.domain.cascade import delete

FIELDS, MAPPED = Kept("custom_field", CUSTOM_FIELDS), Kept("mapping", MAPPINGS)
custom_fields = Resource("Custom fields", "Names of the customer's own for places in the provider's objects", FIELDS)
mappings = Resource("Custom field mappings", "Where custom fields are in the provider's objects", MAPPED)
ONE, ONE_MAPPING = f"{PATH}/{{id}}", f"{MAPPING}/{{id}}"
SOURCES = ("DASHBOARD", "API")


def _token(mapping: FieldMapping, call: AnyCall) -> str | None:
    connector = call.world[CONNECTORS].get(mapping.connector)
    return None if connector is None else connector.token


class CustomFieldResponse(ResponseSchema):
    """A custom field of a model."""

    id = id_member(FIELDS.ids)
    name = fields.Text(required=True)
    description = text()
    category = fields.Text(required=True)
    model = fields.Text(required=True)
    source = fields.Choice(SOURCES, required=True)
    created_at = Stamp()
    updated_at = Stamp(nullable=True)


class MappingResponse(ResponseSchema):
    """Where a custom field is in the provider's objects, for an integration or for one connector."""

    id = id_member(MAPPED.ids)
    custom_field_id = id_member(FIELDS.ids, "custom_field")
    integration_slug = text(of="slug")
    connector_token = text(of=_token)
    json_path = fields.Text(required=True)
    created_at = Stamp()
    updated_at = Stamp(nullable=True)


def _mappings(field: CustomField, call: AnyCall) -> list[FieldMapping]:
    return list(call.world[MAPPINGS].where(custom_field=field.id))


def _counts(field: CustomField, call: AnyCall) -> Document:
    mappings = _mappings(field, call)
    own = sum(one.connector is not None for one in mappings)
    return {"total": len(mappings), "organization": len(mappings) - own, "connector": own}


COUNTS = {one: fields.Integer(required=True) for one in ("total", "organization", "connector")}
COUNTED: Members = {"required": True, "of": _counts}
CustomFieldDetail = schema_of(
    CustomFieldResponse,
    "CustomFieldDetail",
    "A custom field with its mappings.",
    mappings=fields.Array(fields.Nested(MappingResponse), required=True, of=_mappings),
    mapping_counts=fields.Nested(shape_of("MappingCounts", **COUNTS), **COUNTED),
)
CustomFieldCreate = request_of(
    "CustomFieldCreate",
    name=inputs.name(required=True),
    description=fields.Text(allow_none=True),
    **inputs.of_model(),
)
CustomFieldUpdate = request_of(
    "CustomFieldUpdate",
    name=inputs.name(),
    description=fields.Text(allow_none=True),
    **inputs.of_model(required=False),
)


def check_free(call: AnyCall, field: CustomField) -> None:
    """Refuse a name that another field of the model has."""
    others = call.world[CUSTOM_FIELDS].where(model=(field.category, field.model))
    if any(one.name == field.name and one.id != field.id for one in others):
        place = next((one for one in ("name", "model", "category") if one in call.body), "name")
        raise wrong(call, "a custom field of this model has this name", place)


def remark_model(call: AnyCall, field: CustomField) -> None:
    """Remark that a custom field shows nowhere, because its model is none."""
    if field.category != Category.ATS or field.model not in MODELS:
        unknown = misspelt(f"{field.category} model {field.model}", field.model, MODELS)
        call.remarks.append(f"the field shows nowhere: /api/v1/lookup/models names no {unknown}")


@custom_fields.post(
    PATH,
    id="create_custom_field",
    body=Declared(CustomFieldCreate),
    returns={201: CustomFieldResponse},
    evidence=reference("POST", PATH),
    example=Example(body={"name": "visa_status", "category": "ATS", "model": "candidate"}),
)
def create_custom_field(call: Call) -> Document:
    """Define a custom field; it shows nothing before it is mapped."""
    told, draft = call.body, call.draft
    members = {"description": None, **told}
    field = CustomField(id=draft.next_id(CUSTOM_FIELDS), **members, source="API", created_at=draft.now)
    check_free(call, field)
    remark_model(call, field)
    return view_of(CustomFieldResponse)(draft.put(CUSTOM_FIELDS, field), call)


custom_fields.lists(
    PATH,
    "List custom fields.",
    id="list_custom_fields",
    item=CustomFieldResponse,
    pages=FIELDS.pages,
    rows=FIELDS.rows,
    filters=(
        lists.by_member("category", inputs.category),
        lists.by_member("model", inputs.model),
        lists.by_member("source", lambda: OneOf(SOURCES)),
    ),
)


@custom_fields.get(
    ONE,
    id="get_custom_field",
    returns=CustomFieldDetail,
    evidence=reference("GET", ONE),
)
def get_custom_field(call: Call) -> Document:
    """Get a custom field with its mappings."""
    return view_of(CustomFieldDetail)(FIELDS.get_or_404(call), call)


@custom_fields.patch(
    ONE,
    id="update_custom_field",
    body=Declared(CustomFieldUpdate),
    returns=CustomFieldResponse,
    evidence=reference("PATCH", ONE),
    example=Example(body={"description": "Where they live"}),
)
def update_custom_field(call: Call) -> Document:
    """Change a custom field. One that is mapped keeps its category and its model."""
    field, told = FIELDS.get_or_404(call), call.body
    changed = replace(field, **told)
    if changed != field:
        moved = [name for name in ("category", "model") if getattr(changed, name) != getattr(field, name)]
        if moved and call.world[MAPPINGS].where(custom_field=field.id):
            raise wrong(call, "the custom field is mapped", moved[0])
        check_free(call, changed)
        remark_model(call, changed)
        field = call.draft.put(CUSTOM_FIELDS, replace(changed, updated_at=call.draft.now))
    return view_of(CustomFieldResponse)(field, call)


@custom_fields.delete(
    ONE,
    id="delete_custom_field",
    evidence=reference("DELETE", ONE),
)
def delete_custom_field(call: Call) -> None:
    """Delete a custom field with its mappings."""
    delete(call.draft, CUSTOM_FIELDS, FIELDS.get_or_404(call).id)


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
    ONE_MAPPING,
    id="update_custom_field_mapping",
    body=Declared(MappingUpdate),
    returns=MappingResponse,
    evidence=reference("PATCH", ONE_MAPPING),
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
    ONE_MAPPING,
    id="delete_custom_field_mapping",
    evidence=reference("DELETE", ONE_MAPPING),
)
def delete_mapping(call: Call) -> None:
    """Delete a mapping; a connector then falls back on that of its integration."""
    delete(call.draft, MAPPINGS, MAPPED.get_or_404(call).id)
