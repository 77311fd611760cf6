"""What StackOne's bodies say about notes, in the world's terms."""

from collections.abc import Mapping
from typing import Any

from ats_sandbox.vendors.stackone.call import Call
from ats_sandbox.vendors.stackone.notes.records import NOTE_FACTS
from ats_sandbox.vendors.stackone.repositories import USERS
from ats_sandbox.vendors.stackone.state import Override, keep_facts
from ats_sandbox.vendors.stackone.vocabulary import NOTE_VISIBILITY, NoteVisibility
from ats_sandbox.world.domain.commands.notes import revise_note, write_note
from ats_sandbox.world.domain.notes import Note

Sent = Mapping[str, Any]
BETWEEN = "\n\n"
"""Separates the bodies of a note in the world, which keeps one text."""


def write(
    call: Call, sent: Sent, *, candidate: int, application: int | None = None, interview: int | None = None
) -> Note:
    """Write a note; without an author it is the caller's, without a visibility everybody's."""
    author = _author(call, sent) if sent.get("author_id") is not None else call.caller.user
    written = write_note(
        call.draft,
        candidate,
        _text(sent),
        application=application,
        interview=interview,
        author=author,
        private=_private(sent),
    )
    _keep(call, written, sent)
    return written


def revise(call: Call, record: Note, sent: Sent) -> Note:
    """Change what is sent about a note: absent members stay, null clears."""
    facts: dict[str, Any] = {}
    if "content" in sent:
        facts["body"] = _text(sent)
    if "author_id" in sent:
        facts["author"] = _author(call, sent)
    if "visibility" in sent:
        facts["private"] = _private(sent)
    revised = revise_note(call.draft, record, **facts)
    _keep(call, revised, sent)
    return revised


def _bodies(sent: Sent) -> list[str | None]:
    return [one.get("body") for one in sent.get("content") or ()]


def _text(sent: Sent) -> str:
    return BETWEEN.join(body for body in _bodies(sent) if body)


def _author(call: Call, sent: Sent) -> int | None:
    id = sent["author_id"]
    return None if id is None else USERS.get_reference(call, id, "author_id").id


def _private(sent: Sent) -> bool:
    return NOTE_VISIBILITY.read(sent.get("visibility")) is NoteVisibility.PRIVATE


def _keep(call: Call, written: Note, sent: Sent) -> None:
    """Write down what the world has no place for."""
    facts: dict[str, Any] = {}
    if "content" in sent:
        facts["content"] = Override(_bodies(sent), written.body)
    if "visibility" in sent:
        state = NoteVisibility.PRIVATE if written.private else NoteVisibility.PUBLIC
        facts["visibility"] = NOTE_VISIBILITY.override(sent["visibility"], state)
    if facts:
        keep_facts(call.draft, NOTE_FACTS, written.id, **facts)
