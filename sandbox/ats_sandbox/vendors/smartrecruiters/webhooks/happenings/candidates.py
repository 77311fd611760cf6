"""Events of candidates."""

from collections.abc import Iterator

from ats_sandbox.vendors.smartrecruiters.webhooks.happenings.told import Told, differ, told
from ats_sandbox.world.domain.candidates import Candidate
from ats_sandbox.world.domain.reading import Reading

UPDATED = (
    *("first_name", "last_name", "email", "phone", "place", "links", "education", "experience", "internal", "tags"),
)
"""The members whose change is `candidate.updated`, as published; of addresses and numbers, candidates have one here."""


def of_candidate(world: Reading, before: Candidate | None, after: Candidate | None) -> Iterator[Told]:
    """Creation, what is published to be an update, deletion."""
    if before is None:
        if after is not None:
            yield told("candidate.created", candidate=after.id)
    elif after is None:
        yield told("candidate.deleted", candidate=before.id)
    elif differ(before, after, *UPDATED):
        yield told("candidate.updated", candidate=after.id)
