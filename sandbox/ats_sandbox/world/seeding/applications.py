"""Who applies where and when: the plan of all applications, before anything happens to them."""

import msgspec

from ats_sandbox.world.chance import Chance
from ats_sandbox.world.clock import SECOND, START
from ats_sandbox.world.seeding.calendar import applied_at, shortest
from ats_sandbox.world.seeding.context import SeedingContext
from ats_sandbox.world.seeding.jobs import PlannedJob
from ats_sandbox.world.store.ordinals import shared

_JOB = 32
"""Bits of a job's id."""


class PlannedApplication(msgspec.Struct, gc=False):
    """An application to be seeded. `transferred_at` is when its candidate was put on another job instead, if ever."""

    id: int
    candidate: int
    job: PlannedJob
    at: int
    transferred_at: int | None = None


class PlannedApplications(msgspec.Struct):
    """All applications in chronological order, and when each candidate became known (by ordinal - 1)."""

    all: list[PlannedApplication]
    met_at: list[int]


def planned_applications(context: SeedingContext, jobs: list[PlannedJob]) -> PlannedApplications:
    """Plan the applications of the recipe."""
    recipe = context.recipe
    pool = recipe.candidates * recipe.talent_pool // 100
    applicants = recipe.candidates - pool
    total = max(recipe.applications, applicants) if applicants else 0
    plan = _Plan(context.seed, jobs)
    lead = max(shortest(total) // 8, 3) if total else 0
    pooled = 0
    for ordinal in range(1, total + 1):
        at = applied_at(context.seed, ordinal, total)
        due = pool * ordinal // total
        while pooled < due:
            pooled += 1
            plan.add_candidate(at - lead)
        if -(-applicants * ordinal // total) > -(-applicants * (ordinal - 1) // total):
            plan.apply_new(ordinal, at, min(30 * SECOND, lead // 2))
        else:
            plan.apply_again(ordinal, at)
    return PlannedApplications(plan.all, plan.met_at)


class _Plan:
    """The applications planned so far, and the jobs that are open at the moment."""

    __slots__ = ("_applied", "_last", "_next_close", "_open", "_people", "_seed", "_waiting", "all", "met_at")

    def __init__(self, seed: int, jobs: list[PlannedJob]) -> None:
        self.all: list[PlannedApplication] = []
        self.met_at: list[int] = []
        self._seed = seed
        self._people: list[int] = []
        self._last: list[PlannedApplication | None] = []  # of each candidate, by ordinal - 1
        self._applied: set[int] = set()  # candidate and job in one number: a large world has many of them
        self._open: list[PlannedJob] = []
        self._waiting = [job for job in reversed(jobs) if job.opened_at is not None]
        self._next_close = START

    def add_candidate(self, at: int) -> int:
        """Add a candidate; gives the id."""
        self.met_at.append(at)
        self._last.append(None)
        return shared(len(self.met_at))

    def apply_new(self, ordinal: int, at: int, before: int) -> None:
        """A new candidate applies."""
        self._refresh(at)
        candidate = self.add_candidate(at - before)
        self._people.append(candidate)
        self._apply(candidate, Chance(self._seed, "application", ordinal).pick("job", self._open), at)

    def apply_again(self, ordinal: int, at: int) -> None:
        """A known candidate applies for another job, sometimes because the company suggested it."""
        self._refresh(at)
        chance = Chance(self._seed, "application", ordinal)
        for attempt in range(6):
            recent = chance.below(f"candidate.{attempt}", max(len(self._people) * 2 // 3, 1))
            candidate = self._people[len(self._people) - 1 - recent]
            job = chance.pick(f"job.{attempt}", self._open)
            if candidate << _JOB | job.id not in self._applied:
                last = self._last[candidate - 1]
                if last is not None and chance.happens("transferred", 12) and last.id > 1:
                    last.transferred_at = at
                self._apply(candidate, job, at)
                return

    def _refresh(self, at: int) -> None:
        while self._waiting and (self._waiting[-1].opened_at or 0) <= at:
            self._open.append(self._waiting.pop())
            self._next_close = min(self._next_close, self._open[-1].closes_at or START)
        if self._next_close <= at:
            self._open = [job for job in self._open if job.closes_at is None or job.closes_at > at]
            self._next_close = min(job.closes_at or START for job in self._open)

    def _apply(self, candidate: int, job: PlannedJob, at: int) -> None:
        application = PlannedApplication(shared(len(self.all) + 1), candidate, job, at)
        self.all.append(application)
        self._last[candidate - 1] = application
        self._applied.add(candidate << _JOB | job.id)
