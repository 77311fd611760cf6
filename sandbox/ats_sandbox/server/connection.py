"""One client's connection, as an application may take it over for the request in hand."""

from __future__ import annotations

import socket
import struct
import sys
from contextlib import suppress
from threading import Event
from typing import TYPE_CHECKING

from waitress.channel import ClientDisconnected

if TYPE_CHECKING:
    from ats_sandbox.server.task import Task

CONNECTION = "ats_sandbox.connection"
"""The environ key under which an application finds the `ServerConnection` it may take over."""


class ServerConnection:
    """A connection in the hands of an application, which finds it in its environ under `CONNECTION`.

    From the first `send`, `close` or `reset` on it is `taken`, and the answer is the application's affair: whatever it
    returns to the server is dropped, and the connection is closed when it returns, unless it calls `keep`.
    """

    def __init__(self, task: Task) -> None:
        self._task = task
        self._channel = task.channel
        self._woken = Event()
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
        self._channel.wake_loop()

    def reset(self) -> None:
        """End the connection with a TCP reset (RST)."""
        self._take()
        client = self._channel.socket
        if client is not None:
            linger = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
            with suppress(OSError):
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self._channel.will_close = True
        self._channel.wake_loop()

    def keep(self) -> None:
        """Declare that the bytes sent are a whole answer, after which the client may ask again."""
        self.kept = True

    def wait(self, seconds: float) -> bool:
        """Do nothing for so many seconds; False when `wake`, or the client by leaving, ended that early.

        Meanwhile another thread takes this one's place, so that waiting keeps nobody else waiting.
        """
        if self._woken.is_set():
            return False
        with self._channel.server.task_dispatcher.lent():
            self._channel.watch(self.wake)
            try:
                return not self._woken.wait(seconds)
            finally:
                self._channel.watch(None)

    def wake(self) -> None:
        """End `wait`, and every later one for this request."""
        self._woken.set()

    def _take(self) -> None:
        self.taken = True
        self._task.wrote_header = True  # so that neither an answer nor a 500 begins behind the raw bytes
