"""What can be done with interviews: schedule, change, answer and cancel them."""

from typing import Unpack

from msgspec.structs import replace

from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.interviews import (
    INTERVIEWS,
    TIMESLOTS,
    Interview,
    Interviewer,
    Response,
    Timeslot,
    TimeslotFields,
)
from ats_sandbox.world.domain.reading import Transaction
from ats_sandbox.world.domain.refusals import LastTimeslot


def schedule(
    world: Transaction,
    application: Application,
    *,
    organizer: int,
    timezone: str,
    location: str | None = None,
    reference_url: str | None = None,
    candidate_response: Response | None = None,
    created_at: int | None = None,
) -> Interview:
    """Invite a candidate; timeslots are added next."""
    return world.put(
        INTERVIEWS,
        Interview(
            id=world.next_id(INTERVIEWS),
            application=application.id,
            organizer=organizer,
            stage=application.stage,
            timezone=timezone,
            location=location,
            reference_url=reference_url,
            scheduled_here=True,
            candidate_response=candidate_response,
            cancelled=False,
            created_at=world.now if created_at is None else created_at,
            updated_at=world.now,
        ),
    )


def add_timeslot(
    world: Transaction,
    interview: Interview,
    *,
    starts_at: int,
    ends_at: int,
    interviewers: tuple[Interviewer, ...],
    type: str | None = None,
    title: str | None = None,
    place: str | None = None,
    candidate_response: Response | None = None,
    no_show: bool = False,
) -> Timeslot:
    """Add a part to an interview."""
    timeslot = Timeslot(
        id=world.next_id(TIMESLOTS),
        interview=interview.id,
        type=type,
        title=title,
        place=place,
        starts_at=starts_at,
        ends_at=ends_at,
        interviewers=interviewers,
        candidate_response=candidate_response,
        no_show=no_show,
        created_at=world.now,
        updated_at=world.now,
    )
    world.put(INTERVIEWS, replace(interview, updated_at=world.now))
    return world.put(TIMESLOTS, timeslot)


def revise_timeslot(world: Transaction, timeslot: Timeslot, **fields: Unpack[TimeslotFields]) -> Timeslot:
    """Change fields of a timeslot; its interview counts as changed too."""
    world.put(INTERVIEWS, replace(world.interviews[timeslot.interview], updated_at=world.now))
    return world.put(TIMESLOTS, replace(timeslot, updated_at=world.now, **fields))


def drop_timeslot(world: Transaction, timeslot: Timeslot) -> None:
    """Take a part out of an interview, which keeps at least one."""
    if len(world.timeslots.where(interview=timeslot.interview)) == 1:
        raise LastTimeslot(timeslot=timeslot.id, interview=timeslot.interview)
    world.put(INTERVIEWS, replace(world.interviews[timeslot.interview], updated_at=world.now))
    world.remove(TIMESLOTS, timeslot.id)


def answer_invitation(world: Transaction, interview: Interview, response: Response) -> Interview:
    """Let the candidate answer to the interview as a whole and to each of its parts."""
    for slot in list(world.timeslots.where(interview=interview.id)):
        world.put(TIMESLOTS, replace(slot, candidate_response=response, updated_at=world.now))
    return world.put(INTERVIEWS, replace(interview, candidate_response=response, updated_at=world.now))


def call_off(world: Transaction, interview: Interview) -> Interview:
    """Cancel an interview."""
    return world.put(INTERVIEWS, replace(interview, cancelled=True, updated_at=world.now))
