"""One step of a script: after which list call it happens, and what it does to the world."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from ats_sandbox.contract.operation import Operation
from ats_sandbox.control.fixtures.kinds import KINDS
from ats_sandbox.control.states.state import NamedState
from ats_sandbox.control.states.transition import TargetState, bring_to_state
from ats_sandbox.world.domain.candidates import Email
from ats_sandbox.world.domain.commands.applications import apply
from ats_sandbox.world.domain.commands.candidates import drop_application, forget, register
from ats_sandbox.world.domain.commands.jobs import open_job
from ats_sandbox.world.domain.reading import Transaction
from ats_sandbox.world.domain.refusals import DomainRefusal
from ats_sandbox.world.store.table import Collection, Record

INSERT, DELETE, TOUCH, MOVE = "insert", "delete", "touch", "move"
ACTIONS = (INSERT, DELETE, TOUCH, MOVE)


@dataclass(frozen=True, slots=True)
class ChurnStep:
    """After the answer to matching list call `after` (counted from 1), `action` is performed on `count` records.

    `vendor` and `operation` None match any. `record` is the ordinal that is deleted, touched or moved; `job` the job of
    inserted applications; `state` the state of a moved application. `kind` is a noun of the world, or the name of a
    vendor's own collection.
    """

    after: int
    action: str
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


def perform(world: Transaction, step: ChurnStep, collection: Collection[Record]) -> tuple[list[int], str]:
    """Perform a step; returns the ordinals of its records and a sentence."""
    if step.record is not None and step.record not in world[collection]:
        return [], "nothing was done: the record no longer exists"
    try:
        return _PERFORM[step.action](world, step, collection)
    except DomainRefusal as refused:
        return [], f"nothing was done: {refused}"


def _insert(world: Transaction, step: ChurnStep, collection: Collection[Record]) -> tuple[list[int], str]:
    make = _MAKERS.get(step.kind)
    inserted = [_copy_newest(world, collection) if make is None else make(world, step) for _ in range(step.count)]
    return inserted, f"inserted {len(inserted)}"


def _new_candidate(world: Transaction, _step: ChurnStep) -> int:
    number = world.next_id(KINDS["candidate"].collection)
    emails = (Email(f"newcomer-{number}@example.com"),)
    return register(world, first_name="Newcomer", last_name=f"Number {number}", emails=emails).id


def _new_application(world: Transaction, step: ChurnStep) -> int:
    job = step.job if step.job is not None and step.job in world.jobs else world.jobs.first()
    if job is None:
        raise NoJob
    return apply(world, _new_candidate(world, step), job if isinstance(job, int) else job.id).id


def _new_job(world: Transaction, _step: ChurnStep) -> int:
    user = world.users.first()
    assert user is not None, "every company has users"
    number = world.next_id(KINDS["job"].collection)
    return open_job(world, title=f"Newly opened job {number}", place=world.company.place, creator=user.id).id


class NoJob(DomainRefusal):
    """There is no job to apply to."""

    why = "the world has no job"


def _copy_newest(world: Transaction, collection: Collection[Record]) -> int:
    """Copy a vendor's own record under a new id."""
    last = world[collection].newest_first().first()
    if last is None:
        raise NothingToCopy(collection=collection.name)
    copy = world.put(collection, replace(last, id=world.next_id(collection)))
    return int(copy.id)


class NothingToCopy(DomainRefusal):
    """A vendor's own collection is empty."""

    why = "{collection} has no record to copy"


_MAKERS: Mapping[str, Callable[[Transaction, ChurnStep], int]] = {
    "candidate": _new_candidate,
    "application": _new_application,
    "job": _new_job,
}
INSERTABLE = tuple(_MAKERS)
DELETABLE = ("candidate", "application")


def _delete(world: Transaction, step: ChurnStep, collection: Collection[Record]) -> tuple[list[int], str]:
    assert step.record is not None, "a deletion names its record"
    if step.kind == "candidate":
        forget(world, world.candidates[step.record])
    elif step.kind == "application":
        drop_application(world, world.applications[step.record])
    else:
        world.remove(collection, step.record)
    return [step.record], "deleted"


def _touch(world: Transaction, step: ChurnStep, collection: Collection[Record]) -> tuple[list[int], str]:
    assert step.record is not None, "a touch names its record"
    world.put(collection, replace(world[collection][step.record], updated_at=world.now))
    return [step.record], "touched"


def _move(world: Transaction, step: ChurnStep, _collection: Collection[Record]) -> tuple[list[int], str]:
    assert step.record is not None, "a move names its record"
    assert step.state is not None, "a move names a state"
    bring_to_state(world, world.applications[step.record], TargetState(step.state))
    return [step.record], f"moved to {step.state}"


_PERFORM: Mapping[str, Callable[[Transaction, ChurnStep, Collection[Record]], tuple[list[int], str]]] = {
    INSERT: _insert,
    DELETE: _delete,
    TOUCH: _touch,
    MOVE: _move,
}
