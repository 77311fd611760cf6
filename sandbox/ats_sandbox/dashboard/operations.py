"""The operations of the tester's side as a page uses them: by the same requests as everybody, without a network."""

from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import msgspec
from werkzeug.wrappers import Response

from ats_sandbox.control.addressing import OURS, WORLD

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

LEFT_OUT = frozenset(
    {
        *("HTTP_ORIGIN", "HTTP_REFERER", "HTTP_SEC_FETCH_SITE", "HTTP_SEC_FETCH_MODE", "HTTP_SEC_FETCH_DEST"),
        *("HTTP_ACCEPT", "HTTP_ACCEPT_ENCODING", "HTTP_CONTENT_ENCODING", "HTTP_EXPECT", "HTTP_RANGE", WORLD),
        *("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"),
    }
)
"""Headers of the request for a page that say nothing about the operations that it needs. That the page is one of ours
was seen to before."""

KEPT = ("REMOTE_", "SERVER_", "SCRIPT_NAME", "HTTP_", "wsgi.")
"""Beginnings of the names of what both requests have in common."""


class Refused(Exception):
    """An operation refused.

    `details` say what is wrong with which field, each with `field`, `problem`, `where` and `received`.
    """

    def __init__(self, status: int, error: str, details: list[dict[str, Any]] | None = None) -> None:
        super().__init__(error)
        self.status = status
        self.error = error
        self.details = details or []


class Operations:
    """Calls operations for whoever made a request. Each gives the document that is answered, and raises Refused."""

    def __init__(self, application: "WSGIApplication", environ: "WSGIEnvironment", world: str) -> None:
        self._application = application
        self._environ = environ
        self._world = world

    def get(self, path: str, query: Mapping[str, Any] | None = None) -> Any:
        """Read; `path` begins behind `/_sandbox`, its parts quoted."""
        return self._call("GET", path, query=query)

    def post(self, path: str, body: Any = None) -> Any:
        """Send a body of JSON values; None is no body."""
        return self._call("POST", path, body)

    def put(self, path: str, body: Any) -> Any:
        """Replace."""
        return self._call("PUT", path, body)

    def patch(self, path: str, body: Any) -> Any:
        """Change."""
        return self._call("PATCH", path, body)

    def delete(self, path: str) -> Any:
        """Delete."""
        return self._call("DELETE", path)

    def send(self, method: str, path: str, content: bytes) -> Any:
        """Send bytes that are JSON, or claim to be."""
        return self._ask(method, path, content)

    def _call(self, method: str, path: str, body: Any = None, query: Mapping[str, Any] | None = None) -> Any:
        return self._ask(method, path, b"" if body is None else msgspec.json.encode(body), query)

    def _ask(self, method: str, path: str, content: bytes, query: Mapping[str, Any] | None = None) -> Any:
        environ = {
            name: value
            for name, value in self._environ.items()
            if name.startswith(KEPT) and name not in LEFT_OUT and name != "wsgi.input_terminated"
        }
        environ |= {
            "REQUEST_METHOD": method,
            "PATH_INFO": f"/w/{self._world}/{OURS}{path}",
            "QUERY_STRING": urlencode({name: one for name, one in (query or {}).items() if one is not None}),
            "CONTENT_LENGTH": str(len(content)),
            "CONTENT_TYPE": "application/json" if content else "",
            "HTTP_ACCEPT": "application/json",
            "wsgi.input": BytesIO(content),
        }
        response = Response.from_app(self._application, environ)
        document: Any = msgspec.json.decode(response.data) if response.data else None
        if response.status_code >= 400:
            raise Refused(response.status_code, document["error"], document.get("details"))
        return document
