"""The shapes that every model's answers share."""

from collections.abc import Iterable
from typing import Any, cast

from marshmallow.fields import Field

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import QuerySchema, ResponseSchema
from ats_sandbox.vendors.bindbee.inputs import Boolean, Count, Cursor, IdList, Instant

UUID: dict[str, Any] = {"format": "uuid"}
PATH_ID = {"id": {"type": "string", "format": "uuid"}}


def text(required: bool = True, **facts: Any) -> fields.Text:
    """A member that is a text or null."""
    return fields.Text(required=required, allow_none=True, **facts)


def moment(required: bool = True) -> fields.Text:
    """A member that is a date-time, as the provider gives it, or null."""
    return text(required, metadata={"x-format": "iso-datetime"})


def word(known: Iterable[str], required: bool = True) -> fields.Text:
    """A member that is usually one of the known words, but may be any that the provider uses, or null."""
    return text(required, metadata={"x-known-values": [*known], "x-open-enum": True})


def flag(required: bool = True) -> fields.Boolean:
    """A member that is a boolean or null."""
    return fields.Boolean(required=required, allow_none=True)


def several(inner: Field[Any], required: bool = True) -> fields.Array:
    """A member that is a list or null."""
    return fields.Array(inner, required=required, allow_none=True)


def relation(kind: str, required: bool = True) -> fields.Anything:
    """A member that is an id, the related object where it was expanded, or null."""
    return fields.Anything(required=required, metadata={"description": f"The {kind}: its id, or itself when expanded"})


def relations(kind: str, required: bool = True) -> fields.Array:
    """A member that is a list of ids, or of related objects where they were expanded."""
    inner = fields.Anything(metadata={"description": f"A {kind}: its id, or itself when expanded"})
    return several(inner, required)


class AtsModel(ResponseSchema):
    """What every record has."""

    id = fields.Text(required=True, metadata=UUID)
    remote_id = text()
    modified_at = fields.Text(required=True, metadata={"format": "date-time"})
    raw_data = fields.FreeObject(allow_none=True)
    custom_fields = fields.FreeObject(required=True, allow_none=True)


class AtsUrl(ResponseSchema):
    """An address on the web and what is there."""

    value = text()
    url_type = text()


class ConnectorHeaders(QuerySchema):
    """The header of an operation on one connector."""

    connector_token = fields.Text(required=True, data_key="x-connector-token")


class WriteHeaders(ConnectorHeaders):
    """The headers of an operation that creates a record."""

    idempotency_key = fields.Text(data_key="X-Idempotency-Key")


class RecordQuery(QuerySchema):
    """What to add to a record."""

    include_raw_data = Boolean(load_default=False)
    include_custom_fields = Boolean(load_default=False)


class PageQuery(QuerySchema):
    """Which page of a list."""

    page_size = Count(least=1, most=200, load_default=50)
    cursor = Cursor()


class ListQuery(RecordQuery, PageQuery):
    """What every list of records takes."""

    ids = IdList()
    modified_after = Instant()


def derived(name: str, parent: type[QuerySchema], **members: Any) -> type[QuerySchema]:
    """A query schema with more members."""
    return cast(type[QuerySchema], type(name, (parent,), {"__doc__": parent.__doc__, **members}))


def page_of(schema: type[ResponseSchema]) -> type[ResponseSchema]:
    """The envelope around one page of a list: `page_size` counts the items in it."""
    members = {
        "__doc__": "One page of a list.",
        "cursor": text(),
        "page_size": fields.Integer(required=True),
        "items": fields.Array(fields.Nested(schema), required=True),
    }
    return cast(type[ResponseSchema], type(f"Paginated{schema.__name__}", (ResponseSchema,), members))
