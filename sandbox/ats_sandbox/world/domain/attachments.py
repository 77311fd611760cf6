"""Files of candidates."""

from enum import StrEnum

from ats_sandbox.world.store.references import OnDelete, Reference
from ats_sandbox.world.store.table import Collection, Record


class AttachmentKind(StrEnum):
    """What a file is."""

    RESUME = "resume"
    COVER_LETTER = "cover_letter"
    OFFER_LETTER = "offer_letter"
    OTHER = "other"


class Attachment(Record, frozen=True, kw_only=True):
    """A file of a candidate, perhaps sent with one application. `content` is its bytes."""

    candidate: int
    application: int | None
    kind: AttachmentKind
    name: str
    content_type: str
    content: bytes
    created_at: int
    updated_at: int


ATTACHMENTS = Collection(
    "attachments",
    Attachment,
    noun="attachment",
    references={
        "candidate": Reference("candidates", OnDelete.DELETE, follows=True),
        "application": Reference("applications", OnDelete.DELETE, follows=True),
    },
    indexes={"candidate": lambda one: (one.candidate,), "application": lambda one: (one.application,)},
    timeline=lambda one: one.updated_at,
)
