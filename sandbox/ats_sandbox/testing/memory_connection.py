"""One HTTP/1.1 connection without a network: bytes in, bytes out, and a WSGI application at the other end.

The clients keep their own HTTP code, so they handle an answer (a body cut short, a wrong length, a closed connection)
as they do over a network.
"""

from collections.abc import Iterable
from http.client import RemoteDisconnected
from time import perf_counter
from typing import TYPE_CHECKING, Any

from ats_sandbox.server.parser import Parser
from ats_sandbox.server.refusal import CONTENT_TYPE, Refused

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication, WSGIEnvironment


class MemoryConnection:
    """A client's connection to an application.

    `send` takes what the client writes, and answers as soon as a request is complete: `read` returns the bytes of the
    answer, b"" once the connection is closed. A fault that breaks the connection is raised by `read` at once, without
    waiting: ConnectionError or TimeoutError.
    """

    def __init__(self, application: "WSGIApplication", scheme: str, host: str, port: int) -> None:
        self.application = application
        self.scheme = scheme
        """`https` where the client believes that it speaks TLS."""
        self._host, self._port = host, port
        self._parser = Parser()
        self._answer = bytearray()
        self._failure: OSError | None = None
        self.idle = True
        """False while a request is not read to its end."""
        self.closed = False
        self.elapsed = 0.0
        """Seconds of the machine's own time that the last answer took."""

    def send(self, data: bytes) -> None:
        """Take what the client writes."""
        while data and not self.closed:
            self.idle = False
            taken = self._parser.received(data)
            data = data[taken:]
            if self._parser.completed:
                parser, self._parser = self._parser, Parser()
                self.idle = True
                self._handle(parser)
            elif self._parser.inviting:
                self._answer += b"HTTP/1.1 100 Continue\r\n\r\n"

    def read(self, most: int) -> bytes:
        """At most this many bytes of the answer."""
        if self._answer:
            data = bytes(self._answer[:most])
            del self._answer[:most]
            return data
        if self._failure is not None:
            raise self._failure
        if not self.closed:
            raise TimeoutError("timed out: the request is not complete, so there is no answer")
        return b""

    @property
    def waiting(self) -> bool:
        """True when there is something to read: bytes, an end, or a failure."""
        return bool(self._answer) or self.closed or self._failure is not None

    def _handle(self, parser: Parser) -> None:
        begun = perf_counter()
        if parser.refused is not None:
            self._write_refusal(parser.refused)
        else:
            self._call_application(parser)
        self.elapsed = perf_counter() - begun

    def _write_refusal(self, refused: Refused) -> None:
        self._write_response(refused.status, [("Content-Type", CONTENT_TYPE)], refused.content)
        self.closed = True

    def _call_application(self, parser: Parser) -> None:
        responses: list[tuple[str, list[tuple[str, str]]]] = []

        def start_response(status: str, headers: list[tuple[str, str]], problem: Any = None) -> Any:
            responses.append((status, headers))

        environ = environ_of(parser, self.scheme, self._host, self._port)
        try:
            body = read_body(self.application(environ, start_response))
        except RemoteDisconnected:
            self.closed = True
            return
        except (ConnectionError, TimeoutError) as failure:
            self._failure = failure
            return
        status, headers = responses[-1]
        self._write_response(status, self._with_length(environ, status, headers, body), self._body(environ, body))
        self.closed |= not parser.persistent

    def _with_length(
        self, environ: "WSGIEnvironment", status: str, headers: list[tuple[str, str]], body: bytes
    ) -> list[tuple[str, str]]:
        """The headers, with a length; the connection ends after an answer with a wrong length."""
        announced = next((int(value) for name, value in headers if name.lower() == "content-length"), None)
        if announced is None:
            empty = status.startswith(("1", "204", "304"))
            return headers if empty else [*headers, ("Content-Length", str(len(body)))]
        if environ["REQUEST_METHOD"] != "HEAD" and announced != len(body):
            self.closed = True
        return headers

    def _body(self, environ: "WSGIEnvironment", body: bytes) -> bytes:
        return b"" if environ["REQUEST_METHOD"] == "HEAD" else body

    def _write_response(self, status: str, headers: Iterable[tuple[str, str]], body: bytes) -> None:
        head = "".join(f"{name}: {value}\r\n" for name, value in headers)
        self._answer += f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body


def environ_of(parser: Parser, scheme: str, host: str, port: int) -> "WSGIEnvironment":
    """The WSGI environ of a request that was read."""
    return parser.environ(
        {
            "SCRIPT_NAME": "",
            "SERVER_NAME": host,
            "SERVER_PORT": str(port),
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": scheme,
            "wsgi.input_terminated": True,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
    )


def read_body(body: Iterable[bytes]) -> bytes:
    """The body of a WSGI answer, which is then closed."""
    try:
        return b"".join(body)
    finally:
        close = getattr(body, "close", None)
        if close is not None:
            close()
