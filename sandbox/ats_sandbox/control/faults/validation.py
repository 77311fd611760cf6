"""Validates a fault: the settings of its kind, values within bounds, one schedule."""

from ats_sandbox.control.errors import Unfit
from ats_sandbox.control.faults.fault import Schedule, Settings
from ats_sandbox.control.faults.kinds import FaultKind
from ats_sandbox.control.faults.settings import check


def with_defaults(kind: FaultKind, settings: Settings) -> Settings:
    """The settings with the kind's defaults. Raises Unfit when one is missing or not the kind's."""
    given = settings.given
    unknown = [name for name in given if name not in kind.takes]
    if unknown:
        takes = ", ".join(kind.takes) or "no settings"
        raise Unfit(problem=f"a fault of kind {kind.name} takes {takes}, and not {', '.join(unknown)}")
    full = {**kind.takes, **given}
    missing = [name for name, value in full.items() if value is None and name not in kind.optional]
    if missing:
        raise Unfit(problem=f"a fault of kind {kind.name} needs {', '.join(missing)}")
    check(settings)
    if settings.by == 0:
        raise Unfit(problem="by is 0: a length that is wrong by nothing is right")
    return Settings(**full)


def check_schedule(schedule: Schedule) -> None:
    """Refuse a schedule that contradicts itself, or is out of bounds. Raises Unfit."""
    chosen = [name for name in ("first", "every", "calls") if getattr(schedule, name) is not None]
    if len(chosen) > 1:
        raise Unfit(problem=f"give one of first, every and calls, not {' and '.join(chosen)}")
    check(schedule)
