"""An answer that leaves by a plan: later, drop by drop, in part, or not at all."""

from __future__ import annotations

import socket
import struct
import sys
from asyncio import AbstractEventLoop, TimerHandle, Transport
from contextlib import suppress
from typing import Protocol

from ats_sandbox.control.faults.delivery import LONGEST, drop
from ats_sandbox.control.faults.plan import Plan
from ats_sandbox.server.answer import Answer

LINGER = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
"""Has the system end a connection with a reset (RST) when its socket is closed."""


class Over(Protocol):
    """Told when all of an answer is on its way that ever will be."""

    def __call__(self, answer: Answer, /, *, persistent: bool, left: bool) -> object:
        """Whether the connection may persist, and whether the client `left` before."""


class Playing:
    """Carries a plan out on the event loop, where waiting costs a timer and nothing else."""

    def __init__(
        self,
        plan: Plan,
        answer: Answer,
        transport: Transport,
        loop: AbstractEventLoop,
        over: Over,
    ) -> None:
        self._plan = plan
        self._answer = answer
        self._transport = transport
        self._loop = loop
        self._over = over
        self._timer: TimerHandle | None = None
        self._sent = 0
        self._budget = LONGEST
        self._hurried = self._ended = self._left = False

    def begin(self) -> None:
        """Wait as long as the plan has it, unless somebody ends that first."""
        self._plan.pause.when_woken(self._woken)
        if self._plan.seconds > 0 and not self._hurried:
            self._timer = self._loop.call_later(self._plan.seconds, self._send)
        else:
            self._send()

    def hurry(self) -> None:
        """Wait no longer: what is left to do is done at once."""
        self._hurried = True
        if self._timer is not None and not self._ended:
            self._timer.cancel()
            (self._drip if self._sent else self._send)()

    def desert(self) -> None:
        """The client has left, or sends nothing any more, which looks the same; nobody waits for anything."""
        self._left = True
        self.hurry()

    def cancel(self) -> None:
        """The connection is gone."""
        self._left = True
        if not self._ended:
            self._end(persistent=False)

    def _woken(self) -> None:
        """Whoever wakes the pause may be any thread, and come when the server has gone."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self.hurry)

    def _send(self) -> None:
        plan, answer = self._plan, self._answer
        if plan.raw is not None:
            if plan.raw:
                self._transport.write(plan.raw)
            if plan.reset:
                reset(self._transport)
            self._end(persistent=False)
        elif plan.rate and answer.content:
            self._sent = drop(plan.rate)
            self._transport.write(answer.head + answer.content[: self._sent])
            self._continue()
        else:
            self._transport.write(answer.head + answer.content)
            self._end(persistent=answer.persistent)

    def _drip(self) -> None:
        rate, content = self._plan.rate, self._answer.content
        self._budget -= drop(rate) / rate
        until = len(content) if self._hurried or self._budget <= 0 else self._sent + drop(rate)
        self._transport.write(content[self._sent : until])
        self._sent = until
        self._continue()

    def _continue(self) -> None:
        rate = self._plan.rate
        if self._sent >= len(self._answer.content):
            self._end(persistent=self._answer.persistent)
        elif self._hurried:
            self._drip()
        else:
            self._timer = self._loop.call_later(drop(rate) / rate, self._drip)

    def _end(self, *, persistent: bool) -> None:
        self._ended = True
        if self._timer is not None:
            self._timer.cancel()
        self._plan.left()
        self._over(self._answer, persistent=persistent, left=self._left)


def reset(transport: Transport) -> None:
    """End a connection with a TCP reset."""
    client = transport.get_extra_info("socket")
    if client is not None:
        with suppress(OSError):
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER)
    transport.abort()
