"""A socket over a `MemoryConnection`, for `http.client` and so for urllib, urllib3 and requests."""

import io
import socket
from functools import cache
from typing import TYPE_CHECKING, Any

from ats_sandbox.testing.interceptor import era
from ats_sandbox.testing.memory_connection import MemoryConnection

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication


@cache
def _idle_descriptors() -> tuple[int, int]:
    """A pair of sockets on which nothing ever happens: Windows selects on sockets only, and on no pipe."""
    ours, theirs = socket.socketpair()
    return ours.detach(), theirs.detach()


@cache
def _hung_up_descriptor() -> int:
    """A socket whose other end is closed, so that it is always ready to be read."""
    ours, theirs = socket.socketpair()
    theirs.close()
    return ours.detach()


class Reader(io.RawIOBase):
    """The reading side of a socket."""

    def __init__(self, socket: "MemorySocket") -> None:
        self._socket = socket

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._socket.recv(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class MemorySocket:
    """A client's end of a connection, with the methods of a socket that HTTP clients call.

    An answer that took longer than the socket's timeout is lost, as it would be over a network. With an `era` of the
    interceptor the other end hangs up when that era is over: no further request is taken.
    """

    family = socket.AF_INET
    type = socket.SOCK_STREAM
    proto = 0

    def __init__(self, connection: MemoryConnection, timeout: object = None, era: int | None = None) -> None:
        self._connection = connection
        self._timeout = timeout if isinstance(timeout, int | float) else None
        self._era = era

    @property
    def hung_up(self) -> bool:
        """True when no request can be sent here any more."""
        return self._era is not None and self._era != era()

    def leads_to(self, application: "WSGIApplication") -> bool:
        """True when the next request would reach this application."""
        return self._connection.application is application and not self.hung_up

    def sendall(self, data: bytes, flags: int = 0) -> None:
        """Write; raises ConnectionResetError when a request begins after the other end hung up."""
        if self.hung_up and self._connection.idle:
            raise ConnectionResetError("the block of interception in which this connection was made is over")
        self._connection.send(bytes(data))

    def recv(self, most: int, flags: int = 0) -> bytes:
        """Read; raises TimeoutError, ConnectionError."""
        if self._timeout is not None and self._connection.elapsed > self._timeout:
            raise TimeoutError("timed out")
        return self._connection.read(most)

    def makefile(self, mode: str = "r", buffering: int | None = None, **_: object) -> io.BufferedReader:
        """A file to read answers from."""
        return io.BufferedReader(Reader(self))

    def settimeout(self, seconds: float | None) -> None:
        """Seconds that an answer may take."""
        self._timeout = seconds

    def gettimeout(self) -> float | None:
        """Seconds that an answer may take."""
        return self._timeout

    def getsockopt(self, *_: object) -> int:
        """Every option is set already."""
        return 1

    def setsockopt(self, *_: object) -> None:
        """Nothing to set."""

    def fileno(self) -> int:
        """A descriptor that is ready when the other end hung up; pools ask it before they use a connection again."""
        return _hung_up_descriptor() if self.hung_up else _idle_descriptors()[0]

    def shutdown(self, how: int) -> None:
        """Close."""

    def close(self) -> None:
        """Close."""
