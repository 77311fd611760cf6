"""The bare application on one of several HTTP servers: `python -m benchmarks.bare_on SERVER PORT`."""

import asyncio
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from benchmarks.bare import bare

Started = list[tuple[str, list[tuple[str, str]]]]


def environ_of(method: str, path: str, body: bytes) -> dict[str, Any]:
    """As much of an environ as the bare application looks at."""
    return {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": "", "wsgi.input": BytesIO(body)}


async def asgi(scope: Any, receive: Any, send: Any) -> None:
    """The bare application, called inline."""
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    started: Started = []
    answer = bare(
        environ_of(scope["method"], scope["path"], body), lambda status, headers, *_: started.append((status, headers))
    )
    status, headers = started[0]
    lines = [(name.lower().encode(), value.encode()) for name, value in headers]
    await send({"type": "http.response.start", "status": int(status[:3]), "headers": lines})
    await send({"type": "http.response.body", "body": b"".join(answer)})


def waitress(port: int) -> None:
    """Threads."""
    import waitress

    waitress.serve(bare, host="127.0.0.1", port=port, threads=16)


def uvicorn(port: int, http: str, loop: str) -> None:
    """An event loop, and a task for each request."""
    import uvicorn

    uvicorn.run(asgi, port=port, http=http, loop=loop, lifespan="off", access_log=False, log_level="error")


def hypercorn(port: int) -> None:
    """An event loop, and several tasks for each connection."""
    from hypercorn.asyncio import serve
    from hypercorn.config import Config

    config = Config()
    config.bind = [f"127.0.0.1:{port}"]
    asyncio.run(serve(asgi, config))


def granian(port: int) -> None:
    """An event loop in Rust, and threads."""
    from granian.constants import Interfaces
    from granian.server import Server

    Server("benchmarks.bare:bare", address="127.0.0.1", port=port, interface=Interfaces.WSGI).serve()


def cheroot(port: int) -> None:
    """Threads."""
    from cheroot.wsgi import Server

    Server(("127.0.0.1", port), bare, numthreads=16).start()


class Httptools(asyncio.Protocol):
    """As little as a server over httptools' parser can do: no bounds, no checks, no stop."""

    def __init__(self) -> None:
        from httptools import HttpRequestParser

        self._parser = HttpRequestParser(self)
        self._headers: dict[str, str] = {}
        self._url = self._body = b""

    def connection_made(self, transport: Any) -> None:
        """Take a connection."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Take what arrived."""
        self._parser.feed_data(data)

    def on_url(self, url: bytes) -> None:
        """Take the target."""
        self._url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header."""
        self._headers[f"HTTP_{name.decode('latin-1').upper().replace('-', '_')}"] = value.decode("latin-1")

    def on_body(self, body: bytes) -> None:
        """Take a piece of the body."""
        self._body += body

    def on_message_complete(self) -> None:
        """Answer."""
        environ = environ_of(self._parser.get_method().decode(), self._url.decode(), self._body) | self._headers
        started: Started = []
        answer = bare(environ, lambda status, headers, *_: started.append((status, headers)))
        status, headers = started[0]
        head = "".join(f"{name}: {value}\r\n" for name, value in headers)
        self._transport.write(f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + b"".join(answer))
        self._headers, self._url, self._body = {}, b"", b""


def httptools(port: int, loop: str) -> None:
    """A protocol of asyncio over httptools' parser."""
    if loop == "uvloop":
        import uvloop

        running = uvloop.new_event_loop()
    else:
        running = asyncio.new_event_loop()
    running.run_until_complete(running.create_server(Httptools, "127.0.0.1", port))
    running.run_forever()


def ours(port: int) -> None:
    """The sandbox's own."""
    from ats_sandbox.server import Server

    Server(bare, port=port, threads=16).run(signals=True)


@dataclass(frozen=True, slots=True)
class Contender:
    """A server: how to serve the bare application at a port until the process is ended, and what it is made of.

    `hand` says whether an application can do as it likes with the socket: reset it, cut, drip and lengthen answers.
    """

    serve: Callable[[int], None]
    packages: tuple[str, ...]
    hand: str

    @property
    def installed(self) -> bool:
        """True when it can be started."""
        return all(find_spec(package) is not None for package in self.packages)


THREAD = "yes, at a thread for each"
SUBCLASS = "through a subclass of its protocol"

SERVERS = {
    "the sandbox's": Contender(ours, (), "yes"),
    "waitress": Contender(waitress, ("waitress",), THREAD),
    "cheroot": Contender(cheroot, ("cheroot",), THREAD),
    "uvicorn, httptools, uvloop": Contender(
        lambda port: uvicorn(port, "httptools", "uvloop"), ("uvicorn", "httptools", "uvloop"), SUBCLASS
    ),
    "uvicorn, httptools, asyncio": Contender(
        lambda port: uvicorn(port, "httptools", "asyncio"), ("uvicorn", "httptools"), SUBCLASS
    ),
    "uvicorn, h11, asyncio": Contender(lambda port: uvicorn(port, "h11", "asyncio"), ("uvicorn", "h11"), SUBCLASS),
    "hypercorn": Contender(hypercorn, ("hypercorn",), "no"),
    "granian": Contender(granian, ("granian",), "no"),
    "httptools alone, uvloop": Contender(lambda port: httptools(port, "uvloop"), ("httptools", "uvloop"), "yes"),
    "httptools alone, asyncio": Contender(lambda port: httptools(port, "asyncio"), ("httptools",), "yes"),
}

if __name__ == "__main__":
    SERVERS[sys.argv[1]].serve(int(sys.argv[2]))
