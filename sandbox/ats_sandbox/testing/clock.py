"""The clock of a world, for tests."""

from datetime import timedelta

from ats_sandbox.world.clock import ClockMode, ClockName, iso, parse_duration, parse_instant
from ats_sandbox.world.world import World


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

    def advance(self, duration: timedelta | str | None = None, **parts: float) -> int:
        """Advance the clock; returns the new instant. Raises ValueError (TimeRefused) for an impossible advance.

        `duration` is a timedelta or an ISO 8601 text (`P90D`, `PT15M`); `parts` are those of timedelta: `days=1`.
        """
        if isinstance(duration, str):
            span = parse_duration(duration)
            if span is None:
                raise ValueError(f"{duration!r} is not an ISO 8601 duration in weeks, days, hours, minutes and seconds")
        else:
            span = (duration or timedelta(**parts)) // timedelta(milliseconds=1)
        return self._world.advance(span)

    def advance_to(self, instant: int | str) -> int:
        """Advance to an instant: milliseconds since 1970, or ISO 8601. Raises ValueError when it is past."""
        parsed = parse_instant(instant) if isinstance(instant, str) else instant
        if parsed is None:
            raise ValueError(f"{instant!r} is not an ISO 8601 date or date-time")
        return self._world.advance_to(parsed)
