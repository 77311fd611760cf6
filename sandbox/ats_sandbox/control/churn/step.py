"""One step of a script: after which page it happens, and what it does to the world."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from ats_sandbox.contract.operation import Operation
from ats_sandbox.control.fixtures.kinds import KINDS
from ats_sandbox.control.states.course import Wish, bring
from ats_sandbox.control.states.state import NamedState
from ats_sandbox.world.domain.candidates import Email
from ats_sandbox.world.domain.commands.applications import apply
from ats_sandbox.world.domain.commands.candidates import drop_application, forget, register
from ats_sandbox.world.domain.commands.jobs import open_job
from ats_sandbox.world.domain.reading import Transaction
from ats_sandbox.world.domain.refusals import DomainRefusal
from ats_sandbox.world.store.table import Collection

INSERT, DELETE, TOUCH, MOVE = "insert", "delete", "touch", "move"
DEEDS = (INSERT, DELETE, TOUCH, MOVE)


@dataclass(frozen=True, slots=True)
class ChurnStep:
    """After the answer to list call `after` (of those that fit, counted from 1), `deed` is done to `count` records.

    `vendor` and `operation` None fit any. `record` is the ordinal that is deleted, touched or moved; `job` the one that
    inserted applications are to; `state` where a moved application goes. `kind` is a noun of the world, or the name of
    one of a vendor's own collections.
    """

    after: int
    deed: str
    kind: str
    vendor: str | None = None
    operation: str | None = None
    record: int | None = None
    job: int | None = None
    state: NamedState | None = None
    count: int = 1

    def fits(self, vendor: str, operation: Operation) -> bool:
        """True when calls of this operation are counted for the step."""
        return self.vendor in (None, vendor) and self.operation in (None, operation.id)


def done(world: Transaction, step: ChurnStep, collection: Collection[Any]) -> tuple[list[int], str]:
    """Do what a step says; gives the ordinals it concerned and a sentence."""
    if step.record is not None and step.record not in world[collection]:
        return [], "nothing was done: the record is there no longer"
    try:
        return _HOW[step.deed](world, step, collection)
    except DomainRefusal as refused:
        return [], f"nothing was done: {refused}"


def _inserted(world: Transaction, step: ChurnStep, collection: Collection[Any]) -> tuple[list[int], str]:
    make = _MAKERS.get(step.kind)
    made = [_copied(world, collection) if make is None else make(world, step) for _ in range(step.count)]
    return made, f"inserted {len(made)}"


def _candidate(world: Transaction, _step: ChurnStep) -> int:
    number = world.next_id(KINDS["candidate"].collection)
    mail = (Email(f"newcomer-{number}@example.com"),)
    return register(world, first_name="Newcomer", last_name=f"Number {number}", emails=mail).id


def _application(world: Transaction, step: ChurnStep) -> int:
    job = step.job if step.job is not None and step.job in world.jobs else world.jobs.first()
    if job is None:
        raise NoJob
    return apply(world, _candidate(world, step), job if isinstance(job, int) else job.id).id


def _job(world: Transaction, _step: ChurnStep) -> int:
    user = world.users.first()
    assert user is not None, "every company has users"
    number = world.next_id(KINDS["job"].collection)
    return open_job(world, title=f"Newly opened job {number}", place=world.company.place, creator=user.id).id


class NoJob(DomainRefusal):
    """There is no job to apply to."""

    why = "the world has no job"


def _copied(world: Transaction, collection: Collection[Any]) -> int:
    """A vendor's own record once more, under a new id."""
    last = world[collection].newest_first().first()
    if last is None:
        raise NothingToCopy(collection=collection.name)
    copy = world.put(collection, replace(last, id=world.next_id(collection)))
    return int(copy.id)


class NothingToCopy(DomainRefusal):
    """A vendor's own collection is empty."""

    why = "{collection} has no record whose like could be inserted"


_MAKERS: Mapping[str, Callable[[Transaction, ChurnStep], int]] = {
    "candidate": _candidate,
    "application": _application,
    "job": _job,
}
INSERTABLE = tuple(_MAKERS)
DELETABLE = ("candidate", "application")


def _deleted(world: Transaction, step: ChurnStep, collection: Collection[Any]) -> tuple[list[int], str]:
    assert step.record is not None, "a deletion names its record"
    if step.kind == "candidate":
        forget(world, world.candidates[step.record])
    elif step.kind == "application":
        drop_application(world, world.applications[step.record])
    else:
        world.remove(collection, step.record)
    return [step.record], "deleted"


def _touched(world: Transaction, step: ChurnStep, collection: Collection[Any]) -> tuple[list[int], str]:
    assert step.record is not None, "a touch names its record"
    world.put(collection, replace(world[collection][step.record], updated_at=world.now))
    return [step.record], "touched"


def _moved(world: Transaction, step: ChurnStep, _collection: Collection[Any]) -> tuple[list[int], str]:
    assert step.record is not None, "a move names its record"
    assert step.state is not None, "a move names a state"
    bring(world, world.applications[step.record], Wish(step.state))
    return [step.record], f"moved to {step.state}"


_HOW: Mapping[str, Callable[[Transaction, ChurnStep, Collection[Any]], tuple[list[int], str]]] = {
    INSERT: _inserted,
    DELETE: _deleted,
    TOUCH: _touched,
    MOVE: _moved,
}
