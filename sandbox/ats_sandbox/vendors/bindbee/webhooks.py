"""Webhooks: who is told of syncs, and the log of what was told. They are made in the dashboard only."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from msgspec.structs import replace

from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import Members
from ats_sandbox.vendors.bindbee.catalogue import INTEGRATIONS
from ats_sandbox.vendors.bindbee.connectors import ACME, CONNECTORS, PERIOD, Connector, first_connectors
from ats_sandbox.vendors.bindbee.ids import CONNECTOR_IDS, own_ids, record_id
from ats_sandbox.world import id_codecs
from ats_sandbox.world.chance import Chance
from ats_sandbox.world.clock import DAY, SECOND, iso
from ats_sandbox.world.domain.candidates import CANDIDATES
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.store.references import OnDelete, Reference
from ats_sandbox.world.store.table import Collection, Record, Table


class Event(StrEnum):
    """What webhooks tell of."""

    SYNC_STARTED = "connector_sync_started"
    SYNCED = "connector_synced"
    DATA_MODIFIED = "connector_data_modified"
    EMPLOYEES_CHANGED = "employee_data_changed"
    SYNC_FAILED = "connector_sync_error"


class Webhook(Record, frozen=True, kw_only=True):
    """Somebody who is told. `test` ones hear of the development environment, the others of production."""

    name: str
    url: str
    events: tuple[Event, ...]
    enabled: bool = True
    test: bool = False
    created_at: int
    last_triggered_at: int | None = None


class Attempt(Record, frozen=True, kw_only=True):
    """One try to deliver; `status` is None when nobody answered in time. `id` counts the tries from 1."""

    at: int
    status: int | None
    answer: str = ""


class WebhookLog(Record, frozen=True, kw_only=True):
    """One event for one webhook: the body that was sent, and each attempt."""

    webhook: int
    connector: int
    event: Event
    url: str
    body: Document
    attempts: tuple[Attempt, ...]
    created_at: int

    @property
    def response_code(self) -> int | None:
        """The status of the last answer; None when there was none."""
        return self.attempts[-1].status if self.attempts else None


WEBHOOKS = Collection("bindbee.webhooks", Webhook)
WEBHOOK_IDS = own_ids("webhook")
WEBHOOK_LOGS = Collection(
    "bindbee.webhook_logs",
    WebhookLog,
    indexes={
        "webhook": lambda one: (one.webhook,),
        "connector": lambda one: (one.connector,),
        "event": lambda one: (one.event,),
        "code": lambda one: (one.response_code,),
    },
    references={"connector": Reference(CONNECTORS.name, on_delete=OnDelete.DELETE)},
)


def listening(world: Reading, connector: Connector, event: Event) -> list[Webhook]:
    """Who is to be told of an event at a connector."""
    heard = (one for one in world[WEBHOOKS] if one.enabled and one.test is connector.test)
    return [one for one in heard if event in one.events]


def event_body(
    world: Reading, webhook: Webhook, connector: Connector, event: Event, data: Any, number: int, manual: bool = False
) -> Document:
    """What a webhook is sent; `number` counts the connector's syncs, all of whose events have the same sync id."""
    integration = INTEGRATIONS.get(connector.slug)
    sync = id_codecs.uuid7(world.seed, f"bindbee:{connector.id}", "sync", number)
    return {
        "webhook": {"webhook_id": WEBHOOK_IDS.write(world, webhook.id), "url": webhook.url, "event": event.value},
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
        "sync": {"sync_id": sync, "sync_type": "MANUAL" if manual else "AUTOMATED", "sync_name": f"#{number}"},
    }


def sync_data(world: Reading, connector: Connector, status: str, began_at: int | None) -> Document:
    """The `data` of an event about a sync itself; one that failed has no start."""
    data = {
        "id": CONNECTOR_IDS.write(world, connector.id),
        "integration_name": connector.slug,
        "category": connector.category.value,
        "display_status": status,
    }
    return data if began_at is None else {**data, "last_sync_start_time": moment(began_at)}


def moment(instant: int) -> str:
    """A date-time in an event: microseconds, and the offset in figures."""
    return f"{iso(instant)[:-1]}000+00:00"


