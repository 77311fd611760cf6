"""Receivers that let deliveries run while they are told of one: nobody waits for himself."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Condition

_WITHIN: ContextVar[frozenset[tuple[int, str]]] = ContextVar("deliveries under way", default=frozenset())
"""What is being told to whoever runs: of which nesting, and the names of the queues."""


class Nesting:
    """Which queues of an outbox wait for others. `changed` is told when there is one more."""

    def __init__(self, changed: Condition) -> None:
        self._changed = changed
        self._held_up: set[str] = set()

    @contextmanager
    def telling(self, name: str) -> Iterator[None]:
        """Let a receiver know that it is told what a queue held; so do the threads that are given its context."""
        token = _WITHIN.set(_WITHIN.get() | {(id(self), name)})
        try:
            yield
        finally:
            _WITHIN.reset(token)

    @property
    def own(self) -> frozenset[str]:
        """The queues of what is being told to whoever runs."""
        return frozenset(name for nesting, name in _WITHIN.get() if nesting == id(self))

    @contextmanager
    def waiting(self, own: frozenset[str]) -> Iterator[None]:
        """Let these queues wait for others, which do not wait for them then."""
        with self._changed:
            self._held_up |= own
            self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                self._held_up -= own

    def others(self, busy: set[str], own: frozenset[str]) -> set[str]:
        """Those of the busy queues that can be waited for."""
        return busy - self._held_up if own else busy
