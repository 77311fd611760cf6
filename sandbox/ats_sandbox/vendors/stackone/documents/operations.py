"""Reading, uploading and downloading the documents of applications, and reading their categories."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document, Example, Reply
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.contract.schema import QuerySchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import AnyCall, Call, Resource
from ats_sandbox.vendors.stackone.documents.categories import CATEGORIES
from ats_sandbox.vendors.stackone.documents.files import BINARY, download, keep
from ats_sandbox.vendors.stackone.documents.views import AtsDocument, DocumentInput, Reference, document, document_type
from ats_sandbox.vendors.stackone.errors import NotBase64, NotFound, ReferenceNotFound
from ats_sandbox.vendors.stackone.queries import ListQuery, PlainListQuery, ReadQuery, UpdatedFilter
from ats_sandbox.vendors.stackone.reads import declare_reads, declare_unified
from ats_sandbox.vendors.stackone.repositories import APPLICATIONS, ATTACHMENTS, OF_APPLICATION, SUB
from ats_sandbox.vendors.stackone.writes import UPLOADED, WriteResult, done
from ats_sandbox.world.domain.attachments import Attachment
from ats_sandbox.world.store.selection import Selection

documents = Resource("Documents", "The files of applications")


class DocumentFilter(UpdatedFilter):
    """Which documents to list; `type` is one of StackOne's values or of the provider's."""

    type = wire.text()


class DocumentListQuery(ListQuery):
    """Which documents to list."""

    filter = fields.DeepObject(DocumentFilter, allow_none=True)


class DownloadQuery(QuerySchema):
    """How to send a file: `format=base64` as text, `export_format=text/plain` turns other texts into plain ones."""

    format = wire.text()
    export_format = wire.text()


def _by_type(call: AnyCall, rows: Selection[Attachment], type: str) -> Selection[Attachment]:
    return rows.only(lambda one: type.casefold() in map(str.casefold, document_type(call.world, one).values()))


declare_reads(
    documents,
    "/applications/{id}/documents",
    ids=("list_application_documents", "get_application_document"),
    about=("the documents of an application", "a document of an application"),
    repository=ATTACHMENTS,
    shape=AtsDocument,
    view=document,
    queries=(DocumentListQuery, ReadQuery),
    within=OF_APPLICATION,
    filters=(Filter("type", wire.text, _by_type),),
)


@declare_unified(
    documents,
    "POST",
    "/applications/{id}/documents/upload",
    id="upload_application_document",
    body=DocumentInput,
    returns=WriteResult,
    status=201,
    errors=[NotFound, NotBase64, ReferenceNotFound],
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
    keep(call, APPLICATIONS.get_or_404(call), call.body)
    return {**done(call, UPLOADED), "provider_errors": [], "unified_warnings": []}


@declare_unified(
    documents,
    "GET",
    f"/applications/{{id}}/documents/{{{SUB}}}/download",
    id="download_application_document",
    query=DownloadQuery,
    returns={200: BINARY},
    errors=[NotFound],
    example=OF_APPLICATION.example(ATTACHMENTS),
)
def download_application_document(call: Call) -> Reply:
    """Download a document of an application.

    The file itself, or its base64 with `format=base64`.
    """
    record = OF_APPLICATION.get_or_404(call, ATTACHMENTS)
    return download(record, format=call.query.get("format"), export_format=call.query.get("export_format"))


declare_reads(
    documents,
    "/documents/application_categories",
    ids=("list_application_document_categories", "get_application_document_category"),
    about=("the categories of documents", "a category of documents"),
    repository=CATEGORIES,
    shape=Reference,
    queries=(PlainListQuery, ReadQuery),
)
