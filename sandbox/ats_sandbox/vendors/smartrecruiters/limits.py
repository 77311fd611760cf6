"""Ten requests a second for each credential and endpoint, eight at once; every answer says where its caller stands."""

from ats_sandbox.contract.call import Call
from ats_sandbox.contract.limits import RateLimit, RateUsage
from ats_sandbox.vendors.smartrecruiters.errors import TooManyRequests
from ats_sandbox.world.clock import SECOND

PER_SECOND = 10
AT_ONCE = 8
"""Operations with other figures say so in their facts `per_second` and `at_once`."""


def spender(call: Call) -> str:
    """Each credential has its own counter for each endpoint; strangers share one."""
    who = call.principal.token if call.principal else "nobody"
    return f"{who} {call.operation.id}"


def headers(spending: RateUsage) -> dict[str, str]:
    """The four documented headers. The request that is being answered is one of those in progress."""
    return {
        "X-RateLimit-Limit": str(spending.budget),
        "X-RateLimit-Remaining": str(spending.remaining),
        "X-RateLimit-Concurrent-Limit": str(spending.at_once),
        "X-RateLimit-Concurrent-Remaining": str(spending.free),
    }


LIMIT = RateLimit(
    window=SECOND,
    budget=lambda operation: int(operation.facts.get("per_second", PER_SECOND)),
    key=spender,
    headers=headers,
    refusal=TooManyRequests,
    at_once=lambda operation: int(operation.facts.get("at_once", AT_ONCE)),
    per="credential and endpoint",
)
