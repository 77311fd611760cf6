"""How long the background work of one world takes, kind by kind."""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from ats_sandbox.contract.refusal import Rule, Violation
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.errors import BadRequest, Unknown
from ats_sandbox.world.clock import SECOND
from ats_sandbox.world.domain.background import AT_ONCE, TASKS, Pace, Work, choose_pace, pace_of
from ats_sandbox.world.spelling import no_such
from ats_sandbox.world.world import World

LONGEST = 10 * 365 * 24 * 3600 * SECOND
"""Milliseconds that work may take at most."""
MOST_READS = 1_000_000


class KindOfWork(NamedTuple):
    """A kind of work, whose it is, how long it takes now, and how much of it is under way."""

    vendor: Vendor
    work: Work
    pace: Pace
    under_way: int


class Background:
    """The background work of one world. What is under way goes on as it began when another pace is chosen."""

    __slots__ = ("_vendors", "_world")

    def __init__(self, world: World, vendors: tuple[Vendor, ...]) -> None:
        self._world = world
        self._vendors = vendors

    def __repr__(self) -> str:
        return f"<Background of {self._world.name}>"

    def __iter__(self) -> Iterator[KindOfWork]:
        world = self._world.read()
        for vendor in self._vendors:
            for work in vendor.works:
                under_way = len(world[TASKS].where(work=work.name))
                yield KindOfWork(vendor, work, pace_of(world, work.name), under_way)

    def __getitem__(self, name: str) -> KindOfWork:
        """A kind of work. Raises Unknown."""
        found = {kind.work.name: kind for kind in self}
        if name not in found:
            raise Unknown(what="kind of background work", name=name, known=", ".join(found) or "none")
        return found[name]

    def set(
        self,
        name: str,
        *,
        after: timedelta | float | None = None,
        reads: int | None = None,
        never: bool = False,
        failure: str | None = None,
    ) -> KindOfWork:
        """Choose how long a kind of work takes from now on, and perhaps a `failure` that it ends with.

        `after` is a timedelta or seconds of the world's clock, `reads` a number of answers that show it unfinished;
        `never` leaves it unfinished; without any it ends directly after the answer that began it. Raises Unknown for
        the kind, and BadRequest (a ValueError) for what cannot be.
        """
        work = self[name].work
        self._check(work, failure, [after is not None, reads is not None, never])
        milliseconds = 0
        if after is not None:
            seconds = after.total_seconds() if isinstance(after, timedelta) else after
            if not 0 <= seconds * SECOND <= LONGEST:
                raise _refused("after", f"must be from 0 to {LONGEST // SECOND} seconds", after)
            milliseconds = round(seconds * SECOND)
        if reads is not None and not 1 <= reads <= MOST_READS:
            raise _refused("reads", f"must be from 1 to {MOST_READS}", reads)
        pace = Pace(after=None if never or reads is not None else milliseconds, reads=reads, failure=failure)
        with self._world.transaction() as draft:
            choose_pace(draft, name, None if pace == AT_ONCE else pace)
        return self[name]

    def reset(self, name: str | None = None) -> None:
        """Let a kind of work, or every kind, end directly after the answer again. Raises Unknown."""
        names = [kind.work.name for kind in self] if name is None else [self[name].work.name]
        with self._world.transaction() as draft:
            for one in names:
                choose_pace(draft, one, None)

    def _check(self, work: Work, failure: str | None, given: list[bool]) -> None:
        if sum(given) > 1:
            raise _refused("after", "give one of after, reads and never, or none of them", None)
        if failure is None:
            return
        if work.fail is None:
            raise _refused("failure", f"{work.name} cannot fail", failure)
        if work.reasons and failure not in work.reasons:
            raise _refused("failure", no_such(f"failure of {work.name}", failure, work.reasons), failure)


def _refused(member: str, text: str, value: object) -> BadRequest:
    return BadRequest((Violation(Rule.CUSTOM, (member,), text=text, value=value),))
