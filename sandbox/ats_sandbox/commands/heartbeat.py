"""Signs of life on the error output while something takes long."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from time import monotonic

import click

FIRST = 3.0
"""Seconds before the first sign."""

EVERY = 10.0
"""Seconds between two signs."""


class Heartbeat:
    """While its block lasts, says every so often what is being done and for how long; `expected` is in seconds.

    `percent` gives how much of it is done, where that is known.
    """

    def __init__(self, doing: str, expected: float | None = None, percent: Callable[[], int] | None = None) -> None:
        self._doing = doing
        self._expected = expected
        self._percent = percent
        self._over = Event()
        self._thread = Thread(target=self._run, name="heartbeat", daemon=True)

    def __enter__(self) -> Heartbeat:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        began, pause = monotonic(), FIRST
        while not self._over.wait(pause):
            of = "" if self._expected is None else f" of about {self._expected:.0f} s"
            done = "" if self._percent is None else f"{self._percent()} % after "
            click.echo(f"{self._doing}: {done}{monotonic() - began:.0f} s{of}", err=True)
            pause = EVERY
