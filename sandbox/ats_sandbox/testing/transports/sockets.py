"""What `http.client` takes for a socket: the whole family of urllib, urllib3 and requests speaks through it."""

import io
import os
from functools import cache
from typing import Any

from ats_sandbox.testing.memory_connection import MemoryConnection


@cache
def _quiet() -> tuple[int, int]:
    """A pipe in which nothing ever happens: pools look at the descriptor of a connection that they use again."""
    return os.pipe()


class Reader(io.RawIOBase):
    """The near end's reading side."""

    def __init__(self, near: "NearEnd") -> None:
        self._near = near

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._near.recv(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class NearEnd:
    """A client's end of a `Line`, with the methods of a socket that HTTP clients call.

    An answer that took longer than the socket's timeout is lost, as it would be over a network.
    """

    def __init__(self, line: MemoryConnection, timeout: Any = None) -> None:
        self._line = line
        self._timeout = timeout if isinstance(timeout, int | float) else None

    def sendall(self, data: Any, flags: int = 0) -> None:
        """Write."""
        self._line.send(bytes(data))

    def recv(self, most: int, flags: int = 0) -> bytes:
        """Read; raises TimeoutError, ConnectionResetError."""
        if self._timeout is not None and self._line.took > self._timeout:
            raise TimeoutError("timed out")
        return self._line.read(most)

    def makefile(self, mode: str = "r", buffering: int | None = None, **_: Any) -> io.BufferedReader:
        """A file to read answers from."""
        return io.BufferedReader(Reader(self))

    def settimeout(self, seconds: float | None) -> None:
        """Seconds that an answer may take."""
        self._timeout = seconds

    def gettimeout(self) -> float | None:
        """Seconds that an answer may take."""
        return self._timeout

    def setsockopt(self, *_: Any) -> None:
        """Nothing to set."""

    def fileno(self) -> int:
        """A descriptor that is never ready."""
        return _quiet()[0]

    def shutdown(self, how: int) -> None:
        """Close."""

    def close(self) -> None:
        """Close."""
