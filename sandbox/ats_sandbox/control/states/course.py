"""The course of an application to a named state: each step through the world's own verbs, at its own time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from ats_sandbox.control.states.state import ENDS, GAPS, PHASES, WAY, NamedState, StateStep, steps_to
from ats_sandbox.world.clock import DAY, HOUR, MINUTE
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.commands.applications import ENDINGS, move, set_status, stage_for
from ats_sandbox.world.domain.commands.interviews import (
    add_timeslot,
    answer_invitation,
    call_off,
    revise_timeslot,
    schedule,
)
from ats_sandbox.world.domain.commands.offers import close_offer, make_offer, send_offer
from ats_sandbox.world.domain.commands.positions import add_position
from ats_sandbox.world.domain.commands.scorecards import review
from ats_sandbox.world.domain.interviews import Interview, Interviewer, Response, Timeslot
from ats_sandbox.world.domain.jobs import TeamRole
from ats_sandbox.world.domain.offers import Offer, OfferStatus
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.positions import PositionStatus, PositionType
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.domain.scorecards import Recommendation
from ats_sandbox.world.seeding.calendar import half_hour, monday, working

LENGTH = 45 * MINUTE
"""How long interviews take."""

_OPEN_OFFERS = (OfferStatus.CREATED, OfferStatus.PENDING_APPROVAL, OfferStatus.APPROVED)
_LIVE_OFFERS = (*_OPEN_OFFERS, OfferStatus.PENDING_ACCEPTANCE, OfferStatus.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Wish:
    """The state that is wanted, and what is to be true there: a reason for endings, a first day for hires.

    `fixed` are interviews whose time was told and is not changed.
    """

    state: NamedState
    reason: int | None = None
    starts_at: int | None = None
    fixed: frozenset[int] = frozenset()


def length_of(world: Reading, application: Application, state: NamedState) -> int:
    """The time that the way to a state takes at its natural pace (milliseconds)."""
    steps = steps_to(world, application, state)
    length = sum(GAPS[step] for step in steps)
    coming = upcoming(world, application)
    if coming is not None and StateStep.MEET in steps:
        before = sum(GAPS[step] for step in steps[: steps.index(StateStep.MEET) + 1])
        length += max(0, coming.ends_at + HOUR - world.now - before)
    return length


def upcoming(world: Reading, application: Application) -> Timeslot | None:
    """The last interview to come, if one does."""
    meetings = [one.id for one in world.interviews.where(application=application.id) if not one.cancelled]
    slots = [slot for one in meetings for slot in world.timeslots.where(interview=one)]
    return max((slot for slot in slots if slot.starts_at > world.now), key=lambda slot: slot.ends_at, default=None)


def bring(world: Transaction, application: Application, wish: Wish) -> Application:
    """Bring an application to a state, the last step of the way now.

    The steps before lie as far back as they naturally would, though never before what was last written about the
    application: where there is less room, they move together in proportion.
    """
    steps = steps_to(world, application, wish.state)
    now, since = world.now, min(application.updated_at, world.now)
    length = sum(GAPS[step] for step in steps)
    room = min(length, now - since)
    times, passed = {}, 0
    for step in steps:
        passed += GAPS[step]
        times[step] = now - (length - passed) * room // length
    course = _Course(world, application.id, wish, times)
    for step in steps:
        with world.then(times[step]):
            _DEEDS[step](course)
    return world.applications[application.id]


def show_now(world: Transaction, before: int) -> None:
    """Let everything that was written since the transaction had `before` changes count as changed now.

    Clients who ask for what changed since their last question then hear of a past that was told only now.
    """
    for change in world.commit.changes[before:]:
        collection = world.state.tables[change.collection].collection
        told = getattr(change.after, "updated_at", None)
        current = world[collection].get(change.id)
        if told is not None and told != getattr(change.before, "updated_at", None) and current is not None:
            world.put(collection, replace(current, updated_at=world.now))


class _Course:
    """One application on its way."""

    __slots__ = ("id", "now", "times", "wish", "world")

    def __init__(self, world: Transaction, id: int, wish: Wish, times: Mapping[StateStep, int]) -> None:
        self.world = world
        self.id = id
        self.wish = wish
        self.times = times
        self.now = world.now

    @property
    def application(self) -> Application:
        """As it stands now."""
        return self.world.applications[self.id]

    def member(self, *roles: TeamRole) -> int:
        """Who of the hiring team has one of these parts, the first one named before the others; else its creator."""
        job = self.world.jobs[self.application.job]
        by_role = {member.role: member.user for member in reversed(job.team)}
        return next((by_role[role] for role in roles if role in by_role), job.creator)

    @property
    def recruiter(self) -> int:
        """Who moves the application along."""
        return self.member(TeamRole.RECRUITER, TeamRole.COORDINATOR)

    @property
    def interviewer(self) -> int:
        """Who meets the candidate."""
        return self.member(TeamRole.INTERVIEW_TEAM, TeamRole.HIRING_MANAGER)

    def enter(self, phase: ApplicationStatus) -> None:
        """Move to a phase, unless the application is in it."""
        application = self.application
        if application.status is not phase:
            move(self.world, application, stage_for(self.world, application.job, phase).id, by=self.recruiter)

    def meetings(self) -> list[Interview]:
        """The interviews that were not called off, oldest first."""
        return [one for one in self.world.interviews.where(application=self.id) if not one.cancelled]

    def offers(self, *statuses: OfferStatus) -> list[Offer]:
        """The offers that stand thus."""
        return [one for one in self.world.offers.where(application=self.id) if one.status in statuses]

    def contact(self) -> None:
        """A lead has become an applicant."""
        self.enter(ApplicationStatus.NEW)

    def review(self) -> None:
        """Somebody looks at the application."""
        self.enter(ApplicationStatus.IN_REVIEW)

    def resume(self) -> None:
        """The application is taken up again where it had stopped, or before that."""
        application = self.application
        stopped = self.world.stages[application.stage].phase
        phase = WAY[min(map(WAY.index, (stopped, PHASES[self.wish.state], ApplicationStatus.OFFERED)))]
        move(self.world, application, stage_for(self.world, application.job, phase).id, by=self.recruiter)

    def back(self) -> None:
        """The application goes back; what it had come to beyond that is called off."""
        target = PHASES[self.wish.state]
        self.enter(target)
        for offer in self.offers(*_LIVE_OFFERS):
            if target is not ApplicationStatus.OFFERED or offer.status is not OfferStatus.PENDING_ACCEPTANCE:
                close_offer(self.world, offer, OfferStatus.ABANDONED)
        if target in (ApplicationStatus.NEW, ApplicationStatus.IN_REVIEW):
            self.call_off()

    def call_off(self) -> None:
        """Cancel the interviews that have not begun."""
        for one in self.meetings():
            if all(slot.starts_at > self.now for slot in self.world.timeslots.where(interview=one.id)):
                call_off(self.world, one)

    def invite(self) -> None:
        """Arrange an interview: for the time at which it takes place, or for some days from now."""
        self.enter(ApplicationStatus.INTERVIEW)
        if self.meetings():
            return
        job = self.world.jobs[self.application.job]
        office = self.world.locations.get(job.locations[0] if job.locations else None)
        starts_at = (
            self.times[StateStep.MEET] - LENGTH - HOUR
            if StateStep.MEET in self.times
            else half_hour(working(self.now + 3 * DAY))
        )
        interview = schedule(
            self.world,
            self.application,
            organizer=self.recruiter,
            timezone=office.timezone if office is not None else "UTC",
            location=f"{job.place.city} office",
            candidate_response=Response.PENDING,
        )
        add_timeslot(
            self.world,
            interview,
            starts_at=max(starts_at, self.world.now),
            ends_at=max(starts_at, self.world.now) + LENGTH,
            interviewers=(Interviewer(self.interviewer, Response.ACCEPTED),),
            title=f"Interview: {job.title}"[:255],
            candidate_response=Response.PENDING,
        )

    def respond(self) -> None:
        """The candidate accepts the invitation."""
        if not any(one.candidate_response is Response.ACCEPTED for one in self.meetings()):
            answer_invitation(self.world, self.meetings()[-1], Response.ACCEPTED)

    def meet(self) -> None:
        """The interview takes place, brought forward when it was to come, and is reviewed."""
        meetings = self.meetings()
        if not meetings:
            return
        interview = meetings[-1]
        slots = list(self.world.timeslots.where(interview=interview.id))
        if interview.id in self.wish.fixed and any(slot.starts_at > self.world.now for slot in slots):
            return
        for slot in slots:
            if slot.starts_at > self.world.now:
                starts_at = max(self.world.now - LENGTH, interview.created_at)
                revise_timeslot(self.world, slot, starts_at=starts_at, ends_at=starts_at + LENGTH)
        if not self.world.scorecards.where(interview=interview.id):
            review(
                self.world,
                self.application,
                author=self.interviewer,
                rating=4,
                recommendation=Recommendation.YES,
                comment="Clear answers, good questions.",
                interview=interview.id,
            )

    def draft(self) -> None:
        """An offer is made, within the job's band."""
        self.enter(ApplicationStatus.OFFERED)
        if self.offers(*_OPEN_OFFERS, OfferStatus.PENDING_ACCEPTANCE):
            return
        pay = self.world.jobs[self.application.job].pay
        known = [one for one in (pay.minimum, pay.maximum) if one is not None] if pay is not None else []
        make_offer(
            self.world,
            self.id,
            creator=self.recruiter,
            salary=sum(known) / len(known) if known else 50_000.0,
            currency=(pay.currency if pay is not None else None) or "EUR",
            starts_at=self.first_day(),
        )

    def first_day(self) -> int:
        """The told first day of work, or a Monday about a month away."""
        return self.wish.starts_at if self.wish.starts_at is not None else monday(self.now + 30 * DAY)

    def send(self) -> None:
        """The offer goes out."""
        for offer in self.offers(*_OPEN_OFFERS)[-1:]:
            send_offer(self.world, offer)

    def hire(self) -> None:
        """The offer is accepted, and the candidate takes a position of the job: a new one when none is free."""
        starts_at = self.first_day()
        if not self.offers(*_LIVE_OFFERS):
            self.draft()
        for offer in self.offers(*_OPEN_OFFERS)[-1:]:
            send_offer(self.world, offer)
        for offer in self.offers(OfferStatus.PENDING_ACCEPTANCE)[-1:]:
            accepted = close_offer(self.world, offer, OfferStatus.ACCEPTED)
            starts_at = self.wish.starts_at or accepted.starts_at or starts_at
        job = self.application.job
        if not any(one.status is PositionStatus.OPEN for one in self.world.positions.where(job=job)):
            add_position(self.world, job, type=PositionType.NEW, opens_at=self.world.now, starts_at=starts_at)
        set_status(self.world, self.application, ApplicationStatus.HIRED, starts_at=starts_at, by=self.recruiter)

    def end(self) -> None:
        """The application comes to its end, and with it what was under way."""
        status = ENDS[self.wish.state]
        reason = self.wish.reason
        if reason is None:
            first = self.world.reasons.where(decider=ENDINGS[status]).first()
            reason = None if first is None else first.id
        for offer in self.offers(*_LIVE_OFFERS):
            declined = offer.status is OfferStatus.PENDING_ACCEPTANCE and status is ApplicationStatus.WITHDRAWN
            close_offer(self.world, offer, OfferStatus.NOT_ACCEPTED if declined else OfferStatus.ABANDONED)
        self.call_off()
        set_status(self.world, self.application, status, reason=reason, by=self.recruiter)


_DEEDS: Mapping[StateStep, Callable[[_Course], None]] = {
    StateStep.RESUME: _Course.resume,
    StateStep.RETURN: _Course.back,
    StateStep.CONTACT: _Course.contact,
    StateStep.REVIEW: _Course.review,
    StateStep.INVITE: _Course.invite,
    StateStep.RESPOND: _Course.respond,
    StateStep.MEET: _Course.meet,
    StateStep.DRAFT: _Course.draft,
    StateStep.SEND: _Course.send,
    StateStep.HIRE: _Course.hire,
    StateStep.END: _Course.end,
}
