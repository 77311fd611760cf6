"""Files as StackOne's bodies carry them, kept in the world."""

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from ats_sandbox.vendors.stackone.call import Call
from ats_sandbox.vendors.stackone.documents.categories import CATEGORIES
from ats_sandbox.vendors.stackone.errors import NotBase64
from ats_sandbox.vendors.stackone.ids import remote_of
from ats_sandbox.vendors.stackone.state import DOCUMENT_FACTS, keep_facts
from ats_sandbox.vendors.stackone.vocabulary import attachment_kind
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.attachments import Attachment
from ats_sandbox.world.domain.commands.attachments import attach

MEDIA_TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "txt": "text/plain",
    "csv": "text/csv",
    "rtf": "application/rtf",
    "html": "text/html",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "json": "application/json",
    "xml": "application/xml",
    "zip": "application/zip",
    "gz": "application/gzip",
    "rar": "application/x-rar-compressed",
    "7z": "application/x-7z-compressed",
    "msg": "application/vnd.ms-outlook",
    "eml": "message/rfc822",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "bmp": "image/bmp",
    "heic": "image/heic",
    "webp": "image/webp",
    "mp3": "audio/mpeg",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "avi": "video/avi",
    "mov": "video/quicktime",
}
"""By extension: the media types that the vendor's downloads declare."""

UNKNOWN = "application/octet-stream"


def keep(call: Call, application: Application, sent: Mapping[str, Any], where: str = "") -> Attachment:
    """Keep a file that was sent; `where` leads to it in a body, for a refusal to name its member."""
    content = _content(sent.get("content"), f"{where}content")
    format = (sent.get("file_format") or {}).get("value")
    name = sent.get("name") or f"document.{format or 'bin'}"
    extension = format or name.rpartition(".")[2].lower()
    category, source = _category(call, sent, f"{where}category_id")
    kept = attach(
        call.draft,
        application.candidate,
        name=name,
        content=content,
        content_type=MEDIA_TYPES.get(extension, UNKNOWN),
        kind=attachment_kind(category),
        application=application.id,
    )
    confidential = sent.get("confidential") or {}
    keep_facts(
        call.draft,
        DOCUMENT_FACTS,
        kept.id,
        category=category,
        category_source=source,
        path=sent.get("path"),
        confidential=confidential.get("value"),
        format=format,
    )
    return kept


def _content(text: str | None, field: str) -> bytes:
    """The bytes of a file; its base64 may lack the padding, as the vendor's own sample does."""
    if not text:
        raise NotBase64(field=field)
    try:
        return base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), validate=True)
    except (ValueError, binascii.Error):
        raise NotBase64(field=field) from None


def _category(call: Call, sent: Mapping[str, Any], field: str) -> tuple[str, str | None]:
    """StackOne's word and the provider's: an id counts before a category, the provider's word before StackOne's.

    An id must be that of a category; a word of the provider's that is none is kept as it is.
    """
    if sent.get("category_id"):
        listed = CATEGORIES.get_reference(call, sent["category_id"], field)
        return listed.word, listed.key
    told = sent.get("category") or {}
    source = told.get("source_value")
    if not source:
        return told.get("value") or "other", None
    known = CATEGORIES.lookup(call.world, source)
    return ("other" if known is None else known.word), remote_of(source)
