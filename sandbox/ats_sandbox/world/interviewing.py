"""The verbs of interviews and offers: schedule, answer, call off, review; make, send and close an offer."""

from typing import Any

from msgspec.structs import replace

from ats_sandbox.world.applications import Application
from ats_sandbox.world.interviews import (
    INTERVIEWS,
    SCORECARDS,
    TIMESLOTS,
    Interview,
    Interviewer,
    Recommendation,
    Response,
    Scorecard,
    Timeslot,
)
from ats_sandbox.world.offers import OFFERS, Offer, OfferStatus
from ats_sandbox.world.reading import Transaction
from ats_sandbox.world.recruiting import rate
from ats_sandbox.world.refusals import LastTimeslot


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


def revise_timeslot(world: Transaction, timeslot: Timeslot, **facts: Any) -> Timeslot:
    """Change fields of a timeslot; its interview counts as changed too."""
    world.put(INTERVIEWS, replace(world.interviews[timeslot.interview], updated_at=world.now))
    return world.put(TIMESLOTS, replace(timeslot, updated_at=world.now, **facts))


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


def review(
    world: Transaction,
    application: Application,
    *,
    author: int,
    rating: int,
    recommendation: Recommendation,
    comment: str | None = None,
    interview: int | None = None,
) -> Scorecard:
    """Write down what somebody thinks of a candidate, whose rating follows. `rating` is 0 to 5."""
    card = world.put(
        SCORECARDS,
        Scorecard(
            id=world.next_id(SCORECARDS),
            application=application.id,
            interview=interview,
            author=author,
            rating=rating,
            recommendation=recommendation,
            comment=comment,
            created_at=world.now,
            updated_at=world.now,
        ),
    )
    rate(world, application.candidate)
    return card


def send_offer(world: Transaction, offer: Offer) -> Offer:
    """Send an offer to the candidate, whose answer is awaited from then on."""
    sent = replace(offer, status=OfferStatus.PENDING_ACCEPTANCE, sent_at=world.now, updated_at=world.now)
    return world.put(OFFERS, sent)


def close_offer(world: Transaction, offer: Offer, status: OfferStatus) -> Offer:
    """Bring an offer to its end: accepted, not accepted, not approved or abandoned."""
    return world.put(OFFERS, replace(offer, status=status, closed_at=world.now, updated_at=world.now))


def make_offer(world: Transaction, application: int | None, **facts: Any) -> Offer:
    """Make an offer. `facts` are fields of Offer; what is not told is empty and the offer is just created."""
    told: dict[str, Any] = {
        "creator": None,
        "status": OfferStatus.CREATED,
        "salary": None,
        "currency": None,
        "starts_at": None,
        "sent_at": None,
        "closed_at": None,
        "revisions": (),
        "created_at": world.now,
        **facts,
    }
    return world.put(OFFERS, Offer(id=world.next_id(OFFERS), application=application, updated_at=world.now, **told))
