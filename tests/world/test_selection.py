"""Tables and selections answer like plain lists of records would."""

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ats_sandbox.world.domain.applications import APPLICATIONS
from ats_sandbox.world.seeding import seed_state
from ats_sandbox.world.store import idset, selection
from ats_sandbox.world.store import table as tables
from ats_sandbox.world.store.idset import Recent
from ats_sandbox.world.store.postings import FEW
from ats_sandbox.world.store.selection import RecordMissing, Rows
from ats_sandbox.world.store.table import Collection, Record, Table

chosen = settings(derandomize=True, deadline=None, database=None)


class Stone(Record, frozen=True, kw_only=True):
    colour: str
    marks: tuple[str, ...]
    at: int
    created_at: int = 0


STONES = Collection(
    "stones",
    Stone,
    indexes={"colour": lambda one: (one.colour,), "mark": lambda one: one.marks},
    timeline=lambda one: one.at,
)

COLOURS = ("red", "green", "blue")
MARKS = ("x", "y", "z")
stones = st.builds(
    lambda colour, marks, at: Stone(id=0, colour=colour, marks=tuple(marks), at=at, created_at=at % 7),
    st.sampled_from(COLOURS),
    st.lists(st.sampled_from(MARKS), max_size=3),
    st.integers(0, 60),
)


class Step(NamedTuple):
    id: int
    stone: Stone | None


steps = st.lists(st.builds(Step, st.integers(1, 40), st.none() | stones), max_size=40)


def carved(id: int, stone: Stone) -> Stone:
    return replace(stone, id=id)


def changed(start: list[Stone], steps: list[Step]) -> tuple[Table[Stone], list[Stone]]:
    """A table that went through these steps, and the records that must be in it."""
    expected = {id: carved(id, stone) for id, stone in enumerate(start, 1)}
    table = Table.build(STONES, expected.values())
    for id, stone in steps:
        if stone is not None:
            expected[id] = carved(id, stone)
            table = table.put(expected[id])
        elif id in expected:
            del expected[id]
            table = table.remove(id)
    return table, [expected[id] for id in sorted(expected)]


@chosen
@given(st.lists(stones, max_size=90), steps)
def test_every_index_finds_what_a_scan_finds(start: list[Stone], steps: list[Step]) -> None:
    table, expected = changed(start, steps)
    rows = Rows(table)
    assert list(rows) == expected
    assert len(rows) == len(expected)
    for colour in COLOURS:
        found = [one for one in expected if one.colour == colour]
        assert list(rows.where(colour=colour)) == found
        assert len(rows.where(colour=colour)) == len(found)
        for mark in MARKS:
            both = [one for one in found if mark in one.marks]
            assert list(rows.where(colour=colour, mark=mark)) == both
            assert len(rows.where(colour=colour, mark=mark)) == len(both)
            assert rows.where(colour=colour).where(mark=mark).first() == (both[0] if both else None)
    either = [one for one in expected if one.colour in ("red", "blue")]
    assert list(rows.where_any("colour", ["red", "blue", "red", "mauve"])) == either
    assert list(rows.where_any("colour", [])) == []


@pytest.mark.parametrize("some", [0, selection.SOME])
@chosen
@given(
    start=st.lists(stones, max_size=90),
    steps=steps,
    instant=st.integers(-1, 61),
    id=st.integers(-5, 3_000),
    offset=st.integers(0, 95),
)
def test_since_is_strictly_later(
    some: int, start: list[Stone], steps: list[Step], instant: int, id: int, offset: int
) -> None:
    """Few recent records are gathered, many are looked for; both must find the same."""
    table, expected = changed(start, steps)
    recent = [one for one in expected if one.at > instant]
    assert Recent(table, instant).bits == sum(1 << one.id for one in recent)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(selection, "SOME", some)
        found = Rows(table).since(instant)
        red = Rows(table).where(colour="red").since(instant)
    assert list(found) == recent
    assert len(found) == len(recent)
    assert list(red) == [one for one in recent if one.colour == "red"]
    assert len(red) == len(list(red))
    assert list(found.newest_first()) == recent[::-1]
    assert found.page(offset, 7) == recent[offset : offset + 7]
    assert found.newest_first().page(offset, 7) == recent[::-1][offset : offset + 7]
    assert found.after(id, 7) == [one for one in recent if one.id > id][:7]
    assert found.newest_first().after(id, 7) == [one for one in recent[::-1] if one.id < id][:7]


