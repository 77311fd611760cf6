"""The verbs of people."""

from typing import Any

import pytest

from ats_sandbox.world.domain.candidates import Email
from ats_sandbox.world.domain.commands.applications import apply, set_status
from ats_sandbox.world.domain.commands.attachments import attach
from ats_sandbox.world.domain.commands.candidates import (
    amend_identity,
    drop_application,
    forget,
    register,
    same_person,
    tag,
)
from ats_sandbox.world.domain.commands.interviews import add_timeslot, schedule
from ats_sandbox.world.domain.commands.notes import write_note
from ats_sandbox.world.domain.commands.offers import make_offer
from ats_sandbox.world.domain.interviews import Interviewer, Response
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.positions import PositionStatus
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.refusals import IdentityTaken
from ats_sandbox.world.store.selection import Rows
from ats_sandbox.world.world import World
from tests.world.test_founding import REFERENCES


def dangling(world: Reading) -> list[str]:
    """References that lead nowhere."""
    rows: dict[str, Rows[Any]] = {name: Rows(table) for name, table in world.state.tables.items()}
    return [
        f"{name} {one.id} {field}"
        for name, fields in REFERENCES.items()
        for field, target in fields.items()
        for one in rows[name]
        if getattr(one, field) is not None and getattr(one, field) not in rows[target]
    ]


def test_a_person_known_by_name_alone_has_nothing_else(world: World) -> None:
    with world.transaction() as writing:
        person = register(writing, first_name="Ada", last_name="Novak")
    assert (person.emails, person.tags, person.rating, person.confidential) == ((), (), None, False)
    assert person.created_at == person.updated_at == world.now


def test_forgetting_anybody_leaves_no_reference_behind(world: World) -> None:
    assert dangling(world.read()) == []
    people = list(world.read().candidates)
    with world.transaction() as writing:
        for person in people[::3]:
            forget(writing, writing.candidates[person.id])
    reading = world.read()
    assert dangling(reading) == []
    assert len(reading.candidates) == len(people) - len(people[::3])


def test_forgetting_everybody_leaves_no_trace_of_them(world: World) -> None:
    with world.transaction() as writing:
        for person in list(writing.candidates):
            forget(writing, person)
    reading = world.read()
    assert dangling(reading) == []
    gone = ("candidates", "applications", "activities", "interviews", "timeslots", "scorecards", "offers", "notes")
    for name in (*gone, "attachments"):
        assert not Rows(reading.state.tables[name]), name
    assert reading.jobs
    assert reading.positions


def test_dropping_an_application_hands_its_part_to_the_others(world: World) -> None:
    hidden = next(job.id for job in world.read().jobs if job.confidential)
    with world.transaction() as writing:
        person = register(writing, first_name="Ada", last_name="Novak")
        first = apply(writing, person.id, 1)
        second = apply(writing, person.id, hidden)
        assert not writing.candidates[person.id].confidential
        drop_application(writing, first)
        assert writing.applications[second.id].primary
        assert writing.candidates[person.id].confidential
        drop_application(writing, writing.applications[second.id])
        assert not writing.candidates[person.id].confidential
    assert not world.read().applications.where(candidate=person.id)


def test_dropping_an_application_takes_its_scorecards_out_of_the_rating(world: World) -> None:
    card = next(iter(world.read().scorecards))
    application = world.read().applications[card.application]
    with world.transaction() as writing:
        for one in list(writing.applications.where(candidate=application.candidate)):
            drop_application(writing, writing.applications[one.id])
    assert world.read().candidates[application.candidate].rating is None


def test_a_seat_stays_filled_when_its_holder_is_forgotten(world: World) -> None:
    with world.transaction() as writing:
        person = register(writing, first_name="Ada", last_name="Novak")
        hired = set_status(writing, apply(writing, person.id, 1), ApplicationStatus.HIRED)
    seat = next(one for one in world.read().positions.where(job=1) if one.application == hired.id)
    with world.transaction() as writing:
        forget(writing, writing.candidates[person.id])
    after = world.read().positions[seat.id]
    assert (after.status, after.application) == (PositionStatus.FILLED, None)


def test_everything_about_an_application_goes_with_it(world: World) -> None:
    with world.transaction() as writing:
        person = register(writing, first_name="Ada", last_name="Novak")
        application = apply(writing, person.id, 1)
        interview = schedule(writing, application, organizer=2, timezone="Europe/Paris")
        invited = (Interviewer(3, Response.PENDING),)
        slot = add_timeslot(writing, interview, starts_at=1, ends_at=2, interviewers=invited)
        offer = make_offer(writing, application.id)
        on_interview = write_note(writing, person.id, "Went well.", interview=interview.id)
        elsewhere = write_note(writing, person.id, "Friendly.")
        file = attach(writing, person.id, name="cv", content=b"", content_type="text/plain", application=application.id)
    with world.transaction() as writing:
        drop_application(writing, application)
    reading = world.read()
    assert interview.id not in reading.interviews
    assert slot.id not in reading.timeslots
    assert offer.id not in reading.offers
    assert on_interview.id not in reading.notes
    assert file.id not in reading.attachments
    assert elsewhere.id in reading.notes
    assert dangling(reading) == []


def test_people_are_the_same_whatever_the_letter_case(world: World) -> None:
    with world.transaction() as writing:
        person = register(writing, first_name="Ada", last_name="Straße", emails=(Email("Ada@Example.com"),))
    reading = world.read()
    assert same_person(reading, "aDA@eXAMPLE.COM", "STRASSE") == person
    assert same_person(reading, "ada@example.com", "Strasser") is None
    assert same_person(reading, "", "Straße") is None
    assert same_person(reading, None, "Straße") is None


def test_nobody_can_become_somebody_else(world: World) -> None:
    with world.transaction() as writing:
        one = register(writing, first_name="Ada", last_name="Novak", emails=(Email("ada@example.com"),))
        other = register(writing, first_name="Eve", last_name="Novak", emails=(Email("eve@example.com"),))
        with pytest.raises(IdentityTaken, match=f"candidate {one.id} "):
            amend_identity(writing, other, emails=(Email("ADA@example.com"),))
        assert amend_identity(writing, other, first_name="Eva").first_name == "Eva"
        both = register(
            writing, first_name="Lea", last_name="Sand", emails=(Email("lea@example.com"), Email("ada@example.com"))
        )
        with pytest.raises(IdentityTaken, match=f"candidate {one.id} "):
            amend_identity(writing, both, last_name="Novak", emails=both.emails[::-1])


def test_an_old_pair_of_twins_can_still_be_amended(world: World) -> None:
    """Imports bring the same person twice; changing anything else must not be refused for it."""
    with world.transaction() as writing:
        twins = [
            register(writing, first_name="Ada", last_name="Novak", emails=(Email("ada@example.com"),)) for _ in range(2)
        ]
        assert amend_identity(writing, twins[1], employer="Elsewhere").employer == "Elsewhere"


def test_tags_keep_their_order_and_lose_their_repetitions(world: World) -> None:
    with world.transaction() as writing:
        tagged = tag(writing, writing.candidates[1], ["b", "a", "b", "B"])
    assert tagged.tags == ("b", "a", "B")
    assert world.read().candidates.where(tag="a").first() == tagged
    assert tagged.updated_at == world.now
