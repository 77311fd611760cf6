"""Notes: what was written about candidates, kept at applications, candidates and interviews.

Each of the three offers something else: notes of interviews are not read, notes of candidates not updated.
"""

from collections.abc import Callable
from typing import TypeVar

from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import Members, shape_of
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import AnyCall, Call, Resource
from ats_sandbox.vendors.stackone.errors import ReferenceNotFound, ValueUnknown
from ats_sandbox.vendors.stackone.records import Records, a
from ats_sandbox.vendors.stackone.repositories import CANDIDATES, INTERVIEWS, NOTES, OF_APPLICATION, USERS, SubResources
from ats_sandbox.vendors.stackone.shapes import Unified
from ats_sandbox.vendors.stackone.state import NOTE_FACTS, NoteFacts, Override, effective, facts_of, keep_facts
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.vendors.stackone.vocabulary import NOTE_VISIBILITY, NoteVisibility
from ats_sandbox.world.domain.candidates import Candidate
from ats_sandbox.world.domain.commands.notes import revise_note, write_note
from ats_sandbox.world.domain.interviews import Interview
from ats_sandbox.world.domain.notes import Note as Record
from ats_sandbox.world.store.table import Record as Parent

notes = Resource("Notes", "What was written about candidates")

P = TypeVar("P", bound=Parent)
BETWEEN = "\n\n"
"""Separates the bodies of a note in the world, which keeps one text."""

EXAMPLE: Members = {
    "content": [{"body": "Called back within the hour."}, {"body": "Would start in May."}],
    "visibility": {"value": "public"},
}
OF_CANDIDATE: SubResources[Candidate, Record] = SubResources(CANDIDATES, lambda rows, one: rows.where(candidate=one.id))
OF_INTERVIEW: SubResources[Interview, Record] = SubResources(INTERVIEWS, lambda rows, one: rows.where(interview=one.id))


NoteContent = shape_of("NoteContent", body=wire.text())


def _facts(record: Record, context: ViewContext) -> NoteFacts:
    return facts_of(context.world, NOTE_FACTS, record.id)


def _content(record: Record, context: ViewContext) -> list[Document]:
    """The text in the paragraphs that it was sent in."""
    bodies = effective(_facts(record, context).content, record.body, [record.body] if record.body else [])
    return [{"body": body} for body in bodies]


def _visibility(record: Record, context: ViewContext) -> Document:
    return NOTE_VISIBILITY.show(_state(record), _facts(record, context).visibility)


def _state(record: Record) -> NoteVisibility:
    return NoteVisibility.PRIVATE if record.private else NoteVisibility.PUBLIC


class Note(Unified):
    """Something that was written about a candidate. Nothing is ever deleted here."""

    id, remote_id = wire.ids("note")
    unified_custom_fields = wire.free(lambda record, context: _facts(record, context).unified)
    content = wire.many(NoteContent, _content)
    author_id, remote_author_id = wire.ids("user", "author")
    visibility = wire.enum("NotesVisibility", _visibility)
    created_at = wire.moment()
    updated_at = wire.moment()
    deleted_at = wire.moment(wire.nothing)


NoteInput = wire.input_of(
    Note, "content author_id visibility passthrough", visibility=wire.TextOrEnum("NotesVisibility")
)


def _declare(
    within: SubResources[P, Record], about: Callable[[AnyCall, P], Members], *, read: bool = True, updated: bool = True
) -> None:
    """Declare the operations on the notes of one kind of records; `about` says what a new one is about."""
    records, owner = Records(notes, "note", NOTES, Note, within=within), a(within.parent.kind)

    def create(call: Call) -> Record:
        one = within.parent.get_or_404(call)
        said = _said(call)
        if said.get("author") is None:
            said["author"] = call.caller.user
        return _keep(call, write_note(call.draft, **{"body": "", **about(call, one), **said}))

    create.__doc__ = (
        f"Create a note of {owner}.\n\n"
        "Nothing is required. Without an author it is the caller's; without a visibility it is public."
    )

    def update(call: Call, record: Record) -> Record:
        return _keep(call, revise_note(call.draft, record, **_said(call)))

    update.__doc__ = f"Update a note of {owner}.\n\nMembers that are left out stay; null clears."

    errors = [ReferenceNotFound, ValueUnknown]
    if read:
        records.reads()
    records.create(NoteInput, errors=errors, example=EXAMPLE)(create)
    if updated:
        records.update(NoteInput, errors=errors, example=EXAMPLE)(update)


def _said(call: AnyCall) -> Members:
    """What is sent about a note, in the world's terms."""
    body, said = call.body, Members()
    if "content" in body:
        said["body"] = BETWEEN.join(text for text in _bodies(body) if text)
    if "author_id" in body:
        said["author"] = USERS.reference_id(call, body, "author_id")
    if "visibility" in body:
        said["private"] = NOTE_VISIBILITY.read(body["visibility"]) is NoteVisibility.PRIVATE
    return said


def _bodies(body: Members) -> list[str | None]:
    return [one.get("body") for one in body["content"] or ()]


def _keep(call: Call, note: Record) -> Record:
    """Keep what the world has no place for."""
    body, facts = call.body, Members()
    if "content" in body:
        facts["content"] = Override(_bodies(body), note.body)
    if "visibility" in body:
        facts["visibility"] = NOTE_VISIBILITY.override(body["visibility"], _state(note))
    keep_facts(call.draft, NOTE_FACTS, note.id, **facts)
    return note


def _of_interview(call: AnyCall, one: Interview) -> Members:
    candidate = call.world.applications[one.application].candidate
    return {"person": candidate, "application": one.application, "interview": one.id}


_declare(OF_APPLICATION, lambda _, one: {"person": one.candidate, "application": one.id})
_declare(OF_CANDIDATE, lambda _, one: {"person": one.id}, updated=False)
_declare(OF_INTERVIEW, _of_interview, read=False)
