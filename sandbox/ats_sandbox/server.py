"""The HTTP server: waitress, with a hand on the socket of every request.

waitress reads requests, keeps connections alive and runs the application in threads. A request is read whole before
the application sees it: a body that breaks off never reaches it, and one it ignores cannot pass for the next request.

What a sandbox must be able to do besides (reset a connection, cut an answer short, drip it) is added at the places
waitress leaves open for subclasses: the channel (one connection) names its task and its parser, the task (one request)
makes the environ and writes the answer. The socket itself is closed by waitress's loop alone, on a mark set here.
"""

from __future__ import annotations

import errno
import logging
import signal
import socket
import struct
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from time import monotonic
from types import FrameType
from typing import TYPE_CHECKING, Any, cast

from waitress import wasyncore
from waitress.channel import ClientDisconnected, HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.server import BaseWSGIServer, create_server
from waitress.task import WSGITask
from waitress.utilities import BadRequest, RequestHeaderFieldsTooLarge

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication, WSGIEnvironment

CONNECTION = "ats_sandbox.connection"
"""The environ key under which an application finds the `Connection` it may take over."""

HEAD_LIMIT = 64 * 1024  # bytes of a request line and its headers together; more is answered 431
TLS = b"\x16\x03"  # how a client begins that was given https:// for this server

SETTINGS: Mapping[str, Any] = {
    "ident": "ats-sandbox",  # the Server header
    "asyncore_use_poll": True,  # select() fails beyond descriptor 1023; where poll() is missing waitress selects
    "connection_limit": 200,  # below the 256 open files macOS allows by default; further clients wait their turn
    "channel_timeout": 300,  # seconds; long, so that a pause in a debugger does not cost a client its connection
    "cleanup_interval": 10,
    "recv_bytes": 65_536,
    "max_request_header_size": 1024 * 1024,  # above HEAD_LIMIT, so that a client can send its head and read the 431
    "max_request_body_size": 64 * 1024 * 1024,  # more is answered 413; the application's own bound is far below
    "expose_tracebacks": False,
    "clear_untrusted_proxy_headers": False,  # the application reads X-Forwarded-* itself
}
"""waitress's settings, where they differ from its own or must not change with them. Nagle's delay is off by default."""


