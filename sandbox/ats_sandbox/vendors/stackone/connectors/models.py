"""What can be done at a provider: resource, action, path, and the fields that go in and come out."""

from functools import cache
from typing import Any

import marshmallow as ma

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import JsonObject, instance
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.vendors.stackone.gates import unified
from ats_sandbox.vendors.stackone.operation_path import path_of
from ats_sandbox.vendors.stackone.providers import Provider
from ats_sandbox.vendors.stackone.wire import TextOrEnum

Models = dict[str, dict[str, dict[str, Any]]]

_TYPES: tuple[tuple[type[ma.fields.Field[Any]], str], ...] = (
    (ma.fields.Boolean, "boolean"),
    (ma.fields.Number, "number"),
    (ma.fields.List, "array"),
    (fields.DateTime, "datetime_string"),
    (fields.Choice, "enum"),
    (ma.fields.String, "string"),
)


@cache
def models_of(vendor: Vendor, provider: Provider) -> Models:
    """The supported operations by resource and action. The earlier ones, deprecated, are left out."""
    found: Models = {}
    for operation in vendor.operations:
        anatomy = path_of(operation)
        if anatomy.action is None or operation.deprecated or not unified(operation):
            continue
        if provider.supports(operation.id):
            name = next(reversed(anatomy.nouns))
            found.setdefault(name, {}).setdefault(anatomy.action, _model(operation))
    return found


def _model(operation: Operation) -> dict[str, Any]:
    path = operation.path.replace("{", ":").replace("}", "").replace(":subResourceId", ":id")
    told: dict[str, Any] = {"apiPath": path}
    if isinstance(operation.body, JsonObject):
        told["input"] = {"defaultFields": _fields(operation.body.schema)}
    shown = _shown(operation)
    if shown is not None:
        told["output"] = {"defaultFields": _fields(shown)}
    return told


def _fields(schema: type[ma.Schema]) -> list[dict[str, str]]:
    members = instance(schema).fields  # type: ignore[arg-type]
    return [{"name": field.data_key or name, "type": _type(field)} for name, field in members.items()]


def _type(field: ma.fields.Field[Any]) -> str:
    if isinstance(field, ma.fields.Nested):
        return "enum" if isinstance(field, TextOrEnum) or _is_enum(field) else "object"
    return next((name for kind, name in _TYPES if isinstance(field, kind)), "object")


def _is_enum(field: ma.fields.Nested) -> bool:
    return set(field.schema.fields) == {"value", "source_value"}


def _shown(operation: Operation) -> type[ma.Schema] | None:
    """The schema of the records in an answer, under `data`."""
    shape = operation.returns[operation.success]
    if not (isinstance(shape, type) and issubclass(shape, ma.Schema)):
        return None
    data = shape().fields.get("data")
    inner = data.inner if isinstance(data, ma.fields.List) else data
    return type(inner.schema) if isinstance(inner, ma.fields.Nested) else None
