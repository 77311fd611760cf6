"""An order is a sorted set that never changes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ats_sandbox.world.store.bitset import bitset_of, members, members_downwards
from ats_sandbox.world.store.sortedset import CHUNK, SortedSet

numbers = st.integers(0, 2_000)
many = st.sets(numbers, max_size=900)
chosen = settings(derandomize=True, deadline=None, database=None)


@chosen
@given(many, st.lists(st.tuples(st.booleans(), numbers), max_size=60))
def test_adding_and_removing_keeps_a_sorted_set(start: set[int], steps: list[tuple[bool, int]]) -> None:
    order, expected = SortedSet.of(start), set(start)
    for adding, number in steps:
        order = order.add(number) if adding else order.remove(number)
        expected = expected | {number} if adding else expected - {number}
    assert list(order) == sorted(expected)
    assert len(order) == len(expected)
    assert bool(order) == bool(expected)


@chosen
@given(many, numbers)
def test_a_rank_counts_the_smaller_members(members: set[int], number: int) -> None:
    order = SortedSet.of(members)
    assert order.rank(number) == sum(1 for member in members if member < number)
    assert (number in order) == (number in members)


@chosen
@given(many, st.lists(st.tuples(st.booleans(), numbers), max_size=60), st.integers(0, 950))
def test_bits_are_the_members_whatever_was_added_and_removed_since_they_were_worked_out(
    start: set[int], steps: list[tuple[bool, int]], rank: int
) -> None:
    order = SortedSet.of(start)
    assert order.bits == sum(1 << number for number in start)
    for adding, number in steps:
        order = order.add(number) if adding else order.remove(number)
    assert order.bits == sum(1 << number for number in order)
    assert list(members(order.bits, rank)) == list(order)[rank:]
    assert list(members_downwards(order.bits, rank)) == list(order)[::-1][rank:]


@chosen
@given(st.sets(st.integers(0, 70_000), max_size=200), st.integers(0, 210))
def test_bits_that_lie_far_apart_are_found_from_either_end(members_: set[int], rank: int) -> None:
    bits, ascending = bitset_of(members_, 70_001), sorted(members_)
    assert list(members(bits, rank)) == ascending[rank:]
    assert list(members_downwards(bits, rank)) == ascending[::-1][rank:]


@chosen
@given(many, st.integers(0, 950))
def test_reading_may_start_at_any_rank_from_either_end(members: set[int], rank: int) -> None:
    order, ascending = SortedSet.of(members), sorted(members)
    assert list(order.start(rank)) == ascending[rank:]
    assert list(order.start_newest(rank)) == ascending[::-1][rank:]


@chosen
@given(many, numbers)
def test_a_change_leaves_the_order_it_was_made_from_alone(members: set[int], number: int) -> None:
    order = SortedSet.of(members)
    order.add(number)
    order.remove(number)
    assert list(order) == sorted(members)


def test_members_that_are_appended_or_pushed_in_never_make_a_chunk_too_long() -> None:
    order = SortedSet()
    for number in range(3 * CHUNK):
        order = order.add(number * 10)
    for number in range(3 * CHUNK):
        order = order.add(number * 3 + 1)
    assert max(map(len, order._chunks)) <= 2 * CHUNK
    assert list(order) == sorted({n * 10 for n in range(3 * CHUNK)} | {n * 3 + 1 for n in range(3 * CHUNK)})


def test_taking_out_what_is_not_there_gives_the_same_order() -> None:
    order = SortedSet.of([1, 3])
    assert order.remove(2) is order
    assert order.add(3) is order


def test_an_addition_shares_every_chunk_but_the_touched_one() -> None:
    before = SortedSet.of(range(0, 20 * CHUNK, 2))
    after = before.add(1)
    shared = {id(chunk) for chunk in before._chunks} & {id(chunk) for chunk in after._chunks}
    assert len(shared) == len(before._chunks) - 1


@chosen
@given(st.integers(0, 3 * CHUNK + 1), st.lists(st.tuples(st.booleans(), numbers), max_size=60), st.integers(0, 950))
def test_the_order_of_all_numbers_up_to_one_is_like_any_other(
    last: int, steps: list[tuple[bool, int]], rank: int
) -> None:
    order, other = SortedSet.first(last), SortedSet.of(range(1, last + 1))
    for adding, number in steps:
        order = order.add(number) if adding else order.remove(number)
        other = other.add(number) if adding else other.remove(number)
    assert list(order) == list(other)
    assert list(order.start_newest(rank)) == list(other.start_newest(rank))
    assert order.rank(rank) == other.rank(rank)
    assert order.bits == other.bits
