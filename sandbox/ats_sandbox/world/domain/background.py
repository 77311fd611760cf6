"""Work that a system does after it has answered: a report is generated, an ad posted, a résumé read.

It is done when the world's clock comes to its instant, and stamped with that, or once it has been looked at often
enough, in a commit of its own. How long each kind of work takes, and whether it fails, is set for each world.
"""

from collections.abc import Callable, Iterable

import msgspec

from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.schedule import Scheduled
from ats_sandbox.world.store.table import Collection, Record


class Pace(msgspec.Struct, frozen=True, kw_only=True):
    """How long work takes, and how it ends.

    It ends `after` so many milliseconds of the world's clock, 0 being directly after the answer; or with `reads` after
    so many answers that showed it unfinished; never when both are None. `failure` is the reason why it fails.
    """

    after: int | None = 0
    reads: int | None = None
    failure: str | None = None


AT_ONCE = Pace()


class Work(msgspec.Struct, frozen=True):
    """One kind of work: its name (`report_file`), what it is about, and what is done at its end.

    `finish` and `fail` are given the ordinal of the record that the work is about, which may be gone by then; `fail`
    also the reason. `reasons` are those that the vendor knows; without any, work of this kind cannot fail. `begun_by`
    are the ids of the operations that begin it; none where it follows from a change of a record, whoever makes it.
    """

    name: str
    about: str
    finish: Callable[[Transaction, int], None]
    fail: Callable[[Transaction, int, str], None] | None = None
    reasons: tuple[str, ...] = ()
    begun_by: tuple[str, ...] = ()


class Task(Record, frozen=True, kw_only=True):
    """Work under way on the record `subject`. `due_at` is an instant, `reads` the looks that are left."""

    work: str
    subject: int
    due_at: int | None
    reads: int | None
    failure: str | None


class ChosenPace(Record, frozen=True, kw_only=True):
    """How long one kind of work takes in this world."""

    work: str
    pace: Pace


TASKS = Collection(
    "background_tasks",
    Task,
    indexes={
        "work": lambda one: (one.work,),
        "subject": lambda one: ((one.work, one.subject),),
        "looked_at": lambda one: () if one.reads is None else (one.work,),
    },
)
CHOSEN_PACES = Collection("background_paces", ChosenPace, indexes={"work": lambda one: (one.work,)}, lasting=True)
"""How a world is set up, so a reset keeps it."""


def pace_of(world: Reading, work: str) -> Pace:
    """How long a kind of work takes in a world."""
    chosen = world[CHOSEN_PACES].where(work=work).first()
    return AT_ONCE if chosen is None else chosen.pace


def choose_pace(world: Transaction, work: str, pace: Pace | None) -> None:
    """Set how long a kind of work takes from now on; None is as it was. What is under way goes on as it began."""
    for chosen in list(world[CHOSEN_PACES].where(work=work)):
        world.remove(CHOSEN_PACES, chosen.id)
    if pace is not None:
        world.put(CHOSEN_PACES, ChosenPace(id=world.next_id(CHOSEN_PACES), work=work, pace=pace))


def begin(world: Transaction, work: Work, subject: int) -> None:
    """Begin work on a record, which ends as this world's pace says."""
    pace = pace_of(world, work.name)
    due = None if pace.after is None or pace.reads is not None else world.now + pace.after
    world.put(
        TASKS,
        Task(
            id=world.next_id(TASKS),
            work=work.name,
            subject=subject,
            due_at=due,
            reads=pace.reads,
            failure=pace.failure,
        ),
    )


def under_way(world: Reading, work: Work, subject: int) -> bool:
    """True while there is such work on a record."""
    return bool(world[TASKS].where(subject=(work.name, subject)))


def looked_at(world: Reading, works: Iterable[Work]) -> list[Task]:
    """The tasks of these kinds that end after some looks."""
    tasks = world[TASKS]
    return [task for work in works for task in tasks.under("looked_at", work.name)]


def count_look(world: Transaction, works: Iterable[Work]) -> None:
    """Count one more answer that showed work of these kinds unfinished, and end what has been looked at enough."""
    known = {work.name: work for work in works}
    for task in looked_at(world, known.values()):
        left = (task.reads or 0) - 1
        if left > 0:
            world.put(TASKS, msgspec.structs.replace(task, reads=left))
        else:
            _end(world, known[task.work], task)


def scheduled(works: tuple[Work, ...]) -> Scheduled:
    """The ends of these kinds of work, as what is done when their time has come."""
    known = {work.name: work for work in works}

    def next_due(world: Reading) -> int | None:
        mine = (task for work in known for task in world[TASKS].where(work=work))
        return min((task.due_at for task in mine if task.due_at is not None), default=None)

    def run(world: Transaction) -> None:
        due = [one for work in known for one in world[TASKS].where(work=work) if _is_due(one, world.now)]
        for task in sorted(due, key=lambda one: (one.due_at, one.id)):
            with world.then(task.due_at or 0):
                _end(world, known[task.work], task)

    return Scheduled(depends_on=(TASKS,), next_due=next_due, run=run)


def _is_due(task: Task, now: int) -> bool:
    return task.due_at is not None and task.due_at <= now


def _end(world: Transaction, work: Work, task: Task) -> None:
    world.remove(TASKS, task.id)
    if task.failure is not None and work.fail is not None:
        work.fail(world, task.subject, task.failure)
    else:
        work.finish(world, task.subject)
