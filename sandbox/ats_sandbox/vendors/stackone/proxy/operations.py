"""Passing a request on to the provider of a linked account."""

from typing import Any
from urllib.parse import urlsplit

import msgspec

from ats_sandbox.contract.body import decode
from ats_sandbox.contract.evidence import documented
from ats_sandbox.contract.forwarding import forwarded
from ats_sandbox.contract.operation import Example, Reply
from ats_sandbox.contract.refusal import Invalid
from ats_sandbox.vendors.stackone.call import Call, Resource
from ats_sandbox.vendors.stackone.proxy.errors import REFUSALS, NoAddress, Unreachable, refusal_of
from ats_sandbox.vendors.stackone.proxy.schemas import ProxyRequestBody, ProxyResponse
from ats_sandbox.vendors.stackone.queries import AccountHeader

PLATFORM = documented("StackOne OpenAPI, platform 1.0.0")
_OWN = frozenset({"host", "authorization", "cookie", "content-length", "content-type", "transfer-encoding"})
"""Request headers that the proxy sets itself: who calls is the linked account's affair."""

proxy = Resource("Proxy", "Any request to the provider of a linked account")


@proxy.post(
    "/unified/proxy",
    id="stackone_proxy_request",
    scope="unified",
    headers=AccountHeader,
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
    sent = call.body
    base = sent.get("url") or call.account.service.api
    host, start = parts_of(base)
    if not host:
        raise NoAddress
    path = f"{start.rstrip('/')}{rooted(sent.get('path') or '')}" or "/"
    provider = None if call.context.workspace is None else call.context.workspace.neighbour(host)
    if provider is None:
        raise Unreachable
    headers = {name: str(value) for name, value in (sent.get("headers") or {}).items() if name.lower() not in _OWN}
    content = b"" if sent.get("body") is None else msgspec.json.encode(sent["body"])
    if content:
        headers["Content-Type"] = "application/json"
    method = (sent["method"] or "get").upper()
    answer = forwarded(call, provider, method, path, headers, content)
    told = {"content-type": answer.content_type} if answer.content_type else {}
    told |= {name.lower(): value for name, value in answer.headers.items()}
    if answer.status >= 400:
        raise refusal_of(answer.status, f"https://{provider.host}{path}", _raw(answer), told)
    if answer.status == 204:
        return Reply(204)
    return Reply(
        answer.status, {"status": answer.status, "headers": told, "data": _data(answer), "provider_errors": None}
    )


def rooted(path: str) -> str:
    """A path that can follow a base address: with a slash before it, unless there is none or only a query."""
    return path if not path or path[0] in "/?" else f"/{path}"


def parts_of(base: str) -> tuple[str, str]:
    """Host and path of an absolute http address; no host when it is none."""
    try:
        parts = urlsplit(base)
        return (parts.hostname or "", parts.path) if parts.scheme in ("http", "https") else ("", "")
    except ValueError:
        return "", ""


def _data(answer: Reply) -> Any:
    """The body of the provider's answer: its JSON value, or else a text."""
    content = answer.content or b""
    try:
        return decode(content) if content else None
    except Invalid:
        return content.decode("utf-8", "replace")


def _raw(answer: Reply) -> dict[str, Any]:
    data = _data(answer)
    return data if isinstance(data, dict) else {"message": data}
