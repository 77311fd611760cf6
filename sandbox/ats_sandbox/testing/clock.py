"""The clock of a world, for tests."""

from datetime import timedelta
from typing import TypedDict, Unpack

from ats_sandbox.world.clock import ClockMode, ClockName, iso, parse_duration, parse_instant
from ats_sandbox.world.spelling import no_such
from ats_sandbox.world.world import World


class Span(TypedDict, total=False):
    """The parts of a timedelta."""

    weeks: float
    days: float
    hours: float
    minutes: float
    seconds: float
    milliseconds: float
    microseconds: float


class Time:
    """The clock of one world, which everything in it follows: rate windows, syncs, the expiry of tokens."""

    __slots__ = ("_world",)

    def __init__(self, world: World) -> None:
        self._world = world

    def __repr__(self) -> str:
        return f"<Time {self.text}, {self.mode}>"

    @property
    def now(self) -> int:
        """The instant, in milliseconds since 1970."""
        return self._world.now

    @property
    def text(self) -> str:
        """The instant as `2026-03-02T09:00:00.000Z`."""
        return iso(self._world.now)

    @property
    def mode(self) -> ClockMode:
        """`frozen` (a millisecond with each write), `running` (real speed from the start) or `real`."""
        return self._world.mode

    @mode.setter
    def mode(self, mode: ClockMode | ClockName) -> None:
        self._world.set_mode(ClockMode(mode))

    def advance(self, duration: timedelta | str | None = None, **parts: Unpack[Span]) -> int:
        """Advance the clock; returns the new instant. Raises ValueError (TimeRefused) for an impossible advance.

        `duration` is a timedelta or an ISO 8601 text (`P90D`, `PT15M`); or `parts` are those of timedelta: `days=1`.
        Raises TypeError for what is neither, for both and for none.
        """
        for name in parts.keys() - Span.__annotations__.keys():
            raise TypeError(f"clock.advance: {no_such('part of a duration', name, Span.__annotations__)}")
        if (duration is None) is not bool(parts):
            raise TypeError("clock.advance takes a duration, or parts of one: advance('P1D'), advance(days=1)")
        if isinstance(duration, str):
            span = parse_duration(duration)
            if span is None:
                raise ValueError(f"{duration!r} is not an ISO 8601 duration in weeks, days, hours, minutes and seconds")
        elif duration is None:
            span = span_of(parts) // timedelta(milliseconds=1)
        elif isinstance(duration, timedelta):
            span = duration // timedelta(milliseconds=1)
        else:
            raise TypeError(f"clock.advance takes a timedelta or a text such as 'P1D', not {duration!r}; or days=1")
        return self._world.advance(span)

    def advance_to(self, instant: int | str) -> int:
        """Advance to an instant: milliseconds since 1970, or ISO 8601. Raises ValueError when it is past.

        Raises TypeError for what is neither.
        """
        if not isinstance(instant, int | str) or isinstance(instant, bool):
            raise TypeError(f"an instant is whole milliseconds since 1970, or an ISO 8601 text, not {instant!r}")
        parsed = parse_instant(instant) if isinstance(instant, str) else instant
        if parsed is None:
            raise ValueError(f"{instant!r} is not an ISO 8601 date or date-time")
        return self._world.advance_to(parsed)


def span_of(parts: Span) -> timedelta:
    """The span that some parts make. Raises TypeError for what is no number, and ValueError for what no span has."""
    given = ", ".join(f"{name}={value!r}" for name, value in parts.items())
    for value in parts.values():
        if not isinstance(value, int | float):
            raise TypeError(f"parts of a duration are numbers, not {given}")
    try:
        return timedelta(**parts)
    except (OverflowError, ValueError):
        raise ValueError(f"no clock can advance by {given}: time ends with the year 9998") from None
