"""A hundred requests a minute."""

from ats_sandbox.contract.limits import RateLimit
from ats_sandbox.vendors.skailer.errors import TooManyRequests
from ats_sandbox.world.clock import MINUTE

BUDGET = 100
"""Documented; that each token has its own, and that its minute begins with its first request, is inferred.

Requests without a valid token are counted together.
"""

LIMIT = RateLimit(
    window=MINUTE,
    budget=lambda operation: BUDGET,
    key=lambda spender: spender.principal.token if spender.principal else "",
    headers=lambda usage: {"X-RateLimit-Limit": str(usage.budget), "X-RateLimit-Remaining": str(usage.remaining)},
    refusal=TooManyRequests,
    refusal_headers=lambda usage: {"Retry-After": str(usage.wait)},
)
