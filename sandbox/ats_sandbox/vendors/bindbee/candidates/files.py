"""Files that come with a new candidate."""

import binascii
from base64 import b64decode

from ats_sandbox.contract.schema import Members
from ats_sandbox.vendors.bindbee.bodies import wrong
from ats_sandbox.vendors.bindbee.call import AnyCall, linked
from ats_sandbox.world.domain.attachments import AttachmentKind
from ats_sandbox.world.domain.candidates import Candidate
from ats_sandbox.world.domain.commands.attachments import attach


def store(call: AnyCall, person: Candidate, file: Members, *place: str | int) -> None:
    """Keep a file given by its content, or by its address: nothing is fetched, the address is what is kept."""
    content, content_type = contents(file, *place)
    name, kind = file.get("file_name") or "attachment", kind_of(file.get("attachment_type"))
    attach(call.draft, person.id, name=name, content=content, content_type=content_type, kind=kind)


def contents(file: Members, *place: str | int) -> tuple[bytes, str]:
    """The bytes of a file and their media type."""
    if (content := file.get("file_content")) is not None:
        return decoded(content, *place, "file_content"), file.get("content_type") or "application/octet-stream"
    if (url := file.get("file_url")) is not None:
        return str(url).encode(), "text/uri-list"
    raise wrong("either file_url or file_content is required", file, *place)


def decoded(content: str, *place: str | int) -> bytes:
    """The bytes of a base64 text."""
    try:
        return b64decode(content, validate=True)
    except (binascii.Error, ValueError):
        raise wrong("invalid base64", content, *place) from None


def kind_of(name: str | None) -> AttachmentKind:
    """What a file is, in the provider's terms."""
    try:
        return AttachmentKind((name or "other").lower())
    except ValueError:
        return AttachmentKind.OTHER


def adopt(call: AnyCall, person: Candidate, id: str, *place: str | int) -> None:
    """Give a person a copy of a file that is known by its id."""
    system = linked(call)
    file = system.world.attachments.get(system.ordinal("attachment", id))
    if file is None or not system.visibility.can_see(file):
        raise wrong("attachment not found", id, *place)
    attach(call.draft, person.id, name=file.name, content=file.content, content_type=file.content_type, kind=file.kind)
