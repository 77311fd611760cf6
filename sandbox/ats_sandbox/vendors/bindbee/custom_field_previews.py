"""What custom fields can be mapped to, and what mappings give: raw data, previews, and a connector's configuration."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.fields import json_type
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.resources.listing import query_with
from ats_sandbox.contract.schema import QuerySchema, ResponseSchema, request_of, schema_of
from ats_sandbox.vendors.bindbee import custom_field_inputs as inputs
from ats_sandbox.vendors.bindbee.bodies import Declared
from ats_sandbox.vendors.bindbee.call import AnyCall, Call, linked, reference
from ats_sandbox.vendors.bindbee.connectors import CONNECTORS, Category, Connector
from ats_sandbox.vendors.bindbee.custom_field_inputs import PATH, WhoseQuery, connector_named, of_model, whose
from ats_sandbox.vendors.bindbee.custom_field_operations import FIELDS, MAPPED
from ats_sandbox.vendors.bindbee.custom_fields import CUSTOM_FIELDS, CustomField, mapping_of
from ats_sandbox.vendors.bindbee.custom_values import resolved
from ats_sandbox.vendors.bindbee.inputs import Dictionary
from ats_sandbox.vendors.bindbee.json_paths import Allowance, JsonPaths
from ats_sandbox.vendors.bindbee.model import MODELS
from ats_sandbox.vendors.bindbee.raw_data import RawData
from ats_sandbox.vendors.bindbee.resource import Resource
from ats_sandbox.vendors.bindbee.schemas import UUID, text
from ats_sandbox.world.store.selection import Selection

previews = Resource("Custom field previews", "What custom fields can be mapped to, and what mappings give")
RAW_DATA, PREVIEW, CONFIGURATION = (f"{PATH}/{name}" for name in ("raw-data", "preview", "configuration"))
ANY_TYPE = ("string", "number", "boolean", "object", "array", "null")


RawDataQuery = query_with("RawDataQuery", WhoseQuery, **of_model())
ConfigurationQuery = query_with(
    "ConfigurationQuery", QuerySchema, connector_token=fields.Text(required=True), **of_model()
)
PreviewRequest = request_of(
    "PreviewRequest",
    connector_token=fields.Text(required=True),
    **of_model(),
    json_path=inputs.json_path(required=True),
    raw_data=Dictionary(allow_none=True),
)


class PreviewResponse(ResponseSchema):
    """What an expression gives."""

    connector_token = fields.Text(required=True)
    json_path = fields.Text(required=True)
    resolved_value = fields.Anything(required=True)
    resolved_value_type = fields.Choice(ANY_TYPE, required=True)
    raw_data_source = fields.Choice(("connector_sync", "integration_sample", "inline"), required=True)


class ConfiguredField(ResponseSchema):
    """A custom field, and the mapping of it that holds for a connector."""

    custom_field_id = fields.Text(required=True, metadata=UUID)
    name = fields.Text(required=True)
    description = text()
    category = fields.Text(required=True)
    model = fields.Text(required=True)
    json_path = text()
    source = fields.Choice(("connector", "organization"), required=True, allow_none=True)
    mapping_id = text(metadata=UUID)


ConfigurationResponse = schema_of(
    ResponseSchema,
    "ConfigurationResponse",
    "The custom fields of a model, as a connector has them.",
    **{one: fields.Text(required=True) for one in ("connector_token", "integration_slug", "category", "model")},
    fields=fields.Array(fields.Nested(ConfiguredField), required=True),
)


def latest(call: AnyCall, connector: Connector, category: str, model: str) -> Document | None:
    """The object of the newest record of a model that a connector has synced."""
    found = MODELS.get(model)
    if found is None or category != Category.ATS or connector.category != category:
        return None
    call.account = connector
    rows = found.rows(call)
    found_first = rows.newest_first().page(0, 1) if isinstance(rows, Selection) else rows.after(None, 1)
    newest = next(iter(found_first), None)
    return None if newest is None else found.provided(RawData(call, linked(call)), newest)


def sample(call: AnyCall, slug: str, category: str, model: str) -> Document | None:
    """An object of a model such as an integration gives: that of any connector which has one."""
    linked_ones = (one for one in call.world[CONNECTORS] if one.slug == slug and not one.test)
    return next((raw for one in linked_ones if (raw := latest(call, one, category, model)) is not None), None)


@previews.get(
    RAW_DATA,
    id="get_custom_field_raw_data",
    query=RawDataQuery,
    returns=fields.FreeObject(allow_none=True),
    evidence=reference("GET", RAW_DATA),
    example=Example(query={"category": "ATS", "model": "job", "connector_token": "acme"}),
)
def get_raw_data(call: Call) -> Document | None:
    """Get an object of the provider's to map fields of: the last that a connector synced, or else a sample.

    Null where there is none.
    """
    slug, (connector, *_) = whose(call, call.query)
    about = (call.query["category"], call.query["model"])
    own = latest(call, connector, *about) if slug is None else None
    return own or sample(call, connector.slug, *about)


@previews.post(
    PREVIEW,
    id="preview_custom_field",
    writes=False,
    body=Declared(PreviewRequest),
    returns=PreviewResponse,
    evidence=reference("POST", PREVIEW),
    example=Example(body={"connector_token": "acme", "category": "ATS", "model": "job", "json_path": "location.city"}),
)
def preview(call: Call) -> Document:
    """Try an expression, on the object given or on that of the last record synced; an invalid one shows as in reads."""
    told = call.body
    connector = connector_named(call, told["connector_token"])
    about, source = (told["category"], told["model"]), "inline"
    raw = told.get("raw_data")
    if raw is None:
        raw, source = latest(call, connector, *about), "connector_sync"
    if raw is None:
        raw, source = sample(call, connector.slug, *about), "integration_sample"
    value = resolved(JsonPaths(raw, Allowance()), told["json_path"])
    return {
        "connector_token": connector.token,
        "json_path": told["json_path"],
        "resolved_value": value,
        "resolved_value_type": json_type(value),
        "raw_data_source": source,
    }


@previews.get(
    CONFIGURATION,
    id="get_custom_field_configuration",
    query=ConfigurationQuery,
    returns=ConfigurationResponse,
    evidence=reference("GET", CONFIGURATION),
    example=Example(query={"category": "ATS", "model": "candidate", "connector_token": "acme"}),
)
def get_configuration(call: Call) -> Document:
    """Get the custom fields of a model with the mappings that hold for a connector; null where there is none."""
    category, model = call.query["category"], call.query["model"]
    connector = connector_named(call, call.query["connector_token"])

    def configured(field: CustomField) -> Document:
        mapping = mapping_of(call.world, field, connector)
        own = mapping is not None and mapping.connector is not None
        return {
            "custom_field_id": FIELDS.ids.write(call.world, field.id),
            **{name: getattr(field, name) for name in ("name", "description", "category", "model")},
            "json_path": None if mapping is None else mapping.json_path,
            "source": None if mapping is None else "connector" if own else "organization",
            "mapping_id": None if mapping is None else MAPPED.ids.write(call.world, mapping.id),
        }

    known = call.world[CUSTOM_FIELDS].where(model=(category, model))
    about = {"connector_token": connector.token, "integration_slug": connector.slug}
    return {**about, "category": category, "model": model, "fields": [configured(one) for one in known]}
