"""A promised table is the table that it promises, worked out once and not before it is needed."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from ats_sandbox.world.store.lazy import LazyTable
from ats_sandbox.world.store.selection import Rows
from ats_sandbox.world.store.state import State
from ats_sandbox.world.store.table import Collection, Record, Table


class Leaf(Record, frozen=True, kw_only=True):
    colour: str
    created_at: int


LEAVES = Collection(
    "test.leaves", Leaf, indexes={"colour": lambda one: (one.colour,)}, timeline=lambda one: one.created_at
)
FALLEN = [Leaf(id=id, colour="red" if id % 3 else "brown", created_at=id) for id in range(1, 400)]


class Tree:
    """Counts how often its leaves are gathered."""

    def __init__(self) -> None:
        self.gathered = 0

    def leaves(self) -> list[Leaf]:
        self.gathered += 1
        return list(FALLEN)


def test_it_reads_and_writes_like_a_table_built_at_once() -> None:
    promised, built = LazyTable(LEAVES, Tree().leaves), Table.build(LEAVES, FALLEN)
    for made in (promised, built):
        rows = Rows(made)
        assert list(rows) == FALLEN
        assert list(rows.where(colour="brown").since(100)) == [one for one in FALLEN[100:] if one.colour == "brown"]
        assert made.next_id == 400
        fresh = Leaf(id=400, colour="brown", created_at=500)
        assert list(Rows(made.put(fresh).remove(1)).where(colour="brown"))[-1] == fresh


def test_nothing_is_worked_out_before_it_is_needed_and_nothing_twice() -> None:
    tree = Tree()
    state = State.of([LazyTable(LEAVES, tree.leaves)], 0)
    later = state.at(5)
    assert list(later.changes_since(state)) == []
    assert tree.gathered == 0

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: len(Rows(state.table(LEAVES))), range(50))) == {399}
    assert tree.gathered == 1


def test_what_no_table_has_it_has_not_either() -> None:
    with pytest.raises(AttributeError, match="leaves"):
        _ = LazyTable(LEAVES, Tree().leaves).leaves