def record_delivery(
    world: Transaction,
    webhook: Webhook,
    connector: Connector,
    event: Event,
    body: Document,
    attempts: Iterable[Attempt],
) -> WebhookLog:
    """Put down that an event was told, or that it was tried."""
    tried = tuple(attempts)
    at = tried[0].at if tried else world.now
    world.put(WEBHOOKS, replace(webhook, last_triggered_at=at))
    facts: Members = {
        "webhook": webhook.id,
        "connector": connector.id,
        "event": event,
        "url": webhook.url,
        "body": body,
    }
    log = WebhookLog(id=world.next_id(WEBHOOK_LOGS), attempts=tried, created_at=at, **facts)
    return world.put(WEBHOOK_LOGS, log)


ATS_EVENTS = tuple(one for one in Event if one is not Event.EMPLOYEES_CHANGED)
_ENDINGS: tuple[tuple[tuple[int | None, ...], int], ...] = (
    ((200,), 80),
    ((500, 200), 8),
    ((None, 204), 4),
    ((503, 503, 503, 503, 503), 6),
    ((None, None, None, None, None), 2),
)
"""How the attempts of one delivery end, and how often."""
_WAITS = (0, 4, 10, 25, 55)
"""Seconds after the first attempt at which the next ones are made."""
LOGGED = 12
"""Daily syncs that the log of a new world goes back."""


_FIRST: tuple[tuple[str, str, tuple[Event, ...], int, Members], ...] = (
    ("Candidate sync", "hooks.example.com/bindbee", ATS_EVENTS, 80, {}),
    ("Sync alerts", "alerts.example.com/syncs", (Event.SYNC_FAILED,), 40, {}),
    ("Old warehouse", "warehouse.example.com/in", (Event.SYNCED,), 85, {"enabled": False}),
    ("Development", "dev.example.com/bindbee", ATS_EVENTS, 80, {"test": True}),
)
"""Names, addresses, events, and how many days ago they were made."""


def first_webhooks(world: Reading) -> list[Table[Any]]:
    """The webhooks of a new world, and what they were told of the last syncs of its first connector."""
    now = world.now
    rows = [
        Webhook(id=id, name=name, url=f"https://{address}", events=events, created_at=now - days * DAY, **facts)
        for id, (name, address, events, days, facts) in enumerate(_FIRST, start=1)
    ]
    rows[2] = replace(rows[2], last_triggered_at=now - 60 * DAY)
    connector = first_connectors(world).records[ACME]
    logs: list[WebhookLog] = []
    for number in range(LOGGED):
        began_at = now - (LOGGED - number) * PERIOD
        for event, at, data in _told(world, connector, began_at, number):
            body = event_body(world, rows[0], connector, event, data, 90 - LOGGED + number)
            ending = Chance(world.seed, "bindbee.webhook_log", len(logs) + 1).weighted("ending", _ENDINGS)
            attempts = tuple(
                Attempt(id=turn, at=at + wait * SECOND, status=status)
                for turn, (status, wait) in enumerate(zip(ending, _WAITS, strict=False), start=1)
            )
            told: Members = {"webhook": 1, "connector": connector.id, "event": event, "url": rows[0].url, "body": body}
            logs.append(WebhookLog(id=len(logs) + 1, attempts=attempts, created_at=at, **told))
    rows[0] = replace(rows[0], last_triggered_at=logs[-1].created_at)
    return [Table.build(WEBHOOKS, rows), Table.build(WEBHOOK_LOGS, logs)]


def _told(world: Reading, connector: Connector, began_at: int, number: int) -> Iterable[tuple[Event, int, Document]]:
    """The events of one sync, each with its instant and its data."""
    chance = Chance(world.seed, "bindbee.sync", number)
    yield Event.SYNC_STARTED, began_at, sync_data(world, connector, "Syncing", began_at)
    if chance.happens("failed", 12):
        yield Event.SYNC_FAILED, began_at + 31 * SECOND, sync_data(world, connector, "Failed", None)
        return
    people = chance.some("modified", range(1, min(len(world[CANDIDATES]), 40) + 1), 0, 4)
    if people:
        ids = [record_id(world, connector.id, "candidate", ordinal) for ordinal in people]
        yield Event.DATA_MODIFIED, began_at + 12 * SECOND, {"ats_candidate": ids}
    ended_at = began_at + chance.between("took", 20, 90) * SECOND
    yield Event.SYNCED, ended_at, sync_data(world, connector, "Done", began_at)
