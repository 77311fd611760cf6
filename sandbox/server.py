"""The HTTP server: one process, one thread for each connection, and a hand on every socket.

llhttp (through ``httptools``) reads the requests; this module owns the sockets, because what a sandbox must be able to
do to a connection (reset it, cut an answer short, drip it) is what servers take care to prevent.

A request is read whole before the application sees it: a body that breaks off never reaches the application, and one
that the application ignores cannot be taken for the next request. A body of any size is handed over; refusing a large
one is the application's business. A slow answer occupies its own connection's thread and delays nobody else.
"""

from __future__ import annotations

import errno
import logging
import re
import selectors
import signal
import socket
import struct
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from email.utils import formatdate
from functools import lru_cache
from io import BytesIO
from time import monotonic
from types import FrameType, TracebackType
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

import httptools

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication, WSGIEnvironment

SERVER_NAME = "ats-sandbox"
"""The ``Server`` header of every answer that does not bring its own."""

CONNECTION = "sandbox.connection"
"""The environ key under which an application finds the `Connection` it may take over."""

HEAD_LIMIT = 64 * 1024
"""Bytes that a request line and its headers may have together; more is answered 431."""

TARGET_LIMIT = 16 * 1024
"""Bytes that a request target may have; more is answered 414."""

IN_MEMORY = 1024 * 1024
"""Bytes of a request body kept in memory; a longer body goes to a temporary file."""

PATIENCE = 75.0
"""Seconds that a connection may be silent, between requests or within one."""

LINGER = 1.0
"""Seconds a refused client is given to read the refusal before the socket goes."""

CHUNK = 64 * 1024
BODILESS = ("1", "204", "304")

logger = logging.getLogger(__name__)


class PortTaken(OSError):
    """Another program listens on this address already."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            errno.EADDRINUSE,
            f"port {port} on {host} is taken by another program: choose another with --port, "
            "or --port 0 for one that is free",
        )
        self.host = host
        self.port = port

    def __str__(self) -> str:
        return str(self.strerror)


class Refused(Exception):
    """A request that is not worth an application's time: ``status`` is the whole answer."""

    def __init__(self, status: str) -> None:
        super().__init__(status)
        self.status = status


class ClientGone(Exception):
    """The client left before its answer was sent."""


def bear_silence(client: socket.socket, seconds: float) -> None:
    """Bound each wait for this client in the kernel.

    Python's own socket timeouts poll before each call, and hand the interpreter to another thread twice as often.
    """
    if sys.platform == "win32":
        bound = struct.pack("I", int(seconds * 1000))
    else:
        bound = struct.pack("ll", int(seconds), int(seconds % 1 * 1_000_000))
    client.setblocking(True)
    for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
        client.setsockopt(socket.SOL_SOCKET, option, bound)


@lru_cache(maxsize=1024)
def environ_key(name: bytes) -> str:
    """The environ's name for a header."""
    return "HTTP_" + name.decode("latin-1").upper().replace("-", "_")


