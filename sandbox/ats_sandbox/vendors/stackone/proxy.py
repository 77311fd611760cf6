"""The proxy: any request to the provider of a linked account, through StackOne.

What a provider refuses becomes a refusal of StackOne's; what the provider answered goes along as `provider_errors`.
"""

from typing import Any
from urllib.parse import urlsplit

import msgspec

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import decode
from ats_sandbox.contract.forwarding import forwarded
from ats_sandbox.contract.operation import Document, Example, Reply
from ats_sandbox.contract.refusal import ApiError, Invalid
from ats_sandbox.contract.schema import RequestSchema, ResponseSchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import Call, Resource
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
from ats_sandbox.vendors.stackone.platform import PLATFORM
from ats_sandbox.vendors.stackone.shapes import ProviderError

METHODS = ("get", "post", "put", "delete", "patch")
OWN_HEADERS = frozenset({"host", "authorization", "cookie", "content-length", "content-type", "transfer-encoding"})
"""Request headers that the proxy sets itself: who calls is the linked account's affair."""

proxy = Resource("Proxy", "Any request to the provider of a linked account")


def _like(of: type[ApiError], name: str, about: str, **facts: Any) -> type[ApiError]:
    """A refusal of the provider's, passed on as the one of StackOne's that it is like."""
    return row(name, of.message, about, of=of, status=of.status, **facts)


NoAddress = row(
    "NoAddress",
    "url must be a valid URL",
    "What stands for the base of the address is none.",
    of=BadRequest,
    status=400,
)
ProviderBadRequest = _like(BadRequest, "ProviderBadRequest", "The provider finds the request wrong.")
ProviderForbidden = _like(Forbidden, "ProviderForbidden", "The provider does not allow it to the linked account.")
ProviderNotFound = _like(NotFound, "ProviderNotFound", "The provider has no such path or record.")
ProviderConflict = _like(Conflict, "ProviderConflict", "The provider finds a conflict.")
ProviderUnprocessable = provider_refusal(
    "ProviderUnprocessable", "the payload was not accepted", "The provider does not accept the payload."
)
ProviderThrottled = _like(
    TooManyRequests, "ProviderThrottled", "The provider's own limit is used up.", evidence=PUBLISHED
)
ProviderFailed = _like(BadGateway, "ProviderFailed", "The provider failed.", evidence=PUBLISHED)
Unreachable = _like(
    BadGateway,
    "Unreachable",
    "Nothing answers at that address: the sandbox stays among the systems that it stands for.",
)

_BY_STATUS: dict[int, type[ApiError]] = {
    401: ProviderForbidden,
    403: ProviderForbidden,
    404: ProviderNotFound,
    409: ProviderConflict,
    422: ProviderUnprocessable,
    429: ProviderThrottled,
}

_PROVIDERS = (ProviderBadRequest, ProviderForbidden, ProviderNotFound, ProviderConflict, ProviderUnprocessable)
REFUSALS = (NoAddress, *_PROVIDERS, Unreachable)
"""What real requests can lead to; a provider's limit and failures take a tester's fault."""


def refusal_of(status: int, url: str, raw: Document, headers: dict[str, str]) -> ApiError:
    """StackOne's refusal for a provider's."""
    kind = ProviderFailed if status >= 500 else _BY_STATUS.get(status, ProviderBadRequest)
    errors = [{"status": status, "url": url, "raw": raw, "headers": headers}]
    out = {"Retry-After": headers["retry-after"]} if "retry-after" in headers else {}
    return kind(headers=out, provider_errors=errors)


class ProxyRequestBody(RequestSchema):
    """A request to the provider. `url` replaces the base of its address; `path` carries the query."""

    url = wire.text()
    method = fields.Choice(METHODS, allow_none=True, load_default="get")
    path = wire.text()
    headers = wire.free()
    body = wire.free()


class ProxyResponse(ResponseSchema):
    """What the provider answered."""

    status = fields.Number(required=True)
    headers = wire.free()
    data = fields.Anything(
        metadata={"type": ["object", "array", "string", "number", "boolean"], "items": {"type": "object"}}
    )
    provider_errors = wire.many(ProviderError)


@proxy.post(
    "/unified/proxy",
    id="stackone_proxy_request",
    body=ProxyRequestBody,
    returns={200: ProxyResponse, 201: ProxyResponse, 204: None},
    errors=REFUSALS,
    evidence=PLATFORM,
    example=Example(body={"method": "get", "path": "/candidates?limit=1"}),
)
def proxy_request(call: Call) -> Reply:
    """Make a request to the provider's own API.

    The provider's success is answered with its own status; its refusal becomes StackOne's, with what the provider
    said in `provider_errors`. Only providers that the sandbox stands for can be reached.
    """
    body = call.body
    try:
        base = urlsplit(body.get("url") or call.account.service.api)
    except ValueError:
        raise NoAddress from None
    if base.scheme not in ("http", "https") or not base.hostname:
        raise NoAddress
    path = f"{base.path.rstrip('/')}{rooted(body.get('path') or '')}" or "/"
    provider = None if call.context.workspace is None else call.context.workspace.neighbour(base.hostname)
    if provider is None:
        raise Unreachable
    sent, content = body.get("headers") or {}, b""
    headers = {name: str(value) for name, value in sent.items() if name.lower() not in OWN_HEADERS}
    if body.get("body") is not None:
        headers["Content-Type"], content = "application/json", msgspec.json.encode(body["body"])
    answer = forwarded(call, provider, (body["method"] or "get").upper(), path, headers, content)
    answered = {"content-type": answer.content_type} if answer.content_type else {}
    answered |= {name.lower(): value for name, value in answer.headers.items()}
    status, data = answer.status, _data(answer)
    if status >= 400:
        raw = data if isinstance(data, dict) else {"message": data}
        raise refusal_of(status, f"https://{provider.host}{path}", raw, answered)
    if status == 204:
        return Reply(204)
    return Reply(status, {"status": status, "headers": answered, "data": data, "provider_errors": None})


def rooted(path: str) -> str:
    """A path that can follow a base address: with a slash before it, unless there is none or only a query."""
    return path if not path or path[0] in "/?" else f"/{path}"


def _data(answer: Reply) -> Any:
    """The body of the provider's answer: its JSON value, or else a text."""
    content = answer.content or b""
    try:
        return decode(content) if content else None
    except Invalid:
        return content.decode("utf-8", "replace")
