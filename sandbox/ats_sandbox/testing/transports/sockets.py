"""A socket over a `MemoryConnection`, for `http.client` and so for urllib, urllib3 and requests."""

import io
import os
from functools import cache
from typing import Any

from ats_sandbox.testing.memory_connection import MemoryConnection


@cache
def _idle_pipe() -> tuple[int, int]:
    """A pipe that is always idle: pools look at the descriptor of a connection before they use it again."""
    return os.pipe()


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

    An answer that took longer than the socket's timeout is lost, as it would be over a network.
    """

    def __init__(self, connection: MemoryConnection, timeout: object = None) -> None:
        self._connection = connection
        self._timeout = timeout if isinstance(timeout, int | float) else None

    def sendall(self, data: bytes, flags: int = 0) -> None:
        """Write."""
        self._connection.send(bytes(data))

    def recv(self, most: int, flags: int = 0) -> bytes:
        """Read; raises TimeoutError, ConnectionResetError."""
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

    def setsockopt(self, *_: object) -> None:
        """Nothing to set."""

    def fileno(self) -> int:
        """A descriptor that is never ready."""
        return _idle_pipe()[0]

    def shutdown(self, how: int) -> None:
        """Close."""

    def close(self) -> None:
        """Close."""
