"""What no state of the sandbox leads to, or not everywhere: the published refusals in their general texts."""

from functools import partial
from typing import Any

from ats_sandbox.contract.limits import RateLimit, RateUsage
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.vendors.stackone.errors import PUBLISHED, row

MINUTE = 60_000


class Throttled(ApiError):
    """A refusal that says when to come back: in a minute, unless something else is known."""

    def __init__(self, *args: Any, **details: Any) -> None:
        super().__init__(*args, **details)
        self.headers.setdefault("Retry-After", "60")


_published = partial(row, evidence=PUBLISHED)
InvalidRequest = _published("InvalidRequest", "Bad Request", "The request is invalid.", status=400)
Missing = _published("Missing", "Not Found", "The resource is not there.", status=404)
TimedOut = _published(
    "TimedOut",
    "Request timed out",
    "The request took longer than a minute, usually because the provider throttles.",
    of=Throttled,
    status=408,
)
Clash = _published("Clash", "Conflict", "The provider finds a conflict with its state.", status=409)
ProviderRefused = _published(
    "ProviderRefused", "Unprocessable Entity", "The provider does not accept the payload.", status=422
)
TooManyRequests = _published(
    "TooManyRequests", "Too many requests", "StackOne's limit, or the provider's, is used up.", of=Throttled, status=429
)
ServerFault = _published("ServerFault", "Internal server error", "The server failed.", status=500)
Unsupported = _published(
    "Unsupported", "Not Implemented", "The operation is not implemented for the provider.", status=501
)
BadGateway = _published("BadGateway", "Bad Gateway", "The provider failed.", status=502)

FAULTS = (
    InvalidRequest,
    Missing,
    TimedOut,
    Clash,
    ProviderRefused,
    TooManyRequests,
    ServerFault,
    Unsupported,
    BadGateway,
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
    refusal=TooManyRequests,
    refusal_headers=lambda usage: {"Retry-After": str(usage.wait)},
    per="API key",
)
"""A thousand requests a minute for each key. The announcing headers are an extra; only `Retry-After` is documented."""
