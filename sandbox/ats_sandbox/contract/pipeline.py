"""The life of one request: an ordered list of steps, from the outermost to the handler."""

from collections.abc import Mapping, Sequence

from werkzeug import Request, Response

from ats_sandbox.contract.answering import http_response
from ats_sandbox.contract.body import receive
from ats_sandbox.contract.call import AnyCall, Call
from ats_sandbox.contract.context import RequestContext
from ats_sandbox.contract.operation import Operation, Reply
from ats_sandbox.contract.steps import (
    Next,
    Step,
    accompany,
    announce_limits,
    check_conformance,
    count_looks,
    handle,
    inject_around,
    inject_within,
    pass_gates,
    render_refusals,
    transact,
    translate_refusals,
)
from ats_sandbox.contract.vendor import Vendor

STEPS: tuple[Step, ...] = (
    announce_limits,
    render_refusals,
    accompany,
    inject_around,
    count_looks,
    transact,
    inject_within,
    check_conformance,
    translate_refusals,
    pass_gates,
)
"""What every call to a vendor goes through, before its handler. The tester's own steps come in front of these."""

FORWARDED: tuple[Step, ...] = (check_conformance, translate_refusals, pass_gates)
"""The part of these that a call from one vendor to another takes, inside the transaction of the call that makes it."""


class Pipeline:
    """Steps in their order, composed once."""

    __slots__ = ("first", "steps")

    def __init__(self, steps: Sequence[Step], last: Next = handle) -> None:
        self.steps = tuple(steps)
        first = last
        for step in reversed(self.steps):
            first = _joined(step, first)
        self.first = first

    def perform(
        self,
        context: RequestContext,
        vendor: Vendor,
        operation: Operation,
        request: Request,
        path: Mapping[str, str],
    ) -> Reply | Response:
        """Answer one request to one operation; it is in progress until its answer is ready to leave.

        It is a response where a fault has done something to it.
        """
        receive(request, vendor.unpack)
        call: AnyCall = Call(vendor, operation, request, path, context.world.read(), context)
        deliver = None
        try:
            reply = self.first(call)
            deliver = reply.delivery
        finally:
            if deliver is None:
                context.meter.leave(call.usage)
        if deliver is None:
            return reply
        return deliver(http_response(reply), request, lambda: context.meter.leave(call.usage))


def _joined(step: Step, following: Next) -> Next:
    return lambda call: step(call, following)
