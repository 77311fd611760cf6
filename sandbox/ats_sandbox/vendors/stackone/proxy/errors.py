"""How StackOne passes on what a provider refuses; what the provider said goes along as `provider_errors`."""

from typing import Any

from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.vendors.stackone import faults
from ats_sandbox.vendors.stackone.errors import CHECKS, BadRequest, Conflict, Forbidden, NotFound, Unprocessable


class NoAddress(BadRequest):
    """What stands for the base of the address is none."""

    message, evidence = "url must be a valid URL", CHECKS


class ProviderBadRequest(BadRequest):
    """The provider finds the request wrong."""

    evidence = CHECKS


class ProviderForbidden(Forbidden):
    """The provider does not allow it to the linked account."""

    evidence = CHECKS


class ProviderNotFound(NotFound):
    """The provider has no such path or record."""

    evidence = CHECKS


class ProviderConflict(Conflict):
    """The provider finds a conflict."""

    evidence = CHECKS


class ProviderUnprocessable(Unprocessable):
    """The provider does not accept the payload."""

    answer, evidence = "the payload was not accepted", CHECKS


class ProviderThrottled(faults.TooManyRequests):
    """The provider's own limit is used up."""


class ProviderFailed(faults.BadGateway):
    """The provider failed."""


class Unreachable(faults.BadGateway):
    """Nothing answers at that address: the sandbox stays among the systems that it stands for."""

    evidence = CHECKS


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
