"""What no state of the sandbox leads to, or not everywhere: the published refusals in their general texts."""

from ats_sandbox.contract.limits import RateLimit, RateUsage
from ats_sandbox.vendors.stackone import errors

MINUTE = 60_000

FAULTS = (
    errors.InvalidRequest,
    errors.Missing,
    errors.TimedOut,
    errors.Clash,
    errors.ProviderRefused,
    errors.TooManyRequests,
    errors.ServerFault,
    errors.Unsupported,
    errors.BadGateway,
)
"""By status. Every one is declared on every operation of StackOne."""


def _headers(usage: RateUsage) -> dict[str, str]:
    return {
        "x-ratelimit-limit": str(usage.budget),
        "x-ratelimit-remaining": str(usage.remaining),
        "x-ratelimit-reset": str(usage.wait),
    }


LIMIT = RateLimit(
    window=MINUTE,
    budget=lambda operation: 1000,
    key=lambda spender: "" if spender.principal is None else spender.principal.token,
    headers=_headers,
    refusal=errors.TooManyRequests,
    refusal_headers=lambda usage: {"Retry-After": str(usage.wait)},
    per="API key",
)
"""A thousand requests a minute for each key. The announcing headers are an extra; only `Retry-After` is documented."""
