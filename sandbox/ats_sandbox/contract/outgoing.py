"""Requests that the sandbox itself makes: to the addresses that clients leave for callbacks.

By default they go to this machine only: a sandbox that others may call must not call others for them.
"""

import http.client
import re
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from ats_sandbox.world.domain.reading import Transaction

if TYPE_CHECKING:
    from ats_sandbox.contract.call import AnyCall

RESERVED = re.compile(r"(.+\.)?(example(\.(com|net|org))?)")
"""Names of hosts that are reserved for examples, so that nobody is there."""
MOST_BYTES = 16 * 1024
"""Bytes of an answer's body that are read."""


ELSEWHERE = "the sandbox calls this machine only, unless it is started with --callbacks-anywhere"


class OutgoingRequest(msgspec.Struct, frozen=True):
    """A request to a client's address. An answer that takes more than `timeout` seconds counts as none."""

    method: str
    url: str
    headers: Mapping[str, str] = msgspec.field(default_factory=dict)
    body: bytes = b""
    timeout: float = 20


class IncomingAnswer(msgspec.Struct, frozen=True):
    """What came back; the names of headers are in lower case, of a long body only the beginning is there.

    It is `played` when nothing was sent for it.
    """

    status: int
    headers: Mapping[str, str] = msgspec.field(default_factory=dict)
    played: bool = False
    body: bytes = b""


class Unreachable(Exception):
    """Nobody answered, or not in time; the text says why."""


class NotSent(Unreachable):
    """Nobody was even asked."""


Outgoing = Callable[[OutgoingRequest], IncomingAnswer]
"""Sends a request; raises Unreachable."""


def send(call: "AnyCall", request: OutgoingRequest) -> IncomingAnswer:
    """Send a request in the course of a call, which remarks what came of it. Raises Unreachable.

    The call must not hold a transaction: until the answer is there, nobody else could write.
    """
    assert not isinstance(call.world, Transaction), f"{call.operation.id} holds up every other write"
    asked = f"{request.method} {request.url}"
    try:
        answer = call.context.outgoing(request)
    except NotSent as error:
        call.remarks.append(f"nothing was sent: {asked}: {error}")
        raise
    except Unreachable as error:
        call.remarks.append(f"the sandbox sent {asked}, without an answer: {error}")
        raise
    if answer.played:
        call.remarks.append(f"nothing was sent: {asked} is for a reserved name, which the sandbox plays itself")
    else:
        call.remarks.append(f"the sandbox sent {asked}, which answered {answer.status}")
    return answer


def on_this_machine(request: OutgoingRequest) -> IncomingAnswer:
    """Send a request over the network, if it leads to this machine or to a host that the sandbox plays."""
    if not leads_here(request.url):
        raise NotSent(ELSEWHERE)
    return over_http(request)


def leads_here(url: str) -> bool:
    """True of an address on this machine, or of a host that the sandbox plays."""
    host = urlsplit(url).hostname or ""
    return _is_played(host) or _is_here(host)


def over_http(request: OutgoingRequest) -> IncomingAnswer:
    """Send a request over the network; redirects are not followed, of the answer's body MOST_BYTES are read.

    A host whose name is reserved for examples is played by the sandbox: it answers 200 with the headers that were sent.
    """
    if _is_played(urlsplit(request.url).hostname or ""):
        return IncomingAnswer(200, {name.lower(): value for name, value in request.headers.items()}, played=True)
    exchange = _Exchange(request)
    Thread(target=exchange.run, daemon=True).start()
    try:
        found = exchange.answered.get(timeout=request.timeout)
    except Empty:
        exchange.give_up()
        found = TimeoutError()
    if isinstance(found, TimeoutError):
        raise Unreachable(f"no answer within {request.timeout:g} seconds") from None
    if isinstance(found, Exception):
        raise Unreachable(str(found) or type(found).__name__) from found
    return found


def _is_played(host: str) -> bool:
    return RESERVED.fullmatch(host) is not None


def _is_here(host: str) -> bool:
    """True for an address of this machine. Of names only localhost is: others may come to mean another machine."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


class _Exchange:
    """A request and its answer, in a thread of its own: a limit on each read would not be one on the whole answer."""

    def __init__(self, request: OutgoingRequest) -> None:
        self._request = request
        self._socket: socket.socket | None = None
        self.answered: SimpleQueue[IncomingAnswer | Exception] = SimpleQueue()

    def run(self) -> None:
        """Send the request."""
        request = self._request
        try:
            parts = urlsplit(request.url)
            kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
            connection = kind(parts.hostname or "", parts.port, timeout=request.timeout)
            try:
                connection.connect()
                self._socket = connection.sock
                target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
                connection.request(request.method, target, request.body, dict(request.headers))
                response = connection.getresponse()
                headers = {name.lower(): value for name, value in response.getheaders()}
                self.answered.put(IncomingAnswer(response.status, headers, body=response.read(MOST_BYTES)))
            finally:
                connection.close()
        except Exception as error:  # noqa: BLE001  # whatever a stranger's answer leads to, it is none
            self.answered.put(error)

    def give_up(self) -> None:
        """End it, whoever still sends: one who drips would keep the thread for ever."""
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)
