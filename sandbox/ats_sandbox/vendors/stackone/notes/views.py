"""Notes as answers show them."""

from typing import Any

from ats_sandbox.vendors.stackone.ids import ident
from ats_sandbox.vendors.stackone.lens import Lens
from ats_sandbox.vendors.stackone.notes.records import NOTE_FACTS
from ats_sandbox.vendors.stackone.shapes import moment
from ats_sandbox.vendors.stackone.state import facts_of, standing
from ats_sandbox.vendors.stackone.vocabulary import NOTE_VISIBILITY, NoteVisibility
from ats_sandbox.world.domain.notes import Note


def note(record: Note, lens: Lens) -> dict[str, Any]:
    """One note, in the paragraphs that it was sent in. Nothing is ever deleted here."""
    facts = facts_of(lens.world, NOTE_FACTS, record.id)
    state = NoteVisibility.PRIVATE if record.private else NoteVisibility.PUBLIC
    bodies = standing(facts.content, record.body, [record.body] if record.body else [])
    return {
        **ident(lens.world, "note", record.id),
        "unified_custom_fields": facts.unified,
        "content": [{"body": body} for body in bodies],
        **ident(lens.world, "user", record.author, "author_id"),
        "visibility": standing(facts.visibility, state, NOTE_VISIBILITY.show(state)),
        "created_at": moment(record.created_at),
        "updated_at": moment(record.updated_at),
        "deleted_at": None,
    }
