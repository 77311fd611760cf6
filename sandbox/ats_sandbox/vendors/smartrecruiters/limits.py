"""Ten requests a second for each credential and endpoint, eight at once, unless an operation says otherwise.

Every answer says where its caller stands.
"""

from ats_sandbox.contract.limits import RateLimit, RateUsage, Spender
from ats_sandbox.vendors.smartrecruiters.call import facts_of
from ats_sandbox.vendors.smartrecruiters.errors import TooManyRequests
from ats_sandbox.world.clock import SECOND


def budget_key(spender: Spender) -> str:
    """Each credential has its own counter for each endpoint; strangers share one."""
    who = spender.principal.token if spender.principal else "nobody"
    return f"{who} {spender.operation.id}"


def headers(usage: RateUsage) -> dict[str, str]:
    """The four documented headers. The request that is being answered is one of those in progress."""
    return {
        "X-RateLimit-Limit": str(usage.budget),
        "X-RateLimit-Remaining": str(usage.remaining),
        "X-RateLimit-Concurrent-Limit": str(usage.at_once),
        "X-RateLimit-Concurrent-Remaining": str(usage.free),
    }


LIMIT = RateLimit(
    window=SECOND,
    budget=lambda operation: facts_of(operation).per_second,
    key=budget_key,
    headers=headers,
    refusal=TooManyRequests,
    at_once=lambda operation: facts_of(operation).at_once,
    per="credential and endpoint",
)
