"""Files that come in: which kinds are taken, and how what they are called is held against what they hold."""

from collections.abc import Mapping
from io import BytesIO
from typing import NamedTuple
from zipfile import is_zipfile

from ats_sandbox.contract.body import Parts
from ats_sandbox.contract.downloads import UNKNOWN
from ats_sandbox.contract.operation import Binary
from ats_sandbox.vendors.smartrecruiters import errors

PART = "file"
"""The name of the part of a form that is the file."""

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"


class FileType(NamedTuple):
    """A media type, and the bytes that such files begin with."""

    media_type: str
    begins: bytes


FILE_TYPES: Mapping[str, FileType] = {
    "pdf": FileType("application/pdf", b"%PDF-"),
    "doc": FileType("application/msword", _OLE),
    "docx": FileType(f"{_OFFICE}.wordprocessingml.document", _ZIP),
    "odt": FileType("application/vnd.oasis.opendocument.text", _ZIP),
    "rtf": FileType("application/rtf", b"{\\rtf"),
    "txt": FileType("text/plain", b""),
    "csv": FileType("text/csv", b""),
    "xls": FileType("application/vnd.ms-excel", _OLE),
    "xlsx": FileType(f"{_OFFICE}.spreadsheetml.sheet", _ZIP),
    "ppt": FileType("application/vnd.ms-powerpoint", _OLE),
    "pptx": FileType(f"{_OFFICE}.presentationml.presentation", _ZIP),
    "jpg": FileType("image/jpeg", b"\xff\xd8\xff"),
    "jpeg": FileType("image/jpeg", b"\xff\xd8\xff"),
    "png": FileType("image/png", b"\x89PNG\r\n\x1a\n"),
    "gif": FileType("image/gif", b"GIF8"),
}
"""By extension, the kinds of files that are taken. The vendor's list is not published; programs are on none."""

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""What texts in UTF-16 begin with."""

BINARY = Binary((*dict.fromkeys(one.media_type for one in FILE_TYPES.values()), UNKNOWN))
"""What downloads are. A file that came in by another system may be of any kind."""

_MALWARE = (b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$", b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*")
"""The two halves of the pattern that antivirus software is tested with; whole, this module would be taken for it."""


class SentFile(NamedTuple):
    """A file that was sent and is what its name says."""

    name: str
    extension: str
    content: bytes

    @property
    def media_type(self) -> str:
        return FILE_TYPES[self.extension].media_type


def sent_file(form: Parts) -> SentFile:
    """The file of a form; its name is without the folders that some clients send along. Raises InvalidFile."""
    part = form.files.get(PART)
    name = "" if part is None else (part.filename or "").replace("\\", "/").rpartition("/")[2]
    content = b"" if part is None else part.read()
    extension = name.rpartition(".")[2].lower()
    kind = FILE_TYPES.get(extension) if name.count(".") else None
    if kind is None or not content or not content.startswith(kind.begins):
        raise errors.InvalidFile
    if (kind.begins == _ZIP and not is_zipfile(BytesIO(content))) or (not kind.begins and not is_text(content)):
        raise errors.InvalidFile
    return SentFile(name, extension, content)


def is_text(content: bytes) -> bool:
    """True unless a file holds bytes that texts do not: zeros, but for UTF-16."""
    return b"\x00" not in content or content.startswith(UTF_16)


def is_malware(content: bytes) -> bool:
    """True when a file carries the pattern that stands for malware."""
    return b"".join(_MALWARE) in content
