"""The threads of requests that may wait."""

import logging
from collections import deque
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread

from ats_sandbox.server.bounds import RESERVED_THREADS

log = logging.getLogger("ats_sandbox.server")

Work = Callable[[], object]


class Lane:
    """Work of one kind, in the order in which it came; `busy` is how many threads do such work."""

    def __init__(self, take_up: Callable[[], None]) -> None:
        self.waiting: deque[Work] = deque()
        self.busy = 0
        self._take_up = take_up

    def do(self, work: Work) -> None:
        """Have a thread do something as soon as one is free; whoever asked calls `done` when it has been done."""
        self.waiting.append(work)
        self._take_up()

    def done(self) -> None:
        """Count a thread as free."""
        self.busy -= 1
        self._take_up()


class Threads:
    """At most so many threads for what is `ours`, the tester's side's, and as many for the `others`, the vendors'.

    Neither lane can keep the other waiting: beside one that is full there are some threads more. Each begins when it is
    first needed. Everything but `end` is called by the thread of the event loop, so that nothing here needs a lock.
    They are daemons: an application that never returns does not keep the program from ending.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._begun = 0
        self._turns: SimpleQueue[Work | None] = SimpleQueue()
        self.ours = Lane(self._take_up)
        self.others = Lane(self._take_up)

    def end(self) -> None:
        """Begin nothing any more, and let the threads end when they have done what they are doing."""
        self.ours.waiting.clear()
        self.others.waiting.clear()
        for _ in range(self._begun):
            self._turns.put(None)

    @property
    def _busy(self) -> int:
        return self.ours.busy + self.others.busy

    def _take_up(self) -> None:
        for lane in (self.ours, self.others):
            while lane.waiting and lane.busy < self._most and self._busy < self._most + RESERVED_THREADS:
                lane.busy += 1
                self._begin(lane.waiting.popleft())

    def _begin(self, work: Work) -> None:
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
