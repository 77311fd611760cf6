"""The transition of an application to a named state: each step through the world's own commands, at its own time."""

from collections.abc import Callable, Mapping

import msgspec
from msgspec.structs import replace

from ats_sandbox.control.states.state import (
    END_STATUSES,
    PHASE_OF_STATE,
    PHASE_ORDER,
    STEP_DURATIONS,
    NamedState,
    StateStep,
    steps_to,
)
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

INTERVIEW_LENGTH = 45 * MINUTE
"""The length of an interview."""

_OPEN_OFFERS = (OfferStatus.CREATED, OfferStatus.PENDING_APPROVAL, OfferStatus.APPROVED)
_LIVE_OFFERS = (*_OPEN_OFFERS, OfferStatus.PENDING_ACCEPTANCE, OfferStatus.ACCEPTED)


class TargetState(msgspec.Struct, frozen=True):
    """The state to reach, with the reason of an ending or the first day of a hire.

    `fixed` are interviews whose given time is not changed.
    """

    state: NamedState
    reason: int | None = None
    starts_at: int | None = None
    fixed: frozenset[int] = frozenset()


def duration_to_state(world: Reading, application: Application, state: NamedState) -> int:
    """The time that the steps to a state naturally take (milliseconds)."""
    steps = steps_to(world, application, state)
    duration = sum(STEP_DURATIONS[step] for step in steps)
    upcoming = last_upcoming_timeslot(world, application)
    if upcoming is not None and StateStep.MEET in steps:
        before = sum(STEP_DURATIONS[step] for step in steps[: steps.index(StateStep.MEET) + 1])
        duration += max(0, upcoming.ends_at + HOUR - world.now - before)
    return duration


def last_upcoming_timeslot(world: Reading, application: Application) -> Timeslot | None:
    """The timeslot of the last upcoming interview, if there is one."""
    interviews = [one.id for one in world.interviews.where(application=application.id) if not one.cancelled]
    slots = [slot for one in interviews for slot in world.timeslots.where(interview=one)]
    return max((slot for slot in slots if slot.starts_at > world.now), key=lambda slot: slot.ends_at, default=None)


def bring_to_state(world: Transaction, application: Application, target: TargetState) -> Application:
    """Bring an application to a state; the last step happens now.

    The steps before are dated as far back as they naturally would be, but never before the application's last change:
    where there is less room, the gaps shrink in proportion.
    """
    steps = steps_to(world, application, target.state)
    now, since = world.now, min(application.updated_at, world.now)
    duration = sum(STEP_DURATIONS[step] for step in steps)
    room = min(duration, now - since)
    times, passed = {}, 0
    for step in steps:
        passed += STEP_DURATIONS[step]
        times[step] = now - (duration - passed) * room // duration
    transition = _Transition(world, application.id, target, times)
    for step in steps:
        with world.then(times[step]):
            _ACTIONS[step](transition)
    return world.applications[application.id]


def mark_changed_now(world: Transaction, before: int) -> None:
    """Date everything that was written since the transaction had `before` changes as changed now.

    Clients that ask for what changed since their last request then see it, although its history is in the past.
    """
    for change in world.commit.changes[before:]:
        collection = world.state.tables[change.collection].collection
        updated_at = getattr(change.after, "updated_at", None)
        current = world[collection].get(change.id)
        if updated_at is not None and updated_at != getattr(change.before, "updated_at", None) and current is not None:
            world.put(collection, replace(current, updated_at=world.now))


