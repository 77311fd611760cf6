"""The wire shapes of notes."""

from ats_sandbox.contract.schema import RequestSchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.enums import NOTES_VISIBILITY
from ats_sandbox.vendors.stackone.shapes import Unified

NoteContentInput, NoteContent = wire.twins("NoteContent", {"body": wire.text()})


class NoteInput(RequestSchema):
    """A new note, or what changes of one; nothing is required."""

    content = wire.many(NoteContentInput)
    author_id = wire.text()
    visibility = wire.TextOrEnum(NOTES_VISIBILITY)
    passthrough = wire.free()


class Note(Unified):
    """Something that was written about a candidate."""

    content = wire.many(NoteContent)
    author_id = wire.text()
    remote_author_id = wire.text()
    visibility = wire.enum(NOTES_VISIBILITY)
    created_at = wire.moment()
    updated_at = wire.moment()
    deleted_at = wire.moment()
