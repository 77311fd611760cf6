"""How Bindbee tells of events, as one declaration."""

from ats_sandbox.contract.webhook_facts import Description
from ats_sandbox.contract.webhooks import Webhooks
from ats_sandbox.vendors.bindbee.connectors import CONNECTORS
from ats_sandbox.vendors.bindbee.webhooks import delivery, subscriptions
from ats_sandbox.vendors.bindbee.webhooks.happenings import happenings
from ats_sandbox.vendors.bindbee.webhooks.mistakes import MISTAKES
from ats_sandbox.vendors.bindbee.webhooks.state import DELAYS, Event

POLLING = {
    "connector_data_modified": "GET /api/ats/v1/candidates?modified_after={at}, and the lists of the other models",
    "connector_sync": "GET /api/ats/v1/connectors: sync_status and last_sync_start_time",
}


def described() -> Description:
    """What people and documents are told of it, imported by the first who asks."""
    from ats_sandbox.vendors.bindbee.webhooks.description import DESCRIPTION

    return DESCRIPTION


WEBHOOKS = Webhooks(
    events=tuple(one.value for one in Event),
    watched=frozenset({CONNECTORS.name}),
    subscribers=subscriptions.subscribers,
    subscriber=subscriptions.subscriber,
    happenings=happenings,
    hears=subscriptions.hears,
    body=delivery.body,
    headers=delivery.headers,
    accepts=delivery.accepts,
    timeout=delivery.TIMEOUT,
    delays=DELAYS,
    record=delivery.record,
    subscribe=subscriptions.subscribe,
    enable=subscriptions.enable,
    rotate=subscriptions.rotate,
    unsubscribe=subscriptions.unsubscribe,
    mistakes=MISTAKES,
    polling=POLLING,
    scoped=True,
    described=described,
)
