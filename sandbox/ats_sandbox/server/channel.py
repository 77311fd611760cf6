"""One connection, from its first byte to its end."""

from __future__ import annotations

import socket
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, Any

from waitress.channel import HTTPChannel

from ats_sandbox.server.bounds import BODY_PAUSE, HEAD_TIME, HURRIED_HEAD_TIME, IDLE_TIME
from ats_sandbox.server.parser import Parser
from ats_sandbox.server.task import Refusal, Task

if TYPE_CHECKING:
    from ats_sandbox.server.listener import Listener


class Channel(HTTPChannel):
    """A connection that can tell when its client leaves, and whether it can give way to another."""

    task_class = Task
    error_task_class = Refusal
    parser_class = Parser

    request: Parser | None
    server: Listener
    socket: socket.socket

    def __init__(self, *arguments: Any, **named: Any) -> None:
        self._heard = self._head_began = monotonic()
        self._on_leave: Callable[[], None] | None = None
        super().__init__(*arguments, **named)

    def watch(self, on_leave: Callable[[], None] | None) -> None:
        """Have a call made when the client leaves while its request is in hand; None makes none any more.

        A client that has closed its own direction only cannot be told from one that is gone, and counts as that.
        """
        self._on_leave = on_leave
        if on_leave is not None:
            if not self.connected:
                on_leave()
            self.wake_loop()

    def wake_loop(self) -> None:
        """Let the loop look at this connection again."""
        if self.connected:  # else the server may have stopped, and its trigger be another file's descriptor
            self.server.pull_trigger()

    def readable(self) -> bool:
        """True when the loop is to read from the client, or to notice that it leaves."""
        return bool(super().readable()) or (self._on_leave is not None and not self.will_close)

    def handle_read(self) -> None:
        """Read from the client; while a request waits on purpose, only look whether the client is still there."""
        if super().readable():
            super().handle_read()
            return
        on_leave, self._on_leave = self._on_leave, None  # looking once is enough: what is there stays there
        if on_leave is not None:
            try:
                left = not self.socket.recv(1, socket.MSG_PEEK)
            except BlockingIOError:
                self._on_leave = on_leave
                return
            except OSError:
                left = True
            if left:
                on_leave()

    def received(self, data: bytes) -> bool:
        """Take what has arrived."""
        self._heard = monotonic()
        if self.request is None:
            self._head_began = self._heard
        return bool(super().received(data))

    def service(self) -> None:
        """Answer the request that is next."""
        super().service()
        self._heard = monotonic()

    def handle_close(self) -> None:
        """End the connection."""
        super().handle_close()
        if self._on_leave is not None:
            self._on_leave()

    @property
    def idle(self) -> bool:
        """True when no request is in hand and none has begun to arrive."""
        return not (self.requests or self.request or self.total_outbufs_len)

    @property
    def overdue(self) -> bool:
        """True when the head of a request takes too long to arrive."""
        return self._heads_for() > HEAD_TIME

    @property
    def expendable(self) -> bool:
        """True when it may end to make room: nothing is in hand, and nothing has come for a while."""
        if self.requests or self.total_outbufs_len or self.will_close:
            return False
        quiet = monotonic() - self._heard
        return quiet > (IDLE_TIME if self.idle else BODY_PAUSE) or self._heads_for() > HURRIED_HEAD_TIME

    @property
    def heard(self) -> float:
        """The instant, on the machine's monotonic clock, of the last sign of the client or answer to it."""
        return self._heard

    def _heads_for(self) -> float:
        """Seconds for which the head of a request has been arriving; 0 when none is."""
        request = self.request
        waiting = request is not None and not request.headers_finished and not self.requests
        return monotonic() - self._head_began if waiting else 0.0
