"""Notes, where they are found and what only StackOne knows of them."""

from ats_sandbox.vendors.stackone.repositories import CANDIDATES, INTERVIEWS, SubResources
from ats_sandbox.vendors.stackone.state import Facts, Override
from ats_sandbox.world.domain.candidates import Candidate
from ats_sandbox.world.domain.interviews import Interview
from ats_sandbox.world.domain.notes import Note
from ats_sandbox.world.store.table import Collection


class NoteFacts(Facts, frozen=True, kw_only=True):
    """The bodies of a note as they were sent, against the one text that the world keeps; the visibility as told."""

    content: Override | None = None
    visibility: Override | None = None


NOTE_FACTS = Collection("stackone.note_facts", NoteFacts)

OF_CANDIDATE: SubResources[Candidate, Note] = SubResources(
    CANDIDATES, lambda rows, parent: rows.where(candidate=parent.id)
)
OF_INTERVIEW: SubResources[Interview, Note] = SubResources(
    INTERVIEWS, lambda rows, parent: rows.where(interview=parent.id)
)
