"""What an application answers, as the bytes to send."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sized
from functools import lru_cache
from math import inf
from operator import itemgetter
from threading import Event
from time import gmtime, time
from types import TracebackType
from typing import TYPE_CHECKING

from ats_sandbox.control.cors import UNGUESSED
from ats_sandbox.control.streaming import Stream
from ats_sandbox.server.refusal import CONTENT_TYPE, FAILED, Refused

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication, WSGIEnvironment

    from ats_sandbox.server.parser import Parser

log = logging.getLogger("ats_sandbox.server")

NAME = "ats-sandbox"
"""The Server header."""

HOP_BY_HOP = frozenset(
    {
        "connection",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "te",
        "trailers",
        "transfer-encoding",
        "upgrade",
    }
)
"""Headers that are the server's affair (PEP 3333)."""

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

ExcInfo = tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None]
Header = tuple[str, str]


class Answer:
    """An answer: its `head`, its `content`, and whether the connection is `persistent` after it.

    `status` and `headers` are as the application gave them. A `stream` has more to say after the head.
    """

    __slots__ = ("content", "head", "headers", "persistent", "status", "stream")

    def __init__(
        self,
        status: str,
        headers: list[Header],
        head: bytes,
        content: bytes,
        persistent: bool,
        stream: Stream | None = None,
    ) -> None:
        self.status = status
        self.headers = headers
        self.head = head
        self.content = content
        self.persistent = persistent
        self.stream = stream


class Reply:
    """What an application says by WSGI's `start_response`, and by the `write` that this gives it."""

    __slots__ = ("headers", "pieces", "status")

    def __init__(self) -> None:
        self.status = ""
        self.headers: list[Header] = []
        self.pieces: list[bytes] = []

    def start(self, status: str, headers: list[Header], exc_info: ExcInfo | None = None) -> Callable[[bytes], object]:
        """WSGI's `start_response`."""
        if self.status and not exc_info:
            raise AssertionError("start_response is called a second time without exc_info")
        self.status, self.headers = status, headers
        return self.pieces.append


def answer(application: WSGIApplication, environ: WSGIEnvironment, request: Parser, stopping: Event) -> Answer:
    """Have an application answer. What it fails at is logged, and answered 500.

    Once the server is `stopping` no connection persists.
    """
    try:
        reply = Reply()
        answered = application(environ, reply.start)
        if isinstance(answered, Stream):
            return _streamed(reply, request, answered)
        pieces = reply.pieces
        try:
            for piece in answered:
                if piece:
                    pieces.append(piece)  # the application may write meanwhile
                    if len(pieces) > 1 and sum(map(len, pieces)) > _promised(reply):
                        break  # the rest is not sent, and may never end
            if not reply.status:
                raise AssertionError("start_response was not called")
        finally:
            if hasattr(answered, "close"):
                answered.close()
        one = isinstance(answered, Sized) and len(answered) == 1
        return _composed(reply, request, one=one, persistent=request.persistent and not stopping.is_set())
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # the threads and the loop outlive whatever an application raises
        log.exception("Exception while serving %s", request.path)
        return refusal(FAILED, request)


def _promised(reply: Reply) -> float:
    """The bytes that an application has said it would answer."""
    return next((int(value) for name, value in reply.headers if _known(name) == "Content-Length"), inf)


def refusal(refused: Refused, request: Parser) -> Answer:
    """The server's own answer, after which the connection ends."""
    headers = [
        ("Connection", "close"),
        ("Content-Length", str(len(refused.content))),
        ("Content-Type", CONTENT_TYPE),
        ("Date", _date(int(time()))),
        ("Server", NAME),
        UNGUESSED,
    ]
    head = _head(f"HTTP/{request.version} {refused.status}\r\n", [f"{name}: {value}\r\n" for name, value in headers])
    content = b"" if request.method == "HEAD" else refused.content
    return Answer(refused.status, headers, head, content, persistent=False)


def _streamed(reply: Reply, request: Parser, stream: Stream) -> Answer:
    """An answer that the end of the connection ends, and with whose head the stream begins."""
    try:
        answered = _composed(reply, request, one=False, persistent=False, framed=False)
    except BaseException:
        stream.close()
        raise
    if request.method == "HEAD":
        stream.close()
    else:
        answered.stream = stream
    return answered


def _composed(reply: Reply, request: Parser, *, one: bool, persistent: bool, framed: bool = True) -> Answer:
    """The answer as it is sent; `one` is True when the application gave its content in one piece.

    One that is not `framed` lasts as long as the connection.
    """
    status = reply.status
    bodiless = status.startswith(("1", "204", "304"))
    lines: list[tuple[str, str]] = []
    length: int | None = None
    dated = named = False
    for name, value in reply.headers:
        key = _known(name)
        if key == "Content-Length":
            length = int(value)
            if bodiless:
                continue
        elif key == "Date":
            dated = True
        elif key == "Server":
            named = True
        lines.append((key, f"{name}: {value}\r\n"))
    if length is None and one and not bodiless:
        length = sum(map(len, reply.pieces))
        lines.append(("Content-Length", f"Content-Length: {length}\r\n"))
    persistent = persistent and (length is not None or bodiless)
    if request.version == "1.0":
        lines.append(("Connection", f"Connection: {'Keep-Alive' if persistent else 'close'}\r\n"))
    elif not persistent:
        lines.append(("Connection", "Connection: close\r\n"))
    chunked = framed and length is None and not bodiless and request.version == "1.1"
    if chunked:
        lines.append(("Transfer-Encoding", "Transfer-Encoding: chunked\r\n"))
    lines.append(("Via", f"Via: {NAME}\r\n") if named else ("Server", f"Server: {NAME}\r\n"))
    if not dated:
        lines.append(("Date", f"Date: {_date(int(time()))}\r\n"))
    lines.sort(key=itemgetter(0))
    head = _head(f"HTTP/{request.version} {status}\r\n", [line for _, line in lines])
    if bodiless or request.method == "HEAD":
        return Answer(status, reply.headers, head, b"", persistent)
    if chunked:
        return Answer(status, reply.headers, head, b"".join(map(_chunk, [*reply.pieces, b""])), persistent)
    content = reply.pieces[0] if len(reply.pieces) == 1 else b"".join(reply.pieces)
    if length is not None and len(content) != length:
        log.warning("the application answered %d bytes, and promised %d", len(content), length)
        persistent = persistent and len(content) > length
        content = content[:length]
    return Answer(status, reply.headers, head, content, persistent)


def _head(first: str, lines: list[str]) -> bytes:
    """The bytes of a head; raises ValueError where a status or a header holds the end of a line."""
    head = f"{first}{''.join(lines)}\r\n"
    if not head.count("\r") == head.count("\n") == len(lines) + 2:
        raise ValueError("a status or header of the answer holds the end of a line")
    return head.encode("latin-1")


def _chunk(piece: bytes) -> bytes:
    return b"%X\r\n%b\r\n" % (len(piece), piece)


@lru_cache(1024)
def _known(name: str) -> str:
    """A header's name in the spelling by which headers are sorted and told apart. Raises ValueError."""
    if name.lower() in HOP_BY_HOP:
        raise ValueError(f"{name} is a header of the connection, and so the server's affair (PEP 3333)")
    return "-".join(part.capitalize() for part in name.split("-"))


@lru_cache(2)
def _date(second: int) -> str:
    """A second of the epoch as HTTP writes it."""
    year, month, day, hour, minute, number, weekday, *_ = gmtime(second)
    return f"{DAYS[weekday]}, {day:02} {MONTHS[month - 1]} {year} {hour:02}:{minute:02}:{number:02} GMT"
