"""What is answered while the world is being founded."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HEALTH = "/_sandbox/health"


class Gate:
    """A WSGI application that stands in front of a sandbox: closed until there is one, and out of the way then.

    A closed gate answers 503 to everything. To those who ask for the sandbox's health it tells the percentage that is
    done as `percent`, with a `status` of `building`; the rest of that document says what is being founded.
    """

    def __init__(self, recipe: str, seed: int, vendors: Sequence[str]) -> None:
        self.percent = 0
        self._facts = {"recipe": recipe, "seed": seed, "vendors": [*vendors]}
        self._sandbox: WSGIApplication | None = None
        self._url = ""

    def open(self, sandbox: "WSGIApplication") -> None:
        """Let every request through to a sandbox from now on."""
        _tell(sandbox, self._url)
        self._sandbox = sandbox

    def served_at(self, url: str) -> None:
        """Hear the address of the server; so does the sandbox, once it is there."""
        self._url = url
        if self._sandbox is not None:
            _tell(self._sandbox, url)

    def may_wait(self, environ: "WSGIEnvironment") -> bool:
        """Whether answering a request may take its time: a closed gate never does."""
        if self._sandbox is None:
            return False
        asked: Any = getattr(self._sandbox, "may_wait", None)
        return asked is None or bool(asked(environ))

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        sandbox = self._sandbox
        return self._closed(environ, start_response) if sandbox is None else sandbox(environ, start_response)

    def _closed(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        percent = self.percent
        if environ.get("PATH_INFO", "").rstrip("/") == HEALTH:
            document: dict[str, Any] = {"status": "building", "percent": percent, **self._facts}
        else:
            document = {"error": f"the world is building, and {percent} % of it is done: ask again, or {HEALTH}"}
        content = msgspec.json.encode(document)
        headers = [("Content-Type", "application/json"), ("Content-Length", str(len(content))), ("Retry-After", "1")]
        start_response("503 SERVICE UNAVAILABLE", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [content]


def _tell(sandbox: "WSGIApplication", url: str) -> None:
    tell: Any = getattr(sandbox, "served_at", None)
    if tell is not None:
        tell(url)
