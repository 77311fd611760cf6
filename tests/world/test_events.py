"""What a commit means to recruiters, whichever commands made it."""

from collections.abc import Callable

import pytest

from ats_sandbox.vendors import VENDORS
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.attachments import AttachmentKind
from ats_sandbox.world.domain.commands.applications import apply, move, reject, set_status, stage_for, undo
from ats_sandbox.world.domain.commands.attachments import attach
from ats_sandbox.world.domain.commands.candidates import amend, drop_application, forget, register, tag
from ats_sandbox.world.domain.commands.configuration import add_department, add_pipeline, add_user
from ats_sandbox.world.domain.commands.interviews import add_timeslot, answer_invitation, call_off, schedule
from ats_sandbox.world.domain.commands.jobs import change_job_status, open_job, revise_job
from ats_sandbox.world.domain.commands.notes import revise_note, write_note
from ats_sandbox.world.domain.commands.offers import close_offer, make_offer, send_offer
from ats_sandbox.world.domain.commands.positions import add_position, drop_position
from ats_sandbox.world.domain.commands.postings import advertise, revise_posting
from ats_sandbox.world.domain.commands.scorecards import review
from ats_sandbox.world.domain.events import (
    ApplicationHired,
    ApplicationMoved,
    ApplicationRejected,
    ApplicationWithdrawn,
    Created,
    Deleted,
    Event,
    InterviewCancelled,
    InterviewScheduled,
    JobStatusChanged,
    OfferAbandoned,
    OfferAccepted,
    OfferDeclined,
    OfferSent,
    OfferStatusChanged,
    PostingPublished,
    PostingUnpublished,
    Updated,
    events_of,
)
from ats_sandbox.world.domain.jobs import JobStatus
from ats_sandbox.world.domain.offers import OfferStatus
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.positions import PositionType
from ats_sandbox.world.domain.postings import Advert
from ats_sandbox.world.domain.publications import PUBLICATIONS
from ats_sandbox.world.domain.reading import Transaction
from ats_sandbox.world.domain.reasons import Decider
from ats_sandbox.world.domain.scorecards import Recommendation
from ats_sandbox.world.store.cause import TESTER
from ats_sandbox.world.store.state import Commit
from ats_sandbox.world.store.table import DECLARED, Collection, Record
from ats_sandbox.world.world import World

JOB = 1
NEW, REVIEW, HIRED = ApplicationStatus.NEW, ApplicationStatus.IN_REVIEW, ApplicationStatus.HIRED
OPEN_OFFER, SENT = OfferStatus.CREATED, OfferStatus.PENDING_ACCEPTANCE

Events = Callable[[Callable[[Transaction], object]], list[Event]]


@pytest.fixture
def events(world: World) -> Events:
    """The events of what some commands write in one transaction."""
    seen: list[Event] = []
    world.subscribe(lambda _, commit: seen.extend(events_of(commit)))

    def write(commands: Callable[[Transaction], object]) -> list[Event]:
        seen.clear()
        with world.transaction() as draft:
            commands(draft)
        return list(seen)

    return write


@pytest.fixture
def applied(world: World) -> Application:
    """Somebody new on the first job."""
    with world.transaction() as draft:
        person = register(draft, first_name="Ada", last_name="Novak")
        return apply(draft, person.id, JOB)


def about(found: list[Event], noun: str) -> list[Event]:
    return [one for one in found if one.noun == noun]


def test_a_candidate_comes_changes_and_goes(world: World, events: Events) -> None:
    id = world.read().candidates.next_id
    assert events(lambda draft: register(draft, first_name="Ada", last_name="Novak")) == [Created("candidate", id)]
    assert events(lambda draft: amend(draft, draft.candidates[id], title="Poet", employer="Herself")) == [
        Updated("candidate", id, ("employer", "title", "updated_at"))
    ]
    assert events(lambda draft: forget(draft, draft.candidates[id])) == [Deleted("candidate", id)]


