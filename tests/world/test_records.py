"""Records are found by id, and no record map ever changes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ats_sandbox.world.store.records import Records

ids = st.integers(1, 9_000)


@settings(derandomize=True, deadline=None, database=None)
@given(st.sets(st.integers(1, 300)), st.lists(st.tuples(ids, st.none() | st.text(max_size=3)), max_size=40))
def test_records_behave_like_a_dictionary(start: set[int], steps: list[tuple[int, str | None]]) -> None:
    expected: dict[int, str] = {id: f"#{id}" for id in sorted(start)}
    records = Records.of(expected.items())
    before, untouched = records, dict(expected)
    for id, value in steps:
        records = records.set(id, value)
        expected.pop(id, None)
        if value is not None:
            expected[id] = value
    for id in {*start, *(id for id, _ in steps), 1, 9_001}:
        assert records.get(id) == expected.get(id)
        assert (id in records) == (id in expected)
        assert before.get(id) == untouched.get(id)


@pytest.mark.parametrize("id", [0, -1, -64, 10**30, "1", None])
def test_what_is_no_id_is_not_found(id: object) -> None:
    assert id not in Records.of([(1, "one"), (2, "two")])


def test_asking_for_an_absent_record_by_index_fails() -> None:
    with pytest.raises(KeyError):
        Records.of([(1, "one")])[2]
