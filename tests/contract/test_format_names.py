"""What a refusal calls the form of a text is in words that people use."""

from collections.abc import Iterator
from typing import Any

import marshmallow as ma

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import AnyOf, Form, JsonObject, Many, Multipart, OneOrMany, instance
from ats_sandbox.contract.operation import Operation
from ats_sandbox.vendors import VENDORS

STANDARD = {"date-time"}
"""Names of forms in JSON Schema that are no words."""


def schemas_of(operation: Operation) -> Iterator[Any]:
    """What is read of a request."""
    yield from filter(None, (operation.query, operation.headers))
    body = operation.body
    if isinstance(body, JsonObject | OneOrMany | Form | Many):
        yield body.schema
    elif isinstance(body, Multipart):
        yield body.fields
    elif isinstance(body, AnyOf):
        yield from body.schemas


def patterns_in(field: Any) -> Iterator[fields.Pattern]:
    """The fields of named forms in a schema or a field."""
    if isinstance(field, fields.Pattern):
        yield field
    elif isinstance(field, ma.fields.List):
        yield from patterns_in(field.inner)
    elif isinstance(field, ma.fields.Nested):
        yield from patterns_in(field.schema)
    elif isinstance(field, ma.Schema):
        for inner in field.fields.values():
            yield from patterns_in(inner)


def test_no_refusal_calls_a_form_by_the_name_it_has_inside() -> None:
    names = {
        one.called
        for vendor in VENDORS
        for operation in vendor.operations
        for schema in schemas_of(operation)
        if isinstance(schema, type)
        for one in patterns_in(instance(schema))
    }

    assert {"email", "id without a slash"} <= names
    assert [name for name in names - STANDARD if "_" in name or "-" in name] == []
