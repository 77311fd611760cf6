"""Export a world to a document, and import one."""

from typing import Any

from ats_sandbox.contract.call import Call
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.resource import Resource
from ats_sandbox.control.errors import OURS, Full
from ats_sandbox.control.portable.document import FORMAT, VERSION
from ats_sandbox.control.portable.schemas import Exported, ExportQuery, Imported
from ats_sandbox.control.workspace import workspace_of
from ats_sandbox.control.worlds.schemas import WorldRow
from ats_sandbox.control.worlds.views import world_row
from ats_sandbox.world.clock import START

portable = Resource("Export and import", "Worlds as documents, to keep, to share and to load again")

EMPTY_WORLD = {
    "format": FORMAT,
    "version": VERSION,
    "recipe": "empty",
    "seed": 1,
    "content": "changes",
    "states": [{"against": "blueprint", "now": START}],
}


@portable.get("/export", id="export_world", query=ExportQuery, returns=Exported, errors=[Full], evidence=OURS)
def export_world(call: Call) -> dict[str, Any]:
    """Write the world down: its recipe and seed, and what changed since, or everything.

    A document with everything does not depend on how later versions found a recipe. Snapshots, journal, faults and
    settings are not written.
    """
    return workspace_of(call).export(call.query.get("content"))


@portable.post(
    "/import",
    id="import_world",
    body=Imported,
    returns=WorldRow,
    evidence=OURS,
    example=Example(body=EMPTY_WORLD),
)
def import_world(call: Call) -> dict[str, Any]:
    """Put what a document tells in place of the world, which resets to it from now on.

    A document that is not right changes nothing; the refusal names its collection, record and member. Snapshots and
    settings are kept.
    """
    workspace = workspace_of(call)
    workspace.load(call.body)
    return world_row(workspace)
