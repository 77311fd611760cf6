"""The history of an application as StackOne tells it: one event for each property that changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from ats_sandbox.world.domain.applications import Activity, Application
from ats_sandbox.world.domain.commands.applications import ENDINGS
from ats_sandbox.world.domain.reading import Reading

WIDTH = 4
"""Ordinals of events: their entry's times this, plus the place of the property."""


class Aspect(IntEnum):
    """The properties that are followed; the number is the place of their event among those of one entry."""

    STAGE = 1
    STATUS = 2
    REASONS = 3


@dataclass(frozen=True, slots=True)
class Change:
    """One property changed. `last` marks the change to the status that the application still has."""

    entry: Activity
    aspect: Aspect
    last: bool = False

    @property
    def id(self) -> int:
        """Its ordinal, ascending with time."""
        return self.entry.id * WIDTH + self.aspect


@dataclass(frozen=True, slots=True)
class Changes:
    """Changes in the order in which they were written down."""

    told: list[Change]

    def after(self, id: int | None, limit: int) -> list[Change]:
        """`limit` changes after an ordinal; None starts at the beginning."""
        return [one for one in self.told if id is None or one.id > id][:limit]

    def page(self, offset: int, limit: int) -> list[Change]:
        """`limit` changes from the one at `offset` on."""
        return self.told[offset : offset + limit]


def history(world: Reading, application: Application) -> list[Change]:
    """Every change since the application began."""
    found = list(_changes(world, application))
    status = [at for at, one in enumerate(found) if one.aspect is Aspect.STATUS and one.entry.dated is None]
    if status and found[status[-1]].entry.status is application.status:
        found[status[-1]] = Change(found[status[-1]].entry, Aspect.STATUS, last=True)
    return found


def _changes(world: Reading, application: Application) -> Iterator[Change]:
    """What differs from entry to entry. An entry that was dated back tells of its time and changes nothing."""
    status = stage = reason = None
    for entry in world.activities.where(application=application.id):
        if entry.dated is not None:
            yield from _told(entry)
            continue
        if entry.status is None:
            continue
        ended = entry.reason if entry.status in ENDINGS else None
        if not entry.opening:
            if entry.stage not in (None, stage):
                yield Change(entry, Aspect.STAGE)
            if entry.status is not status:
                yield Change(entry, Aspect.STATUS)
            if ended != reason:
                yield Change(entry, Aspect.REASONS)
        status, reason = entry.status, ended
        stage = stage if entry.stage is None else entry.stage


def _told(entry: Activity) -> Iterator[Change]:
    if entry.stage is not None:
        yield Change(entry, Aspect.STAGE)
    if entry.status is not None:
        yield Change(entry, Aspect.STATUS)
    if entry.reason is not None:
        yield Change(entry, Aspect.REASONS)
