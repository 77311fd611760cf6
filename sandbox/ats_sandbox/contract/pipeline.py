"""The life of one request: an ordered list of steps, from the outermost to the handler."""

from collections.abc import Mapping, Sequence

from werkzeug import Request, Response
from werkzeug.datastructures import Headers

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
    ) -> Response:
        """Answer one request to one operation; it is in progress until its answer is ready to leave."""
        receive(request, vendor.unpack)
        call: AnyCall = Call(vendor, operation, request, path, context.world.read(), context)
        deliver = None
        try:
            reply = self.first(call)
            response = http_response(reply)
            deliver = reply.delivery
        finally:
            if deliver is None:
                context.meter.leave(call.usage)
        return response if deliver is None else deliver(response, request, lambda: context.meter.leave(call.usage))


def _joined(step: Step, following: Next) -> Next:
    return lambda call: step(call, following)


class Answer(Response):
    """A response that has a type only where it has been given one."""

    default_mimetype = None


def http_response(reply: Reply) -> Response:
    """The HTTP response."""
    headers = Headers()
    if reply.content_type and "Content-Type" not in reply.headers:
        headers.add("Content-Type", reply.content_type)
    for name, value in reply.headers.items():
        headers.add(name, value)
    return Answer(reply.content, reply.status, headers)