class Request:
    """One request as it came: target and headers as bytes, the body as a file."""

    def __init__(self) -> None:
        self.target = b""
        self.headers: list[tuple[bytes, bytes]] = []
        self.body: IO[bytes] = BytesIO()
        self.method = ""
        self.version = "1.1"
        self.head_complete = False
        self.keep_alive = False
        self.awaits_continue = False

    def environ(self) -> WSGIEnvironment:
        """The WSGI environ that describes this request, without the keys about the server."""
        target = self.target
        authority = b""
        if not target.startswith(b"/"):  # the absolute form, or the asterisk of OPTIONS
            rest = target.partition(b"://")[2]
            authority = re.split(rb"[/?#]", rest, maxsplit=1)[0]
            target = rest[len(authority) :]
        path, _, query = target.partition(b"#")[0].partition(b"?")
        length = self.body.tell()
        self.body.seek(0)
        environ: WSGIEnvironment = {
            "REQUEST_METHOD": self.method,
            "REQUEST_URI": self.target.decode("latin-1"),
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(path or b"/").decode("latin-1"),
            "QUERY_STRING": query.decode("latin-1"),
            "SERVER_PROTOCOL": f"HTTP/{self.version}",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": self.body,
            "wsgi.input_terminated": True,
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        for name, value in self.headers:
            if b"_" in name:  # would pass for the header with a hyphen
                continue
            key = environ_key(name)
            text = value.decode("latin-1")
            environ[key] = f"{environ[key]},{text}" if key in environ else text
        if authority:
            environ["HTTP_HOST"] = authority.decode("latin-1")
        if environ.pop("HTTP_CONTENT_LENGTH", None) is not None or "HTTP_TRANSFER_ENCODING" in environ:
            environ["CONTENT_LENGTH"] = str(length)
        if (content_type := environ.pop("HTTP_CONTENT_TYPE", None)) is not None:
            environ["CONTENT_TYPE"] = content_type
        return environ


class Inbox:
    """Bytes in, whole requests out; the methods named ``on_…`` are called by the parser."""

    def __init__(self) -> None:
        self.requests: deque[Request] = deque()
        self.partial: Request | None = None
        self.refusal: Refused | None = None
        self._head_bytes = 0
        self._parser = httptools.HttpRequestParser(self)

    def feed(self, data: bytes) -> None:
        """Read more bytes; whole requests join ``requests``, a fault is kept in ``refusal`` behind them."""
        before = self.partial
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade as upgrade:
            self._decline_upgrade(data[upgrade.args[0] :])
        except httptools.HttpParserError:
            self.refusal = Refused("400 Bad Request")
        partial = self.partial
        self._head_bytes = 0 if partial is not before else self._head_bytes + len(data)
        if partial is None:
            return
        if len(partial.target) > TARGET_LIMIT:
            self.refusal = Refused("414 URI Too Long")
        elif not partial.head_complete and self._head_bytes > HEAD_LIMIT:
            self.refusal = Refused("431 Request Header Fields Too Large")

    def close(self) -> None:
        """Release the bodies that nobody will read."""
        for request in (*self.requests, *filter(None, [self.partial])):
            request.body.close()

    def _decline_upgrade(self, rest: bytes) -> None:
        """Read the last request again as if it had not offered to change protocol.

        The parser stops at the head of such a request, body unread; Java's client offers h2c on every first request.
        """
        request = self.requests.pop()
        request.body.close()
        self._parser = httptools.HttpRequestParser(self)
        if request.method == "CONNECT":
            self.refusal = Refused("405 Method Not Allowed")
            return
        kept = [(name, value) for name, value in request.headers if name.lower() not in (b"upgrade", b"connection")]
        if not request.keep_alive:
            kept.append((b"Connection", b"close"))
        head = b"".join(b"%s: %s\r\n" % header for header in kept)
        line = b"%s %s HTTP/%s\r\n" % (request.method.encode(), request.target, request.version.encode())
        self.feed(line + head + b"\r\n" + rest)

    def on_message_begin(self) -> None:
        self.partial = Request()

    def on_url(self, piece: bytes) -> None:
        assert self.partial is not None
        self.partial.target += piece

    def on_header(self, name: bytes, value: bytes) -> None:
        assert self.partial is not None
        if not self.partial.head_complete:  # a trailer comes behind the body and is dropped
            self.partial.headers.append((name, value))
            self.partial.awaits_continue |= name.lower() == b"expect" and value.lower() == b"100-continue"

    def on_headers_complete(self) -> None:
        request = self.partial
        assert request is not None
        request.head_complete = True
        request.method = self._parser.get_method().decode("latin-1")
        request.version = self._parser.get_http_version()
        if len(request.target) > TARGET_LIMIT:
            self.refusal = Refused("414 URI Too Long")
        elif sum(len(name) + len(value) + 4 for name, value in request.headers) > HEAD_LIMIT:
            self.refusal = Refused("431 Request Header Fields Too Large")

    def on_body(self, piece: bytes) -> None:
        request = self.partial
        assert request is not None
        request.body.write(piece)
        small = request.body
        if isinstance(small, BytesIO) and small.tell() > IN_MEMORY:
            request.body = tempfile.TemporaryFile()  # noqa: SIM115 - closed with its request
            request.body.write(small.getbuffer())

    def on_message_complete(self) -> None:
        assert self.partial is not None
        self.partial.keep_alive = self._parser.should_keep_alive()
        if self.refusal is None:
            self.requests.append(self.partial)
        self.partial = None


class Connection:
    """One client's connection, as an application may take it over.

    An application finds it in its environ under ``sandbox.connection``. From the first `send`, `close` or `reset` on,
    the answer is the application's affair: whatever it returns to the server is dropped, and the connection is closed
    when it returns, unless it calls `keep`.
    """

    def __init__(self, server: Server, client: socket.socket, peer: tuple[str, int]) -> None:
        self._server = server
        self._socket = client
        self._peer = peer
        self._inbox = Inbox()
        self._kept = False
        self.taken = False
        """Whether the application took this request's answer into its own hands."""
        self.idle = True
        """Whether the connection waits for a request to begin."""

    def send(self, data: bytes) -> bool:
        """Send raw bytes at once. False when the client is gone."""
        self.taken = True
        try:
            self._socket.sendall(data)
        except OSError:
            return False
        return True

    def close(self) -> None:
        """End the connection in the ordinary way (FIN); before any `send` the client sees an empty answer."""
        self.taken = True
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_WR)
        self._socket.close()

    def reset(self) -> None:
        """End the connection with a TCP reset (RST)."""
        self.taken = True
        with suppress(OSError):
            linger = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self._socket.close()

    def keep(self) -> None:
        """Declare that the bytes sent are a whole answer, after which the client may ask again."""
        self._kept = True

    # From here on: the server's side.

    def serve(self) -> None:
        """Answer this client's requests until either side has enough."""
        try:
            bear_silence(self._socket, PATIENCE)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._converse()
        except Refused as refused:
            self._refuse(refused.status)
        except OSError:
            pass  # the client left, or was silent for too long between two requests
        finally:
            self._socket.close()
            self._inbox.close()
            self._server.forget(self)

    def _converse(self) -> None:
        inbox = self._inbox
        answered = False
        while self._answer_waiting():
            if inbox.refusal is not None:
                raise inbox.refusal
            if inbox.partial is None:
                self.idle = True
                if self._server.stopping or (answered and self._server.full):
                    return
            elif inbox.partial.awaits_continue and inbox.partial.head_complete:
                inbox.partial.awaits_continue = False
                self._socket.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
            try:
                data = self._socket.recv(CHUNK)
            except (BlockingIOError, TimeoutError):  # the former is how POSIX says the latter
                if inbox.partial is not None:
                    raise Refused("408 Request Timeout") from None
                return
            if not data:
                return
            self.idle = False
            inbox.feed(data)
            answered = bool(inbox.requests)

    def _answer_waiting(self) -> bool:
        """Answer every whole request; False when the connection is over."""
        requests = self._inbox.requests
        while requests:
            request = requests.popleft()
            with request.body:
                if not self._answer(request):
                    return False
        return True

    def _answer(self, request: Request) -> bool:
        self.taken = self._kept = False
        reply = Reply(self._socket, request, self._server)
        environ = request.environ() | self._server.environ
        environ["REMOTE_ADDR"], environ["REMOTE_PORT"] = self._peer[0], str(self._peer[1])
        environ[CONNECTION] = self
        parts: Iterable[bytes] = ()
        try:
            parts = self._server.application(environ, reply.start)
            for part in parts:
                if self.taken:
                    break
                reply.write(part, last=type(parts) is list and len(parts) == 1)
            if not self.taken:
                reply.finish()
        except ClientGone:
            return False
        except Exception:
            logger.exception("the application failed on %s %s", request.method, environ["REQUEST_URI"])
            if reply.begun or self.taken:
                return False
            raise Refused("500 Internal Server Error") from None
        finally:
            if (close := getattr(parts, "close", None)) is not None:
                close()
        if self.taken:
            return self._kept and self._socket.fileno() >= 0
        return reply.keep_alive

    def _refuse(self, status: str) -> None:
        """Answer with a bare status and leave, giving the client time to read it.

        Closing with bytes unread would send a reset, which takes the answer away from a client still sending.
        """
        text = status.partition(" ")[2].encode() + b"\n"
        head = (
            f"HTTP/1.1 {status}\r\nServer: {SERVER_NAME}\r\nDate: {formatdate(usegmt=True)}\r\n"
            f"Content-Type: text/plain\r\nContent-Length: {len(text)}\r\nConnection: close\r\n\r\n"
        )
        with suppress(OSError):
            self._socket.sendall(head.encode() + text)
            self._socket.shutdown(socket.SHUT_WR)
            end = monotonic() + LINGER
            bear_silence(self._socket, LINGER)
            while monotonic() < end and self._socket.recv(CHUNK):
                pass

    def hang_up(self, how: int) -> None:
        """Shut the socket from another thread; its own thread notices and ends."""
        with suppress(OSError):
            self._socket.shutdown(how)


