"""When things happened before a world begins: everything is counted back from the clock's start."""

from ats_sandbox.world.chance import Chance
from ats_sandbox.world.clock import DAY, HOUR, MINUTE, START

BEGIN = START - 540 * DAY
"""When the company opened its first job; its offices, users and lists are older."""

SETTLED = BEGIN - 400 * DAY
"""When the company set up its applicant tracking system."""

_FIRST = BEGIN + 2 * DAY
_SPAN = START - _FIRST - HOUR
_HALF_HOUR = 30 * MINUTE


def working(instant: int) -> int:
    """The instant itself, or a later one when nobody works then (07:00 to 17:00 UTC, Monday to Friday)."""
    day, within = divmod(instant, DAY)
    if within < 7 * HOUR:
        within = 7 * HOUR + within
    elif within >= 17 * HOUR:
        day += 1
        within -= 10 * HOUR
    weekday = (day + 3) % 7
    if weekday > 4:
        day += 7 - weekday
    return day * DAY + within


def later(chance: Chance, field: str, instant: int, low: int, high: int) -> int:
    """A working moment between low and high days after an instant."""
    return working(instant + chance.between(field, low * DAY, high * DAY))


def half_hour(instant: int) -> int:
    """The next full or half hour."""
    return -(-instant // _HALF_HOUR) * _HALF_HOUR


def monday(instant: int) -> int:
    """Midnight of the Monday after an instant: when people start to work."""
    day = instant // DAY
    return (day + 7 - (day + 3) % 7) * DAY


def applied_at(seed: int, ordinal: int, total: int) -> int:
    """When the application with this ordinal was made. They become more frequent, each later than the one before.

    With u the share of applications so far, the share of time is 1.6u - 0.6u²: whole numbers give the same everywhere.
    """
    before = ordinal - 1
    moment = _SPAN * (16 * total * before - 6 * before * before) // (10 * total * total)
    return _FIRST + moment + Chance(seed, "arrival", ordinal).below("at", max(shortest(total) // 3, 1))


def shortest(total: int) -> int:
    """A time between two of so many applications that none falls below, jitter aside."""
    return _SPAN * 4 // (10 * total)
