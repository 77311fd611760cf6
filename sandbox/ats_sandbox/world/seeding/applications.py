"""Who applies where and when: the plan of all applications, before anything happens to them."""

import msgspec

from ats_sandbox.world.chance import Chance
from ats_sandbox.world.clock import SECOND, START
from ats_sandbox.world.seeding.calendar import arrival, shortest
from ats_sandbox.world.seeding.jobs import PlannedJob
from ats_sandbox.world.seeding.setting import SeedingContext


class PlannedApplication(msgspec.Struct):
    """An application that comes. `transferred_at` is when its candidate was put on another job instead, if ever."""

    id: int
    candidate: int
    opening: PlannedJob
    at: int
    transferred_at: int | None = None


class PlannedApplications(msgspec.Struct):
    """All applications in the order of their coming, and when each candidate was first heard of (by ordinal - 1)."""

    all: list[PlannedApplication]
    met_at: list[int]


def planned_applications(setting: SeedingContext, jobs: list[PlannedJob]) -> PlannedApplications:
    """Plan the applications of the recipe."""
    recipe = setting.recipe
    pool = recipe.candidates * recipe.talent_pool // 100
    applicants = recipe.candidates - pool
    total = max(recipe.applications, applicants) if applicants else 0
    plan = _Plan(setting.seed, jobs)
    lead = max(shortest(total) // 8, 3) if total else 0
    pooled = 0
    for ordinal in range(1, total + 1):
        at = arrival(setting.seed, ordinal, total)
        due = pool * ordinal // total
        while pooled < due:
            pooled += 1
            plan.meet(at - lead)
        if -(-applicants * ordinal // total) > -(-applicants * (ordinal - 1) // total):
            plan.welcome(ordinal, at, min(30 * SECOND, lead // 2))
        else:
            plan.welcome_back(ordinal, at)
    return PlannedApplications(plan.all, plan.met_at)


class _Plan:
    """The applications planned so far, and the jobs that are open at the moment."""

    __slots__ = ("_jobs_of", "_last", "_next_shut", "_open", "_people", "_seed", "_waiting", "all", "met_at")

    def __init__(self, seed: int, jobs: list[PlannedJob]) -> None:
        self.all: list[PlannedApplication] = []
        self.met_at: list[int] = []
        self._seed = seed
        self._people: list[int] = []
        self._last: dict[int, PlannedApplication] = {}
        self._jobs_of: set[tuple[int, int]] = set()
        self._open: list[PlannedJob] = []
        self._waiting = [job for job in reversed(jobs) if job.opened_at is not None]
        self._next_shut = START

    def meet(self, at: int) -> int:
        """A new candidate; gives their id."""
        self.met_at.append(at)
        return len(self.met_at)

    def welcome(self, ordinal: int, at: int, before: int) -> None:
        """A new candidate applies."""
        self._refresh(at)
        candidate = self.meet(at - before)
        self._people.append(candidate)
        self._apply(candidate, Chance(self._seed, "application", ordinal).pick("job", self._open), at)

    def welcome_back(self, ordinal: int, at: int) -> None:
        """A known candidate applies for another job, sometimes because the company suggested it."""
        self._refresh(at)
        chance = Chance(self._seed, "application", ordinal)
        for attempt in range(6):
            recent = chance.below(f"candidate.{attempt}", max(len(self._people) * 2 // 3, 1))
            candidate = self._people[len(self._people) - 1 - recent]
            job = chance.pick(f"job.{attempt}", self._open)
            if (candidate, job.id) not in self._jobs_of:
                if chance.happens("transferred", 12) and self._last[candidate].id > 1:
                    self._last[candidate].transferred_at = at
                self._apply(candidate, job, at)
                return

    def _refresh(self, at: int) -> None:
        while self._waiting and (self._waiting[-1].opened_at or 0) <= at:
            self._open.append(self._waiting.pop())
            self._next_shut = min(self._next_shut, self._open[-1].shuts_at or START)
        if self._next_shut <= at:
            self._open = [job for job in self._open if job.shuts_at is None or job.shuts_at > at]
            self._next_shut = min(job.shuts_at or START for job in self._open)

    def _apply(self, candidate: int, job: PlannedJob, at: int) -> None:
        arrived = PlannedApplication(len(self.all) + 1, candidate, job, at)
        self.all.append(arrived)
        self._last[candidate] = arrived
        self._jobs_of.add((candidate, job.id))