def test_several_changes_of_one_record_are_one_event(world: World, events: Events) -> None:
    def twice(draft: Transaction) -> None:
        amend(draft, draft.candidates[5], title="Poet")
        amend(draft, draft.candidates[5], employer="Herself")
        tag(draft, draft.candidates[5], ["fast track"])

    def made_and_changed(draft: Transaction) -> None:
        amend(draft, register(draft, first_name="Ada", last_name="Novak"), title="Poet")

    def come_and_gone(draft: Transaction) -> None:
        forget(draft, register(draft, first_name="Ada", last_name="Novak"))

    assert events(twice) == [Updated("candidate", 5, ("employer", "title", "tags", "updated_at"))]
    assert events(made_and_changed) == [Created("candidate", world.read().candidates.next_id - 1)]
    assert events(come_and_gone) == []


def test_a_record_put_back_as_it_was_is_no_event(world: World, events: Events) -> None:
    def there_and_back(draft: Transaction) -> None:
        before = draft.candidates[5]
        amend(draft, before, title="Poet")
        draft.put(DECLARED["candidates"], before)

    assert events(there_and_back) == []


def test_somebody_applies(world: World, events: Events) -> None:
    reading = world.read()
    application, person = reading.applications.next_id, reading.candidates.next_id

    def applies(draft: Transaction) -> None:
        register(draft, first_name="Ada", last_name="Novak")
        apply(draft, person, JOB)

    assert events(applies) == [
        Created("candidate", person),
        Created("application", application),
        Created("activity", reading.activities.next_id),
        Updated("job", JOB, ("active_at",)),
    ]


def test_an_application_is_moved(events: Events, applied: Application) -> None:
    found = events(lambda draft: set_status(draft, applied, REVIEW))
    moved = next(one for one in found if isinstance(one, ApplicationMoved))
    assert (moved.id, moved.stage_before, moved.status_before, moved.status) == (
        applied.id,
        applied.stage,
        NEW,
        REVIEW,
    )
    assert about(found, "application") == [
        Updated("application", applied.id, ("status", "stage", "updated_at")),
        ApplicationMoved("application", applied.id, applied.stage, moved.stage, NEW, REVIEW),
    ]


def test_a_move_within_a_phase_is_one_too(world: World, events: Events, applied: Application) -> None:
    reading = world.read()
    main = stage_for(reading, JOB, ApplicationStatus.INTERVIEW)
    step = next(one for one in reading.stages.where(pipeline=main.pipeline) if one.step and one.phase is main.phase)
    events(lambda draft: move(draft, draft.applications[applied.id], main.id))
    found = events(lambda draft: move(draft, draft.applications[applied.id], step.id))
    assert found[-1] == ApplicationMoved("application", applied.id, main.id, step.id, main.phase, main.phase)


def test_an_application_is_rejected_or_withdrawn_and_taken_up_again(
    world: World, events: Events, applied: Application
) -> None:
    company = world.read().reasons.where(decider=Decider.COMPANY).page(0, 1)[0].id
    candidate = world.read().reasons.where(decider=Decider.CANDIDATE).page(0, 1)[0].id
    stage = applied.stage

    rejected = events(lambda draft: reject(draft, applied, company))
    assert about(rejected, "application")[1:] == [
        ApplicationMoved("application", applied.id, stage, stage, NEW, ApplicationStatus.REJECTED),
        ApplicationRejected("application", applied.id, company),
    ]
    resumed = events(lambda draft: move(draft, draft.applications[applied.id], stage))
    assert about(resumed, "application")[1:] == [
        ApplicationMoved("application", applied.id, stage, stage, ApplicationStatus.REJECTED, NEW)
    ]
    withdrawn = events(
        lambda draft: set_status(draft, draft.applications[applied.id], ApplicationStatus.WITHDRAWN, reason=candidate)
    )
    assert about(withdrawn, "application")[-1] == ApplicationWithdrawn("application", applied.id, candidate)
    entry = list(world.read().activities.where(application=applied.id))[-1]
    undone = events(lambda draft: undo(draft, entry))
    assert undone == [
        Deleted("activity", entry.id),
        Updated("application", applied.id, ("status", "reason", "ended_at", "updated_at")),
        ApplicationMoved("application", applied.id, stage, stage, ApplicationStatus.WITHDRAWN, NEW),
    ]


