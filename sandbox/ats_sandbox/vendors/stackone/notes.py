"""Notes: what was written about candidates, kept at applications, candidates and interviews.

Each of the three offers something else: notes of interviews are not read, notes of candidates not updated.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.schema import Members
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import AnyCall, Call, Resource
from ats_sandbox.vendors.stackone.enums import NOTES_VISIBILITY
from ats_sandbox.vendors.stackone.errors import NotFound, ReferenceNotFound, ValueUnknown
from ats_sandbox.vendors.stackone.reads import declare_reads
from ats_sandbox.vendors.stackone.repositories import (
    CANDIDATES,
    INTERVIEWS,
    NOTES,
    OF_APPLICATION,
    SUB,
    USERS,
    SubResources,
)
from ats_sandbox.vendors.stackone.shapes import Unified
from ats_sandbox.vendors.stackone.state import Facts, Override, effective, facts_of, keep_facts
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.vendors.stackone.vocabulary import NOTE_VISIBILITY, NoteVisibility
from ats_sandbox.vendors.stackone.writes import declare_create, declare_update
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.candidates import Candidate
from ats_sandbox.world.domain.commands.notes import revise_note, write_note
from ats_sandbox.world.domain.interviews import Interview
from ats_sandbox.world.domain.notes import Note as Record
from ats_sandbox.world.store.table import Collection
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


class NoteFacts(Facts, frozen=True, kw_only=True):
    """The bodies of a note, while the world's one text is still made of them; the visibility as it was sent."""

    content: Override | None = None
    visibility: Override | None = None


NOTE_FACTS = Collection("stackone.note_facts", NoteFacts)
NoteContentInput, NoteContent = wire.twins("NoteContent", {"body": wire.text()})


def _facts(record: Record, context: ViewContext) -> NoteFacts:
    return facts_of(context.world, NOTE_FACTS, record.id)


def _content(record: Record, context: ViewContext) -> list[Document]:
    """The text in the paragraphs that it was sent in."""
    bodies = effective(_facts(record, context).content, record.body, [record.body] if record.body else [])
    return [{"body": body} for body in bodies]


def _visibility(record: Record, context: ViewContext) -> Document:
    state = _state(record)
    return effective(_facts(record, context).visibility, state, NOTE_VISIBILITY.show(state))


def _state(record: Record) -> NoteVisibility:
    return NoteVisibility.PRIVATE if record.private else NoteVisibility.PUBLIC


class Note(Unified):
    """Something that was written about a candidate. Nothing is ever deleted here."""

    id, remote_id = wire.ids("note")
    unified_custom_fields = wire.free(lambda record, context: _facts(record, context).unified)
    content = wire.many(NoteContent, _content)
    author_id, remote_author_id = wire.ids("user", "author")
    visibility = wire.enum(NOTES_VISIBILITY, _visibility)
    created_at = wire.moment()
    updated_at = wire.moment()
    deleted_at = wire.moment(wire.nothing)


NoteInput = wire.input_of(
    Note, "content author_id visibility passthrough", visibility=wire.TextOrEnum(NOTES_VISIBILITY)
)


def _declare_reading(noun: str, within: SubResources[Any, Record]) -> None:
    declare_reads(
        notes,
        f"/{noun}s/{{id}}/notes",
        ids=(f"list_{noun}_notes", f"get_{noun}_note"),
        about=(f"the notes of {_a(noun)}", f"a note of {_a(noun)}"),
        repository=NOTES,
        shape=Note,
        within=within,
    )


def _declare_creating(
    noun: str, within: SubResources[P, Record], about: Callable[[AnyCall, P], dict[str, int]]
) -> None:
    def create(call: Call) -> Record:
        return _write(call, **about(call, within.parent.get_or_404(call)))

    create.__doc__ = (
        f"Create a note of {_a(noun)}.\n\n"
        "Nothing is required. Without an author it is the caller's; without a visibility it is public."
    )
    declare_create(
        notes,
        f"/{noun}s/{{id}}/notes",
        id=f"create_{noun}_note",
        repository=NOTES,
        body=NoteInput,
        errors=[NotFound, ReferenceNotFound, ValueUnknown],
        example=Example(path={"id": within.parent.first_id}, body=EXAMPLE),
    )(create)


def _declare_updating(noun: str, within: SubResources[Any, Record]) -> None:
    def update(call: Call, record: Record) -> Record:
        return _revise(call, record)

    update.__doc__ = f"Update a note of {_a(noun)}.\n\nMembers that are left out stay; null clears."
    declare_update(
        notes,
        f"/{noun}s/{{id}}/notes/{{{SUB}}}",
        id=f"update_{noun}_note",
        repository=NOTES,
        within=within,
        body=NoteInput,
        errors=[ReferenceNotFound, ValueUnknown],
        example=Example(path=within.example(NOTES).path, body=EXAMPLE),
    )(update)


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'ai' else 'a'} {noun}"


def _write(call: Call, *, candidate: int, application: int | None = None, interview: int | None = None) -> Record:
    """Write a note; without an author it is the caller's, without a visibility everybody's."""
    body = call.body
    note = write_note(
        call.draft,
        candidate,
        _text(body),
        application=application,
        interview=interview,
        author=_author(call, body) if body.get("author_id") is not None else call.caller.user,
        private=_private(body),
    )
    _keep(call, note)
    return note


def _revise(call: Call, record: Record) -> Record:
    """Change what is sent about a note: absent members stay, null clears."""
    body = call.body
    changes: Members = {}
    if "content" in body:
        changes["body"] = _text(body)
    if "author_id" in body:
        changes["author"] = _author(call, body)
    if "visibility" in body:
        changes["private"] = _private(body)
    note = revise_note(call.draft, record, **changes)
    _keep(call, note)
    return note


def _bodies(body: Members) -> list[str | None]:
    return [one.get("body") for one in body.get("content") or ()]


def _text(body: Members) -> str:
    return BETWEEN.join(text for text in _bodies(body) if text)


def _author(call: AnyCall, body: Members) -> int | None:
    id = body["author_id"]
    return None if id is None else USERS.get_reference(call, id, "author_id").id


def _private(body: Members) -> bool:
    return NOTE_VISIBILITY.read(body.get("visibility")) is NoteVisibility.PRIVATE


def _keep(call: Call, note: Record) -> None:
    """Keep what the world has no place for."""
    body = call.body
    facts: Members = {}
    if "content" in body:
        facts["content"] = Override(_bodies(body), note.body)
    if "visibility" in body:
        facts["visibility"] = NOTE_VISIBILITY.override(body["visibility"], _state(note))
    if facts:
        keep_facts(call.draft, NOTE_FACTS, note.id, **facts)


def _of_application(_call: AnyCall, one: Application) -> dict[str, int]:
    return {"candidate": one.candidate, "application": one.id}


def _of_candidate(_call: AnyCall, one: Candidate) -> dict[str, int]:
    return {"candidate": one.id}


def _of_interview(call: AnyCall, one: Interview) -> dict[str, int]:
    candidate = call.world.applications[one.application].candidate
    return {"candidate": candidate, "application": one.application, "interview": one.id}


_declare_reading("application", OF_APPLICATION)
_declare_creating("application", OF_APPLICATION, _of_application)
_declare_updating("application", OF_APPLICATION)
_declare_reading("candidate", OF_CANDIDATE)
_declare_creating("candidate", OF_CANDIDATE, _of_candidate)
_declare_creating("interview", OF_INTERVIEW, _of_interview)
_declare_updating("interview", OF_INTERVIEW)
