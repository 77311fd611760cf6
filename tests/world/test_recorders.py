"""What follows from the changes of a transaction is put down in the same commit, and is none of its changes."""

import pytest

from ats_sandbox.world.domain.commands.notes import write_note
from ats_sandbox.world.domain.reading import Transaction
from ats_sandbox.world.store.state import Commit
from ats_sandbox.world.store.table import Collection, Record
from ats_sandbox.world.world import World
from tests.world.conftest import founded


class Line(Record, frozen=True, kw_only=True):
    """A line of a trail: which collection changed, and in whose name."""

    collection: str
    user: int | None


TRAIL = Collection("test.trail", Line, derived=True)


def put_down(world: Transaction) -> None:
    for change in world.commit.changes:
        line = Line(id=world.next_id(TRAIL), collection=change.collection, user=world.cause.user)
        world.put(TRAIL, line)


def trail(world: World) -> list[str]:
    return [one.collection for one in world.read()[TRAIL]]


@pytest.fixture
def world() -> World:
    return World("test", 1, founded("demo", 1), recorders=(put_down,))


def note(world: World) -> None:
    with world.transaction() as draft:
        write_note(draft, 1, "Calls back on Monday")


def test_each_transaction_is_recorded_in_its_own_commit_and_at_its_own_instant(world: World) -> None:
    commits: list[Commit] = []
    world.subscribe(lambda _, commit: commits.append(commit))

    note(world)

    assert trail(world) == ["notes"]
    assert [[change.collection for change in one.changes] for one in commits] == [["notes"]]
    assert commits[0].at == world.now


def test_what_fails_and_what_changes_nothing_is_not_recorded(world: World) -> None:
    def fail() -> None:
        with world.transaction() as draft:
            write_note(draft, 1, "Never mind")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with world.transaction():
        pass

    assert trail(world) == []


def test_a_recorder_that_fails_undoes_the_transaction(world: World) -> None:
    def fail(world: Transaction) -> None:
        raise ZeroDivisionError

    failing = World("test", 1, founded("demo", 1), recorders=(fail,))
    before = failing.state

    with pytest.raises(ZeroDivisionError):
        note(failing)

    assert failing.state is before


def test_forks_and_snapshots_have_the_records_and_go_on_recording(world: World) -> None:
    note(world)
    kept, fork = world.snapshot(), world.fork("branch")
    note(fork)
    note(world)

    world.restore(kept)

    assert (trail(world), trail(fork)) == (["notes"], ["notes", "notes"])
