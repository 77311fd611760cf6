"""The clock of a world: what time it is there, and letting time pass."""

from ats_sandbox.dashboard.form import Form
from ats_sandbox.dashboard.operations import Refused
from ats_sandbox.dashboard.page import Action, Page, Values
from ats_sandbox.dashboard.visit import Visit

UNITS = {"seconds": 1, "minutes": 60, "hours": 3_600, "days": 86_400, "weeks": 604_800}
"""Seconds of each."""

MODES = {
    "frozen": "Time stands still; each write takes a millisecond.",
    "running": "Time passes at its real speed, from the world's present instant.",
    "real": "The time of this machine, or ahead of it where the world is.",
}

STEPS = (("+1 hour", "PT1H"), ("+1 day", "P1D"), ("+1 week", "P1W"), ("+30 days", "P30D"))
"""How far the buttons go, as ISO 8601 durations."""


def show(visit: Visit) -> Values:
    """The clock's face."""
    return {"clock": visit.operations.get("/clock"), "modes": MODES, "steps": STEPS, "units": UNITS}


def set_mode(visit: Visit, form: Form) -> None:
    """Freeze the clock or let it run."""
    visit.operations.patch("/clock", {"mode": form.get("mode", "")})


def advance(visit: Visit, form: Form) -> None:
    """Advance by a duration in ISO 8601."""
    visit.operations.post("/clock/advance", {"duration": form.get("duration", "")})


def advance_by(visit: Visit, form: Form) -> None:
    """Advance by an amount of a unit."""
    unit, amount = UNITS.get(form.get("unit", ""), 1), form.get("amount", "").strip()
    try:
        seconds = float(amount) * unit
    except ValueError:
        raise Refused(400, "The amount is a number, such as 90 or 1.5") from None
    if not 0 <= seconds < float("inf"):
        raise Refused(400, "The amount is a number above 0: time never goes back")
    visit.operations.post("/clock/advance", {"seconds": seconds})


def advance_until(visit: Visit, form: Form) -> None:
    """Advance to an instant."""
    visit.operations.post("/clock/advance", {"until": form.get("until", "").strip()})


CLOCK = Page(
    "clock",
    "Clock",
    "What time it is in this world, and letting it pass.",
    show,
    (
        Action("mode", "The clock's mode was set.", set_mode),
        Action("advance", "Time has passed, and everything that was due has happened.", advance),
        Action("advance-by", "Time has passed, and everything that was due has happened.", advance_by),
        Action("advance-until", "Time has passed, and everything that was due has happened.", advance_until),
    ),
)
