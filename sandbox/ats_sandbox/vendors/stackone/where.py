"""Where StackOne shows one record: the paths of the unified API by the world's nouns."""

from collections.abc import Mapping
from typing import Any

from ats_sandbox.contract.vendor import Where
from ats_sandbox.vendors.stackone.ids import CODECS
from ats_sandbox.world.domain.reading import Reading

PLURALS = {
    "application": "applications",
    "candidate": "candidates",
    "department": "departments",
    "interview": "interviews",
    "job": "jobs",
    "location": "locations",
    "offer": "offers",
    "posting": "job_postings",
    "reason": "rejected_reasons",
    "stage": "application_stages",
    "user": "users",
}
"""What has a list of its own."""

PARTS = {"attachment": "documents", "note": "notes", "scorecard": "scorecards"}
"""What is listed below applications, and notes below candidates."""


def whole(noun: str, plural: str) -> Where:
    """The place of records in a list of their own."""
    return lambda world, one: f"/unified/ats/{plural}/{CODECS[noun].write(world, one.id)}"


def part(noun: str, plural: str) -> Where:
    """The place of records in a list below another record."""

    def where(world: Reading, one: Any) -> str:
        above = "candidate" if one.application is None else "application"
        id = CODECS[above].write(world, getattr(one, above))
        return f"/unified/ats/{above}s/{id}/{plural}/{CODECS[noun].write(world, one.id)}"

    return where


WHERE: Mapping[str, Where] = {
    **{noun: whole(noun, plural) for noun, plural in PLURALS.items()},
    **{noun: part(noun, plural) for noun, plural in PARTS.items()},
}
"""By the world's nouns."""
