"""The worlds of a sandbox: create, fork, reset and delete them; export and import the one that is looked at."""

from urllib.parse import quote

from ats_sandbox.control.worlds.views import world_row
from ats_sandbox.control.worlds.worlds import DEFAULT
from ats_sandbox.dashboard.form import Form, filled, number, text
from ats_sandbox.dashboard.operations import Refused
from ats_sandbox.dashboard.page import Action, Page, Values
from ats_sandbox.dashboard.visit import Visit
from ats_sandbox.world.seeding.recipes import recipe_names

MOST = 100
"""Worlds that are shown at once."""


def show(visit: Visit) -> Values:
    """The worlds in use whose names hold what is looked for, the first of many; the one that is looked at leads."""
    worlds, like = visit.deployment.worlds, visit.request.args.get("like", "").strip()
    names = [name for name in worlds if like.lower() in name.lower()]
    names.sort(key=lambda name: name != visit.world)
    shown = [world_row(workspace) for name in names[:MOST] if (workspace := worlds.get(name)) is not None]
    return {
        "worlds": shown,
        "found": len(names),
        "known": len(worlds),
        "like": like,
        "recipes": recipe_names(),
        "default": DEFAULT,
        "snapshots": [one.name for one in visit.workspace.snapshots],
    }


def create(visit: Visit, form: Form) -> None:
    """Create a world of a recipe and a seed."""
    body = filled(
        name=form.get("name", "").strip(),
        recipe=text(form, "recipe"),
        seed=number(form, "seed"),
        candidates=number(form, "candidates"),
    )
    visit.operations.post("/worlds", body)


def fork(visit: Visit, form: Form) -> None:
    """Fork the world that is looked at, as it is now or was at a snapshot."""
    body = filled(name=form.get("fork", "").strip(), snapshot=text(form, "snapshot"))
    visit.operations.post("/worlds", {**body, "from": visit.world})


def reset(visit: Visit, form: Form) -> None:
    """Set a world back to how it began."""
    visit.operations.post(f"/worlds/{quote(form.get('world', ''), safe='')}/reset")


def drop(visit: Visit, form: Form) -> None:
    """Delete a world; not the one that is looked at, which would begin anew by that."""
    name = form.get("world", "")
    if name == visit.world:
        raise Refused(409, "This page shows the world that you want to delete: go to another one first.")
    visit.operations.delete(f"/worlds/{quote(name, safe='')}")


def load(visit: Visit, form: Form) -> None:
    """Replace the world by the one of an exported document."""
    sent = visit.request.files.get("document")
    if sent is None or not sent.filename:
        raise Refused(400, "Choose a document that an export wrote.")
    visit.operations.send("POST", "/import", sent.stream.read())


WORLDS = Page(
    "worlds",
    "Worlds",
    "Companies side by side, each with its own records, clock, journal and faults.",
    show,
    (
        Action("create", "The world was created.", create),
        Action("fork", "The world was forked.", fork),
        Action("reset", "The world is as it began.", reset),
        Action("drop", "The world was deleted.", drop),
        Action("import", "The world of the document has taken this one's place.", load),
    ),
)
