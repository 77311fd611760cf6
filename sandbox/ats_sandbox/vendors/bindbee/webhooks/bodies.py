"""What webhooks are sent: the body of each event, made of facts that stay as they were when it happened."""

from collections.abc import Mapping
from typing import Any

from ats_sandbox.contract.operation import Document
from ats_sandbox.vendors.bindbee.catalogue import INTEGRATIONS
from ats_sandbox.vendors.bindbee.connectors import Connector
from ats_sandbox.vendors.bindbee.ids import CONNECTOR_IDS
from ats_sandbox.vendors.bindbee.webhooks.state import WEBHOOK_IDS, Event, Webhook
from ats_sandbox.world import id_codecs
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.reading import Reading

Facts = Mapping[str, Any]
"""The members of a body, but for those about the webhook."""


def event_facts(world: Reading, connector: Connector, data: Any, error: Document | None = None) -> dict[str, Any]:
    """What an event of a connector's last sync tells; all events of one sync have the same sync id."""
    integration = INTEGRATIONS.get(connector.slug)
    sync = id_codecs.uuid7(world.seed, f"bindbee:{connector.id}", "sync", connector.number)
    facts: dict[str, Any] = {
        "connector": {
            "id": CONNECTOR_IDS.write(world, connector.id),
            "display_name": integration.display_name if integration is not None else connector.slug,
            "integration_slug": connector.slug,
            "categories": [connector.category.value],
            "org_name": world.company.name,
            "origin_id": connector.origin_id,
            "connector_status": connector.status.value,
            "end_user_name": connector.end_user,
            "end_user_email": connector.email,
        },
        "data": data,
        "sync": {
            "sync_id": sync,
            "sync_type": "MANUAL" if connector.manual else "AUTOMATED",
            "sync_name": f"#{connector.number}",
        },
    }
    return facts if error is None else {**facts, "error": error}


def event_body(world: Reading, webhook: Webhook, event: Event, facts: Facts) -> Document:
    """What a webhook is sent of an event."""
    told = {"webhook_id": WEBHOOK_IDS.write(world, webhook.id), "url": webhook.url, "event": event.value}
    return {"webhook": told, **facts}


def sync_data(world: Reading, connector: Connector, status: str, began_at: int | None) -> Document:
    """The `data` of an event about a sync itself; one that failed has no start."""
    data = {
        "id": CONNECTOR_IDS.write(world, connector.id),
        "integration_name": connector.slug,
        "category": connector.category.value,
        "display_status": status,
    }
    return data if began_at is None else {**data, "last_sync_start_time": moment(began_at)}


def sync_error(failed_at: int, message: str) -> Document:
    """The `error` of a sync that went wrong."""
    return {"failed_at": moment(failed_at), "message": message, "detail": {}}


def moment(instant: int) -> str:
    """A date-time in an event: microseconds, and the offset in figures."""
    return f"{iso(instant)[:-1]}000+00:00"