@chosen
@given(st.lists(stones, max_size=60), steps, st.integers(-1, 61))
def test_what_was_recent_is_kept_up_to_date_through_writes(start: list[Stone], steps: list[Step], instant: int) -> None:
    table, _ = changed(start, [])
    for id, stone in steps:
        assert Recent(table, instant).bits == sum(1 << one.id for one in Rows(table) if one.at > instant)
        if stone is not None:
            table = table.put(carved(id, stone))
        elif id in table.records:
            table = table.remove(id)
    assert Recent(table, instant).bits == sum(1 << one.id for one in Rows(table) if one.at > instant)
    assert Recent(table, instant + 1).bits == sum(1 << one.id for one in Rows(table) if one.at > instant + 1)


@chosen
@given(st.lists(stones, max_size=90), st.integers(0, 60), st.integers(0, 95), st.integers(-5, 100))
def test_records_under_any_of_some_keys_are_each_there_once(
    start: list[Stone], instant: int, offset: int, id: int
) -> None:
    table, expected = changed(start, [])
    marked = [one for one in expected if {"x", "y"} & set(one.marks)]
    found = Rows(table).where_any("mark", ["x", "y"])
    assert list(found) == marked
    assert len(found) == len(marked)
    assert list(found.newest_first()) == marked[::-1]
    assert found.page(offset, 5) == marked[offset : offset + 5]
    assert found.newest_first().page(offset, 5) == marked[::-1][offset : offset + 5]
    assert found.after(id, 5) == [one for one in marked if one.id > id][:5]
    assert found.newest_first().after(id, 5) == [one for one in marked[::-1] if one.id < id][:5]
    assert list(found.where(colour="red").since(instant)) == [
        one for one in marked if one.colour == "red" and one.at > instant
    ]


@pytest.mark.parametrize("few", [-1, idset.FEW])
@chosen
@given(
    start=st.lists(stones, max_size=90),
    steps=steps,
    instant=st.integers(-1, 61),
    id=st.integers(-5, 10**30),
    offset=st.integers(0, 95) | st.just(10**30),
)
def test_conditions_met_together(
    few: int, start: list[Stone], steps: list[Step], instant: int, id: int, offset: int
) -> None:
    """Few records are asked one by one, many are met at once; both must find the same."""
    table, expected = changed(start, steps)
    met = [one for one in expected if one.colour == "red" and "x" in one.marks]
    late = [one for one in met if one.at > instant]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(idset, "FEW", few)
        for wide in (0, selection.SOME):
            patch.setattr(selection, "SOME", wide)
            found = Rows(table).where(colour="red", mark="x")
            for rows, listed in (
                (found, met),
                (found.since(instant), late),
                (Rows(table).created_since(3), [one for one in expected if one.created_at > 3]),
                (found.created_since(3), [one for one in met if one.created_at > 3]),
            ):
                assert list(rows) == listed
                assert len(rows) == len(listed)
                assert list(rows.newest_first()) == listed[::-1]
                assert rows.page(offset, 7) == listed[offset : offset + 7]
                assert rows.newest_first().page(offset, 7) == listed[::-1][offset : offset + 7]
                assert rows.after(id, 7) == [one for one in listed if one.id > id][:7]
                assert rows.newest_first().after(id, 7) == [one for one in listed[::-1] if one.id < id][:7]
            greens = Rows(table).where(colour="green", mark="y")
            either = [one for one in expected if (one.colour == "green" and "y" in one.marks) or one in met]
            assert list(Rows(table).any_of([found, greens])) == either


