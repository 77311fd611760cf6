"""Every commit of a world goes to every subscriber: once, in order, after the world is unlocked."""

import logging
from collections.abc import Callable
from threading import Event, Thread

import pytest

from ats_sandbox.world.domain.commands.candidates import register
from ats_sandbox.world.domain.commands.notes import write_note
from ats_sandbox.world.seeding import seed_state
from ats_sandbox.world.store.cause import TESTER, Cause, CauseKind
from ats_sandbox.world.store.state import Commit
from ats_sandbox.world.world import TransactionOpen, World


def follow(world: World, **kinds: Callable[[World], None]) -> list[Commit]:
    """The commits of a world from now on."""
    commits: list[Commit] = []
    world.subscribe(lambda _, commit: commits.append(commit), **kinds)
    return commits


def note(world: World, text: str, cause: Cause = TESTER) -> None:
    with world.transaction(cause) as writing:
        write_note(writing, 1, text)


def fail(world: World) -> None:
    with world.transaction() as writing:
        write_note(writing, 1, "Never written.")
        raise ZeroDivisionError


def bodies(commits: list[Commit]) -> list[str]:
    return [change.after.body for commit in commits for change in commit.changes]  # type: ignore[union-attr]


def test_eight_threads_that_write_are_seen_once_each_and_in_order(world: World) -> None:
    first, second = follow(world), follow(world)

    def write(thread: int) -> None:
        for number in range(200):
            note(world, f"{thread}.{number}")

    threads = [Thread(target=write, args=(thread,)) for thread in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [commit.number for commit in first] == list(range(1, 1_601))
    assert [commit.at for commit in first] == sorted({commit.at for commit in first})
    assert bodies(first) == [one.body for one in list(world.read().notes)[-1_600:]]
    assert second == first


def test_every_subscriber_sees_a_commit(world: World) -> None:
    first, second = follow(world), follow(world)
    note(world, "Nice.")
    assert first == second
    assert bodies(first) == ["Nice."]


def test_a_subscriber_sees_what_comes_after_it_and_nothing_once_it_has_gone(world: World) -> None:
    note(world, "before")
    seen: list[Commit] = []
    unsubscribe = world.subscribe(lambda _, commit: seen.append(commit))
    note(world, "meanwhile")
    unsubscribe()
    note(world, "after")
    assert bodies(seen) == ["meanwhile"]
    assert [commit.number for commit in seen] == [2]


def test_a_subscriber_is_told_whose_commit_it_is_and_finds_the_world_unlocked(world: World) -> None:
    seen: list[tuple[str, str]] = []

    def look(of: World, commit: Commit) -> None:
        reader = Thread(target=lambda: note_count.append(len(of.read().notes)))
        reader.start()
        with of.transaction():
            reader.join()
        seen.append((of.name, commit.cause.kind))

    note_count: list[int] = []
    before = len(world.read().notes)
    world.subscribe(look)
    note(world, "Nice.")
    assert seen == [("test", "tester")]
    assert note_count == [before + 1]


def test_what_a_subscriber_writes_is_seen_after_what_it_was_called_with(world: World) -> None:
    seen: list[str] = []

    def answer(of: World, commit: Commit) -> None:
        (text,) = bodies([commit])
        if len(text) < 4:
            note(of, text + "!")
        seen.append(f"first {text}")

    world.subscribe(answer)
    world.subscribe(lambda _, commit: seen.append(f"second {bodies([commit])[0]}"))
    note(world, "No")
    assert seen == ["first No", "second No", "first No!", "second No!", "first No!!", "second No!!"]


def test_a_subscriber_that_fails_breaks_neither_the_writer_nor_the_others(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: World, commit: Commit) -> None:
        raise ZeroDivisionError

    world.subscribe(fail)
    seen = follow(world)
    with caplog.at_level(logging.ERROR, "ats_sandbox"):
        note(world, "Nice.")
        note(world, "Nicer.")
    assert bodies(seen) == ["Nice.", "Nicer."]
    assert [record.exc_info[0] for record in caplog.records if record.exc_info] == [ZeroDivisionError] * 2


def test_a_slow_subscriber_holds_up_no_writer(world: World) -> None:
    """Whoever writes while commits are being delivered leaves its own to the one who delivers."""
    begun, go = Event(), Event()
    seen: list[str] = []

    def wait(_: World, commit: Commit) -> None:
        begun.set()
        assert go.wait(10)
        seen.extend(bodies([commit]))

    world.subscribe(wait)
    slow = Thread(target=note, args=(world, "slow"))
    slow.start()
    assert begun.wait(10)
    note(world, "quick")
    assert seen == []
    go.set()
    slow.join()
    assert seen == ["slow", "quick"]


def test_a_fork_keeps_the_subscribers_and_counts_on(world: World) -> None:
    seen: list[tuple[str, int]] = []
    unsubscribe = world.subscribe(lambda of, commit: seen.append((of.name, commit.number)))
    note(world, "Nice.")
    start = world.state
    fork, branch = world.fork("fork"), world.branch("branch", start)
    for one in (fork, branch, world, fork.fork("of the fork"), fork):
        note(one, "Nicer.")
    assert seen == [("test", 1), ("fork", 2), ("branch", 2), ("test", 2), ("of the fork", 2), ("fork", 3)]
    unsubscribe()
    note(fork, "Nobody hears it.")
    assert len(seen) == 6


def test_a_commit_tells_its_cause(world: World) -> None:
    seen = follow(world)
    note(world, "Nice.")
    note(world, "Nicer.", Cause(CauseKind.EXCHANGE, "skailer create_note"))
    assert [(one.cause.kind, one.cause.reference) for one in seen] == [
        ("tester", None),
        ("exchange", "skailer create_note"),
    ]


def test_a_draft_becomes_the_very_commit_that_subscribers_see(world: World) -> None:
    seen = follow(world)
    with world.transaction() as writing:
        write_note(writing, 1, "Nice.")
    assert seen == [writing.commit]


def test_a_write_of_nothing_and_one_that_fails_are_no_commits(world: World) -> None:
    seen = follow(world)
    with world.transaction():
        pass
    with pytest.raises(ZeroDivisionError):
        fail(world)
    note(world, "Nice.")
    assert [one.number for one in seen] == [1]


def test_becoming_another_state_is_no_commit_and_is_announced_in_order(world: World) -> None:
    story: list[str] = []
    world.subscribe(lambda _, commit: story.append(f"commit {commit.number}"), restored=lambda _: story.append("reset"))
    silent = follow(world)
    start = world.state
    note(world, "Nice.")
    world.reset()
    note(world, "Nice.")
    world.restore(start)
    world.begin(2, start)
    note(world, "Nice.")
    assert story == ["commit 1", "reset", "commit 2", "reset", "reset", "commit 3"]
    assert [one.number for one in silent] == [1, 2, 3]


def test_a_transaction_within_another_is_refused_rather_than_lost(world: World) -> None:
    with world.transaction() as outer:
        person = register(outer, first_name="Ada", last_name="Novak")
        with pytest.raises(TransactionOpen), world.transaction() as inner:
            write_note(inner, 1, "Lost.")
    assert world.read().candidates[person.id].last_name == "Novak"


def test_a_subscriber_that_stops_the_program_takes_no_commit_from_the_others() -> None:
    world, told = World("w", 1, seed_state("empty", 1)), []

    def stop(_world: World, _commit: Commit) -> None:
        raise KeyboardInterrupt

    world.subscribe(stop)
    world.subscribe(lambda _world, commit: told.append(commit.number))

    with pytest.raises(KeyboardInterrupt), world.transaction() as draft:
        register(draft, first_name="Ada", last_name="Novak")

    assert told == [1]
