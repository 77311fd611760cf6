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
from ats_sandbox.contract.refusal import QUOTED, ApiError, Invalid, shortened
from ats_sandbox.contract.schema import RequestSchema, ResponseSchema
from ats_sandbox.vendors.stackone import errors, wire
from ats_sandbox.vendors.stackone.call import Call, Resource
from ats_sandbox.vendors.stackone.platform import PLATFORM
from ats_sandbox.vendors.stackone.shapes import ProviderError

METHODS = ("get", "post", "put", "delete", "patch")
OWN_HEADERS = frozenset({"host", "authorization", "cookie", "content-length", "content-type", "transfer-encoding"})
"""Request headers that the proxy sets itself: who calls is the linked account's affair."""

proxy = Resource("Proxy", "Any request to the provider of a linked account")

_BY_STATUS: dict[int, type[ApiError]] = {
    400: errors.ProviderBadRequest,
    401: errors.ProviderForbidden,
    403: errors.ProviderForbidden,
    404: errors.ProviderNotFound,
    409: errors.ProviderConflict,
    422: errors.ProviderUnprocessable,
}
REFUSALS = (errors.NoAddress, *dict.fromkeys(_BY_STATUS.values()), errors.Unreachable)
"""What real requests can lead to; a provider's limit and failures take a tester's fault."""


def refusal_of(status: int, url: str, raw: Document, headers: dict[str, str]) -> ApiError:
    """StackOne's refusal for a provider's."""
    kind = _BY_STATUS.get(status, errors.ProviderBadRequest)
    if status >= 500:
        kind = errors.ProviderFailed
    elif status == 429:
        kind = errors.ProviderThrottled
    shown, _ = shortened(url, QUOTED)
    answered = [{"status": status, "url": shown, "raw": raw, "headers": headers}]
    out = {"Retry-After": headers["retry-after"]} if "retry-after" in headers else {}
    return kind(headers=out, provider_errors=answered)


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
    returns={200: ProxyResponse, 201: ProxyResponse, 202: ProxyResponse, 204: None},
    errors=REFUSALS,
    evidence=PLATFORM,
    example=Example(body={"method": "get", "path": "/candidates?limit=1"}),
)
def proxy_request(call: Call) -> Reply:
    """Make a request to the provider's own API.

    The provider's success is answered with its own status; whatever else it answers becomes a refusal of StackOne's,
    with what the provider said in `provider_errors`. Only providers that the sandbox stands for can be reached.
    """
    body = call.body
    try:
        base = urlsplit(body.get("url") or call.account.service.api)
    except ValueError:
        raise errors.NoAddress from None
    if base.scheme not in ("http", "https") or not base.hostname:
        raise errors.NoAddress
    path = f"{base.path.rstrip('/')}{rooted(body.get('path') or '')}" or "/"
    provider = None if call.context.workspace is None else call.context.workspace.neighbour(base.hostname)
    if provider is None:
        raise errors.Unreachable
    sent, content = body.get("headers") or {}, b""
    headers = {name: str(value) for name, value in sent.items() if name.lower() not in OWN_HEADERS}
    if body.get("body") is not None:
        headers["Content-Type"], content = "application/json", msgspec.json.encode(body["body"])
    answer = forwarded(call, provider, (body["method"] or "get").upper(), path, headers, content)
    answered = {"content-type": answer.content_type} if answer.content_type else {}
    answered |= {name.lower(): value for name, value in answer.headers.items()}
    status, data = answer.status, _data(answer)
    if status not in call.operation.returns:
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
