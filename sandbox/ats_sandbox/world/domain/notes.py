"""What recruiters wrote about candidates."""

from typing import TypedDict

from ats_sandbox.world.store.references import OnDelete, Reference
from ats_sandbox.world.store.table import Collection, Record


class Note(Record, frozen=True, kw_only=True):
    """A text about a candidate, perhaps on one application or interview. `private`: only its author sees it."""

    candidate: int
    application: int | None
    interview: int | None
    author: int | None
    body: str
    private: bool
    created_at: int
    updated_at: int


class NoteFields(TypedDict, total=False):
    """The fields of a note that can be changed."""

    candidate: int
    application: int | None
    interview: int | None
    author: int | None
    body: str
    private: bool


NOTES = Collection(
    "notes",
    Note,
    noun="note",
    references={
        "candidate": Reference("candidates", OnDelete.DELETE, follows=True),
        "application": Reference("applications", OnDelete.DELETE, follows=True),
        "interview": Reference("interviews", OnDelete.DELETE),
        "author": Reference("users"),
    },
    indexes={
        "candidate": lambda one: (one.candidate,),
        "application": lambda one: (one.application,),
        "interview": lambda one: (one.interview,),
        "author": lambda one: (one.author,),
    },
    timeline=lambda one: one.updated_at,
    numbers=("candidate", "application", "interview", "created_at", "updated_at"),
)
