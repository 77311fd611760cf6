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
    """Where a tester wants an application."""

    APPLIED = "applied"
    IN_REVIEW = "in_review"
    INTERVIEWING = "interviewing"
    OFFER_SENT = "offer_sent"
    HIRED = "hired"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


PHASES = {
    NamedState.APPLIED: ApplicationStatus.NEW,
    NamedState.IN_REVIEW: ApplicationStatus.IN_REVIEW,
    NamedState.INTERVIEWING: ApplicationStatus.INTERVIEW,
    NamedState.OFFER_SENT: ApplicationStatus.OFFERED,
    NamedState.HIRED: ApplicationStatus.HIRED,
}
"""What each state on the way to a contract stands for; the other two are endings."""

ENDS = {NamedState.REJECTED: ApplicationStatus.REJECTED, NamedState.WITHDRAWN: ApplicationStatus.WITHDRAWN}

WAY = (ApplicationStatus.LEAD, *PHASES.values())
"""The phases in the order in which applications pass them."""


class StateStep(StrEnum):
    """One thing that happens to an application."""

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


GAPS = {
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

_ONWARD = (
    (ApplicationStatus.NEW, (StateStep.CONTACT,)),
    (ApplicationStatus.IN_REVIEW, (StateStep.REVIEW,)),
    (ApplicationStatus.INTERVIEW, (StateStep.INVITE, StateStep.RESPOND)),
    (ApplicationStatus.OFFERED, (StateStep.MEET, StateStep.DRAFT, StateStep.SEND)),
    (ApplicationStatus.HIRED, (StateStep.HIRE,)),
)
"""The steps by which an application enters each phase, in order."""


def way_to(state: NamedState) -> int:
    """The time that the way from an application to a state takes at its natural pace (milliseconds)."""
    if state in ENDS:
        return GAPS[StateStep.END]
    goal = WAY.index(PHASES[state])
    passed = (steps for phase, steps in _ONWARD if WAY.index(ApplicationStatus.NEW) < WAY.index(phase) <= goal)
    return sum(GAPS[step] for steps in passed for step in steps)


def steps_to(world: Reading, application: Application, state: NamedState) -> tuple[StateStep, ...]:
    """What has to happen for an application to be in a state; nothing when it is there already."""
    return tuple(_steps(world, application, state))


def _steps(world: Reading, application: Application, state: NamedState) -> Iterator[StateStep]:
    status = application.status
    if state in ENDS:
        if status is not ENDS[state]:
            yield StateStep.END
        return
    target = PHASES[state]
    stopped = world.stages[application.stage].phase
    at = WAY.index(stopped if status in ENDINGS or status is ApplicationStatus.TRANSFERRED else status)
    if status not in WAY:
        yield StateStep.RESUME
        at = min(at, WAY.index(ApplicationStatus.OFFERED))
    elif at > WAY.index(target):
        yield StateStep.RETURN
    goal = WAY.index(target)
    at = min(at, goal)
    for phase, steps in _ONWARD:
        place = WAY.index(phase)
        if at < place <= goal:
            yield from steps
        elif place == at and phase in (target, ApplicationStatus.INTERVIEW):
            yield from _missing(world, application, phase)


def _missing(world: Reading, application: Application, phase: ApplicationStatus) -> Iterator[StateStep]:
    """What an application that is in a phase lacks of what the named state promises."""
    if phase is ApplicationStatus.INTERVIEW:
        meetings = [one for one in world.interviews.where(application=application.id) if not one.cancelled]
        if not meetings:
            yield StateStep.INVITE
        if not any(one.candidate_response is Response.ACCEPTED for one in meetings):
            yield StateStep.RESPOND
    if phase is ApplicationStatus.OFFERED:
        offers = [one.status for one in world.offers.where(application=application.id)]
        if OfferStatus.PENDING_ACCEPTANCE not in offers:
            yield StateStep.DRAFT
            yield StateStep.SEND
