"""The threads that answer requests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from waitress.task import ThreadedTaskDispatcher

from ats_sandbox.control.addressing import is_ours
from ats_sandbox.server.bounds import RESERVED_THREADS


class Dispatcher(ThreadedTaskDispatcher):
    """So many threads, one more for each request that waits on purpose, and some for the tester's side.

    Connections bound how many requests can wait, and so how many threads there can be.
    """

    def __init__(self, threads: int) -> None:
        super().__init__()
        self._wanted = self._most = threads
        self._counting = Lock()
        self._ended = False
        self._reserved = ThreadedTaskDispatcher()
        self.set_thread_count(threads)

    @contextmanager
    def lent(self) -> Iterator[None]:
        """While this lasts the caller's thread is not counted, and another one is there in its place."""
        self._count(+1)
        try:
            yield
        finally:
            self._count(-1)

    def add_task(self, task: Any) -> None:
        """Have the next request of a connection answered, by a reserved thread if it must not wait for another."""
        with self.lock:
            busy = len(self.queue) >= len(self.threads) - self.stop_count - self.active_count
        if busy and is_ours(getattr(task.requests[0], "path", "")):
            self._reserved.set_thread_count(RESERVED_THREADS)
            self._reserved.add_task(task)
        else:
            super().add_task(task)

    def shutdown(self, cancel_pending: bool = True, timeout: int = 5) -> bool:
        """End the threads, and give up on those that take longer than so many seconds."""
        with self._counting:
            self._ended = True
        self._reserved.shutdown(cancel_pending, timeout)
        return bool(super().shutdown(cancel_pending, timeout))

    def _count(self, more: int) -> None:
        with self._counting:
            self._wanted += more
            if self._wanted > self._most and not self._ended:  # threads are kept: drips lend theirs again and again
                self._most = self._wanted
                self.set_thread_count(self._most)
