"""What each job has of its own, such as its stages. These are no records of the world: jobs lead to them."""

from abc import abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from ats_sandbox.contract.visibility import Visibility
from ats_sandbox.vendors.bindbee.call import AnyCall, linked
from ats_sandbox.vendors.bindbee.model import Model
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.selection import Selection
from ats_sandbox.world.store.table import Record

WIDTH = 1_000
"""Ordinals of what a job has: the job's times this, plus the place of one in the job."""

BATCH = 32
"""Jobs that a page looks at at once."""


class OfJob(Record, frozen=True, kw_only=True):
    """Something of one job. It took its present form at `updated_at`."""

    job: Job
    updated_at: int


AnyRows = Any
"""`RowsOfJobs`, which lists take for a selection of records."""


@dataclass(frozen=True, slots=True)
class RowsOfJobs:
    """What jobs have, in ascending order, read job by job."""

    model: "OfJobs"
    world: Reading
    jobs: Selection[Job]
    checks: tuple[Callable[[Any], bool], ...] = ()

    def only(self, check: Callable[[Any], bool]) -> "RowsOfJobs":
        """Narrow by a condition."""
        return replace(self, checks=(*self.checks, check))

    def among(self, ordinals: Iterable[int]) -> "RowsOfJobs":
        """Narrow to these ordinals."""
        wanted = frozenset(ordinals)
        return self.where_any("job", {ordinal // WIDTH for ordinal in wanted}).only(lambda one: one.id in wanted)

    def where_any(self, _: str, jobs: Iterable[int]) -> "RowsOfJobs":
        """Narrow to what these jobs have; there is no other index."""
        return replace(self, jobs=self.jobs.among(jobs))

    def since(self, instant: int) -> "RowsOfJobs":
        """Narrow to what changed after an instant."""
        jobs = self.model.changed_since(self.world, self.jobs, instant)
        return replace(self, jobs=jobs).only(lambda one: one.updated_at > instant)

    def after(self, ordinal: int | None, limit: int) -> list[Any]:
        """`limit` of them after an ordinal; None starts at the beginning."""
        found: list[Any] = []
        job = None if ordinal is None else ordinal // WIDTH - 1
        while len(found) < limit and (batch := self.jobs.after(job, BATCH)):
            job = batch[-1].id
            rest = (one for held in batch for one in self.model.of(self.world, held) if one.id > (ordinal or 0))
            found += [one for one in rest if all(check(one) for check in self.checks)]
        return found[:limit]


class OfJobs(Model[Any]):
    """A model of what jobs have."""

    @abstractmethod
    def of(self, world: Reading, job: Job) -> list[Any]:
        """What a job has, in ascending order."""

    @abstractmethod
    def changed_since(self, world: Reading, jobs: Selection[Job], instant: int) -> Selection[Job]:
        """Those of some jobs that may have something that changed after an instant."""

    def rows(self, call: AnyCall) -> AnyRows:
        system = linked(call)
        rows = RowsOfJobs(self, system.world, system.world.jobs)
        return rows if system.visibility.whole else rows.only(lambda one: self.can_see(system.visibility, one))

    def record(self, world: Reading, ordinal: int | None) -> Any:
        job = None if ordinal is None else world.jobs.get(ordinal // WIDTH)
        return next((one for one in ([] if job is None else self.of(world, job)) if one.id == ordinal), None)

    def can_see(self, visibility: Visibility, record: Any) -> bool:
        return visibility.can_see(record.job)

    def first_id(self, world: Reading) -> str:
        first = RowsOfJobs(self, world, world.jobs).after(None, 1)
        return self.codec.write(world, first[0].id) if first else ""
