"""What no state of the sandbox leads to, or not everywhere: the published refusals in their general words."""

from typing import Any

from ats_sandbox.contract.limits import RateLimit, RateUsage
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.vendors.stackone.errors import PUBLISHED

MINUTE = 60_000


class Throttled(ApiError):
    """A refusal that says when to come back: in a minute, unless something else is known."""

    def __init__(self, *args: Any, **details: Any) -> None:
        super().__init__(*args, **details)
        self.headers.setdefault("Retry-After", "60")


class InvalidRequest(ApiError):
    """The request is invalid."""

    status, message, evidence = 400, "Bad Request", PUBLISHED


class Missing(ApiError):
    """The resource is not there."""

    status, message, evidence = 404, "Not Found", PUBLISHED


class TimedOut(Throttled):
    """The request took longer than a minute, usually because the provider throttles."""

    status, message, evidence = 408, "Request timed out", PUBLISHED


class Clash(ApiError):
    """The provider finds a conflict with its state."""

    status, message, evidence = 409, "Conflict", PUBLISHED


class ProviderRefused(ApiError):
    """The provider does not accept the payload."""

    status, message, evidence = 422, "Unprocessable Entity", PUBLISHED


class TooManyRequests(Throttled):
    """StackOne's limit, or the provider's, is used up."""

    status, message, evidence = 429, "Too many requests", PUBLISHED


class ServerFault(ApiError):
    """The server failed."""

    status, message, evidence = 500, "Internal server error", PUBLISHED


class Unsupported(ApiError):
    """The operation is not implemented for the provider."""

    status, message, evidence = 501, "Not Implemented", PUBLISHED


class BadGateway(ApiError):
    """The provider failed."""

    status, message, evidence = 502, "Bad Gateway", PUBLISHED


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


def _headers(spending: RateUsage) -> dict[str, str]:
    return {
        "x-ratelimit-limit": str(spending.budget),
        "x-ratelimit-remaining": str(spending.remaining),
        "x-ratelimit-reset": str(spending.wait),
    }


LIMIT = RateLimit(
    window=MINUTE,
    budget=lambda operation: 1000,
    key=lambda spender: "" if spender.principal is None else spender.principal.token,
    headers=_headers,
    refusal=TooManyRequests,
    refusal_headers=lambda spending: {"Retry-After": str(spending.wait)},
    per="API key",
)
"""A thousand requests a minute for each key. The announcing headers are an extra; only `Retry-After` is documented."""
