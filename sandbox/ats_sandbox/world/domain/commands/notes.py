"""What can be done with notes: write, revise and delete them."""

from typing import Unpack

from msgspec.structs import replace

from ats_sandbox.world.domain.cascade import delete
from ats_sandbox.world.domain.notes import NOTES, Note, NoteFields
from ats_sandbox.world.domain.reading import Transaction


def write_note(
    world: Transaction,
    person: int,
    body: str,
    *,
    application: int | None = None,
    interview: int | None = None,
    author: int | None = None,
    private: bool = False,
) -> Note:
    """Write a note about a candidate."""
    return world.put(
        NOTES,
        Note(
            id=world.next_id(NOTES),
            candidate=person,
            application=application,
            interview=interview,
            author=author,
            body=body,
            private=private,
            created_at=world.now,
            updated_at=world.now,
        ),
    )


def revise_note(world: Transaction, note: Note, **fields: Unpack[NoteFields]) -> Note:
    """Change fields of a note."""
    return world.put(NOTES, replace(note, updated_at=world.now, **fields))


def drop_note(world: Transaction, note: Note) -> None:
    """Delete a note."""
    delete(world, NOTES, note.id)
