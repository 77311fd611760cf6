"""What is due runs because time passed, in a commit of its own, whoever notices it."""

from collections.abc import Callable
from threading import Thread

import pytest

from ats_sandbox.world.clock import DAY, HOUR, START, Clock, ClockMode
from ats_sandbox.world.domain.commands.notes import write_note
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.schedule import Scheduled
from ats_sandbox.world.store.state import Commit
from ats_sandbox.world.store.table import Collection, Record
from ats_sandbox.world.world import World
from tests.world.conftest import founded


class Bell(Record, frozen=True, kw_only=True):
    """Rings once a day."""

    next_at: int
    rung: int


BELLS = Collection("test.bells", Bell)
FIRST = START + DAY


def ring(world: Transaction) -> None:
    bell = world[BELLS].first() or Bell(id=1, next_at=FIRST, rung=0)
    while bell.next_at <= world.now:
        bell = world.put(BELLS, Bell(id=1, next_at=bell.next_at + DAY, rung=bell.rung + 1))


def next_ring(world: Reading) -> int:
    bell = world[BELLS].first()
    return FIRST if bell is None else bell.next_at


RINGING = Scheduled(depends_on=(BELLS,), next_due=next_ring, run=ring)


@pytest.fixture
def world() -> World:
    return World("test", 1, founded("demo", 1), schedule=(RINGING,))


@pytest.fixture
def commits(world: World) -> list[Commit]:
    seen: list[Commit] = []
    world.subscribe(lambda _, commit: seen.append(commit))
    return seen


def rung(world: World) -> int:
    bell = world.read()[BELLS].first()
    return 0 if bell is None else bell.rung


def note(world: World) -> None:
    with world.transaction() as writing:
        write_note(writing, 1, "Nice.")


def fail(world: World) -> None:
    with world.transaction() as writing:
        write_note(writing, 1, "Never written.")
        raise ZeroDivisionError


def story(commits: list[Commit]) -> list[tuple[str, int, set[str]]]:
    return [(one.cause.kind, one.at - START, {change.collection for change in one.changes}) for one in commits]


def test_what_is_due_runs_when_time_passes_although_nobody_writes(world: World, commits: list[Commit]) -> None:
    world.advance(DAY - 1)
    assert (rung(world), commits) == (0, [])
    world.advance(1)
    assert rung(world) == 1
    world.advance_to(START + 4 * DAY + HOUR)
    assert rung(world) == 4
    assert story(commits) == [
        ("schedule", DAY, {"test.bells"}),
        ("schedule", 4 * DAY + HOUR, {"test.bells"}),
    ]
    assert world.now == START + 4 * DAY + HOUR


def test_it_is_never_part_of_a_writers_commit(world: World, commits: list[Commit]) -> None:
    world.advance(DAY)
    note(world)
    assert story(commits) == [("schedule", DAY, {"test.bells"}), ("tester", DAY + 1, {"notes"})]
    assert [one.number for one in commits] == [1, 2]


def test_a_write_that_brings_a_frozen_clock_to_the_instant_comes_after_what_is_due(
    world: World, commits: list[Commit]
) -> None:
    world.advance(DAY - 1)
    with world.transaction() as writing:
        assert writing[BELLS][1].rung == 1
        write_note(writing, 1, "Nice.")
        assert [change.collection for change in writing.commit.changes] == ["notes"]
    assert story(commits) == [("schedule", DAY, {"test.bells"}), ("tester", DAY, {"notes"})]
    assert rung(world) == 1


def test_a_write_that_would_have_and_fails_leaves_the_world_as_it_was(world: World, commits: list[Commit]) -> None:
    world.advance(DAY - 1)
    before = world.state
    with pytest.raises(ZeroDivisionError):
        fail(world)
    with world.transaction():
        pass
    assert world.state is before
    assert commits == []


def test_a_write_that_fails_does_not_undo_what_was_due(world: World, commits: list[Commit]) -> None:
    world.restore(world.state.at(FIRST))
    with pytest.raises(ZeroDivisionError):
        fail(world)
    assert story(commits) == [("schedule", DAY, {"test.bells"})]
    assert rung(world) == 1


@pytest.mark.parametrize("notice", [World.read, note, World.snapshot], ids=["a read", "a write", "a snapshot"])
def test_under_a_running_clock_whoever_comes_first_notices(notice: Callable[[World], object]) -> None:
    wall = [0]
    world = World("test", 1, founded("demo", 1), Clock(ClockMode.RUNNING, lambda: wall[0]), (RINGING,))
    commits: list[Commit] = []
    world.subscribe(lambda _, commit: commits.append(commit))
    notice(world)
    commits.clear()
    wall[0] = DAY + HOUR
    notice(world)
    assert (commits[0].cause.kind, commits[0].at) == ("schedule", START + DAY + HOUR)
    assert rung(world) == 1
    assert [one.cause.kind for one in commits[1:]] == ["tester"] * (notice is note)


def test_a_change_of_mode_that_lets_time_jump_is_noticed() -> None:
    world = World("test", 1, founded("demo", 1), Clock(wall=lambda: FIRST + 1), (RINGING,))
    assert world.set_mode(ClockMode.REAL) == FIRST + 1
    assert world.state.table(BELLS).records[1].rung == 1


def test_a_fork_has_its_own_schedule(world: World) -> None:
    fork = world.fork("fork")
    fork.advance(DAY)
    branch = fork.branch("branch", world.state)
    assert (rung(world), rung(fork), rung(branch)) == (0, 1, 0)
    branch.advance(2 * DAY)
    assert rung(branch) == 2


def test_a_reset_takes_it_back(world: World) -> None:
    world.advance(2 * DAY)
    world.reset()
    assert rung(world) == 0
    world.advance(DAY)
    assert rung(world) == 1


def test_what_decides_about_the_next_time_may_be_written_by_anybody(world: World) -> None:
    with world.transaction() as writing:
        writing.put(BELLS, Bell(id=1, next_at=START + HOUR, rung=0))
    world.advance(HOUR)
    assert rung(world) == 1


def test_it_is_no_write_to_a_reader_who_wants_the_state_before_the_last_one(world: World) -> None:
    note(world)
    before = world.previous
    world.advance(DAY)
    assert world.previous is before
    assert before is not None


def test_a_reader_does_not_wait_for_a_writer_to_find_out_what_is_due() -> None:
    wall = [0]
    world = World("test", 1, founded("demo", 1), Clock(ClockMode.RUNNING, lambda: wall[0]), (RINGING,))
    world.read()
    counts: list[int] = []
    with world.transaction() as writing:
        write_note(writing, 1, "Nice.")
        wall[0] = DAY
        reader = Thread(target=lambda: counts.append(rung(world)))
        reader.start()
        reader.join(10)
        assert world.read()[BELLS].first() is None
    assert counts == [0]
    assert rung(world) == 1


def test_work_that_leaves_itself_due_is_not_done_for_ever() -> None:
    runs: list[int] = []
    restless = Scheduled(depends_on=(BELLS,), next_due=lambda _: START, run=lambda draft: runs.append(draft.now))
    world = World("test", 1, founded("demo", 1), schedule=(restless,))
    for _ in range(3):
        world.read()
    assert runs == [START]
    world.advance(5)
    assert runs == [START, START + 5]
