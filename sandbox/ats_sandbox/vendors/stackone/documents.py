"""Documents: the files of applications, and their categories."""

import base64
from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document, Example, Reply
from ats_sandbox.contract.resources.listing import Filter, query_with
from ats_sandbox.contract.schema import QuerySchema, RequestSchema, ResponseSchema, shape_of
from ats_sandbox.vendors.stackone import queries, wire, writes
from ats_sandbox.vendors.stackone.call import AnyCall, Call, Resource
from ats_sandbox.vendors.stackone.document_categories import CATEGORIES
from ats_sandbox.vendors.stackone.enums import ATTACHMENT_CONTENT_TYPE, DOCUMENT_TYPE, FILE_FORMAT, UNMAPPED, shown
from ats_sandbox.vendors.stackone.errors import NotBase64, NotFound, ReferenceNotFound
from ats_sandbox.vendors.stackone.files import BINARY, ENCODED, download_of, keep, sent_file
from ats_sandbox.vendors.stackone.ids import id_of, id_pair, synthetic
from ats_sandbox.vendors.stackone.providers import PROVIDERS
from ats_sandbox.vendors.stackone.records import CONTRACT, PREFIX, Records
from ats_sandbox.vendors.stackone.repositories import APPLICATIONS, ATTACHMENTS, OF_APPLICATION, SUB
from ats_sandbox.vendors.stackone.shapes import Unified, moment
from ats_sandbox.vendors.stackone.state import DOCUMENT_FACTS, DocumentFacts, facts_of
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.world.domain.attachments import Attachment
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.selection import Selection

documents = Resource("Documents", "The files of applications")
KEEPER = PROVIDERS["smartrecruiters"]
"""The system that keeps the files."""


CategoryInput = RequestSchema.from_dict(
    {"value": wire.bare(DOCUMENT_TYPE), "source_value": wire.text()}, name="CategoryInput"
)
"""The kind of a file, by StackOne's value or by the provider's."""


class CategoryField(fields.Nested):
    """A category; `{name, id}`, as an example of the vendor's writes it, means the same."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, partial: Any = None, **kwargs: Any) -> Any:
        if isinstance(value, dict) and not value.keys() & {"value", "source_value"}:
            value = {"value": value.get("name"), "source_value": value.get("id")}
        return super()._deserialize(value, attr, data, partial=partial, **kwargs)


class Encoded(fields.Text):
    """The bytes of a file in base64, judged when the file is read, as absent ones are."""

    pattern = ENCODED


class DocumentInput(RequestSchema):
    """A file to keep; `content` is its bytes in base64."""

    name = wire.text()
    file_format = wire.enum_input(FILE_FORMAT)
    content = Encoded(allow_none=True)
    category_id = wire.text()
    path = wire.text()
    confidential = wire.enum_input("Confidential")
    category = CategoryField(CategoryInput, allow_none=True)


FileCategory = shape_of("FileCategory", value=wire.text(), source_value=fields.Anything())
Content = shape_of("Content", url=wire.text(), unified_url=wire.text(), file_format=wire.enum(FILE_FORMAT))
"""Where a file can be downloaded."""


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


ApplicationAttachment = shape_of(
    "ApplicationAttachment",
    file_name=wire.text(),
    content=wire.text(),
    url=wire.text(),
    content_type=wire.enum(ATTACHMENT_CONTENT_TYPE),
)
"""A file of an application with its content, in the older shape."""


def document(record: Attachment, context: ViewContext) -> Document:
    """One file of an application; both addresses need a key."""
    facts = facts_of(context.world, DOCUMENT_FACTS, record.id)
    category = document_type(context.world, record)
    listed = CATEGORIES.lookup(context.world, category["source_value"])
    format = file_format(record, facts)
    id, url = id_pair(context.world, "attachment", record.id), remote_url(record, context)
    application = id_of(context.world, "application", record.application or 0)
    download = context.url(f"{PREFIX}/applications/{application}/documents/{id['id']}/download")
    return {
        **id,
        "name": record.name,
        "category": category,
        "contents": [{"url": url, "unified_url": download, "file_format": format}],
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
    return shown(facts.category or record.kind.value, facts.category_source or None)


def remote_url(record: Attachment, context: ViewContext) -> str:
    """Where the provider keeps the file."""
    person = native_id(context.world, "candidate", record.candidate)
    path = f"/candidates/{person}/attachments/{native_id(context.world, 'attachment', record.id)}"
    return context.url_at(KEEPER.host, path)


def file_format(record: Attachment, facts: DocumentFacts) -> Document:
    """The format that was sent, or else the extension of the file's name."""
    extension = facts.format or record.name.rpartition(".")[2].lower()
    return shown(extension if extension in FILE_FORMAT else UNMAPPED, record.content_type)


