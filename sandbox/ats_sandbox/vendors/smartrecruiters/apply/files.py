"""The files of an application, which stand in its body in base64."""

from base64 import b64decode
from binascii import Error
from typing import NamedTuple

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import Members, request_of
from ats_sandbox.vendors.smartrecruiters.errors import ApplyFileUnreadable
from ats_sandbox.world.domain.attachments import AttachmentKind

LONGEST = 13_981_014
"""Characters of a file's content: 10 MiB in base64."""


def read_as(member: str, field: fields.Strict) -> fields.Strict:
    """A field that is read under the name of what it becomes."""
    field.attribute = member
    return field


FileInput = request_of(
    "ApplyAttachment",
    fileName=read_as("name", fields.Text(least=0, most=100)),
    mimeType=read_as("type", fields.Text()),
    fileContent=read_as("content", fields.Text(least=1, most=LONGEST)),
)


class SentFile(NamedTuple):
    """A file that came with an application."""

    kind: AttachmentKind
    name: str
    content_type: str
    content: bytes


def files_in(body: Members) -> list[SentFile]:
    """The files to be kept; the picture is looked at and not kept. Raises ApplyFileUnreadable."""
    if "avatar" in body:
        _file(body["avatar"], AttachmentKind.OTHER)
    resume = [_file(body["resume"], AttachmentKind.RESUME)] if "resume" in body else []
    return [*resume, *(_file(one, AttachmentKind.OTHER) for one in body.get("attachments", ()))]


def _file(members: Members, kind: AttachmentKind) -> SentFile:
    try:
        content = b64decode(members.get("content", ""), validate=True)
    except (Error, ValueError):
        raise ApplyFileUnreadable from None
    if not content or not members.get("name"):
        raise ApplyFileUnreadable
    return SentFile(kind, members["name"], members.get("type") or "application/octet-stream", content)
