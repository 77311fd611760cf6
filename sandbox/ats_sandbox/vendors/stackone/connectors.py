"""Connectors: the providers that accounts can be linked at, and what can be done at each of them."""

from functools import cache
from typing import Any

import marshmallow as ma

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import JsonObject, instance
from ats_sandbox.contract.fields import fault
from ats_sandbox.contract.operation import Document, Example, Operation
from ats_sandbox.contract.refusal import Rule
from ats_sandbox.contract.schema import QuerySchema, ResponseSchema, shape_of
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import AnyCall, Call, Resource
from ats_sandbox.vendors.stackone.enums import CATEGORY
from ats_sandbox.vendors.stackone.errors import NotFound
from ats_sandbox.vendors.stackone.gates import unified
from ats_sandbox.vendors.stackone.operation_path import path_of
from ats_sandbox.vendors.stackone.platform import PLATFORM
from ats_sandbox.vendors.stackone.providers import PROVIDERS, Provider
from ats_sandbox.vendors.stackone.queries import Names

INCLUDABLE = ("field_path", "unmapped_fields", "resources", "inactive", "webhooks", "static_fields")
LOGOS = "https://app.stackone.com/assets/logos"
TYPES: tuple[tuple[type[ma.fields.Field[Any]], str], ...] = (
    (ma.fields.Boolean, "boolean"),
    (ma.fields.Number, "number"),
    (ma.fields.List, "array"),
    (fields.DateTime, "datetime_string"),
    (fields.Choice, "enum"),
    (ma.fields.String, "string"),
)
"""What a model calls the type of a field; the first that fits counts."""

connectors = Resource("Connectors", "The providers that accounts can be linked at")


@cache
def models_of(vendor: Vendor, provider: Provider) -> dict[str, Document]:
    """The supported operations by resource and action: path, and the fields that go in and come out.

    The earlier operations, deprecated, are left out.
    """
    models: dict[str, Document] = {}
    for operation in vendor.operations:
        path = path_of(operation)
        if path.action is None or operation.deprecated or not unified(operation):
            continue
        if provider.supports(operation.id):
            models.setdefault(path.nouns[-1], {}).setdefault(path.action, _model(operation))
    return models


def _model(operation: Operation) -> Document:
    path = operation.path.replace("{", ":").replace("}", "").replace(":subResourceId", ":id")
    model: Document = {"apiPath": path}
    if isinstance(operation.body, JsonObject):
        model["input"] = {"defaultFields": _fields(operation.body.schema)}
    shape = _answered(operation)
    if shape is not None:
        model["output"] = {"defaultFields": _fields(shape)}
    return model


def _fields(schema: type[ma.Schema]) -> list[dict[str, str]]:
    members = instance(schema).fields  # type: ignore[arg-type]
    return [{"name": field.data_key or name, "type": _type(field)} for name, field in members.items()]


def _type(field: ma.fields.Field[Any]) -> str:
    if isinstance(field, ma.fields.Nested):
        is_enum = isinstance(field, wire.TextOrEnum) or set(field.schema.fields) == {"value", "source_value"}
        return "enum" if is_enum else "object"
    return next((name for kind, name in TYPES if isinstance(field, kind)), "object")


def _answered(operation: Operation) -> type[ma.Schema] | None:
    """The schema of the records in an answer, under `data`."""
    shape = operation.returns[operation.success]
    if not (isinstance(shape, type) and issubclass(shape, ma.Schema)):
        return None
    data = shape().fields.get("data")
    inner = data.inner if isinstance(data, ma.fields.List) else data
    return type(inner.schema) if isinstance(inner, ma.fields.Nested) else None


class Included(Names):
    """Names of what may be added to an answer."""

    pattern = rf"\s*({'|'.join(INCLUDABLE)})?\s*(,\s*({'|'.join(INCLUDABLE)})?\s*)*"

    def accept(self, value: Any) -> frozenset[str]:
        names = super().accept(value)
        if not names <= frozenset(INCLUDABLE):
            raise fault(Rule.CHOICE, choices=INCLUDABLE, value=value)
        return names


class ConnectorQuery(QuerySchema):
    """What to add to the answer: names separated by commas."""

    include = Included()


ConnectorImages = shape_of(
    "ConnectorImages",
    logo_url=wire.text(lambda provider, _: f"{LOGOS}/{provider.key}.png"),
    original_logo_horizontal_url=wire.text(lambda provider, _: f"{LOGOS}/source/{provider.key}.png"),
)
ConnectorResources = shape_of("ConnectorResources", images=wire.one(ConnectorImages, lambda provider, _: provider))


def _included(call: AnyCall) -> frozenset[str]:
    return call.query.get("include") or frozenset()


class ConnectorsMeta(ResponseSchema):
    """A provider that accounts can be linked at."""

    provider = fields.Text(required=True, of="key")
    provider_name = fields.Text(required=True, of="name")
    category = fields.Choice(CATEGORY, required=True)
    active = fields.Boolean(allow_none=True)
    models = fields.FreeObject(required=True, of=lambda provider, call: models_of(call.vendor, provider))
    resources = wire.one(
        ConnectorResources, lambda provider, call: provider if "resources" in _included(call) else None
    )


@connectors.get(
    "/connectors/meta",
    id="stackone_list_connectors_meta",
    query=ConnectorQuery,
    returns=fields.Array(fields.Nested(ConnectorsMeta)),
    evidence=PLATFORM,
)
def list_connectors_meta(call: Call) -> list[Document]:
    """List the providers that are enabled for the project.

    `include=inactive` adds those that are not, `include=resources` their logos. What else may be included makes no
    difference here: the providers have no fields, webhooks or values beyond the models that are always shown.
    """
    everything, view = "inactive" in _included(call), view_of(ConnectorsMeta)
    return [view(one, call) for one in PROVIDERS.values() if one.active or everything]


@connectors.get(
    "/connectors/meta/{provider}",
    id="stackone_get_connector_meta",
    query=ConnectorQuery,
    returns=ConnectorsMeta,
    errors=[NotFound],
    example=Example(path={"provider": "smartrecruiters"}),
    evidence=PLATFORM,
)
def get_connector_meta(call: Call) -> Document:
    """Get a provider, also one that is not enabled."""
    _ = call.query
    provider = PROVIDERS.get(call.path["provider"])
    if provider is None:
        raise NotFound(parameter="provider")
    return view_of(ConnectorsMeta)(provider, call)
