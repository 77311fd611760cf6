"""Reading and writing notes: of applications, of candidates, of interviews.

Each of the three offers something else: notes of interviews are not read, notes of candidates not updated.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from ats_sandbox.contract.operation import Example
from ats_sandbox.vendors.stackone.call import AnyCall, Call, Resource
from ats_sandbox.vendors.stackone.errors import NotFound, ReferenceNotFound, ValueUnknown
from ats_sandbox.vendors.stackone.notes import writing
from ats_sandbox.vendors.stackone.notes.records import OF_CANDIDATE, OF_INTERVIEW
from ats_sandbox.vendors.stackone.notes.schemas import Note, NoteInput
from ats_sandbox.vendors.stackone.notes.views import note
from ats_sandbox.vendors.stackone.queries import AccountHeader
from ats_sandbox.vendors.stackone.reads import CONTRACT, PREFIX, declare_get, declare_list
from ats_sandbox.vendors.stackone.repositories import NOTES, OF_APPLICATION, SUB, SubResources
from ats_sandbox.vendors.stackone.writes import CREATED, CreateResult, UpdateResult, done, written
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.candidates import Candidate
from ats_sandbox.world.domain.interviews import Interview
from ats_sandbox.world.domain.notes import Note as Record
from ats_sandbox.world.store.table import Record as Parent

notes = Resource("Notes", "What was written about candidates")

P = TypeVar("P", bound=Parent)
WORDS = {
    "content": [{"body": "Called back within the hour."}, {"body": "Would start in May."}],
    "visibility": {"value": "public"},
}


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'ai' else 'a'} {noun}"


def _declare_reading(noun: str, within: SubResources[Any, Record]) -> None:
    declare_list(
        notes,
        f"/{noun}s/{{id}}/notes",
        id=f"list_{noun}_notes",
        about=f"the notes of {_a(noun)}",
        repository=NOTES,
        shape=Note,
        view=note,
        within=within,
    )
    declare_get(
        notes,
        f"/{noun}s/{{id}}/notes/{{{SUB}}}",
        id=f"get_{noun}_note",
        about=f"a note of {_a(noun)}",
        repository=NOTES,
        shape=Note,
        view=note,
        within=within,
    )


def _declare_creating(
    noun: str, within: SubResources[P, Record], about: Callable[[AnyCall, P], dict[str, int]]
) -> None:
    def handler(call: Call) -> dict[str, Any]:
        parent = within.parent.get_or_404(call)
        return written(call, CREATED, NOTES, writing.write(call, call.body, **about(call, parent)))

    handler.__doc__ = (
        f"Create a note of {_a(noun)}.\n\n"
        "Nothing is required. Without an author it is the caller's; without a visibility it is public."
    )
    notes.post(
        f"{PREFIX}/{noun}s/{{id}}/notes",
        id=f"ats_create_{noun}_note",
        scope="unified",
        headers=AccountHeader,
        body=NoteInput,
        returns=CreateResult,
        status=201,
        errors=[NotFound, ReferenceNotFound, ValueUnknown],
        evidence=CONTRACT,
        example=Example(path={"id": within.parent.first_id}, body=WORDS),
    )(handler)


def _declare_updating(noun: str, within: SubResources[Any, Record]) -> None:
    def handler(call: Call) -> dict[str, Any]:
        writing.revise(call, within.get_or_404(call, NOTES), call.body)
        return done(call)

    handler.__doc__ = f"Update a note of {_a(noun)}.\n\nMembers that are left out stay; null clears."
    notes.patch(
        f"{PREFIX}/{noun}s/{{id}}/notes/{{{SUB}}}",
        id=f"ats_update_{noun}_note",
        scope="unified",
        headers=AccountHeader,
        body=NoteInput,
        returns=UpdateResult,
        errors=[NotFound, ReferenceNotFound, ValueUnknown],
        evidence=CONTRACT,
        example=Example(path=within.example(NOTES).path, body=WORDS),
    )(handler)


def _of_application(_call: Call, one: Application) -> dict[str, int]:
    return {"candidate": one.candidate, "application": one.id}


def _of_candidate(_call: Call, one: Candidate) -> dict[str, int]:
    return {"candidate": one.id}


def _of_interview(call: Call, one: Interview) -> dict[str, int]:
    candidate = call.world.applications[one.application].candidate
    return {"candidate": candidate, "application": one.application, "interview": one.id}


_declare_reading("application", OF_APPLICATION)
_declare_creating("application", OF_APPLICATION, _of_application)
_declare_updating("application", OF_APPLICATION)
_declare_reading("candidate", OF_CANDIDATE)
_declare_creating("candidate", OF_CANDIDATE, _of_candidate)
_declare_creating("interview", OF_INTERVIEW, _of_interview)
_declare_updating("interview", OF_INTERVIEW)