def test_somebody_is_hired(events: Events, applied: Application) -> None:
    found = events(lambda draft: set_status(draft, applied, HIRED, starts_at=1_780_000_000_000))
    assert about(found, "application")[-1] == ApplicationHired("application", applied.id, 1_780_000_000_000)
    seat = about(found, "position")
    assert [one.fields for one in seat if isinstance(one, Updated)] == [("status", "application", "updated_at")]


def test_an_application_that_begins_as_hired_is_hired(world: World, events: Events) -> None:
    stage = stage_for(world.read(), JOB, HIRED).id

    def hire(draft: Transaction) -> None:
        apply(draft, register(draft, first_name="Ada", last_name="Novak").id, JOB, stage=stage)

    id = world.read().applications.next_id
    assert about(events(hire), "application") == [
        Created("application", id),
        ApplicationHired("application", id, None),
    ]


def test_an_application_that_is_deleted_takes_along_what_hangs_on_it(events: Events, applied: Application) -> None:
    def write(draft: Transaction) -> None:
        interview = schedule(draft, applied, organizer=1, timezone="UTC")
        add_timeslot(draft, interview, starts_at=1, ends_at=2, interviewers=())
        attach(draft, applied.candidate, name="cv", content=b"", content_type="text/plain", application=applied.id)
        review(draft, applied, author=1, rating=4, recommendation=Recommendation.YES)
        make_offer(draft, applied.id)

    made = events(write)
    assert [one.noun for one in made if isinstance(one, Created)] == [
        "interview",
        "timeslot",
        "attachment",
        "scorecard",
        "offer",
    ]
    gone = events(lambda draft: drop_application(draft, draft.applications[applied.id]))
    assert {one.noun for one in gone if isinstance(one, Deleted)} == {
        "activity",
        "application",
        "attachment",
        "interview",
        "offer",
        "scorecard",
        "timeslot",
    }
    assert about(gone, "candidate") == [Updated("candidate", applied.candidate, ("rating",))]


def test_a_job_is_opened_changed_and_closed(world: World, events: Events) -> None:
    id = world.read().jobs.next_id
    place = world.read().company.place

    assert events(lambda draft: open_job(draft, title="Poet", place=place, creator=1)) == [
        Created("job", id),
        Created("job_event", world.read().job_events.next_id - 1),
    ]
    assert events(lambda draft: revise_job(draft, draft.jobs[id], title="Bard", note="Urgent")) == [
        Updated("job", id, ("title", "note", "active_at", "updated_at"))
    ]
    closed = events(lambda draft: change_job_status(draft, draft.jobs[id], JobStatus.CANCELLED))
    assert about(closed, "job") == [
        Updated("job", id, ("status", "closed_at", "active_at", "updated_at")),
        JobStatusChanged("job", id, JobStatus.CREATED, JobStatus.CANCELLED),
    ]


@pytest.mark.parametrize(
    ("end", "event"),
    [
        (OfferStatus.ACCEPTED, OfferAccepted),
        (OfferStatus.NOT_ACCEPTED, OfferDeclined),
        (OfferStatus.ABANDONED, OfferAbandoned),
        (OfferStatus.NOT_APPROVED, None),
    ],
)
def test_an_offer_is_made_sent_and_answered(
    world: World, events: Events, applied: Application, end: OfferStatus, event: type[Event] | None
) -> None:
    id = world.read().offers.next_id

    assert events(lambda draft: make_offer(draft, applied.id)) == [Created("offer", id)]
    assert events(lambda draft: send_offer(draft, draft.offers[id]))[1:] == [
        OfferStatusChanged("offer", id, OPEN_OFFER, SENT),
        OfferSent("offer", id),
    ]
    closed = events(lambda draft: close_offer(draft, draft.offers[id], end))
    assert closed[1:] == [
        OfferStatusChanged("offer", id, SENT, end),
        *([] if event is None else [event("offer", id)]),
    ]


