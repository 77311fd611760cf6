"""The verbs of an application."""

import pytest

from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.commands.applications import (
    application_of,
    apply,
    move,
    record,
    reject,
    set_status,
    stage_for,
    stages_of,
    undo,
)
from ats_sandbox.world.domain.commands.candidates import register
from ats_sandbox.world.domain.pipelines import ApplicationStatus, Stage
from ats_sandbox.world.domain.positions import PositionStatus
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.domain.reasons import Decider
from ats_sandbox.world.domain.refusals import AlreadyApplied, NoSuchStep, ReasonMissing, ReasonUnfit, StageElsewhere
from ats_sandbox.world.store.state import Commit
from ats_sandbox.world.world import World

JOB = 1


def newcomer(writing: Transaction, job: int = JOB) -> Application:
    """Somebody new who applied."""
    return apply(writing, register(writing, first_name="Ada", last_name="Novak").id, job)


def reason(world: Reading, decider: Decider) -> int:
    first = world.reasons.where(decider=decider).first()
    assert first is not None
    return first.id


def step(world: Reading, status: ApplicationStatus) -> Stage:
    """The first named step of a phase."""
    return next(stage for stage in stages_of(world, JOB) if stage.phase is status and stage.step)


def open_seats(world: Reading) -> int:
    return sum(seat.status is PositionStatus.OPEN for seat in world.positions.where(job=JOB))


def test_an_application_begins_as_new_with_an_opening_entry(world: World) -> None:
    with world.transaction() as writing:
        application = newcomer(writing)
    reading = world.read()
    assert application.status is ApplicationStatus.NEW
    assert reading.stages[application.stage] == stage_for(reading, JOB, ApplicationStatus.NEW)
    assert application.created_at == application.updated_at == reading.now
    assert reading.jobs[JOB].active_at == reading.now
    entry = reading.activities.where(application=application.id).first()
    assert entry is not None
    assert (entry.opening, entry.status, entry.stage, entry.at) == (
        True,
        ApplicationStatus.NEW,
        application.stage,
        reading.now,
    )


def test_the_first_application_is_the_primary_one(world: World) -> None:
    with world.transaction() as writing:
        first = newcomer(writing)
        second = apply(writing, first.candidate, 2)
    assert (first.primary, second.primary) == (True, False)


def test_nobody_applies_to_a_job_twice(world: World) -> None:
    with world.transaction() as writing:
        application = newcomer(writing)
    with world.transaction() as writing, pytest.raises(AlreadyApplied, match=f"candidate {application.candidate}"):
        apply(writing, application.candidate, JOB)
    assert application_of(world.read(), application.candidate, JOB) == application


def test_somebody_on_confidential_jobs_only_is_confidential(world: World) -> None:
    hidden = next(job.id for job in world.read().jobs if job.confidential)
    with world.transaction() as writing:
        application = newcomer(writing, hidden)
        assert writing.candidates[application.candidate].confidential
        apply(writing, application.candidate, JOB)
        assert not writing.candidates[application.candidate].confidential


def test_a_move_takes_over_the_phase_of_its_stage(world: World) -> None:
    with world.transaction() as writing:
        application = newcomer(writing)
        target = step(writing, ApplicationStatus.INTERVIEW)
        moved = move(writing, application, target.id, by=3)
    assert (moved.status, moved.stage) == (ApplicationStatus.INTERVIEW, target.id)
    last = list(world.read().activities.where(application=moved.id))[-1]
    assert (last.by, last.status, last.stage, last.opening) == (3, ApplicationStatus.INTERVIEW, target.id, False)


def test_a_stage_of_another_pipeline_is_refused(world: World) -> None:
    other = next(stage for stage in world.read().stages if stage.pipeline != world.read().jobs[JOB].pipeline)
    with world.transaction() as writing:
        application = newcomer(writing)
        with pytest.raises(StageElsewhere):
            move(writing, application, other.id)
        person = register(writing, first_name="Eve", last_name="Novak")
        with pytest.raises(StageElsewhere):
            apply(writing, person.id, JOB, stage=other.id)


