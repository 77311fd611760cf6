"""What can be done with interviews: schedule, change, answer and cancel them, and list the kinds that there are."""

from collections.abc import Iterable
from typing import Unpack

from msgspec.structs import replace

from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.interview_types import INTERVIEW_TYPES, InterviewType
from ats_sandbox.world.domain.interviews import (
    INTERVIEWS,
    TIMESLOTS,
    Interview,
    Interviewer,
    InterviewFields,
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
    stage: int | None = None,
    created_at: int | None = None,
) -> Interview:
    """Invite a candidate, in the present stage of the application or another; timeslots are added next."""
    return world.put(
        INTERVIEWS,
        Interview(
            id=world.next_id(INTERVIEWS),
            application=application.id,
            organizer=organizer,
            stage=application.stage if stage is None else stage,
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


def amend_interview(world: Transaction, interview: Interview, **fields: Unpack[InterviewFields]) -> Interview:
    """Change fields of an interview."""
    return world.put(INTERVIEWS, replace(interview, updated_at=world.now, **fields))


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


def answer_for_interviewer(world: Transaction, timeslot: Timeslot, user: int, response: Response) -> Timeslot:
    """Let somebody who is invited to a timeslot answer."""
    invited = [Interviewer(one.user, response) if one.user == user else one for one in timeslot.interviewers]
    return revise_timeslot(world, timeslot, interviewers=tuple(invited))


def answer_invitation(world: Transaction, interview: Interview, response: Response) -> Interview:
    """Let the candidate answer to the interview as a whole and to each of its parts."""
    for slot in list(world.timeslots.where(interview=interview.id)):
        world.put(TIMESLOTS, replace(slot, candidate_response=response, updated_at=world.now))
    return world.put(INTERVIEWS, replace(interview, candidate_response=response, updated_at=world.now))


def call_off(world: Transaction, interview: Interview) -> Interview:
    """Cancel an interview."""
    return world.put(INTERVIEWS, replace(interview, cancelled=True, updated_at=world.now))


def list_interview_types(world: Transaction, names: Iterable[str]) -> None:
    """Add kinds of interviews to the list; those that it has already stay as they are."""
    for name in dict.fromkeys(names):
        if not world[INTERVIEW_TYPES].where(name=name):
            world.put(
                INTERVIEW_TYPES, InterviewType(id=world.next_id(INTERVIEW_TYPES), name=name, created_at=world.now)
            )


def unlist_interview_type(world: Transaction, kind: InterviewType) -> None:
    """Take a kind of interviews off the list. Interviews that are called so stay as they are."""
    world.remove(INTERVIEW_TYPES, kind.id)
