"""Replies as HTTP has them: a response for whoever changes it on its way, or straight to the server."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING

from werkzeug import Response
from werkzeug.datastructures import Headers
from werkzeug.http import HTTP_STATUS_CODES

from ats_sandbox.contract.operation import Reply

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

STATUS_LINES = {code: f"{code} {name.upper()}" for code, name in HTTP_STATUS_CODES.items()}
"""What werkzeug writes for each status."""

REWRITTEN = frozenset({"location", "content-location", "content-length"})
"""Headers that werkzeug looks into."""


class Answer(Response):
    """A response that has a type only where it has been given one."""

    default_mimetype = None


def http_response(reply: Reply) -> Response:
    """The HTTP response."""
    headers = Headers()
    if reply.content_type and "Content-Type" not in reply.headers:
        headers.add("Content-Type", reply.content_type)
    for name, value in reply.headers.items():
        headers.add(name, value)
    return Answer(reply.content, reply.status, headers)


def headers_of(reply: Reply) -> list[tuple[str, str]] | None:
    """The headers of a plain answer, its length included; None where there is more to an answer than that."""
    status, content = reply.status, reply.content or b""
    if status < 200 or status not in STATUS_LINES or status == HTTPStatus.NOT_MODIFIED:
        return None
    if status == HTTPStatus.NO_CONTENT and content:
        return None
    headers = [(name, str(value)) for name, value in reply.headers.items()]
    if any(name.lower() in REWRITTEN or not value.isprintable() for name, value in headers):
        return None
    if reply.content_type and "Content-Type" not in reply.headers:
        headers.insert(0, ("Content-Type", reply.content_type))
    if status != HTTPStatus.NO_CONTENT:
        headers.append(("Content-Length", str(len(content))))
    return headers


def send(reply: Reply, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """Answer a WSGI server, with the bytes that the response would have and without building one where it can be."""
    headers = headers_of(reply)
    if headers is None:
        return http_response(reply)(environ, start_response)
    start_response(STATUS_LINES[reply.status], headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" or not reply.content else [reply.content]