class Reply:
    """One ordinary answer on its way out: WSGI's ``start_response`` and ``write``."""

    def __init__(self, client: socket.socket, request: Request, server: Server) -> None:
        self._socket = client
        self._bodiless = request.method == "HEAD"
        self._http_1_0 = request.version == "1.0"
        self._head: tuple[str, list[tuple[str, str]]] | None = None
        self._left: int | None = None
        self._chunked = False
        self.begun = False
        self._server = server
        self.keep_alive = request.keep_alive

    def start(
        self,
        status: str,
        headers: list[tuple[str, str]],
        exc_info: tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None] | None = None,
        /,
    ) -> Any:
        if exc_info and self.begun and exc_info[1] is not None:
            raise exc_info[1]
        if self._head is not None and not exc_info:
            raise AssertionError("start_response was called twice")
        self._head = (status, headers)
        return self.write

    def write(self, part: bytes, last: bool = False) -> None:
        """Send a part of the body, behind the head if it is the first; `last` says that nothing follows."""
        if not part:
            return
        head = b"" if self.begun else self._begin(len(part) if last else None)
        if self._bodiless:
            part = b""
        elif self._chunked:
            part = b"%x\r\n%s\r\n" % (len(part), part)
        elif self._left is not None:
            part = part[: self._left]  # more than was promised would pass for the next answer
            self._left -= len(part)
        self._send(head + part)

    def finish(self) -> None:
        """Send what is missing; an answer shorter than it promised costs the connection."""
        if not self.begun:
            self._send(self._begin(0))
        if self._chunked and not self._bodiless:
            self._send(b"0\r\n\r\n")
        if self._left and not self._bodiless:
            self.keep_alive = False

    def _send(self, data: bytes) -> None:
        try:
            self._socket.sendall(data)
        except OSError as error:
            raise ClientGone from error

    def _begin(self, length: int | None) -> bytes:
        if self._head is None:
            raise AssertionError("the application did not call start_response")
        status, headers = self._head
        self.keep_alive &= not (self._server.stopping or self._server.full)
        lines = [f"HTTP/1.1 {status}"]
        names = set()
        for name, value in headers:
            names.add(lowered := name.lower())
            lines.append(f"{name}: {value}")
            if lowered == "content-length":
                self._left = int(value)
            elif lowered == "connection" and value.lower() == "close":
                self.keep_alive = False
        self._bodiless |= status.startswith(BODILESS)
        if self._left is None and length is not None and not status.startswith(BODILESS):
            self._left = length
            lines.append(f"Content-Length: {length}")
        elif self._left is None and not self._bodiless:
            self._chunked = not self._http_1_0
            self.keep_alive &= self._chunked
            if self._chunked:
                lines.append("Transfer-Encoding: chunked")
        if "server" not in names:
            lines.append(f"Server: {SERVER_NAME}")
        if "date" not in names:
            # The real time of day, the one thing in an answer that is not determined by seed and calls.
            lines.append(f"Date: {formatdate(usegmt=True)}")
        if "connection" not in names and not self.keep_alive:
            lines.append("Connection: close")
        elif "connection" not in names and self._http_1_0:
            lines.append("Connection: keep-alive")
        head = "\r\n".join(lines)
        if head.count("\n") + 1 != len(lines) or head.count("\r") + 1 != len(lines):
            raise ValueError("a line break within a header")
        self.begun = True
        return head.encode("latin-1") + b"\r\n\r\n"


