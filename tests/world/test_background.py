"""Work that goes on after an answer: it ends with time, after some looks, never, or in failure."""

import pytest

from ats_sandbox.world.clock import MINUTE, SECOND
from ats_sandbox.world.domain.background import (
    TASKS,
    Pace,
    Work,
    begin,
    choose_pace,
    count_look,
    pace_of,
    scheduled,
    under_way,
)
from ats_sandbox.world.domain.reading import Transaction
from ats_sandbox.world.store.state import Commit
from ats_sandbox.world.store.table import Collection, Record
from ats_sandbox.world.world import World
from tests.world.conftest import founded


class Loaf(Record, frozen=True, kw_only=True):
    """Goes into the oven, and comes out of it baked or burnt."""

    outcome: str


LOAVES = Collection("test.loaves", Loaf)


def end(world: Transaction, id: int, outcome: str) -> None:
    if id in world[LOAVES]:
        world.put(LOAVES, Loaf(id=id, outcome=outcome))


BAKING = Work(
    "baking",
    "A loaf in the oven",
    finish=lambda world, loaf: end(world, loaf, "baked"),
    fail=end,
    reasons=("burnt",),
)


@pytest.fixture
def world() -> World:
    return World("bakery", 1, founded("empty", 1), schedule=(scheduled((BAKING,)),))


def bake(world: World, pace: Pace | None = None) -> int:
    with world.transaction() as draft:
        choose_pace(draft, BAKING.name, pace)
        loaf = draft.put(LOAVES, Loaf(id=draft.next_id(LOAVES), outcome="raw"))
        begin(draft, BAKING, loaf.id)
        assert under_way(draft, BAKING, loaf.id)
    return loaf.id


def outcome(world: World, id: int) -> str:
    return world.read()[LOAVES][id].outcome


def look(world: World) -> None:
    with world.transaction() as draft:
        count_look(draft, [BAKING])


def test_work_ends_directly_after_the_answer_in_a_commit_of_its_own(world: World) -> None:
    commits: list[Commit] = []
    world.subscribe(lambda _, commit: commits.append(commit))

    id = bake(world)

    assert outcome(world, id) == "baked"
    assert [[change.collection for change in one.folded()] for one in commits] == [
        ["test.loaves", "background_tasks"],
        ["background_tasks", "test.loaves"],
    ]
    assert not under_way(world.read(), BAKING, id)


def test_work_ends_when_its_time_has_passed_and_not_before(world: World) -> None:
    id = bake(world, Pace(after=MINUTE))

    world.advance(MINUTE - SECOND)
    before = outcome(world, id)
    world.advance(SECOND)

    assert (before, outcome(world, id)) == ("raw", "baked")


def test_work_ends_after_so_many_looks(world: World) -> None:
    id = bake(world, Pace(after=None, reads=2))

    seen = []
    for _ in range(3):
        seen.append(outcome(world, id))
        look(world)

    assert seen == ["raw", "raw", "baked"]


def test_work_that_never_ends_outlasts_years_and_looks(world: World) -> None:
    id = bake(world, Pace(after=None))

    world.advance(1000 * 24 * 60 * MINUTE)
    look(world)

    assert outcome(world, id) == "raw"


@pytest.mark.parametrize("pace", [Pace(failure="burnt"), Pace(after=None, reads=1, failure="burnt")])
def test_work_fails_with_its_reason(world: World, pace: Pace) -> None:
    id = bake(world, pace)
    look(world)

    assert outcome(world, id) == "burnt"


def test_another_pace_changes_nothing_about_what_is_under_way(world: World) -> None:
    slow = bake(world, Pace(after=MINUTE))
    quick = bake(world)

    assert (outcome(world, slow), outcome(world, quick)) == ("raw", "baked")


def test_forks_have_the_work_that_is_under_way_and_end_it_by_their_own_clock(world: World) -> None:
    id = bake(world, Pace(after=MINUTE))
    fork = world.fork("branch")

    fork.advance(MINUTE)

    assert (outcome(world, id), outcome(fork, id)) == ("raw", "baked")


def test_a_reset_ends_what_is_under_way_and_keeps_the_pace(world: World) -> None:
    bake(world, Pace(after=MINUTE))

    world.reset()

    assert not world.read()[TASKS]
    assert pace_of(world.read(), BAKING.name) == Pace(after=MINUTE)


def test_the_end_of_work_on_what_is_gone_harms_nothing(world: World) -> None:
    id = bake(world, Pace(after=MINUTE))
    with world.transaction() as draft:
        draft.remove(LOAVES, id)

    world.advance(MINUTE)

    assert not world.read()[TASKS]
