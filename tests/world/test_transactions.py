"""Worlds change by transactions: wholly or not at all, one after the other."""

import gc
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

import pytest
from msgspec.structs import replace

from ats_sandbox.world.clock import Clock, ClockMode
from ats_sandbox.world.domain.candidates import CANDIDATES
from ats_sandbox.world.domain.commands.applications import apply, reject
from ats_sandbox.world.domain.commands.candidates import forget, register
from ats_sandbox.world.domain.commands.notes import write_note
from ats_sandbox.world.domain.notes import NOTES
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.seeding import seed_state
from ats_sandbox.world.store.state import Commit
from ats_sandbox.world.world import TransactionOpen, World
from tests.world.digests import digest


class Broke(Exception):
    """The line at which a handler fails."""


def hire_somebody(world: Transaction, line: int) -> None:
    """A handler of several writes that fails before the given line."""
    lines: list[Callable[[], object]] = [
        lambda: register(world, first_name="Ada", last_name="Novak"),
        lambda: apply(world, world.next_id(CANDIDATES) - 1, 1),
        lambda: write_note(world, world.next_id(CANDIDATES) - 1, "Nice."),
        lambda: reject(world, world.applications[1], None),
        lambda: forget(world, world.candidates[2]),
    ]
    for number, step in enumerate(lines):
        if number == line:
            raise Broke
        step()


@pytest.mark.parametrize("line", range(5))
def test_a_transaction_that_fails_at_any_line_changes_nothing(world: World, line: int) -> None:
    before, seen = world.state, []
    world.subscribe(lambda _, commit: seen.append(commit))
    with pytest.raises(Broke), world.transaction() as writing:
        hire_somebody(writing, line)
    assert world.state is before
    assert seen == []


def test_a_transaction_that_succeeds_changes_everything_at_once(world: World) -> None:
    commits: list[Commit] = []
    world.subscribe(lambda _, commit: commits.append(commit))
    before = world.read()
    with world.transaction() as writing:
        hire_somebody(writing, -1)
        assert world.read().state is before.state
    after = world.read()
    assert len(after.candidates) == len(before.candidates)
    assert after.candidates.get(2) is None
    assert [change.collection for change in commits[0].changes][:2] == ["candidates", "applications"]


def test_a_transaction_that_only_reads_does_not_move_the_clock(world: World) -> None:
    before = world.state
    with world.transaction() as writing:
        assert writing.candidates[1].id == 1
    assert world.state is before


def test_each_write_is_one_millisecond_after_the_last_when_time_is_frozen(world: World) -> None:
    moments = []
    for _ in range(3):
        with world.transaction() as writing:
            moments.append(write_note(writing, 1, "Later.").created_at)
    assert [moment - moments[0] for moment in moments] == [0, 1, 2]
    assert world.now == moments[-1]


def test_a_commit_tells_each_record_before_and_after(world: World) -> None:
    commits: list[Commit] = []
    world.subscribe(lambda _, commit: commits.append(commit))
    person = world.read().candidates[5]
    with world.transaction() as writing:
        writing.put(CANDIDATES, replace(person, employer="Elsewhere"))
        writing.remove(NOTES, 1)
    changed, removed = commits[0].changes
    assert (changed.before, changed.after) == (person, replace(person, employer="Elsewhere"))
    assert removed.after is None
    assert removed.before is not None
    assert removed.before.id == 1


def test_folding_the_commits_into_the_first_state_gives_the_last_one(world: World) -> None:
    first, commits = world.state, []
    world.subscribe(lambda _, commit: commits.append(commit))
    for line in (4, -1):
        try:
            with world.transaction() as writing:
                hire_somebody(writing, line)
        except Broke:
            continue
    with world.transaction() as writing:
        write_note(writing, 3, "Once more.")
    copy = World("copy", 1, first)
    with copy.transaction() as writing:
        for commit in commits:
            for change in commit.changes:
                collection = first.tables[change.collection].collection
                if change.after is None:
                    writing.remove(collection, change.id)
                else:
                    writing.put(collection, change.after)
    assert digest(copy.state.at(0)) == digest(world.state.at(0))


def test_a_snapshot_never_changes(world: World) -> None:
    snapshot, digested = world.state, digest(world.state)
    for line in range(20):
        with world.transaction() as writing:
            hire_somebody(writing, -1) if line == 0 else forget(writing, writing.candidates[line + 2])
    assert digest(snapshot) == digested
    assert digest(world.state) != digested
    world.restore(snapshot)
    assert digest(world.state) == digested


def test_a_reading_does_not_see_later_writes(world: World) -> None:
    reading = world.read()
    with world.transaction() as writing:
        forget(writing, writing.candidates[7])
    assert reading.candidates[7].id == 7
    assert world.read().candidates.get(7) is None


def test_forks_do_not_see_each_other(world: World) -> None:
    with world.transaction() as writing:
        write_note(writing, 1, "Before the fork.")
    fork = world.fork("fork")
    with world.transaction() as writing:
        forget(writing, writing.candidates[7])
    with fork.transaction() as writing:
        forget(writing, writing.candidates[8])
    assert (world.read().candidates.get(7), world.read().candidates.get(8) is None) == (None, False)
    assert (fork.read().candidates.get(8), fork.read().candidates.get(7) is None) == (None, False)