class PortTaken(OSError):
    """Another program listens on this address already."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            f"port {port} on {host} is taken by another program: choose another with --port, "
            "or --port 0 for one that is free"
        )


class ServerConnection:
    """One client's connection, as an application may take it over for the request in hand.

    An application finds it in its environ under ``sandbox.connection``. From the first `send`, `close` or `reset` on,
    it is `taken`, the answer is the application's affair: whatever it returns to the server is dropped, and the
    connection is closed when it returns, unless it calls `keep`.
    """

    def __init__(self, task: Task) -> None:
        self._task = task
        self._channel = task.channel
        self.kept = False
        self.taken = False

    def send(self, data: bytes) -> bool:
        """Send raw bytes at once. False when the client is known to be gone, which takes a failed send to notice."""
        self._take()
        try:
            self._channel.write_soon(data)
        except ClientDisconnected:
            return False
        return True

    def close(self) -> None:
        """End the connection in the ordinary way (FIN); before any `send` the client sees an empty answer."""
        self._take()
        self._channel.close_when_flushed = True
        self._wake_loop()

    def reset(self) -> None:
        """End the connection with a TCP reset (RST)."""
        self._take()
        client = self._channel.socket
        if client is not None:
            linger = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
            with suppress(OSError):
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self._channel.will_close = True
        self._wake_loop()

    def keep(self) -> None:
        """Declare that the bytes sent are a whole answer, after which the client may ask again."""
        self.kept = True

    def _take(self) -> None:
        self.taken = True
        self._task.wrote_header = True  # so that neither an answer nor a 500 begins behind the raw bytes

    def _wake_loop(self) -> None:
        if self._channel.connected:  # else the server may have stopped, and its trigger be another file's descriptor
            self._channel.server.pull_trigger()


def wire_name(name: str) -> str:
    """How waitress spells a header, whose name the application may have spelled as its vendor does."""
    return "-".join(part.capitalize() for part in name.split("-"))


class Task(WSGITask):
    """One request on its way through the application."""

    connection: ServerConnection

    def get_environment(self) -> WSGIEnvironment:
        self.connection = ServerConnection(self)
        environ = super().get_environment()
        environ[CONNECTION] = self.connection
        return environ

    def build_response_header(self) -> bytes:
        if not self.channel.server.accepting:  # the server is stopping: the client must not ask again
            self.set_close_on_finish()
        spelled = {wire_name(name): name for name, _ in self.response_headers}
        lines = super().build_response_header().decode("latin-1").split("\r\n")
        heads = [line.partition(": ") for line in lines[1:]]
        head = [lines[0], *(spelled.get(name, name) + colon + value for name, colon, value in heads)]
        return "\r\n".join(head).encode("latin-1")

    def write(self, data: bytes) -> None:
        if self.connection.taken:
            self.content_bytes_written += len(data)  # waitress compares this with the length promised
        else:
            super().write(b"" if self.get_environment()["REQUEST_METHOD"] == "HEAD" else data)

    def finish(self) -> None:
        if self.connection.taken:
            self.close_on_finish = not self.connection.kept
        else:
            super().finish()


class Parser(HTTPRequestParser):
    """Reads one request; what it refuses is answered in plain text and never reaches the application."""

    def received(self, data: bytes) -> int:
        if data.startswith(TLS) and not self.header_bytes_received:  # would wait in vain for the end of a head
            self.error = BadRequest("This port speaks plain HTTP: call it with http:// instead of https://")
            self.completed = True
            return len(data)
        return super().received(data)

    def parse_header(self, header_plus: bytes) -> None:
        if len(header_plus) > HEAD_LIMIT:
            self.error = RequestHeaderFieldsTooLarge(f"The head has more than {HEAD_LIMIT} bytes")
            return
        try:  # waitress 3.0 stumbles over ``http://[`` as a target and over a length of 5000 digits
            super().parse_header(header_plus)
        except ValueError as fault:
            raise ParsingError("Malformed request") from fault


class Channel(HTTPChannel):
    task_class = Task
    parser_class = Parser


class Server:
    """Serves a WSGI application over HTTP/1.1 from this process.

    >>> with Server(application) as server:  # binds, serves from a thread, stops at the end
    ...     requests.get(server.url)

    ``port`` 0 stands for any free port. ``threads`` is how many requests are in hand at once; more wait. ``grace`` is
    how many seconds `stop` gives to the requests in hand.
    """

    def __init__(
        self,
        application: WSGIApplication,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        threads: int = 16,
        grace: float = 5.0,
    ) -> None:
        self.application = application
        self.address = (host, port)
        """Host and port; port 0 becomes the port found once the server is started."""
        self._threads = threads
        self._grace = grace
        self._listener: BaseWSGIServer | None = None
        self._sockets: dict[int, Any] = {}  # what waitress's loop watches, by file descriptor
        self._trigger = threading.RLock()  # held to pull waitress's trigger, and to take it out of reach; signals nest
        self._stopping = threading.Event()
        self._ended = threading.Event()
        self._ended.set()

    @property
    def url(self) -> str:
        """Where a client on this machine reaches the server, without a slash at the end."""
        host, port = self.address
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    def start(self) -> None:
        """Bind and listen: from here on clients can connect, and `run` answers them. Raises `PortTaken`."""
        family = socket.AF_INET6 if ":" in self.address[0] else socket.AF_INET
        try:
            bound = socket.create_server(self.address, family=family)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PortTaken(*self.address) from None
            raise
        self.address = bound.getsockname()[:2]
        # Requests that wait for a thread are what 32 clients on 16 threads look like, not worth a warning each.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        settings = {**SETTINGS, "threads": self._threads, "server_name": self.address[0], "sockets": [bound]}
        self._listener = cast(BaseWSGIServer, create_server(self.application, self._sockets, **settings))
        self._listener.channel_class = Channel

    def run(self, *, signals: bool = False) -> None:
        """Answer clients until `stop`; with ``signals`` also until SIGINT or SIGTERM (main thread only).

        Requests in hand are finished within the grace period. A second signal ends that period at once.
        """
        if self._listener is None:
            self.start()
        self._ended.clear()
        try:
            if signals:
                for number in (signal.SIGINT, signal.SIGTERM):
                    signal.signal(number, self._heed)
            while not self._stopping.is_set():
                self._turn(1.0)
            self._drain()
        finally:
            self._release()
            self._ended.set()

    def stop(self) -> None:
        """Stop from another thread: no new requests, those in hand within the grace period; returns when it is done."""
        self._begin_to_stop()
        self._ended.wait(self._grace + 2)
        self._release()

    def __enter__(self) -> Server:
        self.start()
        self._ended.clear()
        threading.Thread(target=self.run, name="sandbox-server", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _turn(self, seconds: float) -> None:
        """Let waitress's loop wait this long for something to happen, and deal with it."""
        wasyncore.loop(seconds, SETTINGS["asyncore_use_poll"], self._sockets, count=1)

    def _begin_to_stop(self) -> None:
        with self._trigger:
            self._stopping.set()
            if self._listener is not None:
                self._listener.pull_trigger()

    def _heed(self, _number: int, _frame: FrameType | None) -> None:
        if self._stopping.is_set():
            raise KeyboardInterrupt
        self._begin_to_stop()

    def _channels(self) -> list[Channel]:
        return [one for one in tuple(self._sockets.values()) if isinstance(one, Channel)]

    def _drain(self) -> None:
        """Let the requests in hand finish."""
        assert self._listener is not None
        wasyncore.dispatcher.close(self._listener)  # a client that comes now hears so, and is not left waiting
        end = monotonic() + self._grace
        pause = 0.0  # the first turn reads what has arrived already, before idle channels are closed
        with suppress(KeyboardInterrupt):
            while (channels := self._channels()) and (left := end - monotonic()) > 0:
                self._turn(min(pause, left))
                pause = 1.0
                for channel in channels:  # a channel is idle when no request is in hand and none has begun to arrive
                    idle = not (channel.requests or channel.request or channel.total_outbufs_len)
                    channel.will_close |= idle

    def _release(self) -> None:
        with self._trigger:
            listener, self._listener = self._listener, None
        if listener is None:
            return
        for channel in self._channels():
            channel.handle_close()
        listener.task_dispatcher.shutdown(timeout=1)
        listener.close()
