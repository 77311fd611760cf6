"""Faults as steps of the pipeline: where each takes part in the life of a call."""

from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.injection import Delivery, Injection
from ats_sandbox.contract.operation import Reply
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.steps import Next, Step
from ats_sandbox.world.store.state import State


def answered_instead(name: str, reply: Reply, delivery: Delivery | None = None) -> Injection:
    """Something in front of the vendor answers; status 0 is no answer at all."""
    return Injection(name, before=lambda call, following: reply, delivery=delivery)


def refused_unhandled(name: str, refusal: ApiError, delivery: Delivery | None = None) -> Injection:
    """The vendor refuses without handling the request."""

    def refuse(call: AnyCall, following: Next) -> Reply:
        raise refusal

    return Injection(name, around=refuse, refusal=refusal, delivery=delivery)


def refused_uncommitted(name: str, refusal: ApiError) -> Injection:
    """The vendor refuses when the work is done, and nothing of it is kept."""
    return Injection(name, within=_refusing_afterwards(refusal), refusal=refusal)


def refused_committed(name: str, refusal: ApiError, batch: int | None = None) -> Injection:
    """The vendor refuses after everything, or the first records of a batch, took effect."""
    refuse = _refusing_afterwards(refusal)

    def handle_some(call: AnyCall, following: Next) -> Reply:
        call.batch = batch
        return refuse(call, following)

    return Injection(name, around=handle_some, refusal=refusal)


def stale(name: str, state: State | None) -> Injection:
    """A read sees an earlier state."""

    def look_back(call: AnyCall, following: Next) -> Reply:
        call.as_of = state
        return following(call)

    return Injection(name, around=look_back)


def _refusing_afterwards(refusal: ApiError) -> Step:
    def refuse(call: AnyCall, following: Next) -> Reply:
        following(call)
        raise refusal

    return refuse
