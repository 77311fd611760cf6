"""Stops on the way through time: the instants of attempts, at which the clock shows what their messages say."""

from collections.abc import Iterator
from time import perf_counter
from typing import Protocol

PATIENCE = 20.0
"""Seconds that whoever lets time pass waits for receivers on the network altogether; then time goes on without them."""


class Waiting(Protocol):
    """What waits to be attempted."""

    attempted: int
    """How many attempts there have been."""

    @property
    def next_at(self) -> int | None: ...
    @property
    def now(self) -> int: ...
    def settle(self, seconds: float) -> bool: ...


def stops(waiting: Waiting, target: int) -> Iterator[int]:
    """The instants before another one (milliseconds) at which something is attempted, each asked for after the last.

    What was due already is attempted first, before any time passes.
    """
    began = perf_counter()
    while (left := PATIENCE - (perf_counter() - began)) > 0:
        next_at, before = waiting.next_at, waiting.attempted
        if next_at is None or (stop := max(next_at, waiting.now)) >= target:
            return
        yield stop
        waiting.settle(left)
        if waiting.attempted == before:
            return
