"""An answer that goes on until somebody ends it, carried by a timer of the event loop."""

from __future__ import annotations

import logging
from asyncio import AbstractEventLoop, TimerHandle, Transport

from ats_sandbox.control.streaming import Stream
from ats_sandbox.server.answer import Answer
from ats_sandbox.server.bounds import DEAF_TIME
from ats_sandbox.server.playing import Over

log = logging.getLogger("ats_sandbox.server")


class Streaming:
    """Sends what a stream has to say. While a client does not read, nothing more is asked of the stream."""

    def __init__(
        self, answer: Answer, stream: Stream, transport: Transport, loop: AbstractEventLoop, over: Over
    ) -> None:
        self._answer = answer
        self._stream = stream
        self._transport = transport
        self._loop = loop
        self._over = over
        self._timer: TimerHandle | None = None
        self._deaf = 0.0  # seconds for which the client has read nothing
        self._ended = False

    def begin(self) -> None:
        """Send the head, and what there is to say now; nothing to a client that has left before."""
        if self._ended:
            return
        self._transport.write(self._answer.head)
        self._look()

    def end(self) -> None:
        """The server has nothing more to say."""
        self._end(left=False)

    def desert(self) -> None:
        """The client sends nothing any more, and so has left: nobody who listens closes their own direction."""
        self._end(left=True)

    def cancel(self) -> None:
        """The connection is gone."""
        self._end(left=True)

    def _look(self) -> None:
        stream = self._stream
        if self._transport.get_write_buffer_size() > 0:
            self._deaf += stream.seconds
            if self._deaf > DEAF_TIME:
                self._transport.abort()
                self._end(left=True)
                return
        else:
            self._deaf = 0.0
            try:
                said = stream.look()
            except Exception:
                log.exception("a stream broke off")
                self._end(left=False)
                return
            if said:
                self._transport.write(said)
        self._timer = self._loop.call_later(stream.seconds, self._look)

    def _end(self, *, left: bool) -> None:
        if self._ended:
            return
        self._ended = True
        if self._timer is not None:
            self._timer.cancel()
        self._stream.close()
        self._over(self._answer, persistent=False, left=left)
