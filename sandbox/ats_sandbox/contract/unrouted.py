"""Requests that no operation is for: what a vendor checks of them before it says so."""

from msgspec.structs import replace
from werkzeug import Request

from ats_sandbox.contract.call import AnyCall, Call
from ats_sandbox.contract.context import RequestContext
from ats_sandbox.contract.evidence import inferred
from ats_sandbox.contract.operation import Operation, Reply
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.resource import Resource
from ats_sandbox.contract.steps import announce_limits, refusal_reply
from ats_sandbox.contract.vendor import Vendor


def refuse(vendor: Vendor, refusal: ApiError, request: Request, context: RequestContext) -> tuple[ApiError, Reply]:
    """The refusal of a request to no operation, and the answer that says it.

    It is `refusal`, unless one of the gates that the vendor has everywhere refuses the request before.
    """
    if not vendor.gates_anywhere:
        reply = refusal_reply(vendor, refusal, None, context.world.now)
        if vendor.limit is None:
            return refusal, reply
        counted = context.meter.count_astray(vendor.limit, vendor.name, request, context.world.now)
        return refusal, replace(reply, headers={**reply.headers, **counted})
    call: AnyCall = Call(vendor, _NO_OPERATION, request, {}, context.world.read(), context)
    try:
        for gate in vendor.gates_anywhere:
            gate(call)
    except ApiError as refused:
        refusal = refused
    try:
        return refusal, announce_limits(call, lambda _: refusal_reply(vendor, refusal, None, context.world.now))
    finally:
        context.meter.leave(call.usage)


def _no_operation() -> Operation:
    """Stands in calls for the operation that is not there."""
    nothing: Resource = Resource("Nothing", "What is not served")

    @nothing.get("/", id="nothing", evidence=inferred("it is not served"))
    def handler(_call: Call) -> None:
        """Nothing."""

    return nothing.operations[0]


_NO_OPERATION = _no_operation()
