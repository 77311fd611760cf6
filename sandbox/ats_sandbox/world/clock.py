"""Instants and the world's clock: the only place that may look at the wall clock."""

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Literal

from ats_sandbox.world.spelling import no_such

START = 1_772_442_000_000
"""Where every frozen world begins: Monday 2026-03-02 09:00:00 UTC, in milliseconds since 1970."""

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_WRITTEN = re.compile(r"[0-9]{4}[0-9W-]{0,6}([Tt ][0-9:.,]{1,20}([Zz]|[+-][0-9:.]{1,15})?)?")
"""Where what follows is a date and perhaps a time: Python would take any letter between them, and blanks around."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = 253_402_300_799_999
"""The last millisecond that four-digit years can write."""

END = LATEST - 365 * DAY
"""The last instant that a clock shows: what is dated a year ahead still has four digits."""

_DURATION = re.compile(
    r"P(?=[0-9T])(?:([0-9]{1,9})W)?(?:([0-9]{1,9})D)?"
    r"(?:T(?=[0-9])(?:([0-9]{1,9})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,12})(?:[.]([0-9]{1,3})[0-9]{0,6})?S)?)?"
)


class ClockMode(StrEnum):
    """How a world's time passes."""

    FROZEN = "frozen"
    RUNNING = "running"
    REAL = "real"

    @classmethod
    def _missing_(cls, value: object) -> "ClockMode | None":
        raise ValueError(no_such("clock mode", value, cls))


ClockName = Literal["frozen", "running", "real"]
"""The modes as texts."""


def _wall() -> int:
    return time.time_ns() // 1_000_000


class Clock:
    """Gives the instant of a world, in milliseconds since 1970. A clock never changes: setting it gives another one.

    frozen: the instant kept with the world's state; one millisecond passes with each write.
    running: real speed, from `at` (by default the fixed start) at the moment the clock was made.
    real: the wall clock, or ahead of it when `at` was.
    """

    __slots__ = ("_lead", "_wall", "mode")

    def __init__(
        self, mode: ClockMode = ClockMode.FROZEN, wall: Callable[[], int] = _wall, at: int | None = None
    ) -> None:
        self.mode = mode
        self._wall = wall
        self._lead = 0
        if mode is ClockMode.RUNNING:
            self._lead = (START if at is None else at) - wall()
        elif mode is ClockMode.REAL and at is not None:
            self._lead = max(0, at - wall())

    def now(self, kept: int) -> int:
        """The instant, given the one that the state keeps."""
        return kept if self.mode is ClockMode.FROZEN else min(max(kept, self._wall() + self._lead), END)

    def tick(self, kept: int) -> int:
        """The instant of the next write: later than the last one in every mode. At END time stands still."""
        return min(max(self.now(kept), kept + 1), END)

    def at(self, instant: int, mode: ClockMode | None = None) -> "Clock":
        """The clock, perhaps in another mode, set to this instant."""
        return Clock(mode or self.mode, self._wall, instant)


@lru_cache(maxsize=16_384)
def iso(instant: int) -> str:
    """`2026-03-02T09:00:00.000Z`: UTC with milliseconds."""
    return (_EPOCH + timedelta(milliseconds=instant)).isoformat(timespec="milliseconds")[:-6] + "Z"


@lru_cache(maxsize=16_384)
def iso_seconds(instant: int) -> str:
    """`2026-03-02T09:00:00Z`: UTC, whole seconds (the fraction is cut)."""
    return iso(instant)[:-5] + "Z"


@lru_cache(maxsize=16_384)
def iso_day(instant: int) -> str:
    """`2026-03-02`: the UTC day."""
    return iso(instant)[:10]


def parse_instant(text: str) -> int | None:
    """Milliseconds of an ISO 8601 date or date-time (no offset means UTC); None when it is not one."""
    if not _WRITTEN.fullmatch(text):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        instant = (moment - _EPOCH) // timedelta(milliseconds=1)
    except OverflowError:
        return None
    return instant if -62_135_596_800_000 <= instant <= LATEST else None


def parse_duration(text: str) -> int | None:
    """Milliseconds of an ISO 8601 duration in weeks, days, hours, minutes and seconds (`P90D`, `PT36H`, `P1DT0.5S`).

    None when it is not one. Years and months are none: they have no fixed length.
    """
    match = _DURATION.fullmatch(text)
    if match is None:
        return None
    weeks, days, hours, minutes, seconds, fraction = match.groups(default="0")
    whole = int(weeks) * 7 * DAY + int(days) * DAY + int(hours) * HOUR + int(minutes) * MINUTE + int(seconds) * SECOND
    return whole + int(fraction.ljust(3, "0"))
