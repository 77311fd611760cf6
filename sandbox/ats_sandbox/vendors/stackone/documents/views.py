"""The wire shapes of documents, and how files are shown."""

import base64
from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import RequestSchema, ResponseSchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.documents.categories import CATEGORIES
from ats_sandbox.vendors.stackone.enums import ATTACHMENT_CONTENT_TYPE, DOCUMENT_TYPE, FILE_FORMAT, TRUTH, UNMAPPED
from ats_sandbox.vendors.stackone.ids import id_of, id_pair, synthetic
from ats_sandbox.vendors.stackone.providers import PROVIDERS
from ats_sandbox.vendors.stackone.shapes import Unified, moment
from ats_sandbox.vendors.stackone.state import DOCUMENT_FACTS, DocumentFacts, facts_of
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.vendors.stackone.vocabulary import DOCUMENT_CATEGORY
from ats_sandbox.world.domain.attachments import Attachment
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading

KEEPER = PROVIDERS["smartrecruiters"]
"""The system that keeps the files."""


class CategoryInput(RequestSchema):
    """The kind of a file, by StackOne's value or by the provider's."""

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

    id, remote_id = wire.remote_ids("key")
    name = wire.text()
    active = wire.boolish()


class ApplicationAttachment(ResponseSchema):
    """A file of an application with its content, in the older shape."""

    file_name = wire.text()
    content = wire.text()
    url = wire.text()
    content_type = wire.enum(ATTACHMENT_CONTENT_TYPE)


def document(record: Attachment, context: ViewContext) -> Document:
    """One file of an application; both addresses need a key."""
    facts = facts_of(context.world, DOCUMENT_FACTS, record.id)
    category = document_type(context.world, record)
    listed = CATEGORIES.lookup(context.world, category["source_value"])
    format = file_format(record, facts)
    id = id_pair(context.world, "attachment", record.id)
    path = (
        f"/unified/ats/applications/{id_of(context.world, 'application', record.application or 0)}/documents/{id['id']}"
    )
    url = remote_url(record, context)
    return {
        **id,
        "name": record.name,
        "category": category,
        "contents": [{"url": url, "unified_url": context.url(f"{path}/download"), "file_format": format}],
        "category_id": None if listed is None else synthetic(listed.key),
        "created_at": moment(record.created_at),
        "updated_at": moment(record.updated_at),
        "remote_url": url,
        "file_format": format,
        "unified_custom_fields": facts.unified,
        "type": {**category, "value": category["value"] if category["value"] in DOCUMENT_TYPE else UNMAPPED},
    }


def document_type(world: Reading, record: Attachment) -> Document:
    """What kind of file it is, in StackOne's value and the provider's."""
    facts = facts_of(world, DOCUMENT_FACTS, record.id)
    value = facts.category or DOCUMENT_CATEGORY[record.kind]
    return {"value": value, "source_value": facts.category_source or value.upper()}


def remote_url(record: Attachment, context: ViewContext) -> str:
    """Where the provider keeps the file."""
    person = native_id(context.world, "candidate", record.candidate)
    path = f"/candidates/{person}/attachments/{native_id(context.world, 'attachment', record.id)}"
    return context.url_at(KEEPER.host, path)


def file_format(record: Attachment, facts: DocumentFacts) -> Document:
    """The format that was sent, or else the extension of the file's name."""
    extension = facts.format or record.name.rpartition(".")[2].lower()
    return {"value": extension if extension in FILE_FORMAT else UNMAPPED, "source_value": record.content_type}


def attachment(record: Attachment, context: ViewContext) -> Document:
    """One file of an application with its content."""
    kind = "pdf" if record.content_type == "application/pdf" else record.content_type.partition("/")[0]
    return {
        "file_name": record.name,
        "content": base64.b64encode(record.content).decode(),
        "url": remote_url(record, context),
        "content_type": {
            "value": kind if kind in ("pdf", "text", "video") else "other",
            "source_value": record.content_type,
        },
    }
