"""The webhooks of a new world, and what they were told before it began."""

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import Members
from ats_sandbox.vendors.bindbee.connectors import ACME, FIRST_SYNCS, PERIOD, Connector, first_connectors
from ats_sandbox.vendors.bindbee.ids import record_id
from ats_sandbox.vendors.bindbee.webhooks.bodies import event_body, event_facts, sync_data
from ats_sandbox.vendors.bindbee.webhooks.keys import first_key
from ats_sandbox.vendors.bindbee.webhooks.state import (
    ATS_EVENTS,
    DELAYS,
    SIGNATURE_KEYS,
    WEBHOOK_LOGS,
    WEBHOOKS,
    Attempt,
    Event,
    Webhook,
    WebhookLog,
)
from ats_sandbox.world.chance import Chance
from ats_sandbox.world.clock import DAY, SECOND
from ats_sandbox.world.domain.candidates import CANDIDATES
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Table

_ENDINGS: tuple[tuple[tuple[int | None, ...], int], ...] = (
    ((200,), 80),
    ((500, 200), 8),
    ((None, 204), 4),
    ((503, 503, 503, 503, 503), 6),
    ((None, None, None, None, None), 2),
)
"""How the attempts of one delivery end, and how often."""
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
    """The webhooks of a new world with their key, and what they were told of the last syncs of its first connector."""
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
        syncing = replace(connector, number=FIRST_SYNCS - LOGGED + number)
        for event, at, data in _told(world, syncing, began_at, number):
            body = event_body(world, rows[0], event, event_facts(world, syncing, data))
            ending = Chance(world.seed, "bindbee.webhook_log", len(logs) + 1).weighted("ending", _ENDINGS)
            attempts = tuple(
                Attempt(id=turn, at=at + sum(DELAYS[: turn - 1]), status=status)
                for turn, status in enumerate(ending, start=1)
            )
            told: Members = {"webhook": 1, "connector": connector.id, "event": event, "url": rows[0].url, "body": body}
            logs.append(WebhookLog(id=len(logs) + 1, attempts=attempts, created_at=at, **told))
    rows[0] = replace(rows[0], last_triggered_at=logs[-1].created_at)
    keys = Table.build(SIGNATURE_KEYS, [first_key(world, created_at=now - 85 * DAY)])
    return [Table.build(WEBHOOKS, rows), keys, Table.build(WEBHOOK_LOGS, logs)]


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
