"""How the generic tests ask an operation: by its own declared example, as it is or spoiled."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from werkzeug.test import TestResponse

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import AnyOf, Form, JsonObject, Multipart, OneOrMany, TextArray, instance
from ats_sandbox.contract.json_patch import JsonPatch, PatchOperation, merge_schema
from ats_sandbox.contract.openapi import document_of
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.schema import RequestSchema
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.vendors import VENDORS
from ats_sandbox.world.domain.reading import Reading
from tests.client import VendorClient

EVERY = [(vendor.name, operation) for vendor in VENDORS for operation in vendor.operations]
ABSENT = object()

STRANGERS = (None, "sandbox-expired", "nobody-knows-me", "")
"""Credentials that let nobody in."""

HOSTILE = {
    "an empty array": b"[]",
    "null": b"null",
    "a string": b'"x"',
    "a number": b"1",
    "nothing": b"",
    "half an object": b'{"a": 1',
    "a megabyte of letters": b"a" * 1_000_000,
    "a megabyte in a string": b'"' + b"a" * 1_000_000 + b'"',
    "deep nesting": b"[" * 100_000,
    "bytes that are no text": b'{"a": "\xff\xfe"}',
    "text in UTF-16": '"x"'.encode("utf-16"),
    "half a surrogate pair": b'{"a": "\\ud800"}',
    "a number beyond all numbers": b'{"a": 1e999}',
    "not a number": b'{"a": NaN}',
}
"""Bodies that no operation takes for a record."""


def resolve(value: Any, world: Reading) -> Any:
    """A sample's value; functions are asked about the world."""
    return value(world) if callable(value) else value


def path_of(operation: Operation, world: Reading, **replaced: str) -> str:
    """The path of an operation with its example's ids in it."""
    ids = {name: resolve(value, world) for name, value in operation.example.path.items()} | replaced
    return re.sub(r"\{([^}]+)\}", lambda found: quote(ids[found[1]], safe=":"), operation.path)


def send_example(client: VendorClient, operation: Operation, *, body: Any = ABSENT, **kwargs: Any) -> TestResponse:
    """Send the example of an operation, or another body in its place."""
    world = client.read()
    example = operation.example
    sent: dict[str, Any] = {"query_string": {name: resolve(value, world) for name, value in example.query.items()}}
    if isinstance(operation.body, Multipart):
        parts = {name: (_stream(content), file, kind) for name, (file, content, kind) in example.files.items()}
        sent |= {"data": {**(resolve(example.body, world) or {}), **parts}, "content_type": "multipart/form-data"}
    elif body is not ABSENT:
        sent["json"] = body
    elif isinstance(operation.body, Form):
        sent["data"] = resolve(example.body, world)
    elif example.body is not None:
        sent["json"] = resolve(example.body, world)
    path = kwargs.pop("path", None) or path_of(operation, world)
    return client.send(operation.method, path, **(sent | kwargs))


GENERAL = {"content-type", "content-length", "x-content-type-options", "allow"}
"""Headers that HTTP adds to answers, whatever the operation."""


def undocumented_headers(vendor: Vendor, operation: Operation, response: TestResponse) -> set[str]:
    """The headers of an answer, in lower case, that the vendor's document does not name for its status."""
    described = document_of(vendor)["paths"][operation.path][operation.method.lower()]["responses"]
    documented = {name.lower() for name in described[str(response.status_code)].get("headers", {})}
    sent = {name.lower() for name, _ in response.headers}
    return {name for name in sent if not name.startswith("x-sandbox-")} - documented - GENERAL


def _stream(content: bytes) -> Any:
    from io import BytesIO

    return BytesIO(content)


def schema_of(operation: Operation, body: Any) -> type[RequestSchema] | None:
    """The schema that the example's body is read by."""
    match operation.body:
        case JsonObject(schema=schema) | OneOrMany(schema=schema) | Form(schema=schema):
            return schema
        case AnyOf(choose=choose):
            return choose(body)
        case TextArray():
            return RequestSchema
        case JsonPatch(schema=schema):
            return PatchOperation if isinstance(body, list) else merge_schema(schema)
    return None


def invalid_bodies(schema: type[RequestSchema], body: Any) -> Iterator[tuple[str, Any]]:
    """Bodies that each violate one constraint of the schema, with what is wrong about them; of an array, its first."""
    if isinstance(body, list):
        yield from ((wrong, [spoiled, *body[1:]]) for wrong, spoiled in invalid_bodies(schema, body[0]))
        return
    if not isinstance(body, dict):
        return
    for name, field in instance(schema).fields.items():
        key = field.data_key or name
        for wrong, value in violations(field):
            spoiled = {one: kept for one, kept in body.items() if one != key}
            yield f"{key} {wrong}", spoiled if value is ABSENT else {**spoiled, key: value}
        inner = body.get(key)
        if type(field) is fields.Nested and isinstance(inner, dict):
            for wrong, nested in invalid_bodies(type(field.schema), inner):
                yield f"{key}.{wrong}", {**body, key: nested}


def unfit_patches(schema: type[RequestSchema], inside: str = "") -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """JSON Patches that each put one wrong value into a document of the schema, or take out what it needs."""
    for name, field in instance(schema).fields.items():
        path = f"{inside}/{field.data_key or name}"
        for wrong, value in violations(field):
            put = {"op": "remove", "path": path} if value is ABSENT else {"op": "add", "path": path, "value": value}
            yield f"{path} {wrong}", [put]
        if type(field) is fields.Nested:
            yield from unfit_patches(type(field.schema), path)


def violations(field: Any) -> Iterator[tuple[str, Any]]:
    """Values that a field must refuse. Fields of a vendor's own making are left to that vendor's tests."""
    if field.required:
        yield "is missing", ABSENT
    if not field.allow_none and type(field).__module__ == fields.__name__:
        yield "is null", None
    wrong: Mapping[type, Any] = {
        fields.Text: 12345,
        fields.Choice: "no-such-choice",
        fields.DateTime: "yesterday",
        fields.DateTimeText: "yesterday",
        fields.Integer: "12",
        fields.Number: "12.5",
        fields.Boolean: "true",
        fields.Array: "not a list",
        fields.Nested: "not an object",
        fields.FreeObject: ["not", "an", "object"],
    }
    if type(field) in wrong:
        yield "has a wrong type or value", wrong[type(field)]
    for bound in field.validators:
        most, least = getattr(bound, "max", None), getattr(bound, "min", None)
        if isinstance(field, fields.Text) and most is not None:
            yield f"is {most + 1} characters long", "x" * (most + 1)
        if isinstance(field, fields.Text) and least:
            yield "is empty", "x" * (least - 1)
        if isinstance(field, fields.Integer | fields.Number):
            yield from ((f"is beyond {one}", value) for one, value in _beyond(least, most))
        if isinstance(field, fields.Array) and least:
            yield "has too few items", []


def _beyond(least: float | None, most: float | None) -> Iterator[tuple[float, float]]:
    if least is not None:
        yield least, least - 1
    if most is not None:
        yield most, most + 1


def unknown_id(known: str) -> str:
    """An id of the same look as a known one that was never given out."""
    if known.isdigit():
        return "9" * max(len(known), 9)
    if re.fullmatch(r"[0-9a-f-]{36}", known):
        return "00000000-0000-4000-8000-000000000000"
    return "f" * len(known)


ClientOf = Callable[[str], VendorClient]
