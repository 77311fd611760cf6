"""Connectors: listing them, and syncing one anew."""

from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.evidence import documented
from ats_sandbox.contract.fields import Text
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.vendors.bindbee.call import Call, Resource
from ats_sandbox.vendors.bindbee.connectors import CONNECTORS, Category, Connector, Status, SyncStatus, sync
from ats_sandbox.vendors.bindbee.ids import connector_id, read_connector_id
from ats_sandbox.vendors.bindbee.inputs import Boolean
from ats_sandbox.vendors.bindbee.operations.pages import page
from ats_sandbox.vendors.bindbee.operations.reads import PREFIX
from ats_sandbox.vendors.bindbee.rendering import stamp, stamped
from ats_sandbox.vendors.bindbee.schemas import UUID, ConnectorHeaders, PageQuery, page_of, text
from ats_sandbox.world.domain.reading import Reading

connectors = Resource("Connectors", "Linked systems")

RESYNCED = "Resync triggered successfully"
MOMENT = {"format": "date-time"}


class ConnectorResponse(ResponseSchema):
    """A linked system of one customer."""

    id = fields.Text(required=True, metadata=UUID)
    is_active = fields.Boolean(required=True)
    status = fields.Choice(Status, required=True)
    integration_slug = fields.Text(required=True)
    end_user = fields.Text(required=True)
    origin_id = text()
    sync_status = fields.Choice(SyncStatus, required=True, allow_none=True)
    last_sync_start_time = text(metadata=MOMENT)
    next_sync_start_time = text(metadata=MOMENT)
    connector_token = fields.Text(required=True)
    category = fields.Choice(Category, required=True)
    relink_needed_at = text(metadata=MOMENT)
    is_test_connector = fields.Boolean(required=True)
    completed_at = text(metadata=MOMENT)
    created_at = fields.Text(required=True, metadata=MOMENT)


class ConnectorQuery(PageQuery):
    """Exact matches, all of which must hold."""

    connector_token = fields.Text()
    is_active = Boolean()
    origin_id = fields.Text()


def is_active(connector: Connector) -> bool:
    """True once somebody linked the system."""
    return connector.status is not Status.INCOMPLETE


def view(world: Reading, connector: Connector) -> dict[str, Any]:
    """A connector as it is answered."""
    return {
        "id": connector_id(world, connector.id),
        "is_active": is_active(connector),
        "status": connector.status,
        "integration_slug": connector.slug,
        "end_user": connector.end_user,
        "origin_id": connector.origin_id,
        "sync_status": connector.sync_status,
        "last_sync_start_time": stamped(connector.last_sync(world.now)),
        "next_sync_start_time": stamped(connector.next_sync(world.now)),
        "connector_token": connector.token,
        "category": connector.category,
        "relink_needed_at": stamped(connector.relink_needed_at),
        "is_test_connector": connector.test,
        "completed_at": stamped(connector.completed_at),
        "created_at": stamp(connector.created_at),
    }


@connectors.get(
    f"{PREFIX}/connectors",
    id="list_connectors",
    query=ConnectorQuery,
    returns=page_of(ConnectorResponse),
    evidence=documented("https://docs.bindbee.dev, GET /api/ats/v1/connectors"),
)
def list_connectors(call: Call) -> dict[str, Any]:
    """List the connectors of the key's environment."""
    world, query = call.world, call.query
    rows = world[CONNECTORS].only(lambda one: not one.test)
    if query.get("connector_token"):
        rows = rows.where(token=query["connector_token"])
    if query.get("origin_id"):
        rows = rows.only(lambda one: one.origin_id == query["origin_id"])
    if query.get("is_active") is not None:
        rows = rows.only(lambda one: is_active(one) is query["is_active"])
    return page(
        call,
        rows,
        read=lambda text: read_connector_id(world, text),
        write=lambda ordinal: connector_id(world, ordinal),
        show=lambda connector: view(world, connector),
    )


@connectors.post(
    "/api/embedded/v1/connectors/resync",
    id="resync_connector",
    headers=ConnectorHeaders,
    returns=Text(),
    evidence=documented("https://docs.bindbee.dev, POST /api/embedded/v1/connectors/resync"),
)
def resync(call: Call) -> str:
    """Sync every record of a connector anew.

    The copy is made at once. While the link does not work the sync fails and the old copy stays.
    """
    sync(call.draft, call.account)
    return RESYNCED