class Server:
    """Serves a WSGI application over HTTP/1.1 from this process.

    >>> with Server(application) as server:  # binds, serves from a thread, stops at the end
    ...     requests.get(server.url)

    ``port`` 0 stands for any free port. ``threads`` bounds the connections that are open at once, each of which has a
    thread; one more makes the connection that has been quiet hang up. ``grace`` is how many seconds `stop` gives to
    the requests in hand.
    """

    def __init__(
        self,
        application: WSGIApplication,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        threads: int = 256,
        grace: float = 5.0,
    ) -> None:
        self.application = application
        self.stopping = False
        self.environ: WSGIEnvironment = {}
        self._host = host
        self._port = port
        self._threads = threads
        self._grace = grace
        self._address: tuple[str, int] | None = None
        self._listener: socket.socket | None = None
        self._connections: dict[Connection, threading.Thread] = {}
        self._waker: socket.socket | None = None
        self._woken: socket.socket | None = None
        self._stopped = threading.Event()
        self._stopped.set()

    @property
    def address(self) -> tuple[str, int]:
        """Host and port that the server listens on, once started."""
        if self._address is None:
            raise RuntimeError("the server is not started")
        return self._address

    @property
    def url(self) -> str:
        """Where a client on this machine reaches the server, without a slash at the end."""
        host, port = self.address
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    @property
    def full(self) -> bool:
        """Whether no further connection has room."""
        return len(self._connections) >= self._threads

    def start(self) -> None:
        """Bind and listen: from here on clients can connect, and `run` answers them. Raises `PortTaken`."""
        family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
        try:
            self._listener = socket.create_server((self._host, self._port), family=family, backlog=1024)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PortTaken(self._host, self._port) from None
            raise
        self._waker, self._woken = socket.socketpair()
        for end in (self._listener, self._waker, self._woken):
            end.setblocking(False)
        host, port = self._listener.getsockname()[:2]
        self._address = (host, port)
        self.environ = {"SERVER_NAME": host, "SERVER_PORT": str(port), "SERVER_SOFTWARE": SERVER_NAME}

    def run(self, *, signals: bool = False) -> None:
        """Answer clients until `stop`; with ``signals`` also until SIGINT or SIGTERM (main thread only).

        Requests in hand are finished within the grace period. A second signal ends that period at once.
        """
        if self._listener is None:
            self.start()
        self._stopped.clear()
        try:
            with self._heeding_signals() if signals else nullcontext():
                self._accept_until_stopped()
                self._drain()
        finally:
            self._release()
            self._stopped.set()

    def stop(self) -> None:
        """Stop from another thread: no new requests, those in hand within the grace period; returns when it is done."""
        self.stopping = True
        self._wake()
        self._stopped.wait(self._grace + 1)
        self._release()

    def __enter__(self) -> Server:
        self.start()
        self._stopped.clear()
        threading.Thread(target=self.run, name="sandbox-server", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def forget(self, connection: Connection) -> None:
        """A connection has ended."""
        was_full = self.full
        self._connections.pop(connection, None)
        if was_full:
            self._wake()

    def _wake(self) -> None:
        if self._waker is not None:
            with suppress(OSError):  # full, so about to be woken, or closed, so beyond it
                self._waker.send(b"\0")

    def _accept_until_stopped(self) -> None:
        listener, woken = self._listener, self._woken
        assert listener is not None
        assert woken is not None
        with selectors.DefaultSelector() as selector:
            selector.register(woken, selectors.EVENT_READ)
            selector.register(listener, selectors.EVENT_READ)
            listening = True
            while not self.stopping:
                for key, _ in selector.select():
                    if key.fileobj is woken:
                        with suppress(BlockingIOError):
                            woken.recv(CHUNK)
                    elif not self.stopping:
                        self._accept(listener)
                if listening and self.full:
                    selector.unregister(listener)
                    self._dismiss_an_idle_client()
                elif not listening and not self.full:
                    selector.register(listener, selectors.EVENT_READ)
                listening = not self.full
        listener.close()  # a client that comes now is told so, not left waiting

    def _accept(self, listener: socket.socket) -> None:
        try:
            client, peer = listener.accept()
        except OSError:  # the client left before its turn, or this process has no file descriptor to spare
            return
        connection = Connection(self, client, peer)
        thread = threading.Thread(target=connection.serve, name=f"sandbox-{peer[1]}", daemon=True)
        self._connections[connection] = thread
        try:
            thread.start()
        except RuntimeError:  # the system has no thread to spare: this client is turned away, the others are served
            self.forget(connection)
            client.close()

    def _dismiss_an_idle_client(self) -> None:
        for connection in tuple(self._connections):
            if connection.idle:
                connection.hang_up(socket.SHUT_RD)
                return

    def _drain(self) -> None:
        """Let the requests in hand finish, then close what is left."""
        end = monotonic() + self._grace
        # Reading ends and writing goes on, so that a request that arrived a moment ago still gets its answer. Windows
        # does not tell a reader of the former, hence the latter too there.
        how = socket.SHUT_RDWR if sys.platform == "win32" else socket.SHUT_RD
        for connection in tuple(self._connections):
            if connection.idle:
                connection.hang_up(how)
        with suppress(KeyboardInterrupt):
            for thread in tuple(self._connections.values()):
                thread.join(max(0.0, end - monotonic()))
        for connection in tuple(self._connections):
            connection.hang_up(socket.SHUT_RDWR)

    def _release(self) -> None:
        for held in (self._listener, self._waker, self._woken):
            if held is not None:
                held.close()

    @contextmanager
    def _heeding_signals(self) -> Iterator[None]:
        """SIGINT and SIGTERM stop the server; what they did before is restored."""

        def heed(_number: int, _frame: FrameType | None) -> None:
            if self.stopping:
                raise KeyboardInterrupt
            self.stopping = True

        assert self._waker is not None
        # The wakeup descriptor makes a signal end the wait for clients on every platform, Windows included.
        wakeup = signal.set_wakeup_fd(self._waker.fileno(), warn_on_full_buffer=False)
        before = {number: signal.signal(number, heed) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
            signal.set_wakeup_fd(wakeup)