def test_a_rejection_keeps_the_stage_and_ends_the_application(world: World) -> None:
    with world.transaction() as writing:
        application = newcomer(writing)
        why = reason(writing, Decider.COMPANY)
        ended = reject(writing, application, why)
    assert (ended.status, ended.stage, ended.reason) == (ApplicationStatus.REJECTED, application.stage, why)
    assert ended.ended_at == ended.updated_at == world.now


def test_a_move_resumes_what_had_ended(world: World) -> None:
    with world.transaction() as writing:
        ended = reject(writing, newcomer(writing), reason(writing, Decider.COMPANY))
    with world.transaction() as writing:
        resumed = move(writing, ended, stage_for(writing, JOB, ApplicationStatus.IN_REVIEW).id)
    assert (resumed.status, resumed.reason, resumed.ended_at) == (ApplicationStatus.IN_REVIEW, None, None)


def test_a_candidates_reason_does_not_fit_a_rejection(world: World) -> None:
    with world.transaction() as writing:
        application = newcomer(writing)
        theirs, ours = reason(writing, Decider.CANDIDATE), reason(writing, Decider.COMPANY)
        for unfit in (theirs, 9_999):
            with pytest.raises(ReasonUnfit):
                reject(writing, application, unfit)
        with pytest.raises(ReasonUnfit):
            set_status(writing, application, ApplicationStatus.WITHDRAWN, reason=ours)
        with pytest.raises(ReasonUnfit):
            set_status(writing, application, ApplicationStatus.INTERVIEW, reason=ours)
        with pytest.raises(ReasonMissing):
            set_status(writing, application, ApplicationStatus.REJECTED)
    assert not world.read().applications[application.id].reason


def test_a_rejection_by_move_needs_no_reason(world: World) -> None:
    with world.transaction() as writing:
        assert reject(writing, newcomer(writing), None).status is ApplicationStatus.REJECTED


def test_a_status_brings_the_application_to_its_phase_or_to_a_step_of_it(world: World) -> None:
    with world.transaction() as writing:
        application = newcomer(writing)
        interview = set_status(writing, application, ApplicationStatus.INTERVIEW)
        assert not writing.stages[interview.stage].step
        named = step(writing, ApplicationStatus.INTERVIEW)
        assert set_status(writing, interview, ApplicationStatus.INTERVIEW, step=named.name).stage == named.id


@pytest.mark.parametrize(
    "status", [ApplicationStatus.INTERVIEW, ApplicationStatus.NEW, ApplicationStatus.HIRED, ApplicationStatus.REJECTED]
)
def test_an_unknown_step_is_refused(world: World, status: ApplicationStatus) -> None:
    with world.transaction() as writing:
        application = newcomer(writing)
        why = reason(writing, Decider.COMPANY) if status is ApplicationStatus.REJECTED else None
        with pytest.raises(NoSuchStep):
            set_status(writing, application, status, step="Tea", reason=why)


def test_the_name_of_a_phase_is_no_step_of_it(world: World) -> None:
    with world.transaction() as writing:
        application = newcomer(writing)
        with pytest.raises(NoSuchStep):
            set_status(writing, application, ApplicationStatus.INTERVIEW, step="Interview")


def test_the_same_status_again_writes_nothing(world: World) -> None:
    with world.transaction() as writing:
        application = set_status(writing, newcomer(writing), ApplicationStatus.IN_REVIEW)
    commits: list[Commit] = []
    world.subscribe(lambda _, commit: commits.append(commit))
    with world.transaction() as writing:
        assert set_status(writing, application, ApplicationStatus.IN_REVIEW) == application
    assert commits == []


def test_the_same_ending_for_another_reason_is_written_down(world: World) -> None:
    with world.transaction() as writing:
        first, second = [one.id for one in writing.reasons.where(decider=Decider.COMPANY).page(0, 2)]
        application = set_status(writing, newcomer(writing), ApplicationStatus.REJECTED, reason=first)
        assert set_status(writing, application, ApplicationStatus.REJECTED, reason=first) == application
        assert set_status(writing, application, ApplicationStatus.REJECTED, reason=second).reason == second


