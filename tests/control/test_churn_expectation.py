"""What a walk misses and repeats while rows come and go, worked out without a vendor."""

from hypothesis import given
from hypothesis import strategies as st

from ats_sandbox.control.churn.expectation import ListChange, Paging, Walk, expected_walk

ROWS = st.frozensets(st.integers(1, 40), min_size=1, max_size=30)
EVENTS = st.lists(
    st.builds(
        ListChange,
        st.integers(1, 6),
        st.frozensets(st.integers(1, 60), max_size=3).map(tuple),
        st.frozensets(st.integers(1, 60), max_size=3).map(tuple),
    ),
    max_size=6,
)
SIZES = st.integers(2, 7)


def test_a_row_deleted_before_the_next_page_makes_an_offset_miss_one() -> None:
    walk = expected_walk(range(1, 8), [ListChange(1, removed=(2,))], Paging.OFFSET, 3)

    assert walk == Walk(((1, 2, 3), (5, 6, 7), ()), frozenset({4}), frozenset(), frozenset({2}), frozenset())


def test_a_row_inserted_at_the_front_makes_an_offset_repeat_one() -> None:
    walk = expected_walk(range(1, 6), [ListChange(1, put=(9,))], Paging.OFFSET, 3, newest_first=True)

    assert walk == Walk(((5, 4, 3), (3, 2, 1), ()), frozenset(), frozenset({3}), frozenset(), frozenset({9}))


def test_a_row_appended_to_the_end_is_simply_seen() -> None:
    for paging in Paging:
        assert expected_walk(range(1, 5), [ListChange(1, put=(9,))], paging, 3).pages == ((1, 2, 3), (4, 9))


@given(rows=ROWS, events=EVENTS, size=SIZES)
def test_a_keyset_never_misses_or_repeats_what_stays(rows: frozenset[int], events: list[ListChange], size: int) -> None:
    for newest_first in (False, True):
        walk = expected_walk(rows, events, Paging.KEYSET, size, newest_first=newest_first)
        assert not walk.missed
        assert not walk.repeated


@given(rows=ROWS, size=SIZES)
def test_without_churn_both_show_every_row_once(rows: frozenset[int], size: int) -> None:
    offset, keyset = (expected_walk(rows, [], paging, size) for paging in Paging)

    assert offset == keyset
    assert [row for page in offset.pages for row in page] == sorted(rows)


@given(rows=ROWS, events=EVENTS, size=SIZES)
def test_an_offset_misses_no_more_rows_than_were_removed(
    rows: frozenset[int], events: list[ListChange], size: int
) -> None:
    walk = expected_walk(rows, events, Paging.OFFSET, size)
    removed = sum(len(event.removed) for event in events)
    put = sum(len(event.put) for event in events)

    assert len(walk.missed) <= removed + size  # the walk may end early at a page that became short
    assert len(walk.repeated) <= put
