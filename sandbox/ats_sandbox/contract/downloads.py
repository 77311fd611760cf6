"""Answers that are files: their bytes, under a name."""

from urllib.parse import quote

from ats_sandbox.contract.operation import Binary, Reply

UNKNOWN = "application/octet-stream"
"""The media type of what is just bytes."""

LONGEST_NAME = 255
"""Characters of a file's name that a download gives."""

LONGEST_SUFFIX = 20


def disposition(name: str) -> str:
    """The header that names a file; a name beyond ASCII is given twice, and one too long for a file system cut."""
    if len(name) > LONGEST_NAME:
        stem, dot, suffix = name.rpartition(".")
        suffix = dot + suffix if stem and len(suffix) <= LONGEST_SUFFIX else ""
        name = name[: LONGEST_NAME - len(suffix)] + suffix
    plain = "".join(one if " " <= one <= "~" and one not in '"\\' else "_" for one in name)
    header = f'attachment; filename="{plain}"'
    return header if plain == name else f"{header}; filename*=UTF-8''{quote(name, safe='')}"


def download(name: str, content: bytes, content_type: str, shape: Binary) -> Reply:
    """A file, to be kept under its name; one of no media type that the operation declares is just bytes."""
    return Reply(
        200,
        headers={"Content-Disposition": disposition(name)},
        content=content,
        content_type=content_type if content_type in shape.media_types else UNKNOWN,
    )
