"""One client's connection, from its first byte to its end."""

from __future__ import annotations

import logging
import socket
import sys
from asyncio import AbstractEventLoop, BaseTransport, Protocol, TimerHandle, Transport
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Event
from time import perf_counter
from typing import TYPE_CHECKING, Any, cast

from ats_sandbox.control.addressing import is_ours
from ats_sandbox.control.faults.plan import PLAN, Plan
from ats_sandbox.control.streaming import STREAMS
from ats_sandbox.server.answer import NAME, Answer, answer, refusal
from ats_sandbox.server.answered import Answered, Watcher
from ats_sandbox.server.bounds import AHEAD_LIMIT, PARTING_TIME, UNREAD_LIMIT
from ats_sandbox.server.parser import Parser
from ats_sandbox.server.playing import Playing
from ats_sandbox.server.refusal import FAILED
from ats_sandbox.server.room import Room
from ats_sandbox.server.streaming import Streaming
from ats_sandbox.server.threads import Lane, Threads

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication, WSGIEnvironment

log = logging.getLogger("ats_sandbox.server")

CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
"""What a client is told that waits for leave to send its body."""

COMMON: dict[str, Any] = {
    "SCRIPT_NAME": "",
    "SERVER_SOFTWARE": NAME,
    "wsgi.input_terminated": True,
    "wsgi.multiprocess": False,
    "wsgi.multithread": True,
    "wsgi.run_once": False,
    "wsgi.url_scheme": "http",
    "wsgi.version": (1, 0),
    PLAN: None,
    STREAMS: True,
}
"""What the environs of all requests have in common."""


class Service:
    """What all connections of one running server share."""

    __slots__ = ("address", "application", "loop", "may_wait", "room", "stopping", "threads", "watch")

    def __init__(
        self,
        application: WSGIApplication,
        address: tuple[str, int],
        loop: AbstractEventLoop,
        room: Room,
        threads: Threads,
        stopping: Event,
        watch: Watcher | None,
    ) -> None:
        self.application = application
        self.address = address
        self.loop = loop
        self.room = room
        self.threads = threads
        self.stopping = stopping
        self.watch = watch
        may_wait: Callable[[WSGIEnvironment], bool] = getattr(application, "may_wait", lambda environ: True)
        self.may_wait = may_wait


