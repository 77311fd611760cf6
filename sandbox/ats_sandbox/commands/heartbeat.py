"""Signs of life on the error output while something takes long."""

from __future__ import annotations

from threading import Event, Thread
from time import monotonic

import click

FIRST = 3.0
"""Seconds before the first sign."""

EVERY = 10.0
"""Seconds between two signs."""


class Heartbeat:
    """While its block lasts, says every so often what is being done and for how long; `expected` is in seconds."""

    def __init__(self, doing: str, expected: float | None = None) -> None:
        self._doing = doing
        self._expected = expected
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
            click.echo(f"{self._doing}: {monotonic() - began:.0f} s{of}", err=True)
            pause = EVERY
