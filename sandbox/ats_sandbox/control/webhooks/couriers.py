"""Threads that carry messages over the network, so that no receiver holds up a request."""

import logging
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Lock, Thread

log = logging.getLogger("ats_sandbox")


class Couriers:
    """A few daemon threads for all worlds of a process. They begin when there is work, and end when there is none."""

    PATIENCE = 5.0
    """Seconds that an idle thread waits for work."""

    def __init__(self, most: int = 16) -> None:
        self._most = most
        self._work: SimpleQueue[Callable[[], object]] = SimpleQueue()
        self._lock = Lock()
        self._threads = 0
        self._idle = 0

    def carry(self, work: Callable[[], object]) -> None:
        """Let a thread do this work as soon as one is free. What it raises is logged."""
        with self._lock:
            self._work.put(work)
            wanted = self._work.qsize() > self._idle and self._threads < self._most
            if wanted:
                self._threads += 1
        if wanted:
            Thread(target=self._run, name="ats-sandbox webhooks", daemon=True).start()

    def _run(self) -> None:
        while True:
            with self._lock:
                self._idle += 1
            try:
                work = self._work.get(timeout=self.PATIENCE)
            except Empty:
                with self._lock:
                    self._idle -= 1
                    if self._work.empty():
                        self._threads -= 1
                        return
                continue
            with self._lock:
                self._idle -= 1
            try:
                work()
            except BaseException:  # the thread has other work to do
                log.exception("webhooks could not be carried")
            del work


COURIERS = Couriers()
