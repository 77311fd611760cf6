"""Notes as answers show them."""

from typing import Any

from ats_sandbox.vendors.stackone.ids import id_pair
from ats_sandbox.vendors.stackone.notes.records import NOTE_FACTS
from ats_sandbox.vendors.stackone.shapes import moment
from ats_sandbox.vendors.stackone.state import effective, facts_of
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.vendors.stackone.vocabulary import NOTE_VISIBILITY, NoteVisibility
from ats_sandbox.world.domain.notes import Note


def note(record: Note, context: ViewContext) -> dict[str, Any]:
    """One note, in the paragraphs that it was sent in. Nothing is ever deleted here."""
    facts = facts_of(context.world, NOTE_FACTS, record.id)
    state = NoteVisibility.PRIVATE if record.private else NoteVisibility.PUBLIC
    bodies = effective(facts.content, record.body, [record.body] if record.body else [])
    return {
        **id_pair(context.world, "note", record.id),
        "unified_custom_fields": facts.unified,
        "content": [{"body": body} for body in bodies],
        **id_pair(context.world, "user", record.author, "author_id"),
        "visibility": effective(facts.visibility, state, NOTE_VISIBILITY.show(state)),
        "created_at": moment(record.created_at),
        "updated_at": moment(record.updated_at),
        "deleted_at": None,
    }
