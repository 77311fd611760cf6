"""A hundred requests a minute."""

from ats_sandbox.contract.limits import RateLimit, RateUsage, Spender
from ats_sandbox.vendors.skailer.errors import TooManyRequests
from ats_sandbox.world.clock import MINUTE

BUDGET = 100
"""Documented; that each token has its own, and that its minute begins with its first request, is inferred."""


def _key(spender: Spender) -> str:
    """The token; requests without a valid one are counted together."""
    return spender.principal.token if spender.principal is not None else ""


def _announced(spending: RateUsage) -> dict[str, str]:
    return {"X-RateLimit-Limit": str(spending.budget), "X-RateLimit-Remaining": str(spending.remaining)}


LIMIT = RateLimit(
    window=MINUTE,
    budget=lambda operation: BUDGET,
    key=_key,
    headers=_announced,
    refusal=TooManyRequests,
    refusal_headers=lambda spending: {"Retry-After": str(spending.wait)},
)
