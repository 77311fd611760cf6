"""A WSGI application that does nothing but answer as many bytes as asked: `GET /1000` is answered 1000 bytes."""

import sys
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


@cache
def content(path: str) -> bytes:
    """The answer at this path."""
    return b"x" * int(path[1:])


class Bare:
    """The application."""

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Read what was sent and answer."""
        environ["wsgi.input"].read()
        told = content(environ["PATH_INFO"])
        start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(told)))])
        return [told]

    def may_wait(self, environ: "WSGIEnvironment") -> bool:
        """Nothing here waits."""
        return False


bare = Bare()


if __name__ == "__main__":
    from ats_sandbox.server import Server

    server = Server(bare, port=int(sys.argv[1]), threads=16)
    server.start()
    print(f"ready at {server.url}", flush=True)
    server.run(signals=True)