class _Transition:
    """The steps of one application; each method is one of them, or a part of one."""

    __slots__ = ("id", "now", "target", "times", "world")

    def __init__(self, world: Transaction, id: int, target: TargetState, times: Mapping[StateStep, int]) -> None:
        self.world = world
        self.id = id
        self.target = target
        self.times = times
        self.now = world.now

    @property
    def application(self) -> Application:
        """The application as it is now."""
        return self.world.applications[self.id]

    def member(self, *roles: TeamRole) -> int:
        """The member of the hiring team with the first of these roles that somebody has; else the job's creator."""
        job = self.world.jobs[self.application.job]
        by_role = {member.role: member.user for member in reversed(job.team)}
        return next((by_role[role] for role in roles if role in by_role), job.creator)

    @property
    def recruiter(self) -> int:
        """The user who moves the application."""
        return self.member(TeamRole.RECRUITER, TeamRole.COORDINATOR)

    @property
    def interviewer(self) -> int:
        """The user who interviews the candidate."""
        return self.member(TeamRole.INTERVIEW_TEAM, TeamRole.HIRING_MANAGER)

    def enter(self, phase: ApplicationStatus) -> None:
        """Move to a phase, unless the application is in it."""
        application = self.application
        if application.status is not phase:
            move(self.world, application, stage_for(self.world, application.job, phase).id, by=self.recruiter)

    def interviews(self) -> list[Interview]:
        """The interviews that were not cancelled, oldest first."""
        return [one for one in self.world.interviews.where(application=self.id) if not one.cancelled]

    def offers(self, *statuses: OfferStatus) -> list[Offer]:
        """The offers with one of these statuses."""
        return [one for one in self.world.offers.where(application=self.id) if one.status in statuses]

    def contact(self) -> None:
        """A lead has become an applicant."""
        self.enter(ApplicationStatus.NEW)

    def review(self) -> None:
        """The application is reviewed."""
        self.enter(ApplicationStatus.IN_REVIEW)

    def resume(self) -> None:
        """The application is resumed in the phase in which it had stopped, or in an earlier one."""
        application = self.application
        stopped = self.world.stages[application.stage].phase
        phase = PHASE_ORDER[
            min(map(PHASE_ORDER.index, (stopped, PHASE_OF_STATE[self.target.state], ApplicationStatus.OFFERED)))
        ]
        move(self.world, application, stage_for(self.world, application.job, phase).id, by=self.recruiter)

    def back(self) -> None:
        """The application goes back; later interviews and offers are cancelled."""
        phase = PHASE_OF_STATE[self.target.state]
        self.enter(phase)
        for offer in self.offers(*_LIVE_OFFERS):
            if phase is not ApplicationStatus.OFFERED or offer.status is not OfferStatus.PENDING_ACCEPTANCE:
                close_offer(self.world, offer, OfferStatus.ABANDONED)
        if phase in (ApplicationStatus.NEW, ApplicationStatus.IN_REVIEW):
            self.cancel_interviews()

    def cancel_interviews(self) -> None:
        """Cancel the interviews that have not begun."""
        for one in self.interviews():
            if all(slot.starts_at > self.now for slot in self.world.timeslots.where(interview=one.id)):
                call_off(self.world, one)

    def invite(self) -> None:
        """Schedule an interview: for the time at which it takes place, or for some days from now."""
        self.enter(ApplicationStatus.INTERVIEW)
        if self.interviews():
            return
        job = self.world.jobs[self.application.job]
        office = self.world.locations.get(job.locations[0] if job.locations else None)
        starts_at = (
            self.times[StateStep.MEET] - INTERVIEW_LENGTH - HOUR
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
            ends_at=max(starts_at, self.world.now) + INTERVIEW_LENGTH,
            interviewers=(Interviewer(self.interviewer, Response.ACCEPTED),),
            title=f"Interview: {job.title}"[:255],
            candidate_response=Response.PENDING,
        )

    def respond(self) -> None:
        """The candidate accepts the invitation."""
        if not any(one.candidate_response is Response.ACCEPTED for one in self.interviews()):
            answer_invitation(self.world, self.interviews()[-1], Response.ACCEPTED)

    def meet(self) -> None:
        """The interview takes place, earlier when it was still to come, and a scorecard is written."""
        interviews = self.interviews()
        if not interviews:
            return
        interview = interviews[-1]
        slots = list(self.world.timeslots.where(interview=interview.id))
        if interview.id in self.target.fixed and any(slot.starts_at > self.world.now for slot in slots):
            return
        for slot in slots:
            if slot.starts_at > self.world.now:
                starts_at = max(self.world.now - INTERVIEW_LENGTH, interview.created_at)
                revise_timeslot(self.world, slot, starts_at=starts_at, ends_at=starts_at + INTERVIEW_LENGTH)
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
        """An offer is made, within the job's pay band."""
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
        """The given first day of work, or a Monday in about a month."""
        return self.target.starts_at if self.target.starts_at is not None else monday(self.now + 30 * DAY)

    def send(self) -> None:
        """The offer is sent."""
        for offer in self.offers(*_OPEN_OFFERS)[-1:]:
            send_offer(self.world, offer)

    def hire(self) -> None:
        """The offer is accepted, and the candidate fills a position of the job: a new one when none is open."""
        starts_at = self.first_day()
        if not self.offers(*_LIVE_OFFERS):
            self.draft()
        for offer in self.offers(*_OPEN_OFFERS)[-1:]:
            send_offer(self.world, offer)
        for offer in self.offers(OfferStatus.PENDING_ACCEPTANCE)[-1:]:
            accepted = close_offer(self.world, offer, OfferStatus.ACCEPTED)
            starts_at = self.target.starts_at or accepted.starts_at or starts_at
        job = self.application.job
        if not any(one.status is PositionStatus.OPEN for one in self.world.positions.where(job=job)):
            add_position(self.world, job, type=PositionType.NEW, opens_at=self.world.now, starts_at=starts_at)
        set_status(self.world, self.application, ApplicationStatus.HIRED, starts_at=starts_at, by=self.recruiter)

    def end(self) -> None:
        """The application ends, and its open offers and interviews with it."""
        status = END_STATUSES[self.target.state]
        reason = self.target.reason
        if reason is None:
            first = self.world.reasons.where(decider=ENDINGS[status]).first()
            reason = None if first is None else first.id
        for offer in self.offers(*_LIVE_OFFERS):
            declined = offer.status is OfferStatus.PENDING_ACCEPTANCE and status is ApplicationStatus.WITHDRAWN
            close_offer(self.world, offer, OfferStatus.NOT_ACCEPTED if declined else OfferStatus.ABANDONED)
        self.cancel_interviews()
        set_status(self.world, self.application, status, reason=reason, by=self.recruiter)


_ACTIONS: Mapping[StateStep, Callable[[_Transition], None]] = {
    StateStep.RESUME: _Transition.resume,
    StateStep.RETURN: _Transition.back,
    StateStep.CONTACT: _Transition.contact,
    StateStep.REVIEW: _Transition.review,
    StateStep.INVITE: _Transition.invite,
    StateStep.RESPOND: _Transition.respond,
    StateStep.MEET: _Transition.meet,
    StateStep.DRAFT: _Transition.draft,
    StateStep.SEND: _Transition.send,
    StateStep.HIRE: _Transition.hire,
    StateStep.END: _Transition.end,
}
