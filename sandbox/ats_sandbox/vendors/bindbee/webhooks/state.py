"""What Bindbee keeps of webhooks: who is told, the organisation's signature key, and what was told."""

from enum import StrEnum
from typing import ClassVar

from ats_sandbox.contract.operation import Document
from ats_sandbox.vendors.bindbee.connectors import CONNECTORS
from ats_sandbox.vendors.bindbee.ids import own_ids
from ats_sandbox.world.clock import SECOND
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.references import OnDelete, Reference
from ats_sandbox.world.store.table import Collection, Record


class Event(StrEnum):
    """What webhooks tell of.

    Anybody can wish to hear of employees, and nobody ever does: the event is of systems that keep employees, which this
    company does not have. A connector to one (`acme-hris`) syncs without bringing any.
    """

    SYNC_STARTED = "connector_sync_started"
    SYNCED = "connector_synced"
    DATA_MODIFIED = "connector_data_modified"
    EMPLOYEES_CHANGED = "employee_data_changed"
    SYNC_FAILED = "connector_sync_error"


ATS_EVENTS = tuple(one for one in Event if one is not Event.EMPLOYEES_CHANGED)
"""Those that a system for hiring leads to."""

DELAYS = (4 * SECOND, 6 * SECOND, 15 * SECOND, 30 * SECOND)
"""From each failed attempt to the next. Inferred: four retries within 60 seconds are published, no more than that."""


class Webhook(Record, frozen=True, kw_only=True):
    """Somebody who is told. `test` ones hear of the development environment, the others of production."""

    name: str
    url: str
    events: tuple[Event, ...]
    enabled: bool = True
    test: bool = False
    created_at: int
    last_triggered_at: int | None = None


class SignatureKey(Record, frozen=True, kw_only=True):
    """A key of the organisation, with which all of its webhooks are signed until there is another one."""

    key: str
    created_at: int
    replaced_at: int | None = None

    secrets: ClassVar[frozenset[str]] = frozenset({"key"})


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
SIGNATURE_KEYS = Collection("bindbee.signature_keys", SignatureKey)
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


def signature_keys(world: Reading) -> list[SignatureKey]:
    """Every key that the organisation ever had, the present one last."""
    return list(world[SIGNATURE_KEYS])
