"""What a fault may be told: the settings of its kind, numbers within bounds, one schedule."""

from collections.abc import Mapping
from typing import Any

from ats_sandbox.control.errors import Unfit
from ats_sandbox.control.faults.delivery import LONGEST
from ats_sandbox.control.faults.fault import Schedule, Settings
from ats_sandbox.control.faults.kinds import FaultKind


def settled(kind: FaultKind, settings: Settings) -> Settings:
    """The settings with the kind's defaults; refused when one is missing or not the kind's."""
    given = settings.given
    foreign = [name for name in given if name not in kind.takes]
    if foreign:
        takes = ", ".join(kind.takes) or "no settings"
        raise Unfit(problem=f"a fault of kind {kind.name} takes {takes}, and not {', '.join(foreign)}")
    full = {**kind.takes, **given}
    missing = [name for name, value in full.items() if value is None and name not in kind.optional]
    if missing:
        raise Unfit(problem=f"a fault of kind {kind.name} needs {', '.join(missing)}")
    check_settings(settings)
    return Settings(**full)


BOUNDS: Mapping[str, tuple[float, float]] = {
    "status": (100, 599),
    "retry_after": (0, 86_400),
    "seconds": (0.0, LONGEST),
    "rate": (1, 1_000_000),
    "bytes": (0, 100_000_000),
    "by": (-1_000_000, 1_000_000),
    "records": (1, 1_000),
    "first": (1, 1_000_000),
    "every": (1, 1_000_000),
    "times": (1, 1_000_000),
}
"""The least and the most of every number that a tester may give."""

MOST_WORDS = 10
"""Words that one fault gives for a refusal's message."""

SAID = 200
"""Characters of a name, a path or a word."""

MOST_CALLS = 1_000
"""Numbers of calls that one schedule names."""


def check_settings(settings: Settings) -> None:
    """Refuse numbers out of bounds, and words that are no texts."""
    for name, value in settings.given.items():
        _check_bounds(name, value)
    if settings.by == 0:
        raise Unfit(problem="by is 0: a length that is wrong by nothing is right")
    words = settings.words or {}
    if len(words) > MOST_WORDS or any(not isinstance(one, str) or len(one) > SAID for one in words.values()):
        raise Unfit(problem=f"words are at most {MOST_WORDS} texts of at most {SAID} characters")


def check_schedule(schedule: Schedule) -> None:
    """Refuse a schedule that says several things at once, or nothing that can come true."""
    said = [name for name in ("first", "every", "calls") if getattr(schedule, name) is not None]
    if len(said) > 1:
        raise Unfit(problem=f"give one of first, every and calls, not {' and '.join(said)}")
    for name in ("first", "every", "times"):
        _check_bounds(name, getattr(schedule, name))
    if schedule.calls is not None:
        if not 1 <= len(schedule.calls) <= MOST_CALLS:
            raise Unfit(problem=f"calls names 1 to {MOST_CALLS} numbers, counted from 1")
        for number in schedule.calls:
            _check_bounds("first", number)


def _check_bounds(name: str, value: Any) -> None:
    if name not in BOUNDS or value is None:
        return
    least, most = BOUNDS[name]
    if not isinstance(value, int | float) or isinstance(value, bool) or not least <= value <= most:
        raise Unfit(problem=f"{name} is {value!r}; it must be from {least:g} to {most:g}")
