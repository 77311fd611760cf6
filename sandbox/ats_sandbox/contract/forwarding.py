"""What one vendor asks another: a client's request, inside its own and one write with it, or records to copy."""

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from urllib.parse import unquote_to_bytes

from werkzeug import Request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from ats_sandbox.contract.body import receive
from ats_sandbox.contract.call import AnyCall, Call
from ats_sandbox.contract.operation import JsonDocument, Reply
from ats_sandbox.contract.pipeline import FORWARDED, Pipeline
from ats_sandbox.contract.refusal import ApiError, Invalid
from ats_sandbox.contract.routing import match
from ats_sandbox.contract.steps import refusal_reply
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.refusals import DomainRefusal

_PIPELINE = Pipeline(FORWARDED)


def forwarded(
    call: AnyCall, vendor: Vendor, method: str, target: str, headers: Mapping[str, str], content: bytes
) -> Reply:
    """What another vendor answers to a request, in the world as the outer call has it.

    `target` is a path with its query. The request is made in the caller's name. A refusal is an answer, too: whoever
    makes the request must then refuse in turn, so that nothing is written.
    """
    path, _, query = target.partition("#")[0].partition("?")
    request = _request(vendor, method, path, query, {**headers, **vendor.auth.present(call.caller.token)}, content)
    try:
        operation, ids = match(vendor, method, request.path)
    except HTTPException as error:
        wrong = isinstance(error, MethodNotAllowed)
        errors = vendor.error_format
        refused = errors.wrong_method(method=method) if wrong else errors.unknown_route(path=path)
        return refusal_reply(vendor, refused, None, call.world.now)
    context = replace(call.context, origin=_origin(call, vendor), fragments=None)
    inner: AnyCall = Call(vendor, operation, request, ids, call.world, context)
    inner.hidden, inner.remarks = call.hidden, call.remarks
    try:
        return _PIPELINE.first(inner)
    except ApiError as refused:
        return refusal_reply(vendor, refused, inner, call.world.now)
    finally:
        context.meter.leave(inner.usage)


class Copying:
    """Reads another vendor's records, as they are in one reading of the world and as the caller may see them.

    It is no traffic of that vendor's: nothing is recorded, counted or refused for its rate, and each answer is asked
    for once.
    """

    def __init__(self, call: AnyCall, vendor: Vendor, world: Reading) -> None:
        self._principal = call.caller
        self._vendor = vendor
        self._world = world
        self._context = replace(call.context, origin=_origin(call, vendor), fragments=None)
        self._headers = vendor.auth.present(call.caller.token)
        self._answers: dict[str, JsonDocument] = {}

    def get(self, target: str) -> JsonDocument:
        """What the vendor answers to a GET of a path with its query; None where it refuses or serves nothing."""
        if target not in self._answers:
            self._answers[target] = self._ask(target)
        return self._answers[target]

    def _ask(self, target: str) -> JsonDocument:
        path, _, query = target.partition("?")
        request = _request(self._vendor, "GET", path, query, self._headers, b"")
        try:
            operation, ids = match(self._vendor, "GET", request.path)
            call: AnyCall = Call(self._vendor, operation, request, ids, self._world, self._context)
            call.principal = self._principal
            answer = operation.handler(call)
        except (HTTPException, ApiError, Invalid, DomainRefusal):
            return None
        document: JsonDocument = answer.document if isinstance(answer, Reply) else answer
        return document


def _request(vendor: Vendor, method: str, path: str, query: str, headers: Mapping[str, str], content: bytes) -> Request:
    """A received request."""
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query.encode().decode("latin-1"),
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "https",
        "wsgi.input": BytesIO(content),
        "CONTENT_LENGTH": str(len(content)),
    }
    for name, value in headers.items():
        key = name.upper().replace("-", "_")
        environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
    environ["CONTENT_LENGTH"] = str(len(content))
    request = Request(environ)
    receive(request, vendor.unpack)
    return request


def _origin(call: AnyCall, vendor: Vendor) -> str:
    """Where the client of the outer call reaches the other vendor."""
    ours = f"/{call.vendor.name}"
    if call.origin.endswith(ours):
        return f"{call.origin.removesuffix(ours)}/{vendor.name}"
    return f"https://{vendor.host}"
