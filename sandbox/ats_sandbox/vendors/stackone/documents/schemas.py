"""The wire shapes of documents."""

from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import RequestSchema, ResponseSchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.enums import ATTACHMENT_CONTENT_TYPE, DOCUMENT_TYPE, FILE_FORMAT, TRUTH
from ats_sandbox.vendors.stackone.shapes import Unified


class CategoryInput(RequestSchema):
    """The kind of a file, by StackOne's word or by the provider's."""

    value = wire.bare(DOCUMENT_TYPE)
    source_value = wire.text()


class CategoryField(fields.Nested):
    """A category; `{name, id}`, as an example of the vendor's writes it, means the same."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, partial: Any = None, **kwargs: Any) -> Any:
        if isinstance(value, dict) and not value.keys() & {"value", "source_value"}:
            value = {"value": value.get("name"), "source_value": value.get("id")}
        return super()._deserialize(value, attr, data, partial=partial, **kwargs)


class DocumentInput(RequestSchema):
    """A file to keep; `content` is its bytes in base64."""

    name = wire.text()
    file_format = wire.enum_input(FILE_FORMAT)
    content = wire.text()
    category_id = wire.text()
    path = wire.text()
    confidential = wire.enum_input(TRUTH)
    category = CategoryField(CategoryInput, allow_none=True)


class FileCategory(ResponseSchema):
    """The kind of a file."""

    value = wire.text()
    source_value = fields.Anything()


class Content(ResponseSchema):
    """Where a file can be downloaded."""

    url = wire.text()
    unified_url = wire.text()
    file_format = wire.enum(FILE_FORMAT)


class AtsDocument(Unified):
    """A file of an application."""

    name = wire.text()
    category = wire.one(FileCategory)
    contents = wire.many(Content, deprecated=True)
    category_id = wire.text()
    created_at = wire.moment()
    updated_at = wire.moment()
    remote_url = wire.text()
    file_format = wire.enum(FILE_FORMAT)
    type = wire.enum(DOCUMENT_TYPE, deprecated=True)


class Reference(ResponseSchema):
    """A category of documents."""

    id = wire.text()
    remote_id = wire.text()
    name = wire.text()
    active = wire.boolish()


class ApplicationAttachment(ResponseSchema):
    """A file of an application with its content, in the older shape."""

    file_name = wire.text()
    content = wire.text()
    url = wire.text()
    content_type = wire.enum(ATTACHMENT_CONTENT_TYPE)
