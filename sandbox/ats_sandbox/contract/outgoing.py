"""Requests that the sandbox itself makes: to the addresses that clients leave for callbacks."""

import http.client
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Thread
from urllib.parse import urlsplit

RESERVED = re.compile(r"(.+\.)?(example(\.(com|net|org))?)")
"""Names of hosts that are reserved for examples, so that nobody is there."""


@dataclass(frozen=True, slots=True)
class OutgoingRequest:
    """A request to a client's address. An answer that takes more than `timeout` seconds counts as none."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    timeout: float = 20


@dataclass(frozen=True, slots=True)
class IncomingAnswer:
    """What came back; the names of headers are in lower case."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)


class Unreachable(Exception):
    """Nobody answered, or not in time; the text says why."""


Outgoing = Callable[[OutgoingRequest], IncomingAnswer]
"""Sends a request; raises Unreachable."""


def over_http(request: OutgoingRequest) -> IncomingAnswer:
    """Send a request over the network; redirects are not followed, the body of the answer is not read.

    A host whose name is reserved for examples is played by the sandbox: it answers 200 with the headers that were sent.
    """
    host = urlsplit(request.url).hostname or ""
    if RESERVED.fullmatch(host):
        return IncomingAnswer(200, {name.lower(): value for name, value in request.headers.items()})
    answered: SimpleQueue[IncomingAnswer | Exception] = SimpleQueue()
    Thread(target=_send, args=(request, answered), daemon=True).start()
    try:
        found = answered.get(timeout=request.timeout)
    except Empty:
        raise Unreachable(f"no answer within {request.timeout:g} seconds") from None
    if isinstance(found, Exception):
        raise Unreachable(str(found) or type(found).__name__) from found
    return found


def _send(request: OutgoingRequest, answered: "SimpleQueue[IncomingAnswer | Exception]") -> None:
    """Send a request, in a thread of its own: a limit on each read would not be one on the whole answer."""
    try:
        parts = urlsplit(request.url)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=request.timeout)
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request(request.method, target, request.body, dict(request.headers))
            response = connection.getresponse()
            answered.put(
                IncomingAnswer(response.status, {name.lower(): value for name, value in response.getheaders()})
            )
        finally:
            connection.close()
    except (OSError, http.client.HTTPException, ValueError, AssertionError) as error:
        answered.put(error)
