"""How StackOne passes on what a provider refuses; what the provider said goes along as `provider_errors`."""

from typing import Any

from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.vendors.stackone.errors import (
    PUBLISHED,
    BadRequest,
    Conflict,
    Forbidden,
    NotFound,
    provider_refusal,
    row,
)
from ats_sandbox.vendors.stackone.faults import BadGateway, TooManyRequests

NoAddress = row(
    "NoAddress",
    "url must be a valid URL",
    "What stands for the base of the address is none.",
    of=BadRequest,
    status=400,
)
ProviderBadRequest = row(
    "ProviderBadRequest", BadRequest.message, "The provider finds the request wrong.", of=BadRequest, status=400
)
ProviderForbidden = row(
    "ProviderForbidden",
    Forbidden.message,
    "The provider does not allow it to the linked account.",
    of=Forbidden,
    status=403,
)
ProviderNotFound = row(
    "ProviderNotFound", NotFound.message, "The provider has no such path or record.", of=NotFound, status=404
)
ProviderConflict = row("ProviderConflict", Conflict.message, "The provider finds a conflict.", of=Conflict, status=409)
ProviderUnprocessable = provider_refusal(
    "ProviderUnprocessable", "the payload was not accepted", "The provider does not accept the payload."
)
ProviderThrottled = row(
    "ProviderThrottled",
    TooManyRequests.message,
    "The provider's own limit is used up.",
    of=TooManyRequests,
    status=429,
    evidence=PUBLISHED,
)
ProviderFailed = row(
    "ProviderFailed", BadGateway.message, "The provider failed.", of=BadGateway, status=502, evidence=PUBLISHED
)
Unreachable = row(
    "Unreachable",
    BadGateway.message,
    "Nothing answers at that address: the sandbox stays among the systems that it stands for.",
    of=BadGateway,
    status=502,
)

_BY_STATUS: dict[int, type[ApiError]] = {
    401: ProviderForbidden,
    403: ProviderForbidden,
    404: ProviderNotFound,
    409: ProviderConflict,
    422: ProviderUnprocessable,
    429: ProviderThrottled,
}

REFUSALS = (
    NoAddress,
    ProviderBadRequest,
    ProviderForbidden,
    ProviderNotFound,
    ProviderConflict,
    ProviderUnprocessable,
    Unreachable,
)
"""What real requests can lead to; a provider's limit and failures take a tester's fault."""


def refusal_of(status: int, url: str, raw: dict[str, Any], headers: dict[str, str]) -> ApiError:
    """StackOne's refusal for a provider's."""
    kind = ProviderFailed if status >= 500 else _BY_STATUS.get(status, ProviderBadRequest)
    errors = [{"status": status, "url": url, "raw": raw, "headers": headers}]
    out = {"Retry-After": headers["retry-after"]} if "retry-after" in headers else {}
    return kind(headers=out, provider_errors=errors)