def test_a_fork_resets_to_the_moment_of_its_forking(world: World) -> None:
    with world.transaction() as writing:
        forget(writing, writing.candidates[7])
    fork = world.fork("fork")
    with fork.transaction() as writing:
        forget(writing, writing.candidates[8])
    fork.reset()
    world.reset()
    assert fork.read().candidates.get(7) is None
    assert fork.read().candidates.get(8) is not None
    assert world.read().candidates.get(7) is not None


def test_an_id_is_never_used_again(world: World) -> None:
    with world.transaction() as writing:
        first = register(writing, first_name="Ada", last_name="Novak").id
    with world.transaction() as writing:
        forget(writing, writing.candidates[first])
    with world.transaction() as writing:
        assert register(writing, first_name="Ada", last_name="Novak").id == first + 1


def test_eight_threads_writing_at_once_lose_nothing(world: World) -> None:
    start = len(world.read().notes)

    def write(thread: int) -> None:
        for number in range(500):
            with world.transaction() as writing:
                write_note(writing, 1 + thread, f"{thread}.{number}")

    threads = [Thread(target=write, args=(thread,)) for thread in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    notes = list(world.read().notes)[start:]
    assert [note.id for note in notes] == list(range(start + 1, start + 4_001))
    assert len({note.created_at for note in notes}) == 4_000
    assert {note.body for note in notes} == {f"{thread}.{number}" for thread in range(8) for number in range(500)}
    for thread in range(8):
        own = [note.body for note in notes if note.candidate == 1 + thread and "." in note.body and note.id > start]
        assert own == [f"{thread}.{number}" for number in range(500)]


@contextmanager
def allocating() -> Iterator[Callable[[], int]]:
    """Gives the bytes that have been allocated since it was asked last, less those that were freed."""
    gc.collect()
    tracemalloc.start()
    before = 0

    def more() -> int:
        nonlocal before
        since, before = before, tracemalloc.get_traced_memory()[0]
        return before - since

    try:
        yield more
    finally:
        tracemalloc.stop()


def test_forking_a_big_world_allocates_next_to_nothing(reading: Callable[..., Reading]) -> None:
    world = World("big", 1, reading("large", 1, 3_000).state)

    with allocating() as more:
        forks = [world.fork(f"fork-{number}") for number in range(10)]
        forked = more()

    assert all(one.state is world.state for one in forks)
    assert forked < 10 * 2_000


@pytest.mark.parametrize("completed", [False, True])
def test_a_write_in_a_fork_of_a_big_world_costs_what_it_writes(completed: bool) -> None:
    """Whether or not there are indexes: a write makes none."""
    world = World("big", 1, seed_state("demo", 1, 1_000))
    forks = [world.fork(f"fork-{number}") for number in range(3)]
    if completed:
        world.state.complete()

    costs = []
    with allocating() as more:
        for fork in forks:
            with fork.transaction() as writing:
                write_note(writing, 1, "A write.")
            costs.append(more())

    assert max(costs) < 50_000


def test_forks_share_the_index_that_the_first_of_them_looks_into() -> None:
    world = World("big", 1, seed_state("demo", 1, 1_000))
    forks = [world.fork(f"fork-{number}") for number in range(3)]
    for fork in forks:
        with fork.transaction() as writing:
            write_note(writing, 1, "A write.")

    costs = []
    with allocating() as more:
        for fork in forks:
            assert fork.read().notes.under("candidate", 1)
            costs.append(more())

    assert costs[0] > 10_000
    assert max(costs[1:]) < 10_000


def test_time_only_goes_forward(world: World) -> None:
    start = world.now
    assert world.advance(5_000) == start + 5_000
    with pytest.raises(ValueError, match="never goes back"):
        world.advance(-1)
    assert world.now == start + 5_000


def test_a_frozen_fork_keeps_the_time_of_its_parent(world: World) -> None:
    world.advance(86_400_000)
    assert world.fork("fork").now == world.now
    assert World("other", 1, world.state, Clock()).now == world.now


@pytest.mark.parametrize(
    "act",
    [
        lambda world: world.advance(1_000),
        lambda world: world.advance_to(world.now + 1_000),
        lambda world: world.set_mode(ClockMode.RUNNING),
        lambda world: world.reset(),
        lambda world: world.restore(world.snapshot()),
        lambda world: world.begin(2, world.state),
    ],
    ids=["advance", "advance_to", "set_mode", "reset", "restore", "begin"],
)
def test_nothing_is_done_to_a_world_within_a_transaction_that_would_undo_it(act: Callable[[World], object]) -> None:
    world = World("w", 1, seed_state("empty", 1))
    before = world.now

    with world.transaction() as draft:
        register(draft, first_name="Ada", last_name="Novak")
        with pytest.raises(TransactionOpen):
            act(world)

    assert len(world.read().candidates) == 1
    assert world.now == before + 1
