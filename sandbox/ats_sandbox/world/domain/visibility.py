"""Who looks at a world, and the rule that jobs and their applications share."""

from typing import Protocol

from ats_sandbox.world.store.selection import Rows
from ats_sandbox.world.store.table import Collection, R


class Viewer(Protocol):
    """Whoever looks at a world, and may not see everything.

    `confidential` False hides confidential jobs and the candidates who are only on those. `jobs` and `candidates` are
    the ids of the only ones to be seen; None means all.
    """

    @property
    def confidential(self) -> bool: ...
    @property
    def jobs(self) -> frozenset[int] | None: ...
    @property
    def candidates(self) -> frozenset[int] | None: ...


class Readable(Protocol):
    """What a rule may look at: the records of any collection."""

    def __getitem__(self, collection: Collection[R], /) -> Rows[R]: ...


def sees_job(viewer: Viewer, job: int, *, confidential: bool) -> bool:
    """True unless the job is confidential or off the viewer's list."""
    return (viewer.confidential or not confidential) and (viewer.jobs is None or job in viewer.jobs)