class Heap(Record, frozen=True, kw_only=True):
    stone: int
    marks: tuple[str, ...]


HEAPS = Collection(
    "heaps", Heap, indexes={"stone": lambda one: (one.stone,)}, owner="stone", owners={"mark": lambda one: one.marks}
)
heaps = st.tuples(st.integers(1, 9), st.lists(st.sampled_from(MARKS), max_size=3).map(tuple))


@chosen
@given(st.lists(heaps, max_size=60), st.lists(st.tuples(st.integers(1, 30), st.none() | heaps), max_size=40))
def test_owners_are_found_while_one_of_their_records_is(
    start: list[tuple[int, tuple[str, ...]]], steps: list[tuple[int, tuple[int, tuple[str, ...]] | None]]
) -> None:
    expected = {id: Heap(id=id, stone=stone, marks=marks) for id, (stone, marks) in enumerate(start, 1)}
    table = Table.build(HEAPS, expected.values())
    for id, told in [(0, None), *steps]:
        if told is not None:
            expected[id] = Heap(id=id, stone=told[0], marks=told[1])
            table = table.put(expected[id])
        elif id in expected:
            del expected[id]
            table = table.remove(id)
        for mark in MARKS:
            owners = sorted({one.stone for one in expected.values() if mark in one.marks})
            assert list(Rows(table).owners("mark", [mark]).start(0)) == owners


CAIRNS = Collection(
    "cairns",
    Heap,
    indexes={"stone": lambda one: (one.stone,), "marked": lambda one: one.marks},
    owner="stone",
    owners={"mark": lambda one: one.marks},
    late=("marked", "mark"),
)


@pytest.mark.parametrize("most", [3, 64])
@chosen
@given(
    st.lists(heaps, max_size=60),
    st.lists(st.tuples(st.integers(1, 30), st.none() | heaps), max_size=40),
    st.sets(st.integers(0, 40), max_size=4),
)
def test_an_index_finds_the_same_whenever_it_is_looked_into(
    most: int,
    start: list[tuple[int, tuple[str, ...]]],
    steps: list[tuple[int, tuple[int, tuple[str, ...]] | None]],
    asked_after: set[int],
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "MOST_CHANGES", most)
        expected = {id: Heap(id=id, stone=stone, marks=marks) for id, (stone, marks) in enumerate(start, 1)}
        table = Table.build(CAIRNS, expected.values())
        versions = [(table, dict(expected))]
        for number, (id, told) in enumerate(steps):
            if told is not None:
                expected[id] = Heap(id=id, stone=told[0], marks=told[1])
                table = table.put(expected[id])
            elif id in expected:
                del expected[id]
                table = table.remove(id)
            if number in asked_after:
                set(Rows(table).keys("marked"))
                set(Rows(table).keys("mark"))
            versions.append((table, dict(expected)))
        for version, known in reversed(versions):
            for mark in MARKS:
                assert [one.id for one in Rows(version).where(marked=mark)] == sorted(
                    id for id, one in known.items() if mark in one.marks
                )
                assert list(Rows(version).owners("mark", [mark]).start(0)) == sorted(
                    {one.stone for one in known.values() if mark in one.marks}
                )


@chosen
@given(st.lists(stones, max_size=90), st.integers(0, 95), st.integers(0, 20), st.booleans())
def test_pages_cut_the_list(start: list[Stone], offset: int, limit: int, narrowed: bool) -> None:
    table, expected = changed(start, [])
    rows = Rows(table).where(colour="red") if narrowed else Rows(table)
    listed = [one for one in expected if not narrowed or one.colour == "red"]
    assert rows.page(offset, limit) == listed[offset : offset + limit]
    assert rows.newest_first().page(offset, limit) == listed[::-1][offset : offset + limit]
    checked = rows.only(lambda one: one.at % 2 == 0)
    even = [one for one in listed if one.at % 2 == 0]
    assert checked.page(offset, limit) == even[offset : offset + limit]


