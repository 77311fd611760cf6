"""The verbs of jobs, interviews and offers."""

from itertools import pairwise

import pytest
from msgspec.structs import replace

from ats_sandbox.world.domain.commands.interviews import add_timeslot, drop_timeslot, revise_timeslot, schedule
from ats_sandbox.world.domain.commands.jobs import change_job_status, open_job, revise_job
from ats_sandbox.world.domain.commands.offers import make_offer
from ats_sandbox.world.domain.commands.postings import advertise, default_posting
from ats_sandbox.world.domain.company import Place
from ats_sandbox.world.domain.interviews import Interviewer, Response
from ats_sandbox.world.domain.jobs import JobStatus
from ats_sandbox.world.domain.offers import OfferStatus
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.postings import Advert, Section
from ats_sandbox.world.domain.refusals import LastTimeslot
from ats_sandbox.world.world import World

SOMEWHERE = Place(city="Lyon", country="France", country_code="FR")


def test_a_job_begins_as_created_with_a_reference_of_its_own(world: World) -> None:
    with world.transaction() as writing:
        job = open_job(writing, title="Baker", place=SOMEWHERE, creator=2)
        named = open_job(writing, title="Baker", place=SOMEWHERE, creator=2, reference="BAKE-1")
        unnamed = open_job(writing, title="Baker", place=SOMEWHERE, creator=2, reference="")
    assert (job.status, job.reference, job.opened_at) == (JobStatus.CREATED, f"REF{job.id:05d}", None)
    assert (named.reference, unnamed.reference) == ("BAKE-1", f"REF{unnamed.id:05d}")
    events = list(world.read().job_events.where(job=job.id))
    assert [(event.status, event.user, event.at) for event in events] == [(JobStatus.CREATED, 2, world.now)]


def test_a_job_opens_closes_and_opens_again(world: World) -> None:
    with world.transaction() as writing:
        job = open_job(writing, title="Baker", place=SOMEWHERE, creator=2)
    with world.transaction() as writing:
        job = change_job_status(writing, job, JobStatus.SOURCING, by=3)
        opened = world.now + 1
    assert (job.opened_at, job.closed_at) == (opened, None)
    with world.transaction() as writing:
        job = change_job_status(writing, job, JobStatus.CANCELLED)
    assert job.closed_at == world.now
    with world.transaction() as writing:
        job = change_job_status(writing, job, JobStatus.INTERVIEW)
    assert (job.opened_at, job.closed_at) == (opened, None)
    events = list(world.read().job_events.where(job=job.id))
    assert [event.status for event in events] == ["created", "sourcing", "cancelled", "interview"]
    assert all(before.at < after.at for before, after in pairwise(events))


def test_the_same_job_status_again_writes_nothing(world: World) -> None:
    before = world.state
    with world.transaction() as writing:
        job = writing.jobs[1]
        assert change_job_status(writing, job, job.status) == job
    assert world.state is before


def test_making_a_job_confidential_hides_all_that_hangs_on_it(world: World) -> None:
    with world.transaction() as writing:
        revise_job(writing, writing.jobs[1], confidential=True)
    reading = world.read()
    assert all(one.confidential for one in reading.applications.where(job=1))
    assert all(one.confidential for one in reading.postings.where(job=1))
    for application in reading.applications.where(job=1):
        others = reading.applications.where(candidate=application.candidate)
        assert reading.candidates[application.candidate].confidential == all(one.confidential for one in others)
    with world.transaction() as writing:
        revise_job(writing, writing.jobs[1], confidential=False)
    reading = world.read()
    assert not any(reading.candidates[one.candidate].confidential for one in reading.applications.where(job=1))


def test_the_first_advert_of_a_job_is_its_default(world: World) -> None:
    with world.transaction() as writing:
        job = open_job(writing, title="Baker", place=SOMEWHERE, creator=2)
        advert = Advert(job_description=Section("The job", "Bread."))
        first = advertise(writing, job, title="Baker", language="en", advert=advert, creator=2)
        second = advertise(writing, job, title="Boulanger", language="fr", advert=advert, creator=2)
        assert (first.default, second.default) == (True, False)
        assert default_posting(writing, job.id) == first
    assert (first.published, first.published_at) == (False, None)


def test_an_interview_keeps_its_last_timeslot(world: World) -> None:
    invited = (Interviewer(3, Response.PENDING),)
    with world.transaction() as writing:
        application = writing.applications[1]
        interview = schedule(writing, application, organizer=2, timezone="Europe/Paris")
        first = add_timeslot(writing, interview, starts_at=1, ends_at=2, interviewers=invited)
        second = add_timeslot(writing, interview, starts_at=3, ends_at=4, interviewers=invited)
    assert (interview.stage, interview.scheduled_here) == (application.stage, True)
    with world.transaction() as writing:
        drop_timeslot(writing, first)
        with pytest.raises(LastTimeslot):
            drop_timeslot(writing, second)
    assert list(world.read().timeslots.where(interview=interview.id)) == [second]
    assert world.read().interviews[interview.id].updated_at == world.now


def test_a_revised_timeslot_counts_for_its_interview(world: World) -> None:
    slot = world.read().timeslots[1]
    with world.transaction() as writing:
        revised = revise_timeslot(writing, slot, no_show=True)
    assert revised == replace(slot, no_show=True, updated_at=world.now)
    assert world.read().interviews[slot.interview].updated_at == world.now
    assert world.read().interviews.since(world.now - 1).first() == world.read().interviews[slot.interview]


def test_an_offer_is_empty_but_for_what_is_told(world: World) -> None:
    with world.transaction() as writing:
        offer = make_offer(writing, 1, salary=50_000.0, currency="EUR")
        nobodys = make_offer(writing, None, status=None)
    assert (offer.status, offer.salary, offer.sent_at, offer.revisions) == (OfferStatus.CREATED, 50_000.0, None, ())
    assert nobodys.application is None
    assert world.read().applications[1].status is not ApplicationStatus.OFFERED
