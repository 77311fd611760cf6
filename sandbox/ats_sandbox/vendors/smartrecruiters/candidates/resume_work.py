"""The work after an answer that takes over into a new candidate's profile what the resume says beside who they are.

In a world where that ends at once the profile has it with the answer that adds them, as nothing tells of a delay.
"""

from typing import Any

from ats_sandbox.world.domain.background import AT_ONCE, Work, begin, pace_of
from ats_sandbox.world.domain.candidates import Candidate
from ats_sandbox.world.domain.commands.candidates import amend
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.store.references import OnDelete, Reference
from ats_sandbox.world.store.table import Collection, Record

FOLLOWING = ("phones", "links", "employer", "title", "education", "experience")
"""The fields of a Candidate that are taken over. Names and e-mail address are there from the first."""


class ReadResume(Record, frozen=True, kw_only=True):
    """What the resume of a candidate says and the profile does not yet."""

    candidate: int
    profile: Candidate


READ_RESUMES = Collection(
    "smartrecruiters.read_resumes",
    ReadResume,
    references={"candidate": Reference("candidates", OnDelete.DELETE, follows=True)},
    indexes={"candidate": lambda one: (one.candidate,)},
)


def _take_over(world: Transaction, resume: int) -> None:
    """Fill in what is still unknown of the candidate."""
    read = world[READ_RESUMES].get(resume)
    if read is None:
        return
    person = world.candidates[read.candidate]
    said: dict[str, Any] = {name: getattr(read.profile, name) for name in FOLLOWING if not getattr(person, name)}
    amend(world, person, **said)
    world.remove(READ_RESUMES, resume)


def _drop(world: Transaction, resume: int, reason: str) -> None:
    if resume in world[READ_RESUMES]:
        world.remove(READ_RESUMES, resume)


RESUME_READING = Work(
    "resume_reading",
    "what a resume says goes into the profile",
    _take_over,
    _drop,
    ("UNPARSABLE_RESUME",),
    begun_by=("create_candidate_by_resume", "create_candidate_on_job_by_resume"),
)


def follows_later(world: Reading) -> bool:
    """True in a world where the profile is filled in after the answer."""
    return pace_of(world, RESUME_READING.name) != AT_ONCE


def read_later(world: Transaction, person: Candidate, profile: Candidate) -> None:
    """Fill in the profile of a candidate later."""
    resume = ReadResume(id=world.next_id(READ_RESUMES), candidate=person.id, profile=profile)
    begin(world, RESUME_READING, world.put(READ_RESUMES, resume).id)
