"""Who wants to know is told of a commit before it takes effect, while everybody else sees the world as it was."""

import logging

import pytest
from msgspec.structs import replace

from ats_sandbox.world.clock import DAY
from ats_sandbox.world.domain.candidates import CANDIDATES
from ats_sandbox.world.domain.reading import Transaction
from ats_sandbox.world.store.state import Commit
from ats_sandbox.world.world import TransactionOpen, World
from tests.world.conftest import founded
from tests.world.test_schedule import BELLS, FIRST, RINGING


def rename(world: World, name: str) -> None:
    with world.transaction() as draft:
        draft.put(CANDIDATES, replace(draft.candidates[1], first_name=name))


def test_the_draft_shows_what_the_world_does_not_yet(world: World) -> None:
    seen: list[tuple[str, str, int, int]] = []
    commits: list[Commit] = []

    def foretold(told: World, draft: Transaction) -> None:
        seen.append((told.read().candidates[1].first_name, draft.candidates[1].first_name, draft.number, len(commits)))

    before = world.read().candidates[1].first_name
    world.subscribe(lambda _, commit: commits.append(commit), foretold=foretold)
    rename(world, "Ada")
    rename(world, "Bea")

    assert seen == [(before, "Ada", commits[0].number, 0), ("Ada", "Bea", commits[1].number, 1)]
    assert world.read().candidates[1].first_name == "Bea"


def test_what_fails_is_not_foretold(world: World) -> None:
    told: list[int] = []
    world.subscribe(lambda _, commit: None, foretold=lambda _, draft: told.append(draft.number))

    with pytest.raises(ZeroDivisionError), world.transaction() as draft:
        draft.put(CANDIDATES, replace(draft.candidates[1], first_name=str(1 / 0)))
    with world.transaction():
        pass

    assert told == []


def test_nobody_writes_meanwhile_and_a_failure_undoes_nothing(world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.subscribe(lambda _, commit: None, foretold=lambda told, draft: rename(told, "Nobody"))

    with caplog.at_level(logging.ERROR, "ats_sandbox"):
        rename(world, "Ada")

    assert world.read().candidates[1].first_name == "Ada"
    assert [record.exc_info[0] for record in caplog.records if record.exc_info] == [TransactionOpen]


def test_forks_are_foretold_unless_they_are_not_to_be(world: World) -> None:
    told: list[str] = []
    world.subscribe(lambda _, commit: None, foretold=lambda one, draft: told.append(f"all {one.name}"))
    world.subscribe(lambda _, commit: None, foretold=lambda one, draft: told.append(f"mine {one.name}"), forks=False)
    stop = world.subscribe(lambda _, commit: None, foretold=lambda one, draft: told.append("stopped"))
    stop()

    rename(world.fork("fork"), "Ada")
    rename(world, "Bea")

    assert told == ["all fork", f"all {world.name}", f"mine {world.name}"]


def test_what_is_due_is_foretold_to_whoever_comes_first() -> None:
    """A reader among them: what it is shown is the state afterwards."""
    world, seen = World("test", 1, founded("demo", 1), schedule=(RINGING,)), []

    def foretold(told: World, draft: Transaction) -> None:
        seen.append((draft.number, draft[BELLS][1].rung, told.read()[BELLS].first()))

    world.subscribe(lambda _, commit: None, foretold=foretold)
    world.advance(DAY - 1)
    rename(world, "Ada")

    assert [(number, rung) for number, rung, _ in seen] == [(1, 1), (2, 1)]
    assert seen[0][2] is None
    assert world.read()[BELLS][1].rung == 1


def test_a_world_tells_when_something_is_due() -> None:
    world = World("test", 1, founded("demo", 1), schedule=(RINGING,))

    assert world.due == FIRST
    world.advance(DAY)
    assert world.due == FIRST + DAY
    assert World("quiet", 1, world.state).due is None
