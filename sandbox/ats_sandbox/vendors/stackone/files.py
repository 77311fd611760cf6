"""Files: their categories, how bodies carry them, how they are kept in the world, and how they go out."""

import base64
import binascii
from dataclasses import dataclass
from pathlib import Path

from ats_sandbox.contract.downloads import UNKNOWN, download
from ats_sandbox.contract.operation import Binary, Reply
from ats_sandbox.contract.schema import Members
from ats_sandbox.vendors.stackone.call import AnyCall
from ats_sandbox.vendors.stackone.enums import DOCUMENT_TYPE, UNMAPPED
from ats_sandbox.vendors.stackone.errors import NotBase64
from ats_sandbox.vendors.stackone.ids import remote_of
from ats_sandbox.vendors.stackone.repositories import KeyedRecord, keyed_repository
from ats_sandbox.vendors.stackone.state import DOCUMENT_FACTS, keep_facts
from ats_sandbox.vendors.stackone.vocabulary import named
from ats_sandbox.world.clock import DAY
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.attachments import Attachment, AttachmentKind
from ats_sandbox.world.domain.commands.attachments import attach
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Collection, Table


class DocumentCategory(KeyedRecord, frozen=True, kw_only=True):
    """A kind of files. Its id at the provider is the provider's value for it."""

    name: str
    active: bool
    created_at: int
    updated_at: int

    @property
    def value(self) -> str:
        """StackOne's value for it."""
        return self.key.lower()


def _key(text: str) -> str:
    return text.upper().replace(" ", "_")


CATEGORIES = keyed_repository(
    "document_category",
    Collection(
        "stackone.document_categories",
        DocumentCategory,
        indexes={"key": lambda one: (one.key,)},
        timeline=lambda one: one.updated_at,
    ),
    "/configuration/attachment-types",
    read_key=_key,
)
RETIRED = frozenset({"avatar"})
"""What the company no longer keeps; profile pictures have taken its place."""

_LINES = (Path(__file__).parent / "media_types.txt").read_text("ascii").splitlines()
MEDIA_TYPES: dict[str, str] = dict(map(str.split, _LINES))
"""By extension: the media types that the vendor's downloads declare."""

TEXT = "text/plain"
BASE64 = "base64"
ENCODED = "([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}={0,2}|[A-Za-z0-9+/]{3}=?)?"
"""What the bytes of a file are sent as: base64, which may lack the padding, as it does in the vendor's own sample."""
BINARY = Binary(tuple(dict.fromkeys([*MEDIA_TYPES.values(), "text/rtf", "audio/mp4", UNKNOWN])))
"""The media types that the vendor's contract declares; a file of any other kind is just bytes."""


def categories(world: Reading) -> Table[DocumentCategory]:
    """The categories of a new world: one for each of StackOne's values."""
    since = world.now - 400 * DAY
    values = [value for value in DOCUMENT_TYPE.values if value != UNMAPPED]
    return Table.build(
        CATEGORIES.collection,
        [
            DocumentCategory(
                id=id,
                key=_key(value),
                name=value.replace("_", " ").capitalize(),
                active=value not in RETIRED,
                created_at=since,
                updated_at=since,
            )
            for id, value in enumerate(values, start=1)
        ],
    )


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
