"""Passthrough: any request to the linked system's own API, whose answer is handed on as it is."""

import base64
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

import msgspec

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import decode
from ats_sandbox.contract.forwarding import forwarded
from ats_sandbox.contract.operation import Example, Reply
from ats_sandbox.contract.refusal import Invalid
from ats_sandbox.contract.schema import Members, RequestSchema
from ats_sandbox.contract.steps import refusal_reply
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.vendors.bindbee import inputs
from ats_sandbox.vendors.bindbee.bodies import Declared
from ats_sandbox.vendors.bindbee.call import AnyCall, Call, reference
from ats_sandbox.vendors.bindbee.connectors import HOSTS, Connector, Status
from ats_sandbox.vendors.bindbee.resource import Resource
from ats_sandbox.vendors.bindbee.samples import sample_of
from ats_sandbox.vendors.bindbee.schemas import ConnectorHeaders

METHODS = ("CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE")
OWN_HEADERS = frozenset({"host", "authorization", "cookie", "content-length", "content-type", "transfer-encoding"})
"""Request headers that are set for the caller: the credentials are the connector's."""
BOUNDARY = "bindbee-passthrough"

passthrough = Resource("Passthrough", "Any request to the linked system's own API")


class PassThroughRequest(RequestSchema):
    """A request to the linked system. `path` follows the base of its address."""

    method = inputs.OneOf(METHODS, required=True)
    path = fields.Text(required=True)
    headers = inputs.Texts(required=True, allow_none=True, metadata={"additionalProperties": {"type": "string"}})
    params = inputs.Dictionary(allow_none=True)
    data = inputs.Content(metadata={"type": ["string", "array", "object"], "items": {}})
    request_format = inputs.OneOf(("JSON", "XML", "MULTIPART"), allow_none=True, load_default="JSON")
    response_format = inputs.OneOf(("JSON", "XML", "MULTIPART", "BINARY"), allow_none=True, load_default="JSON")
    timeout = inputs.Number(allow_none=True)


@passthrough.post(
    "/api/v1/passthrough",
    id="make_passthrough_request",
    headers=ConnectorHeaders,
    body=Declared(PassThroughRequest),
    returns=fields.Anything(),
    evidence=reference("POST", "/api/v1/passthrough"),
    example=Example(body=sample_of("make_passthrough_request")),
)
def make_passthrough_request(call: Call) -> Reply:
    """Make a request to the linked system's own API.

    200 says that it was reached: the body is its answer, a refusal of its own included. What it answers that is no
    JSON is a text, in base64 where it is no text. A system that the sandbox does not stand for answers what it was
    asked.
    """
    body, connector = call.body, call.account
    host, workspace = HOSTS.get(connector.slug), call.context.workspace
    provider = workspace.neighbour(host) if workspace is not None and host is not None else None
    if provider is None:
        asked = {name: body.get(name) for name in ("method", "path", "params", "data")}
        call.remarks.append(f"the sandbox does not stand for {connector.slug}: what was sent is answered")
        return Reply(200, asked)
    answer = answered(call, provider, connector)
    if answer.status >= 400:
        call.remarks.append(f"{provider.title} answered {answer.status}")
    return Reply(200, None if body["method"] == "HEAD" else value_of(answer))


def answered(call: AnyCall, provider: Vendor, connector: Connector) -> Reply:
    """What the linked system answers. What it refuses leaves nothing behind."""
    if connector.status is not Status.COMPLETE:
        return refusal_reply(provider, provider.error_format.unauthenticated(), None, call.world.now)
    body = call.body
    sent = {name: text for name, text in (body["headers"] or {}).items() if name.lower() not in OWN_HEADERS}
    kind, content = content_of(body)
    if kind:
        sent["Content-Type"] = kind
    take_back = call.draft.savepoint()
    answer = forwarded(call, provider, body["method"], target_of(body), sent, content)
    if answer.status >= 400:
        take_back()
    return answer


def target_of(body: Members) -> str:
    """The path with its query."""
    path = f"/{body['path'].lstrip('/')}"
    pairs = [
        (name, _plain(each))
        for name, value in (body.get("params") or {}).items()
        for each in (value if isinstance(value, list) else [value])
        if each is not None
    ]
    if not pairs:
        return path
    return f"{path}{'&' if '?' in path else '?'}{urlencode(pairs, quote_via=quote)}"


def _plain(value: object) -> str:
    return value if isinstance(value, str) else str(msgspec.json.encode(value), "utf-8")


def content_of(body: Members) -> tuple[str, bytes]:
    """The media type and the bytes of what is sent; nothing where there is nothing."""
    data, form = body.get("data"), body.get("request_format") or "JSON"
    if data is None:
        return "", b""
    if form == "MULTIPART" and isinstance(data, dict):
        return f"multipart/form-data; boundary={BOUNDARY}", _parts(data)
    kind = "text/xml" if form == "XML" else "application/json"
    return kind, data.encode() if isinstance(data, str) else msgspec.json.encode(data)


def _parts(members: Mapping[str, Any]) -> bytes:
    lines = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{quote(name)}"\r\n\r\n{_plain(value)}\r\n'
        for name, value in members.items()
    ]
    return f"{''.join(lines)}--{BOUNDARY}--\r\n".encode()


def value_of(answer: Reply) -> Any:
    """The body of an answer: its JSON value, a text, or base64 of what is neither; null for none."""
    content = answer.content or b""
    try:
        return decode(content) if content else None
    except Invalid:
        pass
    try:
        return content.decode()
    except UnicodeDecodeError:
        return base64.b64encode(content).decode()
