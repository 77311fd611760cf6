"""The checks that requests pass before a handler. Each vendor lists the ones it makes, in its own order."""

from ats_sandbox.contract.call import Call


def authenticate(call: Call) -> None:
    """Find out who calls, unless the operation is public."""
    if not call.operation.public:
        call.principal = call.vendor.auth.identify(call)


def permit(call: Call) -> None:
    """Refuse a principal that lacks the operation's scope."""
    operation = call.operation
    if not operation.public and not call.caller.may(operation.scope, operation.writes):
        raise call.vendor.error_format.forbidden(scope=operation.scope, method=operation.method)


def read_inputs(call: Call) -> None:
    """Parse query, headers and body before the handler looks anything up."""
    call.read()


def spend(call: Call) -> None:
    """Count the request against the vendor's rate limit; refuse it when limits are enforced and it is over."""
    limit = call.vendor.limit
    if limit is None or call.spending is not None:
        return
    call.spending = call.meter.count(limit, call)
    if call.meter.enforced and call.spending.over:
        raise limit.refusal(headers=limit.refusal_headers(call.spending))
