"""Export a world as a JSON document, and import one."""

from marshmallow import INCLUDE

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.resource import Resource
from ats_sandbox.contract.schema import QuerySchema, RequestSchema, ResponseSchema
from ats_sandbox.control.errors import OURS, Full
from ats_sandbox.control.portable.document import FORMAT, VERSION
from ats_sandbox.control.schema import described
from ats_sandbox.control.wire import WireObject
from ats_sandbox.control.workspace import workspace_of
from ats_sandbox.control.worlds.schemas import WorldRow
from ats_sandbox.control.worlds.views import world_row
from ats_sandbox.world.clock import START

portable = Resource("Export and import", "Worlds as JSON documents: export and import them")

EMPTY_WORLD = {
    "format": FORMAT,
    "version": VERSION,
    "recipe": "empty",
    "seed": 1,
    "content": "changes",
    "states": [{"against": "blueprint", "now": START}],
}


class ExportQuery(QuerySchema):
    """What to export."""

    content = fields.Choice(
        ("changes", "everything"),
        metadata=described("The changes against the blueprint, or everything; by default whichever is shorter"),
    )


class Exported(ResponseSchema):
    """A world. The last of `states` is the world's; those before it are copies that its records refer to."""

    format = fields.Text(required=True)
    version = fields.Integer(required=True)
    recipe = fields.Text(required=True)
    seed = fields.Integer(required=True)
    candidates = fields.Integer(required=True, allow_none=True)
    content = fields.Choice(("changes", "everything"), required=True)
    fingerprint = fields.Text()
    states = fields.Array(fields.FreeObject(), required=True)


class Imported(RequestSchema):
    """A document that an export wrote, in this version of the format or an earlier one."""

    format = fields.Choice((FORMAT,), required=True)
    version = fields.Integer(required=True, least=1)

    class Meta:
        unknown = INCLUDE


@portable.get("/export", id="export_world", query=ExportQuery, returns=Exported, errors=[Full], evidence=OURS)
def export_world(call: Call) -> WireObject:
    """Export the world: its recipe and seed, and what changed since, or everything.

    A document with everything does not depend on how later versions build a recipe. Snapshots, journal, faults and
    settings are not exported.
    """
    return workspace_of(call).export(call.query.get("content"))


@portable.post(
    "/import",
    id="import_world",
    body=Imported,
    returns=WorldRow,
    errors=[Full],
    evidence=OURS,
    example=Example(body=EMPTY_WORLD),
)
def import_world(call: Call) -> WireObject:
    """Replace the world by the one of a document, to which it resets from now on.

    An invalid document changes nothing; the refusal names its collection, record and member. Snapshots and settings
    are kept.
    """
    workspace = workspace_of(call)
    workspace.load(call.body)
    return world_row(workspace)
