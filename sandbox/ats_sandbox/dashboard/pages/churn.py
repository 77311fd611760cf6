"""Churn: records that appear, change and vanish between the pages that a client reads."""

from typing import Any

import msgspec

from ats_sandbox.control.churn.churn import is_list
from ats_sandbox.control.churn.step import ACTIONS
from ats_sandbox.control.fixtures.kinds import KINDS
from ats_sandbox.control.states.state import NamedState
from ats_sandbox.dashboard.form import Form, filled, number, text
from ats_sandbox.dashboard.page import Action, Page, Values
from ats_sandbox.dashboard.visit import Visit

EXAMPLE: Any = [
    {"after": 1, "do": "insert", "count": 2},
    {"after": 2, "do": "touch", "record": "newcomer-1@example.com"},
]
"""A script that shows its form."""


def show(visit: Visit) -> Values:
    """The script, and what a step may name."""
    return {
        "steps": visit.operations.get("/churn")["steps"],
        "actions": ACTIONS,
        "kinds": tuple(KINDS),
        "states": tuple(NamedState),
        "vendors": [one.name for one in visit.deployment.vendors],
        "lists": [(one.name, each.id) for one in visit.deployment.vendors for each in one.operations if is_list(each)],
        "example": msgspec.json.format(msgspec.json.encode(EXAMPLE)).decode(),
    }


def put_step(visit: Visit, form: Form) -> None:
    """Put a script of one step in place."""
    names = ("do", "vendor", "operation", "kind", "record", "job", "state")
    step = filled(
        **{name: text(form, name) for name in names},
        **{name: number(form, name) for name in ("after", "count")},
    )
    visit.operations.put("/churn", {"steps": [step]})


def put_script(visit: Visit, form: Form) -> None:
    """Put a script of any steps in place, written as JSON, which the operation reads as it reads everybody's."""
    steps = form.get("steps", "").encode(errors="replace")
    visit.operations.send("PUT", "/churn", b'{"steps": %b}' % steps)


def end(visit: Visit, form: Form) -> None:
    """Delete the script."""
    visit.operations.delete("/churn")


CHURN = Page(
    "churn",
    "Churn",
    "Records that are inserted, deleted and changed while a client reads a list, by a script.",
    show,
    (
        Action("step", "The script is in place.", put_step),
        Action("script", "The script is in place.", put_script),
        Action("end", "The script is gone; what it did stays.", end),
    ),
)
