"""The snapshots of a world: take, compare, restore and delete them."""

from urllib.parse import quote

from ats_sandbox.dashboard.form import Form
from ats_sandbox.dashboard.operations import Refused
from ats_sandbox.dashboard.page import Action, Page, Values
from ats_sandbox.dashboard.visit import Visit

MOST = 200
"""Changed records that are shown."""


def show(visit: Visit) -> Values:
    """The snapshots, and what has changed since one of them if somebody asks for that."""
    asked = visit.request.args
    name, collection = asked.get("since", ""), asked.get("collection", "").strip()
    diff, missing = None, None
    if name:
        try:
            diff = visit.operations.get(f"{path(name)}/diff", {"limit": MOST, "collection": collection or None})
        except Refused as refused:
            missing = refused.error
    shown = 0 if diff is None else sum(len(diff[kind]) for kind in ("created", "changed", "deleted"))
    return {
        "snapshots": visit.operations.get("/snapshots"),
        "diff": diff,
        "shown": shown,
        "missing": missing,
        "collection": collection,
        "collections": sorted(visit.workspace.world.state.tables),
    }


def take(visit: Visit, form: Form) -> None:
    """Take a snapshot."""
    visit.operations.post("/snapshots", {"name": form.get("name", "").strip()})


def restore(visit: Visit, form: Form) -> None:
    """Set the world back to a snapshot."""
    visit.operations.post(f"{path(form.get('snapshot', ''))}/restore")


def drop(visit: Visit, form: Form) -> None:
    """Delete a snapshot."""
    visit.operations.delete(path(form.get("snapshot", "")))


def path(name: str) -> str:
    """The path of a snapshot."""
    return f"/snapshots/{quote(name, safe='')}"


SNAPSHOTS = Page(
    "snapshots",
    "Snapshots",
    "States of this world that were kept, to come back to and to compare with.",
    show,
    (
        Action("take", "The snapshot was taken.", take),
        Action("restore", "The world is as it was at the snapshot.", restore),
        Action("drop", "The snapshot was deleted.", drop),
    ),
)