def attachment(record: Attachment, context: ViewContext) -> Document:
    """One file of an application with its content."""
    kind = "pdf" if record.content_type == "application/pdf" else record.content_type.partition("/")[0]
    return {
        "file_name": record.name,
        "content": base64.b64encode(record.content).decode(),
        "url": remote_url(record, context),
        "content_type": shown(kind if kind in ("pdf", "text", "video") else "other", record.content_type),
    }


class DownloadQuery(QuerySchema):
    """How to send a file: `format=base64` as text, `export_format=text/plain` turns other texts into plain ones."""

    format = fields.Text()
    export_format = fields.Text()


def _by_type(call: AnyCall, rows: Selection[Attachment], type: str) -> Selection[Attachment]:
    return rows.only(lambda one: type.casefold() in map(str.casefold, document_type(call.world, one).values()))


BY_TYPE = Filter("type", fields.Text, _by_type)
"""`type` is one of StackOne's values or of the provider's."""
_FILTER = fields.DeepObject(query_with("DocumentFilter", queries.UpdatedFilter, BY_TYPE))

Records(
    documents,
    "document",
    ATTACHMENTS,
    AtsDocument,
    view=document,
    within=OF_APPLICATION,
    queries=(query_with("DocumentListQuery", queries.ListQuery, filter=_FILTER), queries.ReadQuery),
    filters=(BY_TYPE,),
).reads()


@documents.post(
    f"{PREFIX}/applications/{{id}}/documents/upload",
    id="ats_upload_application_document",
    body=DocumentInput,
    returns=writes.WriteResult,
    status=201,
    errors=[NotFound, NotBase64, ReferenceNotFound],
    evidence=CONTRACT,
    example=Example(
        path={"id": APPLICATIONS.first_id},
        body={
            "name": "certificate.txt",
            "file_format": {"value": "txt"},
            "content": "VGhpcyBpcyB0byBjZXJ0aWZ5Lg==",
            "category": {"value": "other"},
            "confidential": {"value": "false"},
        },
    ),
)
def upload_application_document(call: Call) -> Document:
    """Upload a document of an application.

    `content` is the file in base64. A `category_id` counts before a `category`, and in that the provider's own word
    before StackOne's. The answer does not tell the id of the new document.
    """
    file = sent_file(call.body)
    keep(call, APPLICATIONS.get_or_404(call), file)
    return {**writes.done(call, writes.UPLOADED), "provider_errors": [], "unified_warnings": []}


@documents.get(
    f"{PREFIX}/applications/{{id}}/documents/{{{SUB}}}/download",
    id="ats_download_application_document",
    query=DownloadQuery,
    returns={200: BINARY},
    response_headers=["Content-Disposition"],
    errors=[NotFound],
    evidence=CONTRACT,
    example=Example(path=OF_APPLICATION.first_path(ATTACHMENTS)),
)
def download_application_document(call: Call) -> Reply:
    """Download a document of an application.

    The file itself, or its base64 with `format=base64`.
    """
    record = OF_APPLICATION.get_or_404(call, ATTACHMENTS)
    return download_of(record, format=call.query.get("format"), export_format=call.query.get("export_format"))


Records(
    documents,
    "category",
    CATEGORIES,
    Reference,
    path="/documents/application_categories",
    names=("application_document_categories", "application_document_category"),
    about=("the categories of documents", "a category of documents"),
    queries=(queries.PlainListQuery, queries.ReadQuery),
).reads()
