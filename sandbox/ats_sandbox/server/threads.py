"""The threads of requests that may wait."""

import logging
from collections import deque
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread

from ats_sandbox.server.bounds import RESERVED_THREADS

log = logging.getLogger("ats_sandbox.server")

Work = Callable[[], object]


class Threads:
    """At most so many threads, and some more for what is urgent; each begins when it is first needed.

    Everything but `end` is called by the thread of the event loop, so that nothing here needs a lock. They are daemons:
    an application that never returns does not keep the program from ending.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._begun = 0
        self._busy = 0
        self._turns: SimpleQueue[Work | None] = SimpleQueue()
        self._waiting: deque[Work] = deque()
        self._urgent: deque[Work] = deque()

    def do(self, work: Work, *, urgent: bool) -> None:
        """Have a thread do something as soon as one is free; whoever asked calls `done` when it has been done."""
        (self._urgent if urgent else self._waiting).append(work)
        self._take_up()

    def done(self) -> None:
        """Count a thread as free."""
        self._busy -= 1
        self._take_up()

    def end(self) -> None:
        """Begin nothing any more, and let the threads end when they have done what they are doing."""
        self._waiting.clear()
        self._urgent.clear()
        for _ in range(self._begun):
            self._turns.put(None)

    def _take_up(self) -> None:
        while self._urgent and self._busy < self._most + RESERVED_THREADS:
            self._begin(self._urgent.popleft())
        while self._waiting and self._busy < self._most:
            self._begin(self._waiting.popleft())

    def _begin(self, work: Work) -> None:
        self._busy += 1
        if self._busy > self._begun:
            self._begun += 1
            Thread(target=self._run, name=f"sandbox-request-{self._begun}", daemon=True).start()
        self._turns.put(work)

    def _run(self) -> None:
        while (work := self._turns.get()) is not None:
            try:
                work()
            except BaseException:  # a thread outlives what it does
                log.exception("a request could not be answered")
            del work
