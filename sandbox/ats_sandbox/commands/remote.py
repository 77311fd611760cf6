"""A running sandbox, as the command line reaches it."""

import json
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode, urlsplit

import click

from ats_sandbox.commands.declarations import Request
from ats_sandbox.commands.heartbeat import Heartbeat
from ats_sandbox.control.wire import WireObject, WireValue

DEFAULT_URL = "http://127.0.0.1:8080"
DEFAULT = "default"
"""The world that is always there."""

UNREACHABLE = 3
"""The exit status when no sandbox answers; 1 means that it refused, 2 that the command is wrong."""

TIMEOUT = 120.0
"""Seconds to wait for an answer."""

FOUNDING_TIMEOUT = 3600.0
"""Seconds to wait for an answer to what may take long: to found a large world takes minutes on a busy machine."""

FOUNDING = (("POST", "/worlds"), ("POST", "/import"), ("POST", "/webhooks/run"), ("POST", "/webhooks/drills/outage"))
"""The requests to which that applies, by method and path: the latter two wait for receivers that may be slow."""

LONGEST = 80
"""Characters of a received value that are printed with a refusal."""


class RequestRefused(click.ClickException):
    """The sandbox answered with an error, whose text is the message."""

    exit_code = 1


class Unreachable(click.ClickException):
    """Nothing answers at the URL, or nothing that is a sandbox."""

    exit_code = UNREACHABLE


@dataclass(frozen=True, slots=True)
class Remote:
    """One world of a sandbox that listens at a URL."""

    url: str
    world: str
    token: str | None

    def send(self, request: Request, expected: float | None = None) -> WireValue:
        """The document that a request is answered with; None for an empty answer. `expected` is in seconds."""
        from http.client import HTTPConnection, HTTPException, HTTPSConnection

        address = urlsplit(self.url)
        assert address.hostname, "the option's type has seen to that"
        query = f"?{urlencode(request.query, doseq=True)}" if request.query else ""
        target = f"{address.path.rstrip('/')}/_sandbox{request.path}{query}"
        headers = {"X-Sandbox-World": self.world, "Accept": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        content = None if request.body is None else json.dumps(request.body).encode()
        if content is not None:
            headers["Content-Type"] = "application/json"
        connection_type = HTTPSConnection if address.scheme == "https" else HTTPConnection
        try:
            timeout = FOUNDING_TIMEOUT if (request.method, request.path) in FOUNDING else TIMEOUT
            connection = connection_type(address.hostname, address.port, timeout=timeout)
            try:
                with Heartbeat(f"waiting for {self.url}", expected):
                    connection.request(request.method, target, content, headers)
                    answer = connection.getresponse()
                    received = answer.read()
            finally:
                connection.close()
        except (OSError, HTTPException, ValueError) as error:
            raise Unreachable(f"no sandbox answers at {self.url} ({error}): is `ats-sandbox serve` running?") from None
        explains = answer.getheader("X-Sandbox-Why") is not None  # as only vendors' answers do
        if explains and answer.status in (401, 404):
            raise Unreachable(f"no tester's side at {self.url}: give the root of the sandbox, such as {DEFAULT_URL}")
        return parse_answer(answer.status, received, self.url)

    def check_world(self) -> None:
        """Raise RequestRefused when there is no such world: a world is not to begin by being looked at."""
        if self.world != DEFAULT:
            elsewhere = replace(self, world=DEFAULT)
            elsewhere.send(Request("GET", f"/worlds/{quote(self.world, safe='')}", {}, None))


def parse_answer(status: int, content: bytes, url: str) -> WireValue:
    """The document of an answer; raises RequestRefused with the text of a refusal."""
    try:
        document = json.loads(content) if content else None
    except ValueError:
        raise Unreachable(f"what answers at {url} is no sandbox: status {status}") from None
    if status < 400:
        return document
    raise RequestRefused(refusal_text(status, document if isinstance(document, dict) else {}))


def refusal_text(status: int, document: WireObject) -> str:
    """A refusal's message, then its details, one per line."""
    lines = [str(document.get("error", f"status {status}"))]
    if status == 401:
        lines.append("  here it is given with --token, or in the environment as ATS_SANDBOX_TOKEN")
    for one in document.get("details", ()):
        received = "" if one.get("received") is None else json.dumps(one["received"], ensure_ascii=False)
        shown = f" (received {received})" if 0 < len(received) <= LONGEST else ""
        lines.append(f"  {one['where']} {one['field']}: {one['problem']}{shown}")
    return "\n".join(lines)
