"""What records are called on pages: their nouns, and a line for each one."""

from typing import Any

from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import NOUNS, Record

LONGEST = 120
"""Characters of a line."""

FIRST = (
    *("candidate", "application", "job", "posting", "position", "interview", "timeslot", "scorecard", "offer"),
    *("approval", "note", "attachment", "user", "department", "location", "pipeline", "stage", "source", "reason"),
)
"""Nouns that people look for, before all others."""

ABOVE = ("candidate", "application", "interview", "job", "offer", "request")
"""Members that name what a record belongs to, the nearest first, where it has no name of its own."""


def nouns() -> tuple[str, ...]:
    """Every noun of the world, the ones that people look for first."""
    return (*FIRST, *sorted(NOUNS.keys() - {*FIRST}))


def plural(noun: str) -> str:
    """Several of a noun, as a heading says it."""
    words = noun.replace("_", " ")
    return (words if words.endswith("s") else f"{words[:-1]}ies" if words.endswith("y") else f"{words}s").capitalize()


def label(world: Reading, record: Record) -> str:
    """A line that tells one record from others of its kind."""
    return shortened(_named(world, record) or f"{type(record).__name__} {record.id}", LONGEST)


def shortened(text: str, longest: int) -> str:
    """A text, cut when it is long."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _named(world: Reading, record: Any) -> str | None:
    if {"candidate", "job"} <= {*record.__struct_fields__}:
        person, job = world.candidates.get(record.candidate), world.jobs.get(record.job)
        return f"{person and person.name} for {job and job.title}"
    if "first_name" in record.__struct_fields__:
        return f"{record.first_name} {record.last_name}".strip() or record.email
    own = [getattr(record, name, None) for name in ("title", "name", "label", "email", "body", "content")]
    named = next((one for one in own if isinstance(one, str) and one.strip()), None)
    if named is not None:
        reference = getattr(record, "reference", None)
        return f"{named} ({reference})" if isinstance(reference, str) and reference else named
    of = above(world, record)
    if of is None:
        return None
    kinds = (getattr(record, name, None) for name in ("kind", "type", "status"))
    kind = next((one for one in kinds if isinstance(one, str)), None)
    return f"{kind}: {label(world, of)}" if kind else label(world, of)


def above(world: Reading, record: Record) -> Record | None:
    """What a record belongs to."""
    for member in ABOVE:
        of, noun = getattr(record, member, None), "approval" if member == "request" else member
        found: Record | None = world[NOUNS[noun]].get(of) if isinstance(of, int) else None
        if found is not None:
            return found
    return None


def is_confidential(world: Reading, record: Record) -> bool:
    """Whether a record, or what it belongs to, is confidential."""
    own = getattr(record, "confidential", None)
    if own is not None:
        return bool(own)
    of = above(world, record)
    return of is not None and is_confidential(world, of)


def noun_and_id(world: Reading, collection: str, ordinal: int) -> tuple[str, str] | None:
    """What kind of record this is and its id, by which the page of records shows it; None for what is not there."""
    found = next((noun for noun, one in NOUNS.items() if one.name == collection), None)
    if found is None or world[NOUNS[found]].get(ordinal) is None:
        return None
    return found, native_id(world, found, ordinal)
