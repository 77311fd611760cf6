"""A noun says in one place what its ids look like, what it points to, who sees it and what it does not outlive."""

from collections.abc import Iterator

import pytest

from ats_sandbox.contract.principal import Principal
from ats_sandbox.contract.visibility import Visibility
from ats_sandbox.world.domain.cascade import delete
from ats_sandbox.world.domain.commands.candidates import drop_application, forget
from ats_sandbox.world.domain.events import Created, Deleted, Updated, events_of
from ats_sandbox.world.domain.native_ids import native_id, read_native_id
from ats_sandbox.world.domain.references import dangling
from ats_sandbox.world.id_codecs import decimal
from ats_sandbox.world.store import table as tables
from ats_sandbox.world.store.references import OnDelete, Reference
from ats_sandbox.world.store.selection import Rows
from ats_sandbox.world.store.table import DECLARED, NOUNS, RECORDS, Collection, Record, check_references
from ats_sandbox.world.world import World

EVERYBODY = Principal("all", "sees everything")
RESTRICTED = Principal("restricted", "sees no confidential job", confidential=False)


class Referee(Record, frozen=True, kw_only=True):
    """Somebody who speaks for a candidate, perhaps introduced by another one."""

    application: int | None
    introduced_by: int | None
    updated_at: int


@pytest.fixture
def referees() -> Iterator[Collection[Referee]]:
    """A noun in its own file, here."""
    declared = Collection(
        "referees",
        Referee,
        noun="referee",
        native_ids=decimal(500),
        references={
            "application": Reference("applications", OnDelete.DELETE, follows=True),
            "introduced_by": Reference("referees", OnDelete.CLEAR),
        },
        indexes={"application": lambda one: (one.application,), "introduced_by": lambda one: (one.introduced_by,)},
    )
    yield declared
    del DECLARED["referees"], NOUNS["referee"], RECORDS[Referee]


@pytest.fixture
def peopled(world: World, referees: Collection[Referee]) -> World:
    """A world with a referee on a confidential application, one on an open one, and one on none."""
    reading = world.read()
    hidden, open_ = (reading.applications.where(confidential=kind).page(0, 1)[0].id for kind in (True, False))
    with world.transaction() as draft:
        for id, (application, by) in enumerate(((hidden, None), (open_, 1), (None, 2)), start=1):
            draft.put(referees, Referee(id=id, application=application, introduced_by=by, updated_at=draft.now))
    return world


def test_its_ids_are_written_as_it_says(peopled: World) -> None:
    world = peopled.read()
    id = native_id(world, "referee", 2)
    assert id.isdigit()
    assert int(id) > 500
    assert read_native_id(world, "referee", id) == 2
    assert len(native_id(world, "user", 1)) == 24
    assert native_id(world, "department", 1).startswith("8")
    assert len(native_id(world, "candidate", 1)) == len(native_id(world, "no noun", 1)) == 36


def test_who_may_not_see_what_it_is_about_does_not_see_it(peopled: World, referees: Collection[Referee]) -> None:
    world = peopled.read()
    for principal, shown in ((EVERYBODY, [1, 2, 3]), (RESTRICTED, [2, 3])):
        visibility = Visibility(principal, world)
        assert [one.id for one in visibility.visible(world[referees])] == shown
        assert [one.id for one in world[referees] if visibility.can_see(one)] == shown


def test_it_goes_with_what_it_hangs_on_and_forgets_what_it_named(peopled: World, referees: Collection[Referee]) -> None:
    held = peopled.read()[referees][1].application
    assert held is not None
    with peopled.transaction() as draft:
        drop_application(draft, draft.applications[held])
    reading = peopled.read()
    assert [(one.id, one.introduced_by) for one in reading[referees]] == [(2, None), (3, 2)]
    assert reading[referees][2].updated_at == reading.now
    assert [one for one in events_of(draft.commit) if one.noun == "referee"] == [
        Updated("referee", 2, ("introduced_by", "updated_at")),
        Deleted("referee", 1),
    ]


def test_it_goes_with_the_person(peopled: World, referees: Collection[Referee]) -> None:
    held = peopled.read()[referees][2].application
    assert held is not None
    with peopled.transaction() as draft:
        forget(draft, draft.candidates[draft.applications[held].candidate])
    assert [one.id for one in peopled.read()[referees]] == [1, 3]


def test_what_it_names_must_be_there(peopled: World, referees: Collection[Referee]) -> None:
    stray = Referee(id=9, application=99_999, introduced_by=1, updated_at=0)
    assert list(dangling(peopled.state, referees, stray)) == [("application", "applications", 99_999)]


def test_it_has_events(world: World, referees: Collection[Referee]) -> None:
    with world.transaction() as draft:
        draft.put(referees, Referee(id=1, application=1, introduced_by=None, updated_at=draft.now))
    assert events_of(draft.commit) == (Created("referee", 1),)


def test_a_cascade_needs_an_index_to_find_what_hangs_on_a_record() -> None:
    with pytest.raises(AssertionError, match="has no index application"):
        Collection("lost", Referee, references={"application": Reference("applications", OnDelete.DELETE)})
    assert "lost" not in DECLARED


def test_every_reference_leads_from_a_member_to_a_noun() -> None:
    for collection in NOUNS.values():
        for member, reference in collection.references.items():
            assert DECLARED[reference.collection].noun, f"{collection}.{member} leads to no noun"


def test_the_founded_world_names_nothing_that_is_not_there(world: World) -> None:
    for name, table in world.state.tables.items():
        for record in Rows(table):
            assert list(dangling(world.state, DECLARED[name], record)) == []


def test_deleting_an_interview_takes_its_parts_and_notes_along(world: World) -> None:
    reading = world.read()
    noted = next(note.interview for note in reading.notes if note.interview is not None)
    with world.transaction() as draft:
        delete(draft, DECLARED["interviews"], noted)
    reading = world.read()
    assert noted not in reading.interviews
    assert not reading.timeslots.where(interview=noted)
    assert not reading.notes.where(interview=noted)


class Referral(Record, frozen=True, kw_only=True):
    """Somebody who was recommended."""

    candidate: int


def test_a_reference_with_a_member_that_does_not_exist_is_refused() -> None:
    with pytest.raises(AssertionError, match="refers with candidat, which no member is called"):
        Collection("tests.misspelt", Referral, references={"candidat": Reference("candidates", OnDelete.KEEP)})


def test_a_reference_to_a_collection_that_nobody_declares_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "DECLARED", {**DECLARED})
    Collection("tests.referrals", Referral, references={"candidate": Reference("candidate", OnDelete.KEEP)})

    with pytest.raises(LookupError, match=r"tests\.referrals\.candidate refers to 'candidate'; there are .*candidates"):
        check_references()


def test_a_second_collection_of_one_name_is_refused() -> None:
    with pytest.raises(AssertionError, match=r"a collection notes of .*Note.* exists already"):
        Collection("notes", Referral)
