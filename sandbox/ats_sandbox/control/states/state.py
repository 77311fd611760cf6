"""The named states of an application, and the steps that lead from one to another."""

from collections.abc import Iterator
from enum import StrEnum

from ats_sandbox.world.applications import Application
from ats_sandbox.world.clock import DAY
from ats_sandbox.world.hiring import ENDINGS
from ats_sandbox.world.interviews import Response
from ats_sandbox.world.offers import OfferStatus
from ats_sandbox.world.pipelines import Status
from ats_sandbox.world.reading import Reading


class State(StrEnum):
    """Where a tester wants an application."""

    APPLIED = "applied"
    IN_REVIEW = "in_review"
    INTERVIEWING = "interviewing"
    OFFER_SENT = "offer_sent"
    HIRED = "hired"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


PHASES = {
    State.APPLIED: Status.NEW,
    State.IN_REVIEW: Status.IN_REVIEW,
    State.INTERVIEWING: Status.INTERVIEW,
    State.OFFER_SENT: Status.OFFERED,
    State.HIRED: Status.HIRED,
}
"""What each state on the way to a contract stands for; the other two are endings."""

ENDS = {State.REJECTED: Status.REJECTED, State.WITHDRAWN: Status.WITHDRAWN}

WAY = (Status.LEAD, *PHASES.values())
"""The phases in the order in which applications pass them."""


class Step(StrEnum):
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
    Step.RESUME: DAY,
    Step.RETURN: DAY,
    Step.CONTACT: DAY,
    Step.REVIEW: 2 * DAY,
    Step.INVITE: DAY,
    Step.RESPOND: DAY,
    Step.MEET: 3 * DAY,
    Step.DRAFT: 2 * DAY,
    Step.SEND: DAY,
    Step.HIRE: 3 * DAY,
    Step.END: 2 * DAY,
}
"""The time that passes before each step, where there is room for it."""

_ONWARD = (
    (Status.NEW, (Step.CONTACT,)),
    (Status.IN_REVIEW, (Step.REVIEW,)),
    (Status.INTERVIEW, (Step.INVITE, Step.RESPOND)),
    (Status.OFFERED, (Step.MEET, Step.DRAFT, Step.SEND)),
    (Status.HIRED, (Step.HIRE,)),
)
"""The steps by which an application enters each phase, in order."""


def way_to(state: State) -> int:
    """The time that the way from an application to a state takes at its natural pace (milliseconds)."""
    if state in ENDS:
        return GAPS[Step.END]
    goal = WAY.index(PHASES[state])
    passed = (steps for phase, steps in _ONWARD if WAY.index(Status.NEW) < WAY.index(phase) <= goal)
    return sum(GAPS[step] for steps in passed for step in steps)


def steps_to(world: Reading, application: Application, state: State) -> tuple[Step, ...]:
    """What has to happen for an application to be in a state; nothing when it is there already."""
    return tuple(_steps(world, application, state))


def _steps(world: Reading, application: Application, state: State) -> Iterator[Step]:
    status = application.status
    if state in ENDS:
        if status is not ENDS[state]:
            yield Step.END
        return
    target = PHASES[state]
    stopped = world.stages[application.stage].phase
    at = WAY.index(stopped if status in ENDINGS or status is Status.TRANSFERRED else status)
    if status not in WAY:
        yield Step.RESUME
        at = min(at, WAY.index(Status.OFFERED))
    elif at > WAY.index(target):
        yield Step.RETURN
    goal = WAY.index(target)
    at = min(at, goal)
    for phase, steps in _ONWARD:
        place = WAY.index(phase)
        if at < place <= goal:
            yield from steps
        elif place == at and phase in (target, Status.INTERVIEW):
            yield from _missing(world, application, phase)


def _missing(world: Reading, application: Application, phase: Status) -> Iterator[Step]:
    """What an application that is in a phase lacks of what the named state promises."""
    if phase is Status.INTERVIEW:
        meetings = [one for one in world.interviews.where(application=application.id) if not one.cancelled]
        if not meetings:
            yield Step.INVITE
        if not any(one.candidate_response is Response.ACCEPTED for one in meetings):
            yield Step.RESPOND
    if phase is Status.OFFERED:
        offers = [one.status for one in world.offers.where(application=application.id)]
        if OfferStatus.PENDING_ACCEPTANCE not in offers:
            yield Step.DRAFT
            yield Step.SEND
