"""An alarm: calls somebody once some of the machine's own time has passed."""

import logging
from collections.abc import Callable
from threading import Lock, Timer
from time import monotonic
from weakref import WeakMethod, ref

log = logging.getLogger("ats_sandbox")

NEAR = 0.002
"""Seconds that make no difference: no thread is begun anew for them."""


class Alarm:
    """Rings once each time that it is set, in a thread of its own. It keeps nobody alive, and goes with its owner."""

    def __init__(self, ring: Callable[[], object]) -> None:
        self._ring = WeakMethod(ring)
        self._lock = Lock()
        self._timer: Timer | None = None
        self._at = 0.0

    def set(self, seconds: float) -> None:
        """Let it ring in so many seconds, unless it does so before: who is called then sets it again."""
        at = monotonic() + seconds
        with self._lock:
            if self._timer is not None:
                if self._at <= at + NEAR:
                    return
                self._timer.cancel()
            self._at = at
            self._timer = Timer(seconds, _ring, (ref(self),))
            self._timer.daemon = True
            self._timer.start()

    def silence(self) -> None:
        """Let it not ring."""
        if self._timer is not None:
            with self._lock:
                if self._timer is not None:
                    self._timer.cancel()
                    self._timer = None

    __del__ = silence

    def ring(self) -> None:
        """Call whoever is to be called, if he is still there."""
        with self._lock:
            self._timer = None
        call = self._ring()
        if call is not None:
            try:
                call()
            except Exception:
                log.exception("what a world's time had brought could not be told")


def _ring(of: "ref[Alarm]") -> None:
    alarm = of()
    if alarm is not None:
        alarm.ring()
