"""Files that come with a new candidate."""

import binascii
from base64 import b64decode
from typing import Any

from ats_sandbox.vendors.bindbee.mirror import Mirror
from ats_sandbox.vendors.bindbee.operations.references import wrong
from ats_sandbox.world.domain.attachments import AttachmentKind
from ats_sandbox.world.domain.candidates import Candidate
from ats_sandbox.world.domain.commands.attachments import attach
from ats_sandbox.world.domain.reading import Transaction


def store(world: Transaction, person: Candidate, file: dict[str, Any], *place: str | int) -> None:
    """Keep a file given by its content, or by its address: nothing is fetched, the address is what is kept."""
    content, content_type = contents(file, *place)
    attach(
        world,
        person.id,
        name=file.get("file_name") or "attachment",
        content=content,
        content_type=content_type,
        kind=kind_of(file.get("attachment_type")),
    )


def contents(file: dict[str, Any], *place: str | int) -> tuple[bytes, str]:
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


def kind_of(word: str | None) -> AttachmentKind:
    """What a file is, in the provider's words."""
    try:
        return AttachmentKind((word or "other").lower())
    except ValueError:
        return AttachmentKind.OTHER


def adopt(world: Transaction, system: Mirror, person: Candidate, id: str, *place: str | int) -> None:
    """Give a person a copy of a file that is known by its id."""
    ordinal = system.ordinal("attachment", id)
    held = world.attachments.get(ordinal)
    if held is None or not system.visibility.can_see(held):
        raise wrong("attachment not found", id, *place)
    attach(world, person.id, name=held.name, content=held.content, content_type=held.content_type, kind=held.kind)
