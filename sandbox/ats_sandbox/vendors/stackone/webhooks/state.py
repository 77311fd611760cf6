"""What StackOne keeps of webhooks: who is told, with which secrets, and the events that somebody made for a test."""

from typing import ClassVar

from ats_sandbox.contract.webhooks import SigningKey
from ats_sandbox.vendors.stackone.webhooks.events import EVENTS
from ats_sandbox.world.chance import key_of
from ats_sandbox.world.clock import DAY
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.references import OnDelete, Reference
from ats_sandbox.world.store.table import Collection, Record, Table


class Webhook(Record, frozen=True, kw_only=True):
    """Somebody who is told. `id` is the number that the API names it by.

    `account` is the id of the linked account that it is about; empty for all. `every` are the milliseconds between two
    looks at the provider, None where the provider tells of events itself. Of the `keys` one signs; one that was added
    signs once it is active, and the one before is deleted then.
    """

    name: str
    url: str
    events: tuple[str, ...]
    enabled: bool = True
    account: str = ""
    every: int | None = None
    keys: tuple[SigningKey, ...] = ()
    created_at: int

    secrets: ClassVar[frozenset[str]] = frozenset({"keys"})


class MadeEvent(Record, frozen=True, kw_only=True):
    """An event that somebody made for one webhook. `record` is the id that was sent: StackOne's, or the provider's."""

    webhook: int
    account: str
    event: str
    record: str
    made_at: int


WEBHOOKS = Collection("stackone.webhooks", Webhook)
MADE_EVENTS = Collection(
    "stackone.made_events",
    MadeEvent,
    indexes={"webhook": lambda one: (one.webhook,)},
    references={"webhook": Reference(WEBHOOKS.name, OnDelete.DELETE)},
)


def secret_of(seed: int, webhook: int, nth: int) -> str:
    """64 hexadecimal digits that nobody can guess who does not know the seed. Inferred: no form is published."""
    return "".join(f"{key_of(seed, 'stackone', 'webhook_secret', webhook, nth, part):016x}" for part in range(4))


def seeded_webhooks(world: Reading) -> Table[Webhook]:
    """The webhook of a new world: somebody set it up, and has switched it off again."""
    at = world.now - 60 * DAY
    webhook = Webhook(
        id=1,
        name="Data warehouse",
        url="https://hooks.example.com/stackone",
        events=EVENTS,
        enabled=False,
        keys=(SigningKey(secret_of(world.seed, 1, 1), begins_at=at),),
        created_at=at,
    )
    return Table.build(WEBHOOKS, [webhook])
