"""Connectors: listing them, and syncing one anew."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.contract.schema import ResponseSchema, shape_of
from ats_sandbox.vendors.bindbee import inputs, lists
from ats_sandbox.vendors.bindbee.call import PREFIX, Call, reference
from ats_sandbox.vendors.bindbee.connectors import CONNECTORS, Category, Status, SyncStatus
from ats_sandbox.vendors.bindbee.resource import Kept, Resource, id_member
from ats_sandbox.vendors.bindbee.schemas import ConnectorHeaders, Stamp, text
from ats_sandbox.vendors.bindbee.syncs import SYNC, outcome, start_sync
from ats_sandbox.world.domain.cascade import delete

KEPT = Kept("connector", CONNECTORS, "connector_id", ours=lambda one: not one.test)
connectors = Resource("Connectors", "Linked systems", KEPT)


class ConnectorResponse(ResponseSchema):
    """A linked system of one customer."""

    id = id_member(KEPT.ids)
    is_active = fields.Boolean(required=True)
    status = fields.Choice(Status, required=True)
    integration_slug = fields.Text(required=True, of="slug")
    end_user = fields.Text(required=True)
    origin_id = text()
    sync_status = fields.Choice(SyncStatus, required=True, allow_none=True)
    last_sync_start_time = Stamp(nullable=True, of=lambda one, call: one.last_sync(call.world.now))
    next_sync_start_time = Stamp(nullable=True, of=lambda one, call: one.next_sync(call.world.now))
    connector_token = fields.Text(required=True, of="token")
    category = fields.Choice(Category, required=True)
    relink_needed_at = Stamp(nullable=True)
    is_test_connector = fields.Boolean(required=True, of="test")
    completed_at = Stamp(nullable=True)
    created_at = Stamp()


connectors.lists(
    f"{PREFIX}/connectors",
    "List the connectors of the key's environment.",
    id="list_connectors",
    item=ConnectorResponse,
    pages=KEPT.pages,
    rows=KEPT.rows,
    filters=(
        Filter("connector_token", inputs.Words, lambda _, rows, token: rows.where(token=token)),
        lists.by_member("is_active", inputs.Boolean),
        lists.by_member("origin_id", inputs.Words),
    ),
    observes=[SYNC],
)


@connectors.delete(
    f"{PREFIX}/connectors/{{connector_id}}/delete",
    id="delete_connector",
    returns=shape_of("Message", message=fields.Text(required=True)),
    evidence=reference("DELETE", f"{PREFIX}/connectors/{{connector_id}}/delete"),
)
def delete_connector(call: Call) -> Document:
    """Delete a connector and everything that was copied through it. Its token ceases to work."""
    delete(call.draft, CONNECTORS, KEPT.get_or_404(call).id)
    return {"message": "Connector deleted successfully"}


@connectors.post(
    "/api/embedded/v1/connectors/resync",
    id="resync_connector",
    headers=ConnectorHeaders,
    returns=fields.Text(),
    evidence=reference("POST", "/api/embedded/v1/connectors/resync"),
)
def resync(call: Call) -> str:
    """Sync a connector now: copy what has changed in the linked system.

    It is over with the answer, unless a tester lets it take time or fail. While the link does not work it fails, and
    the old copy stays.
    """
    start_sync(call.draft, call.account, manual=True)
    if (told := outcome(call.draft, call.account)) is not None:
        call.remarks.append(told)
    return "Resync triggered successfully"