def test_a_hire_takes_one_seat_and_says_when_work_starts(world: World) -> None:
    seats = open_seats(world.read())
    with world.transaction() as writing:
        hired = set_status(writing, newcomer(writing), ApplicationStatus.HIRED, starts_at=1_780_000_000_000)
    reading = world.read()
    assert (hired.hired_at, hired.starts_at) == (reading.now, 1_780_000_000_000)
    assert open_seats(reading) == seats - 1
    assert [one.status for one in reading.positions.where(job=JOB) if one.application == hired.id] == ["filled"]


def test_an_application_that_begins_as_hired_takes_a_seat_too(world: World) -> None:
    seats = open_seats(world.read())
    with world.transaction() as writing:
        person = register(writing, first_name="Ada", last_name="Novak")
        apply(writing, person.id, JOB, stage=stage_for(writing, JOB, ApplicationStatus.HIRED).id)
    assert open_seats(world.read()) == seats - 1


def test_more_hires_than_seats_are_fine(world: World) -> None:
    seats = open_seats(world.read())
    with world.transaction() as writing:
        for _ in range(seats + 1):
            assert set_status(writing, newcomer(writing), ApplicationStatus.HIRED).status is ApplicationStatus.HIRED
    assert open_seats(world.read()) == 0


def test_somebody_who_is_no_longer_hired_gives_the_seat_back(world: World) -> None:
    seats = open_seats(world.read())
    with world.transaction() as writing:
        hired = set_status(writing, newcomer(writing), ApplicationStatus.HIRED)
        assert open_seats(writing) == seats - 1
        gone = set_status(writing, hired, ApplicationStatus.WITHDRAWN, reason=reason(writing, Decider.CANDIDATE))
        assert open_seats(writing) == seats
        assert (gone.hired_at, gone.starts_at) == (None, None)


def test_taking_an_entry_back_restores_what_was_before(world: World) -> None:
    with world.transaction() as writing:
        application = set_status(writing, newcomer(writing), ApplicationStatus.IN_REVIEW)
    with world.transaction() as writing:
        _, entry = record(
            writing, application, status=ApplicationStatus.REJECTED, reason=reason(writing, Decider.COMPANY)
        )
    with world.transaction() as writing:
        restored = undo(writing, entry)
    assert (restored.status, restored.stage, restored.reason, restored.ended_at) == (
        application.status,
        application.stage,
        None,
        None,
    )
    assert restored.updated_at == world.now
    assert entry.id not in world.read().activities


def test_taking_an_earlier_entry_back_leaves_the_later_one_in_force(world: World) -> None:
    with world.transaction() as writing:
        application, review = record(
            writing,
            newcomer(writing),
            status=ApplicationStatus.IN_REVIEW,
            stage=stage_for(writing, JOB, ApplicationStatus.IN_REVIEW).id,
        )
        later = set_status(writing, application, ApplicationStatus.OFFERED)
        assert undo(writing, review).stage == later.stage


def test_taking_a_hire_back_opens_the_seat_and_restoring_it_fills_it(world: World) -> None:
    seats = open_seats(world.read())
    with world.transaction() as writing:
        stage = stage_for(writing, JOB, ApplicationStatus.HIRED).id
        hired, entry = record(writing, newcomer(writing), status=ApplicationStatus.HIRED, stage=stage)
        _, ending = record(writing, hired, status=ApplicationStatus.REJECTED, reason=None)
        assert open_seats(writing) == seats
        assert undo(writing, ending).status is ApplicationStatus.HIRED
        assert open_seats(writing) == seats - 1
        assert undo(writing, entry).status is ApplicationStatus.NEW
        assert open_seats(writing) == seats


def test_a_dated_entry_tells_and_changes_nothing(world: World) -> None:
    with world.transaction() as writing:
        application = newcomer(writing)
    with world.transaction() as writing:
        same, entry = record(writing, application, status=ApplicationStatus.INTERVIEW, dated=1_700_000_000_000)
        assert same == application == writing.applications[application.id]
        assert undo(writing, entry) == application


def test_a_reserve_lasts_through_an_ending_and_not_through_a_move(world: World) -> None:
    with world.transaction() as writing:
        kept, _ = record(writing, newcomer(writing), reserved=True)
        assert kept.reserved
        assert reject(writing, kept, None).reserved
        moved = move(writing, kept, stage_for(writing, JOB, ApplicationStatus.IN_REVIEW).id)
        assert not moved.reserved
