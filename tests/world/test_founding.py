"""Every founded world agrees with itself, and could have come about by the verbs of hiring."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest
from msgspec.structs import replace

from ats_sandbox.world.clock import DAY, START
from ats_sandbox.world.domain.commands.applications import ENDINGS, _after, application_of, apply, record, stages_of
from ats_sandbox.world.domain.jobs import OPEN_STATUSES, JobStatus
from ats_sandbox.world.domain.offers import OfferStatus
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.positions import PositionStatus
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.seeding import seed_state
from ats_sandbox.world.store.selection import Rows
from ats_sandbox.world.store.table import Record
from ats_sandbox.world.world import World
from tests.world.conftest import founded

WORLDS = [
    ("demo", 1, None),
    ("demo", 2, None),
    ("demo", 77, None),
    ("demo", 1, 3),
    ("demo", 5, 40),
    ("edge", 1, None),
    ("edge", 9, None),
    ("large", 1, 3_000),
    ("large", 4, 3_000),
    ("empty", 1, None),
]


@pytest.fixture(scope="module", params=WORLDS, ids=lambda told: "-".join(map(str, told)))
def its(request: pytest.FixtureRequest) -> Reading:
    """A founded world."""
    recipe, seed, candidates = request.param
    state = founded(recipe, seed, candidates)
    return Reading(state, seed, state.now)


REFERENCES: dict[str, dict[str, str]] = {
    "users": {"location": "locations"},
    "stages": {"pipeline": "pipelines"},
    "jobs": {"department": "departments", "pipeline": "pipelines", "creator": "users"},
    "job_events": {"job": "jobs", "user": "users"},
    "postings": {"job": "jobs", "creator": "users"},
    "positions": {"job": "jobs", "application": "applications"},
    "candidates": {"source": "sources"},
    "applications": {
        "candidate": "candidates",
        "job": "jobs",
        "stage": "stages",
        "reason": "reasons",
        "source": "sources",
        "posting": "postings",
        "credited_to": "users",
    },
    "activities": {
        "application": "applications",
        "by": "users",
        "stage": "stages",
        "reason": "reasons",
        "note": "notes",
    },
    "interviews": {"application": "applications", "organizer": "users", "stage": "stages"},
    "timeslots": {"interview": "interviews"},
    "scorecards": {"application": "applications", "interview": "interviews", "author": "users"},
    "offers": {"application": "applications", "creator": "users"},
    "notes": {"candidate": "candidates", "application": "applications", "interview": "interviews", "author": "users"},
    "attachments": {"candidate": "candidates", "application": "applications"},
}
MAY_LIE_AHEAD = {"starts_at", "ends_at", "target_hiring_at", "opens_at"}


def every(world: Reading) -> Iterator[tuple[str, Rows[Any]]]:
    for name in sorted(world.state.tables):
        yield name, Rows(world.state.tables[name])


def test_ids_count_from_one(its: Reading) -> None:
    for name, rows in every(its):
        assert [one.id for one in rows] == list(range(1, len(rows) + 1)), name
        assert rows.next_id == len(rows) + 1, name


def test_a_later_id_is_never_an_earlier_record(its: Reading) -> None:
    for name, rows in every(its):
        moments = [getattr(one, "created_at", None) or getattr(one, "at", 0) for one in rows]
        assert moments == sorted(moments), name


def test_every_reference_leads_somewhere(its: Reading) -> None:
    for name, fields in REFERENCES.items():
        rows = dict(every(its)).get(name, ())
        for field, target in fields.items():
            known = {one.id for one in dict(every(its)).get(target, ())}
            assert {getattr(one, field) for one in rows} <= known | {None}, f"{name}.{field}"


def test_users_and_offices_inside_records_exist_too(its: Reading) -> None:
    for job in its.jobs:
        assert all(member.user in its.users and its.users[member.user].active for member in job.team)
        assert len({member.user for member in job.team}) == len(job.team)
        assert all(office in its.locations for office in job.locations)
    for timeslot in its.timeslots:
        assert timeslot.interviewers
        assert all(invited.user in its.users for invited in timeslot.interviewers)
        assert len({invited.user for invited in timeslot.interviewers}) == len(timeslot.interviewers)


def test_nothing_is_dated_after_the_start_but_what_is_planned(its: Reading) -> None:
    assert its.now == START
    for name, rows in every(its):
        for one in rows:
            for field, value in instants(one):
                assert value <= START or field in MAY_LIE_AHEAD, f"{name} {one.id} {field}"
                assert START - 1_000 * DAY < value < START + 400 * DAY, f"{name} {one.id} {field}"


def instants(one: Record) -> Iterator[tuple[str, int]]:
    for field in one.__struct_fields__:
        value = getattr(one, field)
        if value is not None and (field.endswith("_at") or field in ("at", "dated")):
            yield field, value


def test_nothing_is_changed_before_it_is_created(its: Reading) -> None:
    for name, rows in every(its):
        for one in rows:
            created = getattr(one, "created_at", None)
            if created is not None:
                later = ("updated_at", "ended_at", "hired_at", "published_at", "closed_at", "opened_at", "consented_at")
                assert all((getattr(one, field, None) or created) >= created for field in later), f"{name} {one.id}"


def test_children_are_not_older_than_what_they_belong_to(its: Reading) -> None:
    for application in its.applications:
        assert application.created_at >= its.candidates[application.candidate].created_at
        assert application.created_at >= (its.jobs[application.job].opened_at or START)
    for rows in (its.interviews, its.offers, its.scorecards):
        for one in rows:
            assert one.created_at >= its.applications[one.application].created_at  # type: ignore[attr-defined]
    for note in its.notes:
        assert note.created_at >= its.candidates[note.candidate].created_at
        assert note.application is None or note.created_at >= its.applications[note.application].created_at


def test_history_folds_to_where_each_application_stands(its: Reading) -> None:
    for application in its.applications:
        entries = list(its.activities.where(application=application.id))
        assert [entry.opening for entry in entries] == [True, *[False] * (len(entries) - 1)]
        assert entries[0].at == application.created_at
        assert all(before.at < after.at for before, after in pairwise(entries))
        standing = replace(
            application,
            status=ApplicationStatus.NEW,
            stage=0,
            reason=None,
            reserved=False,
            starts_at=None,
            ended_at=None,
            hired_at=None,
        )
        for entry in entries:
            if entry.dated is None:
                standing = _after(standing, entry)
        assert standing == application
        assert application.updated_at == entries[-1].at
        assert all(entry.dated < entry.at for entry in entries if entry.dated is not None)


def test_statuses_have_their_stages_and_reasons(its: Reading) -> None:
    for application in its.applications:
        stage = its.stages[application.stage]
        assert stage in stages_of(its, application.job)
        if application.status in ENDINGS:
            assert application.reason is not None
            assert its.reasons[application.reason].decider is ENDINGS[application.status]
        else:
            assert application.reason is None
            assert application.status in (stage.phase, ApplicationStatus.TRANSFERRED)
        assert (application.ended_at is not None) == (application.status in ENDINGS)
        assert (application.hired_at is not None) == (application.status is ApplicationStatus.HIRED)
    for entry in its.activities:
        if entry.stage is not None:
            assert its.stages[entry.stage].phase is entry.status
            assert its.stages[entry.stage] in stages_of(its, its.applications[entry.application].job)


def test_everybody_hired_has_a_seat_where_there_are_seats(its: Reading) -> None:
    for job in its.jobs:
        seats = list(its.positions.where(job=job.id))
        hired = {one.id for one in its.applications.where(job=job.id, status=ApplicationStatus.HIRED)}
        taken = [seat.application for seat in seats if seat.status is PositionStatus.FILLED]
        assert len(taken) == len(set(taken))
        if seats:
            assert set(taken) == hired
        assert all(seat.application is None for seat in seats if seat.status is not PositionStatus.FILLED)
        if job.status is JobStatus.FILLED:
            assert hired
            assert not any(seat.status is PositionStatus.OPEN for seat in seats)


def test_nobody_is_hired_twice(its: Reading) -> None:
    hired = Counter(one.candidate for one in its.applications.where(status=ApplicationStatus.HIRED))
    assert set(hired.values()) <= {1}


def test_somebody_transferred_went_on_at_that_moment(its: Reading) -> None:
    for left in its.applications.where(status=ApplicationStatus.TRANSFERRED):
        others = its.applications.where(candidate=left.candidate)
        assert left.updated_at in [one.created_at for one in others if one.id > left.id]


def test_each_candidate_with_applications_has_one_primary_one(its: Reading) -> None:
    primary = Counter(one.candidate for one in its.applications if one.primary)
    assert set(primary) == {one.candidate for one in its.applications}
    assert set(primary.values()) <= {1}


def test_a_candidate_is_on_a_job_once(its: Reading) -> None:
    pairs = Counter((one.candidate, one.job) for one in its.applications)
    assert set(pairs.values()) <= {1}


def test_address_and_last_name_together_are_of_one_person(its: Reading) -> None:
    pairs = Counter(
        (email.address.casefold(), one.last_name.casefold()) for one in its.candidates for email in one.emails
    )
    assert set(pairs.values()) <= {1}


def test_addresses_and_numbers_are_set_aside_for_fiction(its: Reading) -> None:
    domains = {email.address.rsplit("@")[-1].lower() for one in its.candidates for email in one.emails}
    assert domains <= {"example.com", "example.org", "example.net", "work.example.com"}
    assert {user.email.split("@")[1] for user in its.users} == {"acme-talent.example"}
    starts = ("+1 202 555 01", "+1 212 555 01", "+1 415 555 01", "+1 617 555 01", "+44 7700 900", "+44 20 7946 0")
    starts += ("+44 161 496 0", "+33 1 99 00", "+33 6 39 98", "+49 30 23125", "+49 40 66969", "+49 69 90009")
    starts += ("+49 89 99998", "+46 8 465 004", "+46 31 390 06", "+46 40 628 04", "+46 70 174 06 9")
    numbers = [phone.number for one in its.candidates for phone in one.phones]
    numbers += [user.phone for user in its.users if user.phone]
    assert all(number.startswith(starts) and "#" not in number for number in numbers)


def test_what_hangs_on_a_confidential_job_is_confidential(its: Reading) -> None:
    for posting in its.postings:
        assert posting.confidential == its.jobs[posting.job].confidential
    for application in its.applications:
        assert application.confidential == its.jobs[application.job].confidential
    for candidate in its.candidates:
        applications = list(its.applications.where(candidate=candidate.id))
        assert candidate.confidential == (bool(applications) and all(one.confidential for one in applications))


def test_ratings_are_the_mean_of_the_scorecards(its: Reading) -> None:
    for candidate in its.candidates:
        applications = its.applications.where(candidate=candidate.id)
        stars = [card.rating for one in applications for card in its.scorecards.where(application=one.id)]
        assert candidate.rating == (round(sum(stars) * 10 / len(stars)) / 10 if stars else None)


def test_nobody_reviews_an_interview_before_it_is_over(its: Reading) -> None:
    for card in its.scorecards:
        if card.interview is not None:
            assert its.interviews[card.interview].application == card.application
            assert not its.interviews[card.interview].cancelled
            slots = list(its.timeslots.where(interview=card.interview))
            assert any(slot.ends_at <= card.created_at for slot in slots)
            assert card.author in [invited.user for slot in slots for invited in slot.interviewers]


def test_every_interview_has_timeslots_one_after_the_other(its: Reading) -> None:
    for interview in its.interviews:
        slots = list(its.timeslots.where(interview=interview.id))
        assert slots
        assert all(slot.starts_at < slot.ends_at for slot in slots)
        assert all(before.ends_at <= after.starts_at for before, after in pairwise(slots))
        assert interview.created_at < slots[0].starts_at <= START + 21 * DAY


def test_notes_and_files_of_an_application_are_of_its_candidate(its: Reading) -> None:
    for one in [*its.notes, *its.attachments]:
        assert one.application is None or its.applications[one.application].candidate == one.candidate
    for note in its.notes:
        assert note.interview is None or its.interviews[note.interview].application == note.application
        assert not note.private or note.author is not None
    for entry in its.activities:
        assert entry.note is None or its.notes[entry.note].application == entry.application


def test_applications_name_adverts_of_their_own_job(its: Reading) -> None:
    for application in its.applications:
        assert application.posting is None or its.postings[application.posting].job == application.job
        assert application.source is None or application.origin is None


def test_offers_stand_as_their_applications_do(its: Reading) -> None:
    offered = Counter(offer.application for offer in its.offers)
    assert set(offered.values()) <= {1}
    for offer in its.offers:
        assert offer.application is not None
        application = its.applications[offer.application]
        assert (offer.status is OfferStatus.ACCEPTED) == (application.status is ApplicationStatus.HIRED)
        assert offer.status is not OfferStatus.NOT_ACCEPTED or application.status is ApplicationStatus.WITHDRAWN
        assert offer.sent_at is None or offer.created_at <= offer.sent_at <= (offer.closed_at or START)
        assert offer.closed_at is None or offer.closed_at == application.updated_at
    for application in its.applications:
        if application.status in (ApplicationStatus.OFFERED, ApplicationStatus.HIRED):
            assert offered[application.id] == 1


def test_job_histories_end_where_the_jobs_stand(its: Reading) -> None:
    for job in its.jobs:
        events = list(its.job_events.where(job=job.id))
        assert events[0].status is JobStatus.CREATED
        assert events[0].at == job.created_at
        assert events[-1].status is job.status
        assert all(before.at < after.at for before, after in pairwise(events))
        assert job.updated_at == events[-1].at
        assert job.updated_at <= job.active_at
        assert (job.closed_at is not None) == (job.status in (JobStatus.FILLED, JobStatus.CANCELLED))
        assert (job.opened_at is None) == (job.status is JobStatus.CREATED)
        last = max((one.created_at for one in its.applications.where(job=job.id)), default=job.created_at)
        assert last <= job.active_at
        assert job.closed_at is None or last <= job.closed_at


def test_closed_jobs_have_nobody_waiting(its: Reading) -> None:
    waiting = {
        ApplicationStatus.LEAD,
        ApplicationStatus.NEW,
        ApplicationStatus.IN_REVIEW,
        ApplicationStatus.INTERVIEW,
        ApplicationStatus.OFFERED,
    }
    for job in its.jobs:
        if job.status in (JobStatus.FILLED, JobStatus.CANCELLED):
            assert not waiting & {one.status for one in its.applications.where(job=job.id)}


def test_adverts_are_published_while_a_job_is_open(its: Reading) -> None:
    for job in its.jobs:
        adverts = list(its.postings.where(job=job.id))
        assert [one.default for one in adverts] == [True, *[False] * (len(adverts) - 1)]
        assert len({one.language for one in adverts}) == len(adverts)
        assert not any(one.published for one in adverts) or job.status in OPEN_STATUSES
        assert all((one.published_at is not None) == one.published for one in adverts)


def test_pipelines_count_their_stages_and_have_one_for_each_phase(its: Reading) -> None:
    for pipeline in its.pipelines:
        stages = sorted(its.stages.where(pipeline=pipeline.id), key=lambda stage: stage.position)
        assert [stage.position for stage in stages] == list(range(1, len(stages) + 1))
        assert [stage.phase for stage in stages if not stage.step] == list(ApplicationStatus)[:6]
        assert len({stage.name for stage in stages}) == len(stages)
        assert {stage.phase for stage in stages if stage.step} == {
            ApplicationStatus.IN_REVIEW,
            ApplicationStatus.INTERVIEW,
            ApplicationStatus.OFFERED,
        }
        assert pipeline.active or not its.jobs.where(pipeline=pipeline.id)


def test_the_verbs_go_on_from_there(its: Reading) -> None:
    """Moving, hiring and applying work on every job of a founded world."""
    world = World("verbs", 1, its.state)
    with world.transaction() as writing:
        for application in list(its.applications)[:30]:
            last = stages_of(writing, application.job)[-1]
            moved, _ = record(writing, application, status=last.phase, stage=last.id)
            assert moved.status is ApplicationStatus.HIRED
        for job in list(its.jobs)[:10]:
            person = next((one for one in its.candidates if application_of(writing, one.id, job.id) is None), None)
            if person is not None:
                assert apply(writing, person.id, job.id).id == len(writing.applications)


@pytest.mark.parametrize("recipe", ["demo", "edge"])
def test_other_seeds_are_other_worlds_of_the_same_size(reading: Callable[..., Reading], recipe: str) -> None:
    one, other = reading(recipe, 1), reading(recipe, 2)
    assert len(one.candidates) == len(other.candidates)
    assert len(one.jobs) == len(other.jobs)
    same = sum(a.created_at == b.created_at for a, b in zip(one.applications, other.applications, strict=False))
    assert same < 5


def test_founding_leaves_the_collector_as_it_was() -> None:
    import gc

    assert gc.isenabled()
    seed_state("empty")
    assert gc.isenabled()
