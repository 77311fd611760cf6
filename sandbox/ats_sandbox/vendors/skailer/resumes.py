"""Reading a resume. The real parser is not public; this one is simple, never fails, and always finds the same."""

import re
from collections.abc import Mapping

MEDIA_TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""The accepted formats, by file name extension."""

LARGEST = 10 * 1024 * 1024
"""Bytes of a CV."""

# A run of letters is tried once only, from its beginning: ten megabytes of them take no longer than ten of anything.
_EMAIL = re.compile(rb"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]++@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")
_PHONE = re.compile(rb"\+[0-9][0-9 ()-]{7,17}[0-9]")
_BETWEEN = re.compile(r"[ _.-]+")
_TITLES = {"cv", "resume"}


def base_name(name: str) -> str:
    """A file's name without the folders that some clients send along."""
    return name.replace("\\", "/").rpartition("/")[2]


def extension(name: str) -> str:
    """What follows the last dot, in lower case; nothing when there is no dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def parsed(name: str, content: bytes) -> dict[str, str | None]:
    """`first_name`, `last_name` from the file's name; `email`, `phone` are the first ones in its bytes."""
    words = [word for word in _BETWEEN.split(name.rpartition(".")[0]) if word.isalpha() and word.lower() not in _TITLES]
    first, last = [*words, None, None][:2]
    return {"first_name": first, "last_name": last, "email": _first(_EMAIL, content), "phone": _first(_PHONE, content)}


def _first(pattern: re.Pattern[bytes], content: bytes) -> str | None:
    found = pattern.search(content)
    return found[0].decode("ascii") if found else None
