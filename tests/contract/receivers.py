"""Servers on this machine that take what the sandbox sends."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

Answering = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def receiver(answer: Answering) -> Iterator[str]:
    """A server that answers every POST in this way, while the block runs; gives its base URL."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            answer(self)

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def echo(handler: BaseHTTPRequestHandler, *, status: int = 200, name: str = "X-Hook-Secret", also: str = "") -> None:
    """Repeat the secret of the handshake, as a well-behaved receiver does."""
    handler.send_response(status)
    handler.send_header(name, handler.headers["X-Hook-Secret"] + also)
    handler.send_header("Content-Length", "0")
    handler.end_headers()
