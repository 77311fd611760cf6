"""Documents with requests in them that succeed: the examples of the declarations, with the ids of one world."""

import json
from collections.abc import Mapping
from itertools import islice
from typing import Any

from ats_sandbox.contract.body import BINARY, JsonSchema
from ats_sandbox.contract.openapi import document_of, link_of
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.world.domain.reading import Reading

NOT_THERE = (LookupError, AttributeError, TypeError, ValueError, AssertionError, StopIteration, RuntimeError)
"""What a sample raises in a world that has no such record: an empty one, or one from which it was deleted."""

FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
"""Media types of bodies that readers fill in member by member."""

MOST_ACCOUNTS = 20
"""Linked accounts that a document names."""

Values = Mapping[tuple[str, str], Any]
"""Values of parameters, by place and name."""


def illustrated(vendor: Vendor, world: Reading) -> JsonSchema:
    """The OpenAPI document of a vendor with examples that hold in a world: plain JSON values, stable order.

    What the world has no record for has no example.
    """
    document = document_of(vendor)
    schemas = dict(document["components"]["schemas"])
    paths = {path: dict(methods) for path, methods in document["paths"].items()}
    for operation in vendor.operations:
        methods, method = paths[operation.path], operation.method.lower()
        described = methods[method]
        values = _values(vendor, operation, world)
        methods[method] = {**described, "parameters": [_parameter(one, values) for one in described["parameters"]]}
        if operation.body is not None:
            body = {**described["requestBody"], "content": _content(operation, described, world, schemas)}
            methods[method]["requestBody"] = body
    components = {**document["components"], "schemas": schemas}
    return {**document, "paths": paths, "components": _with_accounts(components, vendor, world)}


def _with_accounts(components: JsonSchema, vendor: Vendor, world: Reading) -> JsonSchema:
    """The components, of which the security scheme for linked accounts names the first of those that there are."""
    link = vendor.auth.link
    if link is None:
        return components
    schemes = dict(components["securitySchemes"])
    scheme = schemes[link.scheme]
    known = "\n".join(f"- `{key}`: {about}" for key, about in islice(link.known(world).items(), MOST_ACCOUNTS))
    schemes[link.scheme] = {**scheme, "description": f"{scheme['description']}\n\n{known}".rstrip()}
    return {**components, "securitySchemes": schemes}


def _sampled(sample: Any, world: Reading) -> Any:
    """What a sample is in a world; None or an empty text where there is nothing."""
    try:
        return sample(world) if callable(sample) else sample
    except NOT_THERE:
        return None


def _values(vendor: Vendor, operation: Operation, world: Reading) -> Values:
    """The example's parameters, and the account that clients begin with."""
    example, link = operation.example, link_of(vendor, operation)
    found = {("path", name): _sampled(value, world) for name, value in example.path.items()}
    found |= {("query", name): _sampled(value, world) for name, value in example.query.items()}
    return found if link is None else found | {("header", link.name): link.usual}


def _parameter(described: JsonSchema, values: Values) -> JsonSchema:
    """A parameter with its value."""
    value = values.get((described["in"], described["name"]))
    return {**described, "example": _typed(value, described["schema"])} if value not in (None, "") else described


def _typed(text: str, schema: JsonSchema) -> Any:
    """The value that a text in a URL stands for."""
    match schema.get("type"):
        case "integer" | "number" | "boolean":
            return json.loads(text)
        case "array":
            return [text]
    return text


def _content(operation: Operation, described: JsonSchema, world: Reading, schemas: JsonSchema) -> JsonSchema:
    """The content of a request's body, with its example for each media type that can have it.

    That of a form goes into its schema.
    """
    body, example = operation.body, _sampled(operation.example.body, world)
    assert body is not None
    content = dict(described["requestBody"]["content"])
    for media_type, shape in content.items():
        if media_type in FORMS:
            _fill_in(shape["schema"], example or {}, schemas)
        elif example is not None and body.shows(media_type, example):
            content[media_type] = {**shape, "example": example}
    # Pages begin with the first media type.
    return dict(sorted(content.items(), key=lambda one: "example" not in one[1]))


def _fill_in(form: JsonSchema, example: Mapping[str, Any], schemas: JsonSchema) -> None:
    """Put an example into the members of the schema of a form: pages show each of them by itself.

    A text without an example is left empty, as they would send made-up ones. A form of nothing but files needs none.
    """
    if "$ref" not in form:
        return
    name = form["$ref"].rpartition("/")[2]
    members = {
        name: one if one == BINARY or "default" in one else {**one, "example": example.get(name, "")}
        for name, one in schemas[name]["properties"].items()
    }
    schemas[name] = {**schemas[name], "properties": members}
