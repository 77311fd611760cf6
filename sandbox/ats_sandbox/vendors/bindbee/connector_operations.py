"""Connectors: listing them, and syncing one anew."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.resources.listing import Filter, Listing, query_with, through
from ats_sandbox.contract.schema import ResponseSchema, shape_of
from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.bindbee import errors, inputs, lists
from ats_sandbox.vendors.bindbee.call import PREFIX, Call, Resource, reference
from ats_sandbox.vendors.bindbee.connectors import ACME, CONNECTORS, Category, Connector, Status, SyncStatus
from ats_sandbox.vendors.bindbee.ids import CONNECTOR_IDS, canonical
from ats_sandbox.vendors.bindbee.schemas import UUID, ConnectorHeaders, Stamp, text
from ats_sandbox.vendors.bindbee.syncs import SYNC, start_sync
from ats_sandbox.world.domain.cascade import delete

connectors = Resource("Connectors", "Linked systems")


class ConnectorResponse(ResponseSchema):
    """A linked system of one customer."""

    id = fields.Text(required=True, metadata=UUID, of=lambda one, call: CONNECTOR_IDS.write(call.world, one.id))
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


LISTING: Listing[Connector] = Listing(
    rows=lambda call: call.world[CONNECTORS].only(lambda one: not one.test),
    show=through(view_of(ConnectorResponse)),
    style=lists.CursorPages(
        read=lambda call, text: CONNECTOR_IDS.read(call.world, text),
        write=lambda call, ordinal: CONNECTOR_IDS.write(call.world, ordinal),
    ),
    filters=(
        Filter("connector_token", inputs.Words, lambda _, rows, token: rows.where(token=token)),
        Filter("is_active", inputs.Boolean, lambda _, rows, wanted: rows.only(lambda one: one.is_active is wanted)),
        Filter("origin_id", inputs.Words, lambda _, rows, origin: rows.only(lambda one: one.origin_id == origin)),
    ),
)


@connectors.get(
    f"{PREFIX}/connectors",
    id="list_connectors",
    query=query_with("ConnectorQuery", lists.PageQuery, *LISTING.filters),
    returns=LISTING.style.envelope(ConnectorResponse),
    evidence=reference("GET", f"{PREFIX}/connectors"),
    observes=[SYNC],
)
def list_connectors(call: Call) -> object:
    """List the connectors of the key's environment."""
    return LISTING.document(call)


@connectors.delete(
    f"{PREFIX}/connectors/{{connector_id}}/delete",
    id="delete_connector",
    returns=shape_of("Message", message=fields.Text(required=True)),
    errors=[errors.ValidationFailed, errors.RecordNotFound],
    words={"model": "Connector"},
    evidence=reference("DELETE", f"{PREFIX}/connectors/{{connector_id}}/delete"),
    path_types={"connector_id": {"type": "string", "format": "uuid"}},
    example=Example(path={"connector_id": lambda world: CONNECTOR_IDS.write(world, ACME)}),
)
def delete_connector(call: Call) -> Document:
    """Delete a connector and everything that was copied through it. Its token ceases to work."""
    draft = call.draft
    id = CONNECTOR_IDS.read(draft, canonical(call.path["connector_id"]))
    connector = draft[CONNECTORS].get(id)
    if connector is None or connector.test:
        raise errors.RecordNotFound(model="Connector", parameter="connector_id")
    delete(draft, CONNECTORS, connector.id)
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
    start_sync(call.draft, call.account)
    return "Resync triggered successfully"
