"""The positions of a job: taken by whom it hires, and open again when that is taken back."""

from collections.abc import Iterator

import pytest

from ats_sandbox.world.clock import Clock
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.commands import applications, candidates
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.positions import POSITIONS, Position, PositionStatus
from ats_sandbox.world.domain.reading import Transaction
from ats_sandbox.world.seeding import seed_state
from ats_sandbox.world.world import World


@pytest.fixture
def draft() -> Iterator[Transaction]:
    with World("seats", 1, seed_state("demo", 1), Clock()).transaction() as draft:
        yield draft


@pytest.fixture
def seat(draft: Transaction) -> Position:
    """An open position."""
    return next(one for one in draft.positions if one.status is PositionStatus.OPEN)


@pytest.fixture
def newcomer(draft: Transaction, seat: Position) -> Application:
    """Somebody on the job of that position."""
    person = candidates.register(draft, first_name="Jane", last_name="Doe")
    return applications.apply(draft, person.id, seat.job)


def stands(draft: Transaction, seat: Position) -> tuple[PositionStatus, int | None]:
    now = draft[POSITIONS][seat.id]
    return now.status, now.application


def hire(draft: Transaction, application: Application) -> Application:
    return applications.set_status(draft, application, ApplicationStatus.HIRED)


def test_whom_a_job_hires_takes_a_position(draft: Transaction, seat: Position, newcomer: Application) -> None:
    hire(draft, newcomer)

    assert stands(draft, seat) == (PositionStatus.FILLED, newcomer.id)


def test_who_is_hired_from_the_start_takes_a_position(draft: Transaction, seat: Position) -> None:
    person = candidates.register(draft, first_name="Jane", last_name="Doe")
    last = applications.stages_of(draft, seat.job)[-1]

    application = applications.apply(draft, person.id, seat.job, stage=last.id)

    assert application.status is ApplicationStatus.HIRED
    assert stands(draft, seat) == (PositionStatus.FILLED, application.id)


def test_a_position_opens_again_when_the_hired_one_is_moved_back(
    draft: Transaction, seat: Position, newcomer: Application
) -> None:
    applications.set_status(draft, hire(draft, newcomer), ApplicationStatus.INTERVIEW)

    assert stands(draft, seat) == (PositionStatus.OPEN, None)


def test_a_position_opens_again_when_the_hire_is_undone(
    draft: Transaction, seat: Position, newcomer: Application
) -> None:
    hire(draft, newcomer)
    entry = list(draft.activities.where(application=newcomer.id))[-1]

    applications.undo(draft, entry)

    assert draft.applications[newcomer.id].status is ApplicationStatus.NEW
    assert stands(draft, seat) == (PositionStatus.OPEN, None)


def test_a_position_stays_filled_when_the_hired_one_is_forgotten(
    draft: Transaction, seat: Position, newcomer: Application
) -> None:
    """Somebody works there still; who it is, nobody may know any more."""
    hire(draft, newcomer)

    candidates.forget(draft, draft.candidates[newcomer.candidate])

    assert stands(draft, seat) == (PositionStatus.FILLED, None)


def test_a_position_is_taken_once(draft: Transaction, newcomer: Application) -> None:
    hired = hire(draft, newcomer)

    applications.move(draft, hired, hired.stage)

    assert len([one for one in draft.positions if one.application == newcomer.id]) == 1