class Connection(Protocol):
    """Reads one request after another, and has each answered before it looks at the next."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._transport: Transport = cast(Transport, None)  # comes with `connection_made`
        self._common: dict[str, Any] = {}
        self._parser: Parser | None = None  # of the request that is arriving
        self._request: Parser | None = None  # the one in hand
        self._environ: WSGIEnvironment = {}
        self._began = 0.0
        self._playing: Playing | Streaming | None = None
        self._ahead = bytearray()  # what has arrived behind the request in hand
        self._heard_all = False  # the client sends nothing any more
        self._paused = False  # what it sends waits with it
        self._unread = False  # it leaves too much unread
        self._parting: TimerHandle | None = None

    @property
    def idle(self) -> bool:
        """True when no request is in hand and none has begun to arrive."""
        return self._request is None and self._parser is None

    @property
    def in_body(self) -> bool:
        """True when the body of a request is arriving."""
        return self._parser is not None and self._parser.in_body

    def connection_made(self, transport: BaseTransport) -> None:
        """Take a client in, if there is room."""
        self._transport = cast(Transport, transport)
        if not self._service.room.enter(self):
            self._transport.abort()
            return
        self._transport.set_write_buffer_limits(UNREAD_LIMIT)
        with suppress(OSError):  # asyncio sees to this for some sockets only; it is gone when the client is
            transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client, (host, port) = transport.get_extra_info("peername") or ("", 0), self._service.address
        self._common = {
            **COMMON,
            "REMOTE_ADDR": client[0],
            "REMOTE_HOST": client[0],
            "REMOTE_PORT": str(client[1]),
            "SERVER_NAME": host,
            "SERVER_PORT": str(port),
            "wsgi.errors": sys.stderr,
        }

    def connection_lost(self, error: Exception | None) -> None:
        """Forget a client."""
        self._service.room.leave(self)
        if self._parting is not None:
            self._parting.cancel()
        if self._playing is not None:
            self._playing.cancel()

    def data_received(self, data: bytes) -> None:
        """Take what has arrived."""
        if self._parting is not None:
            return
        if self._request is not None or self._ahead or self._unread:
            self._ahead += data
            if len(self._ahead) > AHEAD_LIMIT and not self._paused:
                self._paused = True
                self._transport.pause_reading()
        else:
            self._take(data)

    def eof_received(self) -> bool:
        """The client sends nothing any more; True to go on answering.

        A client that has closed its own direction only cannot be told from one that is gone: its answer waits for
        nothing on purpose.
        """
        self._heard_all = True
        if self._playing is not None:
            self._playing.desert()
        return self._request is not None or bool(self._ahead)

    def pause_writing(self) -> None:
        """The client does not read its answers."""
        self._unread = True

    def resume_writing(self) -> None:
        """It has read them."""
        self._unread = False
        if self._request is None and self._ahead:
            self._service.loop.call_soon(self._go_on)

    def abort(self) -> None:
        """End the connection at once."""
        self._transport.abort()

    def close(self) -> None:
        """End the connection when what was answered has been sent."""
        self._transport.close()

    def end_stream(self) -> None:
        """End an answer that would go on for as long as the client listens."""
        if isinstance(self._playing, Streaming):
            self._playing.end()

    def _take(self, data: bytes) -> None:
        """Take bytes of the next request."""
        parser = self._parser
        anew = parser is None
        if parser is None:
            parser = self._parser = Parser()
        taken = parser.received(data)
        if parser.completed:
            if taken < len(data):
                self._ahead[:0] = data[taken:]
            self._parser = None
            self._handle(parser)
        elif parser.begun:
            self._service.room.read(self, anew=anew or parser.in_body)
            if parser.inviting:
                self._transport.write(CONTINUE)
        else:
            self._parser = None

    def _handle(self, request: Parser) -> None:
        """Have a request answered: here and now, or by a thread if that may have to wait."""
        service = self._service
        self._request = request
        self._began = perf_counter()
        service.room.serve(self)
        if request.refused is not None:
            self._environ = {}
            self._send(refusal(request.refused, request))
            return
        environ = self._environ = request.environ(self._common)
        if service.may_wait(environ):
            lane = service.threads.ours if is_ours(request.path) else service.threads.others
            lane.do(partial(self._answer_in_thread, lane))
        else:
            self._answered(answer(service.application, environ, request, service.stopping))

    def _answer_in_thread(self, lane: Lane) -> None:
        service, request, environ = self._service, self._request, self._environ
        assert request is not None, "it stays in hand until it is answered"
        try:
            answered = answer(service.application, environ, request, service.stopping)
        except (KeyboardInterrupt, SystemExit):  # they end the program in its main thread alone
            log.exception("Exit while serving %s", request.path)
            answered = refusal(FAILED, request)
        try:
            service.loop.call_soon_threadsafe(self._answered_by_thread, lane, answered)
        except RuntimeError:  # the server did not wait for it
            plan: Plan | None = environ[PLAN]
            if plan is not None:
                plan.left()
            if answered.stream is not None:
                answered.stream.close()

    def _answered_by_thread(self, lane: Lane, answered: Answer) -> None:
        lane.done()
        self._answered(answered)

    def _answered(self, answered: Answer) -> None:
        """Send an answer, as it is planned if it is."""
        plan: Plan | None = self._environ[PLAN]
        loop = self._service.loop
        playing: Playing | Streaming
        if answered.stream is not None:
            playing = Streaming(answered, answered.stream, self._transport, loop, self._sent)
        elif plan is not None:
            playing = Playing(plan, answered, self._transport, loop, self._sent)
        else:
            self._send(answered)
            return
        self._playing = playing
        if self._transport.is_closing():
            playing.cancel()
            return
        if self._heard_all:
            playing.desert()
        playing.begin()
        if self._service.stopping.is_set():
            self.end_stream()

    def _send(self, answered: Answer) -> None:
        left = self._transport.is_closing()
        if not left:
            self._transport.write(answered.head + answered.content)
        self._sent(answered, persistent=answered.persistent, left=left)

    def _sent(self, answered: Answer, *, persistent: bool, left: bool) -> None:
        """Go on to the next request, or end the connection; the client may have `left` it."""
        service, request = self._service, self._request
        assert request is not None, "it stays in hand until it is answered"
        if service.watch is not None:
            self._tell(service.watch, request, answered, left=left)
        self._playing = self._request = None
        if self._transport.is_closing():
            return
        if not persistent or (self._heard_all and not self._ahead):
            self._part(abruptly=request.refused is None and not request.unread and not self._ahead)
        elif self._ahead:
            if not self._unread:
                service.loop.call_soon(self._go_on)
        else:
            service.room.rest(self)
            if service.stopping.is_set():
                self._transport.close()

    def _go_on(self) -> None:
        """Take what has arrived behind the last request."""
        if self._request is not None or self._transport.is_closing():
            return
        data = bytes(self._ahead)
        self._ahead.clear()
        self._resume()
        self._take(data)
        if self._heard_all and self._request is None and not self._ahead:
            self._transport.close()

    def _resume(self) -> None:
        if self._paused:
            self._paused = False
            self._transport.resume_reading()

    def _part(self, *, abruptly: bool) -> None:
        """End the connection. Who may still be sending is left time to read why: a close would take that away."""
        self._service.room.rest(self)
        if abruptly or self._heard_all or not self._transport.can_write_eof():
            self._transport.close()
            return
        self._ahead.clear()
        self._transport.write_eof()
        self._resume()
        self._parting = self._service.loop.call_later(PARTING_TIME, self._transport.abort)

    def _tell(self, watch: Watcher, request: Parser, answered: Answer, *, left: bool) -> None:
        """Show an answered request to whoever watches the server; the connection goes on even if that fails."""
        status, headers = int(answered.status.partition(" ")[0]), tuple(answered.headers)
        spent = perf_counter() - self._began
        try:
            watch(Answered(request.method, request.target, status, headers, spent, self._environ, left))
        except Exception:
            log.exception("Who watches the server failed at %s", request.path)