def test_an_offer_that_is_recorded_as_accepted_is_accepted(world: World, events: Events, applied: Application) -> None:
    id = world.read().offers.next_id
    assert events(lambda draft: make_offer(draft, applied.id, status=OfferStatus.ACCEPTED)) == [
        Created("offer", id),
        OfferAccepted("offer", id),
    ]


def test_an_interview_is_scheduled_answered_and_cancelled(world: World, events: Events, applied: Application) -> None:
    id, slot = world.read().interviews.next_id, world.read().timeslots.next_id

    def invite(draft: Transaction) -> None:
        add_timeslot(
            draft, schedule(draft, applied, organizer=1, timezone="UTC"), starts_at=1, ends_at=2, interviewers=()
        )

    assert events(invite) == [Created("interview", id), InterviewScheduled("interview", id), Created("timeslot", slot)]
    assert events(lambda draft: call_off(draft, draft.interviews[id])) == [
        Updated("interview", id, ("cancelled", "updated_at")),
        InterviewCancelled("interview", id),
    ]
    again = events(lambda draft: answer_invitation(draft, draft.interviews[id], draft.interviews[1].candidate_response))
    assert not [one for one in again if isinstance(one, InterviewCancelled)]


def test_a_posting_is_published_and_taken_down(world: World, events: Events) -> None:
    id = world.read().postings.next_id

    made = events(
        lambda draft: advertise(draft, draft.jobs[JOB], title="Poet", language="en", advert=Advert(), creator=1)
    )
    assert made == [Created("posting", id)]
    shown = events(lambda draft: revise_posting(draft, draft.postings[id], published=True))
    assert shown == [Updated("posting", id, ("published", "updated_at")), PostingPublished("posting", id)]
    assert events(lambda draft: revise_posting(draft, draft.postings[id], title="Bard"))[1:] == []
    hidden = events(lambda draft: revise_posting(draft, draft.postings[id], published=False))
    assert hidden[1:] == [PostingUnpublished("posting", id)]


def test_whatever_else_recruiters_talk_about_has_its_events(world: World, events: Events) -> None:
    reading = world.read()

    def write(draft: Transaction) -> None:
        add_department(draft, "Poetry")
        add_user(draft, first_name="Ada", last_name="Novak", email="ada@acme-talent.example")
        note = write_note(draft, 5, "Nice.")
        revise_note(draft, note, body="Very nice.")
        add_position(draft, JOB, type=PositionType.NEW, opens_at=1, starts_at=2)
        attach(draft, 5, name="cv", content=b"", content_type="text/plain", kind=AttachmentKind.RESUME)

    assert events(write) == [
        Created("department", reading.departments.next_id),
        Created("user", reading.users.next_id),
        Created("note", reading.notes.next_id),
        Created("position", reading.positions.next_id),
        Created("attachment", reading.attachments.next_id),
    ]
    position = reading.positions.next_id
    assert events(lambda draft: drop_position(draft, draft.positions[position])) == [Deleted("position", position)]
    pipeline = events(lambda draft: add_pipeline(draft, "Short", {}))
    assert [one.noun for one in pipeline] == ["pipeline", *["stage"] * 6]


class Detail(Record, frozen=True, kw_only=True):
    """What one vendor alone knows."""


def test_what_one_vendor_alone_knows_yields_nothing(world: World) -> None:
    details = Collection("somebody.details", Detail)
    draft = Transaction(world.state, 1, world.now)
    draft.put(details, Detail(id=1))
    assert events_of(draft.commit) == ()


def test_every_noun_is_the_worlds_and_names_one_collection(world: World) -> None:
    own = {
        name for vendor in VENDORS for name in (table.collection.name for table in vendor.initial_tables(world.read()))
    }
    nouns = {one.name: one.noun for one in DECLARED.values() if one.noun}
    assert len(set(nouns.values())) == len(nouns)
    assert own
    assert not own & set(nouns)
    kept_of_postings = {PUBLICATIONS.name}
    assert set(nouns) == set(world.state.tables) - kept_of_postings


def test_the_events_of_nothing_are_none() -> None:
    assert events_of(Commit(1, 0, TESTER, ())) == ()
