"""The rate limits of a world: how much of which budget is used up, and whether that has consequences."""

from ats_sandbox.contract.principal import PRINCIPALS
from ats_sandbox.dashboard.form import Form
from ats_sandbox.dashboard.page import Action, Page, Values
from ats_sandbox.dashboard.visit import Visit
from ats_sandbox.world.clock import iso

MOST = 100
"""Budgets that are shown, those that were begun last."""


def show(visit: Visit) -> Values:
    """The limits of each vendor, and the budgets that somebody has begun to use."""
    workspace = visit.workspace
    used = workspace.meter.used(workspace.world.now)
    return {
        "limits": visit.operations.get("/limits"),
        "used": [
            {"vendor": one.vendor, "whose": whose(one.key), "used": one.used, "ends": iso(one.ends)}
            for one in used[: -MOST - 1 : -1]
        ],
        "begun": len(used),
    }


def whose(key: str) -> str:
    """Whose budget it is, without giving a credential away that is not published."""
    if not key or any(one.token in key for one in PRINCIPALS):
        return key or "anybody"
    return f"{key[:4]}…"


def set_mode(visit: Visit, form: Form) -> None:
    """Count or enforce."""
    visit.operations.patch("/limits", {"mode": form.get("mode", "")})


def refill(visit: Visit, form: Form) -> None:
    """Make every budget full again."""
    visit.operations.delete("/limits/counters")


LIMITS = Page(
    "limits",
    "Limits",
    "Budgets of requests, counted on the world's clock in either mode.",
    show,
    (
        Action("mode", "The mode of the limits was set.", set_mode),
        Action("refill", "Every budget is full again.", refill),
    ),
)
