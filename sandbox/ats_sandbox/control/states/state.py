"""The named states of an application, and the steps that lead from one to another."""

from collections.abc import Iterator
from enum import StrEnum

from ats_sandbox.world.clock import DAY
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.commands.applications import ENDINGS
from ats_sandbox.world.domain.interviews import Response
from ats_sandbox.world.domain.offers import OfferStatus
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.reading import Reading


class NamedState(StrEnum):
    """A state that an application can be brought to."""

    APPLIED = "applied"
    IN_REVIEW = "in_review"
    INTERVIEWING = "interviewing"
    OFFER_SENT = "offer_sent"
    HIRED = "hired"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


PHASE_OF_STATE = {
    NamedState.APPLIED: ApplicationStatus.NEW,
    NamedState.IN_REVIEW: ApplicationStatus.IN_REVIEW,
    NamedState.INTERVIEWING: ApplicationStatus.INTERVIEW,
    NamedState.OFFER_SENT: ApplicationStatus.OFFERED,
    NamedState.HIRED: ApplicationStatus.HIRED,
}
"""The phase of each state but the two endings."""

END_STATUSES = {NamedState.REJECTED: ApplicationStatus.REJECTED, NamedState.WITHDRAWN: ApplicationStatus.WITHDRAWN}

PHASE_ORDER = (ApplicationStatus.LEAD, *PHASE_OF_STATE.values())
"""The phases in the order in which applications pass through them."""


class StateStep(StrEnum):
    """One step of an application."""

    RESUME = "resume"
    RETURN = "return"
    CONTACT = "contact"
    REVIEW = "review"
    INVITE = "invite"
    RESPOND = "respond"
    MEET = "meet"
    DRAFT = "draft"
    SEND = "send"
    HIRE = "hire"
    END = "end"


STEP_DURATIONS = {
    StateStep.RESUME: DAY,
    StateStep.RETURN: DAY,
    StateStep.CONTACT: DAY,
    StateStep.REVIEW: 2 * DAY,
    StateStep.INVITE: DAY,
    StateStep.RESPOND: DAY,
    StateStep.MEET: 3 * DAY,
    StateStep.DRAFT: 2 * DAY,
    StateStep.SEND: DAY,
    StateStep.HIRE: 3 * DAY,
    StateStep.END: 2 * DAY,
}
"""The time that passes before each step, where there is room for it."""

_STEPS_INTO = (
    (ApplicationStatus.NEW, (StateStep.CONTACT,)),
    (ApplicationStatus.IN_REVIEW, (StateStep.REVIEW,)),
    (ApplicationStatus.INTERVIEW, (StateStep.INVITE, StateStep.RESPOND)),
    (ApplicationStatus.OFFERED, (StateStep.MEET, StateStep.DRAFT, StateStep.SEND)),
    (ApplicationStatus.HIRED, (StateStep.HIRE,)),
)
"""The steps by which an application enters each phase, in order."""


def duration_to(state: NamedState) -> int:
    """The time that the steps from a new application to a state naturally take (milliseconds)."""
    if state in END_STATUSES:
        return STEP_DURATIONS[StateStep.END]
    goal = PHASE_ORDER.index(PHASE_OF_STATE[state])
    passed = (
        steps
        for phase, steps in _STEPS_INTO
        if PHASE_ORDER.index(ApplicationStatus.NEW) < PHASE_ORDER.index(phase) <= goal
    )
    return sum(STEP_DURATIONS[step] for steps in passed for step in steps)


def steps_to(world: Reading, application: Application, state: NamedState) -> tuple[StateStep, ...]:
    """The steps that bring an application to a state; none when it is there already."""
    return tuple(_steps(world, application, state))


def _steps(world: Reading, application: Application, state: NamedState) -> Iterator[StateStep]:
    status = application.status
    if state in END_STATUSES:
        if status is not END_STATUSES[state]:
            yield StateStep.END
        return
    target = PHASE_OF_STATE[state]
    stopped = world.stages[application.stage].phase
    at = PHASE_ORDER.index(stopped if status in ENDINGS or status is ApplicationStatus.TRANSFERRED else status)
    if status not in PHASE_ORDER:
        yield StateStep.RESUME
        at = min(at, PHASE_ORDER.index(ApplicationStatus.OFFERED))
    elif at > PHASE_ORDER.index(target):
        yield StateStep.RETURN
    goal = PHASE_ORDER.index(target)
    at = min(at, goal)
    for phase, steps in _STEPS_INTO:
        place = PHASE_ORDER.index(phase)
        if at < place <= goal:
            yield from steps
        elif place == at and phase in (target, ApplicationStatus.INTERVIEW):
            yield from _missing(world, application, phase)


def _missing(world: Reading, application: Application, phase: ApplicationStatus) -> Iterator[StateStep]:
    """The steps that an application in the right phase still lacks."""
    if phase is ApplicationStatus.INTERVIEW:
        interviews = [one for one in world.interviews.where(application=application.id) if not one.cancelled]
        if not interviews:
            yield StateStep.INVITE
        if not any(one.candidate_response is Response.ACCEPTED for one in interviews):
            yield StateStep.RESPOND
    if phase is ApplicationStatus.OFFERED:
        offers = [one.status for one in world.offers.where(application=application.id)]
        if OfferStatus.PENDING_ACCEPTANCE not in offers:
            yield StateStep.DRAFT
            yield StateStep.SEND
