"""Records in columns are read, walked and written as those that are objects, and are made once each."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ats_sandbox.world.domain.applications import ACTIVITIES, Activity
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.seeding.draft import DraftState
from ats_sandbox.world.store.records import Records
from ats_sandbox.world.store.table import Table

statuses = st.sampled_from([None, *ApplicationStatus])
numbers = st.integers(1, 1 << 31)
activities = st.lists(
    st.builds(
        lambda application, status, note, dated, at: Activity(
            id=0,
            application=application,
            by=None,
            status=status,
            stage=None,
            reason=None,
            reserved=None,
            note=note,
            starts_at=None,
            dated=dated,
            opening=False,
            at=at,
        ),
        st.integers(1, 9),
        statuses,
        st.none() | st.integers(1, 9),
        st.none() | numbers,
        st.integers(1 << 40, (1 << 40) + 5),
    ),
    min_size=1,
    max_size=150,
)
chosen = settings(derandomize=True, deadline=None, database=None, max_examples=40)


def tables(given_: list[Activity]) -> tuple[Table[Activity], list[Activity]]:
    """The table that a draft makes of them, and what is expected in it."""
    expected = [numbered(one, id) for id, one in enumerate(sorted(given_, key=lambda one: one.at), 1)]
    draft = DraftState()
    for one in given_:
        draft.add(ACTIVITIES, numbered(one, 0))
    return draft.finish(1).table(ACTIVITIES), expected


def numbered(one: Activity, id: int) -> Activity:
    """The activity under another id."""
    return replace(one, id=id)


@chosen
@given(activities)
def test_a_draft_in_columns_gives_the_records_that_were_added(added: list[Activity]) -> None:
    table, expected = tables(added)
    assert [table.records[id] for id in table.order] == expected
    assert list(table.records) == expected
    assert table.next_id == len(expected) + 1
    for nowhere in (-1, 0, len(expected) + 1, len(expected) + 64):
        assert table.records.get(nowhere) is None


@chosen
@given(activities, st.data())
def test_a_record_is_one_object_whoever_asks(added: list[Activity], data: st.DataObject) -> None:
    table, _ = tables(added)
    id = data.draw(st.integers(1, len(added)))
    first = table.records[id]
    assert table.records.get(id) is first
    assert [*table.records][id - 1] is first


@chosen
@given(activities, st.lists(st.tuples(st.integers(1, 200), st.booleans()), max_size=12))
def test_records_in_columns_are_written_as_those_that_are_objects(
    added: list[Activity], steps: list[tuple[int, bool]]
) -> None:
    table, expected = tables(added)
    columns, objects = table.records, Records.of((one.id, one) for one in expected)
    before = columns
    for id, kept in steps:
        written = numbered(added[0], id) if kept else None
        columns, objects = columns.set(id, written), objects.set(id, written)
    assert list(columns) == list(objects)
    assert list(before) == expected
    assert list(columns.differing(before)) == list(objects.differing(Records.of((one.id, one) for one in expected)))
