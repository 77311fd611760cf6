"""Files: how bodies carry them, how they are kept in the world, and how they go out."""

import base64
import binascii
from dataclasses import dataclass
from pathlib import Path

from ats_sandbox.contract.downloads import UNKNOWN, download
from ats_sandbox.contract.operation import Binary, Reply
from ats_sandbox.contract.schema import Members
from ats_sandbox.vendors.stackone.call import AnyCall
from ats_sandbox.vendors.stackone.document_categories import CATEGORIES
from ats_sandbox.vendors.stackone.errors import NotBase64
from ats_sandbox.vendors.stackone.ids import remote_of
from ats_sandbox.vendors.stackone.state import DOCUMENT_FACTS, keep_facts
from ats_sandbox.vendors.stackone.vocabulary import named
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.attachments import Attachment, AttachmentKind
from ats_sandbox.world.domain.commands.attachments import attach

_LINES = (Path(__file__).parent / "media_types.txt").read_text("ascii").splitlines()
MEDIA_TYPES: dict[str, str] = dict(map(str.split, _LINES))
"""By extension: the media types that the vendor's downloads declare."""

TEXT = "text/plain"
BASE64 = "base64"
ENCODED = "([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}={0,2}|[A-Za-z0-9+/]{3}=?)?"
"""What the bytes of a file are sent as: base64, which may lack the padding, as it does in the vendor's own sample."""
BINARY = Binary(tuple(dict.fromkeys([*MEDIA_TYPES.values(), "text/rtf", "audio/mp4", UNKNOWN])))
"""The media types that the vendor's contract declares; a file of any other kind is just bytes."""


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as a body carries it; `where` leads to it there, for a refusal to name its member."""

    body: Members
    content: bytes
    where: str

    def category(self, call: AnyCall) -> tuple[str, str | None]:
        """StackOne's value and the provider's: an id counts before a category, the provider's value before StackOne's.

        An id must be that of a category; a value of the provider's that is none is kept as it is.
        """
        if self.body.get("category_id"):
            listed = CATEGORIES.get_reference(call, self.body["category_id"], f"{self.where}category_id")
            return listed.value, listed.key
        category = self.body.get("category") or {}
        source = category.get("source_value")
        if not source:
            return category.get("value") or "other", None
        known = CATEGORIES.lookup(call.world, source)
        return ("other" if known is None else known.value), remote_of(source)


def sent_file(body: Members, where: str = "") -> SentFile:
    """A file that was sent. Raises NotBase64."""
    return SentFile(body, _content(body.get("content"), f"{where}content"), where)


def keep(call: AnyCall, application: Application, file: SentFile) -> Attachment:
    """Keep a file that was sent."""
    body = file.body
    format = (body.get("file_format") or {}).get("value")
    name = body.get("name") or f"document.{format or 'bin'}"
    extension = format or name.rpartition(".")[2].lower()
    category, source = file.category(call)
    kept = attach(
        call.draft,
        application.candidate,
        name=name,
        content=file.content,
        content_type=MEDIA_TYPES.get(extension, UNKNOWN),
        kind=named(AttachmentKind, category) or AttachmentKind.OTHER,
        application=application.id,
    )
    facts = {"category": category, "category_source": source, "path": body.get("path"), "format": format}
    confidential = (body.get("confidential") or {}).get("value")
    keep_facts(call.draft, DOCUMENT_FACTS, kept.id, confidential=confidential, **facts)
    return kept


def _content(text: str | None, field: str) -> bytes:
    """The bytes of a file."""
    if not text:
        raise NotBase64(field=field)
    try:
        return base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), validate=True)
    except (ValueError, binascii.Error):
        raise NotBase64(field=field) from None


def download_of(record: Attachment, *, format: str | None, export_format: str | None) -> Reply:
    """A file as its bytes, or as text in base64. Texts can be exported as plain text, other files cannot."""
    type = record.content_type.partition(";")[0].strip().lower()
    if format is not None and format.lower() == BASE64:
        type, content = TEXT, base64.b64encode(record.content)
    else:
        content = record.content
        if type.startswith("text/") and (export_format or "").lower() == TEXT:
            type = TEXT
    return download(record.name, content, type, BINARY)
