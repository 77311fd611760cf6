"""The kinds of records that testers name: their collections, and what else a record of each is known by."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ats_sandbox.world.applications import APPLICATIONS
from ats_sandbox.world.attachments import ATTACHMENTS
from ats_sandbox.world.candidates import CANDIDATES
from ats_sandbox.world.company import DEPARTMENTS, LOCATIONS
from ats_sandbox.world.interviews import INTERVIEWS, SCORECARDS, TIMESLOTS
from ats_sandbox.world.jobs import JOBS, POSITIONS, POSTINGS
from ats_sandbox.world.notes import NOTES
from ats_sandbox.world.offers import OFFERS
from ats_sandbox.world.pipelines import PIPELINES, STAGES
from ats_sandbox.world.reading import Reading
from ats_sandbox.world.reasons import REASONS
from ats_sandbox.world.sources import SOURCES
from ats_sandbox.world.table import Collection
from ats_sandbox.world.users import USERS


@dataclass(frozen=True, slots=True)
class Kind:
    """`label` is what people call a record; `index` finds records by it (in lower case where `folded`)."""

    noun: str
    collection: Collection[Any]
    label: Callable[[Any], str] | None = None
    index: str | None = None
    folded: bool = False

    def labelled(self, world: Reading, text: str) -> list[int]:
        """The records that people call so, whatever the letter case."""
        if self.label is None:
            return []
        rows = world[self.collection]
        if self.index is not None:
            return [one.id for one in rows.where(**{self.index: text.casefold() if self.folded else text})]
        return [one.id for one in rows if self.label(one).casefold() == text.casefold()]

    def labels(self, world: Reading, most: int = 500) -> Iterator[str]:
        """What people call the first records of this kind."""
        if self.label is not None:
            yield from (self.label(one) for one in world[self.collection].page(0, most))


KINDS: Mapping[str, Kind] = {
    kind.noun: kind
    for kind in (
        Kind("pipeline", PIPELINES, lambda one: str(one.name)),
        Kind("stage", STAGES),
        Kind("source", SOURCES, lambda one: str(one.label), "label", folded=True),
        Kind("reason", REASONS, lambda one: str(one.label)),
        Kind("department", DEPARTMENTS, lambda one: str(one.name)),
        Kind("location", LOCATIONS, lambda one: str(one.name)),
        Kind("user", USERS, lambda one: str(one.email), "email", folded=True),
        Kind("job", JOBS, lambda one: str(one.reference), "reference"),
        Kind("posting", POSTINGS),
        Kind("position", POSITIONS),
        Kind("candidate", CANDIDATES, lambda one: one.email or "", "email", folded=True),
        Kind("application", APPLICATIONS),
        Kind("interview", INTERVIEWS),
        Kind("timeslot", TIMESLOTS),
        Kind("scorecard", SCORECARDS),
        Kind("offer", OFFERS),
        Kind("note", NOTES),
        Kind("attachment", ATTACHMENTS),
    )
}
"""By the world's nouns."""
