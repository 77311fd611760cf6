"""When new hires are through with what they have to do: with all that is urgent, and with everything.

That follows from the clock alone, so it is put down here once it has come, for those who are told of it. It is kept of
processes that begin in a world; those that a world begins with are not watched.
"""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from ats_sandbox.vendors.smartrecruiters.onboarding.assignments import ACTIVITIES, PDF_FORMS, WEB_FORMS, Assignment
from ats_sandbox.vendors.smartrecruiters.onboarding.state import ONBOARDING_PROCESSES, OnboardingProcess
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.schedule import Scheduled
from ats_sandbox.world.store.references import OnDelete, Reference
from ats_sandbox.world.store.table import Collection, Record


class Completion(Record, frozen=True, kw_only=True):
    """The instant at which all assignments of a process are done, or all that are `urgent`; `done` once it has come."""

    process: int
    urgent: bool
    at: int
    done: bool


COMPLETIONS = Collection(
    "smartrecruiters.onboarding_completions",
    Completion,
    references={"process": Reference(ONBOARDING_PROCESSES.name, OnDelete.DELETE, follows=True)},
    indexes={"process": lambda one: (one.process,), "awaited": lambda one: () if one.done else (True,)},
)


def expect_completions(world: Transaction) -> None:
    """Note when the assignments of every process that a transaction began will be done, unless some never are."""
    for change in world.commit.changes:
        process = change.after
        if (
            isinstance(process, OnboardingProcess)
            and change.before is None
            and process.id in world[ONBOARDING_PROCESSES]
        ):
            for urgent, at in _instants(world, process):
                id = world.next_id(COMPLETIONS)
                world.put(COMPLETIONS, Completion(id=id, process=process.id, urgent=urgent, at=at, done=False))


def _instants(world: Reading, process: OnboardingProcess) -> Iterator[tuple[bool, int]]:
    """Whether the urgent ones or all are meant, and when the last of them is done."""
    assigned: list[Assignment[Any]] = [*ACTIVITIES.of(process), *WEB_FORMS.of(process), *PDF_FORMS.of(process)]
    for urgent in (True, False):
        chosen = [one.done_at(world.seed) for one in assigned if one.template.urgent or not urgent]
        known = [at for at in chosen if at is not None]
        if len(known) == len(chosen):
            yield urgent, max(known)


def _next_due(world: Reading) -> int | None:
    return min((one.at for one in world[COMPLETIONS].under("awaited", True)), default=None)


def _complete(world: Transaction) -> None:
    due = [one for one in world[COMPLETIONS].under("awaited", True) if one.at <= world.now]
    for one in sorted(due, key=lambda one: (one.at, one.id)):
        world.put(COMPLETIONS, replace(one, done=True))


COMPLETING = Scheduled(depends_on=(COMPLETIONS,), next_due=_next_due, run=_complete)
"""The end of what new hires have to do, when its time has come."""
