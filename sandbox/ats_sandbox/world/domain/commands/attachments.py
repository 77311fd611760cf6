"""What can be done with files: attach and discard them."""

from ats_sandbox.world.domain.attachments import ATTACHMENTS, Attachment, AttachmentKind
from ats_sandbox.world.domain.cascade import delete
from ats_sandbox.world.domain.reading import Transaction


def attach(
    world: Transaction,
    person: int,
    *,
    name: str,
    content: bytes,
    content_type: str,
    kind: AttachmentKind = AttachmentKind.OTHER,
    application: int | None = None,
) -> Attachment:
    """Keep a file of a person."""
    return world.put(
        ATTACHMENTS,
        Attachment(
            id=world.next_id(ATTACHMENTS),
            candidate=person,
            application=application,
            kind=kind,
            name=name,
            content_type=content_type,
            content=content,
            created_at=world.now,
            updated_at=world.now,
        ),
    )


def discard(world: Transaction, file: Attachment) -> None:
    """Delete a file."""
    delete(world, ATTACHMENTS, file.id)
