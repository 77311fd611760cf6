"""The rate limit: 200 requests a minute for each connector token; for each key where no connector is named."""

from ats_sandbox.contract.limits import RateLimit, RateUsage, Spender
from ats_sandbox.vendors.bindbee.errors import RateLimited
from ats_sandbox.vendors.bindbee.gates import HEADER, needs_connector
from ats_sandbox.world.clock import MINUTE

BUDGET = 200


def key(spender: Spender) -> str:
    """Whose budget a request counts against."""
    headers = spender.request.headers
    if needs_connector(spender.operation) and HEADER in headers:
        return f"connector {headers[HEADER]}"
    return f"key {headers.get('Authorization', '')}"


def announced(spending: RateUsage) -> dict[str, str]:
    """The headers of every answer."""
    return {
        "X-RateLimit-Limit": str(spending.budget),
        "X-RateLimit-Remaining": str(spending.remaining),
        "X-RateLimit-Reset": str(-(-spending.resets_at // 1000)),
    }


LIMIT = RateLimit(
    window=MINUTE,
    budget=lambda operation: BUDGET,
    key=key,
    headers=announced,
    refusal=RateLimited,
    refusal_headers=lambda spending: {"Retry-After": str(spending.wait)},
    per="connector",
)
