"""Files on their way out."""

import base64
from urllib.parse import quote

from ats_sandbox.contract.operation import Binary, Reply
from ats_sandbox.vendors.stackone.documents.files import MEDIA_TYPES, UNKNOWN
from ats_sandbox.world.domain.attachments import Attachment

TEXT = "text/plain"
BASE64 = "base64"
BINARY = Binary(tuple(dict.fromkeys([*MEDIA_TYPES.values(), "text/rtf", "audio/mp4", UNKNOWN])))
"""The media types that the vendor's contract declares; a file of any other kind is just bytes."""


def download(record: Attachment, *, format: str | None, export_format: str | None) -> Reply:
    """A file as its bytes, or as text in base64. Texts can be exported as plain text, other files cannot."""
    type = record.content_type.partition(";")[0].strip().lower()
    if format is not None and format.lower() == BASE64:
        type, content = TEXT, base64.b64encode(record.content)
    else:
        content = record.content
        if type.startswith("text/") and (export_format or "").lower() == TEXT:
            type = TEXT
    return Reply(
        200,
        headers={"Content-Disposition": disposition(record.name)},
        content=content,
        content_type=type if type in BINARY.media_types else UNKNOWN,
    )


def disposition(name: str) -> str:
    """The header that names a file; a name beyond ASCII is told twice."""
    plain = "".join(one if " " <= one <= "~" and one not in '"\\' else "_" for one in name)
    told = f'attachment; filename="{plain}"'
    return told if plain == name else f"{told}; filename*=UTF-8''{quote(name, safe='')}"
