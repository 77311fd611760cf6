"""What can happen to an answer on its way out.

The sandbox's own server is left a plan, by which the real connection is cut, held or fed slowly. In process there is no
connection: a test client gets the exception that an HTTP client would have raised, or the broken bytes as they are.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import RemoteDisconnected
from typing import Any

from werkzeug import Request, Response

from ats_sandbox.contract.exchange import Exchange
from ats_sandbox.control.cors import UNGUESSED
from ats_sandbox.control.faults.plan import PLAN, Pause, Plan, pause_of

FAILURE = "ats_sandbox.failure"
"""Where a request's environ is left the exception that stands for a broken connection in process."""

LONGEST = 60.0
"""Seconds that an answer is held back or fed at most."""

Leave = Callable[[], object]
"""To be called once when the answer is on its way."""


def succeeded(exchange: Exchange) -> bool:
    """True when the vendor did what was asked, so that there is something to lose the answer to."""
    return exchange.refusal is None and exchange.crash is None


def has_body(exchange: Exchange) -> bool:
    """True when the answer brings bytes that can be spoiled."""
    return bool(exchange.content) and exchange.request.method != "HEAD"


def planned(request: Request, leave: Leave, **plan: Any) -> bool:
    """Leave the server a plan for the answer to a request; in process False, and the answer is as good as gone."""
    if PLAN not in request.environ:
        leave()
        return False
    request.environ[PLAN] = Plan(pause_of(request), leave, **plan)
    return True


@dataclass(frozen=True, slots=True)
class Late:
    """The answer leaves so many seconds later, or when the fault is over."""

    seconds: float

    def fits(self, exchange: Exchange) -> bool:
        return True

    def __call__(self, response: Response, request: Request, leave: Leave) -> Response:
        if PLAN not in request.environ:
            pause_of(request).wait(self.seconds)
        planned(request, leave, seconds=self.seconds)
        return response


@dataclass(frozen=True, slots=True)
class Dropped:
    """The connection is reset, or with `politely` closed, before anything is sent.

    `after` is True for what happens to a success only.
    """

    politely: bool = False
    after: bool = False

    def fits(self, exchange: Exchange) -> bool:
        return succeeded(exchange) if self.after else True

    def __call__(self, response: Response, request: Request, leave: Leave) -> Response:
        if not planned(request, leave, raw=b"", reset=not self.politely):
            closed = RemoteDisconnected("the connection was closed without an answer")
            request.environ[FAILURE] = closed if self.politely else ConnectionResetError("the connection was reset")
        return response


@dataclass(frozen=True, slots=True)
class Held:
    """After a success nothing is sent for so many seconds, or until the fault is over; then the connection is closed.

    In process nobody can lose patience, so the timeout is raised at once.
    """

    seconds: float

    def fits(self, exchange: Exchange) -> bool:
        return succeeded(exchange)

    def __call__(self, response: Response, request: Request, leave: Leave) -> Response:
        if not planned(request, leave, seconds=self.seconds, raw=b""):
            request.environ[FAILURE] = TimeoutError(f"no answer within {self.seconds:g} seconds")
        return response


@dataclass(frozen=True, slots=True)
class Truncated:
    """Only so many bytes of the body are sent (None: half of them); then the connection is closed."""

    kept: int | None = None

    def fits(self, exchange: Exchange) -> bool:
        return has_body(exchange) and (self.kept is None or self.kept < len(exchange.content))

    def __call__(self, response: Response, request: Request, leave: Leave) -> Response:
        content = response.get_data()
        kept = len(content) // 2 if self.kept is None else self.kept
        return cut(response, request, leave, content[:kept], len(content))


@dataclass(frozen=True, slots=True)
class WrongLength:
    """The body is sent whole, and its length is announced as `by` bytes more (or less); then the connection closes."""

    by: int

    def fits(self, exchange: Exchange) -> bool:
        return has_body(exchange)

    def __call__(self, response: Response, request: Request, leave: Leave) -> Response:
        content = response.get_data()
        return cut(response, request, leave, content, max(len(content) + self.by, 0))


@dataclass(frozen=True, slots=True)
class Dripped:
    """The body is sent at so many bytes a second; what is left after LONGEST seconds, or
    when the fault is over, follows at once.
    """

    rate: int

    def fits(self, exchange: Exchange) -> bool:
        return has_body(exchange)

    def __call__(self, response: Response, request: Request, leave: Leave) -> Response:
        content = response.get_data()
        if not planned(request, leave, rate=self.rate):
            response.response = drops(content, self.rate, pause_of(request))
        response.headers["Content-Length"] = str(len(content))
        return response


@dataclass(frozen=True, slots=True)
class Garbled:
    """The body is cut so that it is no JSON, and sent as if it were whole."""

    def fits(self, exchange: Exchange) -> bool:
        return has_body(exchange)

    def __call__(self, response: Response, request: Request, leave: Leave) -> Response:
        response.set_data(garbled(response.get_data()))
        leave()
        return response


def garbled(content: bytes) -> bytes:
    """A text that no JSON parser takes: half of an object, array or string; of anything else what looks like one."""
    return content[: max(len(content) // 2, 1)] if content[:1] in (b"{", b"[", b'"') else b"{" + content


def drops(content: bytes, rate: int, pause: Pause) -> Iterator[bytes]:
    """The content piece by piece, with the pauses between them spent in this thread."""
    left = LONGEST
    step = drop(rate)
    for at in range(0, len(content), step):
        if at:
            left = left - step / rate if pause.wait(step / rate) else 0.0
        if left <= 0:
            yield content[at:]
            return
        yield content[at : at + step]


def drop(rate: int) -> int:
    """The bytes of a piece: a tenth of a second's worth, or one when that is less."""
    return max(rate // 10, 1)


def cut(response: Response, request: Request, leave: Leave, content: bytes, announced: int) -> Response:
    """An answer whose announced length is not the length of what is sent."""
    headers: list[tuple[str, Any]] = [one for one in response.headers.items() if one[0].lower() != "content-length"]
    headers += [("Content-Length", announced), ("Connection", "close"), UNGUESSED]
    head = "".join(f"{name}: {value}\r\n" for name, value in headers)
    raw = f"HTTP/1.1 {response.status}\r\n{head}\r\n".encode("latin-1", "replace") + content
    if not planned(request, leave, raw=raw):
        response.set_data(content)
        response.automatically_set_content_length = False
        response.headers["Content-Length"] = str(announced)
    return response
