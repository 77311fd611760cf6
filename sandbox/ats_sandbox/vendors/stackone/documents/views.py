"""Documents as answers show them."""

import base64
from typing import Any

from ats_sandbox.vendors.stackone.documents.categories import CATEGORIES
from ats_sandbox.vendors.stackone.enums import DOCUMENT_TYPE, FILE_FORMAT, UNMAPPED
from ats_sandbox.vendors.stackone.ids import id_of, id_pair, synthetic
from ats_sandbox.vendors.stackone.providers import PROVIDERS
from ats_sandbox.vendors.stackone.shapes import moment
from ats_sandbox.vendors.stackone.state import DOCUMENT_FACTS, DocumentFacts, facts_of
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.vendors.stackone.vocabulary import DOCUMENT_CATEGORY
from ats_sandbox.world.domain.attachments import Attachment
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading

KEEPER = PROVIDERS["smartrecruiters"]
"""The system that keeps the files."""


def document(record: Attachment, context: ViewContext) -> dict[str, Any]:
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


def document_type(world: Reading, record: Attachment) -> dict[str, str]:
    """What kind of file it is, in StackOne's word and the provider's."""
    facts = facts_of(world, DOCUMENT_FACTS, record.id)
    value = facts.category or DOCUMENT_CATEGORY[record.kind]
    return {"value": value, "source_value": facts.category_source or value.upper()}


def remote_url(record: Attachment, context: ViewContext) -> str:
    """Where the provider keeps the file."""
    person = native_id(context.world, "candidate", record.candidate)
    path = f"/candidates/{person}/attachments/{native_id(context.world, 'attachment', record.id)}"
    return context.url_at(KEEPER.host, path)


def file_format(record: Attachment, facts: DocumentFacts) -> dict[str, Any]:
    """The format that was told, or else the extension of the file's name."""
    extension = facts.format or record.name.rpartition(".")[2].lower()
    return {"value": extension if extension in FILE_FORMAT else UNMAPPED, "source_value": record.content_type}


def attachment(record: Attachment, context: ViewContext) -> dict[str, Any]:
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