@chosen
@given(st.lists(stones, max_size=90), steps, st.none() | st.integers(0, 95), st.integers(1, 20))
def test_reading_on_after_an_id_in_both_directions(
    start: list[Stone], steps: list[Step], id: int | None, limit: int
) -> None:
    """The record that a cursor names may have been deleted since."""
    table, expected = changed(start, steps)
    rows = Rows(table).where(colour="green")
    green = [one for one in expected if one.colour == "green"]
    later = [one for one in green if id is None or one.id > id]
    earlier = [one for one in green[::-1] if id is None or one.id < id]
    assert rows.after(id, limit) == later[:limit]
    assert rows.newest_first().after(id, limit) == earlier[:limit]


@chosen
@given(st.lists(stones, max_size=50), st.lists(st.integers(-2, 60), max_size=20))
def test_among_ignores_ids_that_do_not_exist(start: list[Stone], ids: list[int]) -> None:
    table, expected = changed(start, [])
    assert list(Rows(table).among(ids)) == [one for one in expected if one.id in ids]


@chosen
@given(st.lists(stones, max_size=60), steps)
def test_writing_leaves_the_table_that_it_started_from_alone(start: list[Stone], steps: list[Step]) -> None:
    table, expected = changed(start, [])
    written = table
    for id, stone in steps:
        if stone is not None:
            written = written.put(carved(id, stone))
        elif id in written.records:
            written = written.remove(id)
    assert list(Rows(table)) == expected
    for colour in COLOURS:
        assert list(Rows(table).where(colour=colour)) == [one for one in expected if one.colour == colour]


def test_a_key_of_many_records_is_still_found_after_most_of_them_went() -> None:
    table, _ = changed([Stone(id=0, colour="red", marks=("x",), at=at) for at in range(FEW + 10)], [])
    for id in range(1, FEW + 9):
        table = table.remove(id)
    assert [one.id for one in Rows(table).where(colour="red", mark="x")] == [FEW + 9, FEW + 10]
    for id in (FEW + 9, FEW + 10):
        table = table.remove(id)
    assert not Rows(table).where(colour="red")
    assert table.index("colour").get("red") is None


def test_building_gives_the_table_that_putting_one_by_one_gives() -> None:
    records = [Stone(id=id, colour=COLOURS[id % 3], marks=MARKS[: id % 4], at=id * 7 % 50) for id in range(1, 3 * FEW)]
    built, put = Table.build(STONES, records), Table(STONES)
    for record in records:
        put = put.put(record)
    assert list(Rows(built)) == list(Rows(put))
    assert built.next_id == put.next_id
    assert list(built.moments) == list(put.moments)
    for name in STONES.indexes:
        for key in (*COLOURS, *MARKS):
            assert list(built.postings(name, key)) == list(put.postings(name, key))


def test_an_id_is_not_given_out_again_after_its_record_is_deleted() -> None:
    table, _ = changed([Stone(id=0, colour="red", marks=(), at=1)] * 3, [])
    assert table.remove(3).next_id == 4


def test_a_record_that_is_not_there_is_missing_by_index_and_none_by_get() -> None:
    table, _ = changed([Stone(id=0, colour="red", marks=(), at=1)], [])
    rows = Rows(table)
    assert rows.get(2) is None
    assert rows.get(None) is None
    assert 2 not in rows
    assert 1 in rows
    with pytest.raises(RecordMissing, match="no record 2 in stones"):
        rows[2]


def test_completing_a_table_makes_all_but_its_late_indexes() -> None:
    records = [Stone(id=id, colour="red", marks=("x",), at=id) for id in range(1, 9)]
    built = Table.build(STONES, records)
    assert not built.made

    built.complete()

    assert built.made == STONES.derived_by.keys() - STONES.late


def test_preparing_a_table_makes_what_the_first_list_looks_into() -> None:
    applications = seed_state("demo", 1, 5).table(APPLICATIONS)

    applications.prepare()

    assert applications.made == {"candidate", "standing"}
