"""The checks that calls pass before a handler. Each vendor lists the ones it makes, in its own order."""

from ats_sandbox.contract.call import AnyCall


def authenticate(call: AnyCall) -> None:
    """Find out who calls, unless the operation is public."""
    if not call.operation.public:
        call.principal = call.identity


def permit(call: AnyCall) -> None:
    """Refuse a principal that lacks the operation's scope."""
    operation = call.operation
    if not operation.public and not call.caller.may(operation.scope, operation.writes):
        raise call.vendor.error_format.forbidden(scope=operation.scope, method=operation.method)


def read_inputs(call: AnyCall) -> None:
    """Parse query, headers and body before the handler looks anything up."""
    call.read()


def spend(call: AnyCall) -> None:
    """Count the request against the vendor's rate limit; refuse it when limits are enforced and it is over."""
    limit = call.vendor.limit
    if limit is None or call.usage is not None:
        return
    call.usage = call.meter.count(limit, call.vendor.name, call.spender, call.world.now)
    if call.meter.enforced and call.usage.over:
        raise limit.refusal(headers=limit.refusal_headers(call.usage))
