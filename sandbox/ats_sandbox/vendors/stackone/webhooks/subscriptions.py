"""Webhooks as the dashboard makes them: the tester's side stands in for it."""

from msgspec.structs import replace

from ats_sandbox.contract.webhooks import SigningKey, Subscriber, Unmet, Wish
from ats_sandbox.vendors.stackone.state import account_of
from ats_sandbox.vendors.stackone.webhooks.events import EVENTS
from ats_sandbox.vendors.stackone.webhooks.state import WEBHOOKS, Webhook, secret_of
from ats_sandbox.world.clock import HOUR, MINUTE, SECOND
from ats_sandbox.world.domain.cascade import delete
from ats_sandbox.world.domain.reading import Reading, Transaction

URL = "https://hooks.example.com/stackone"
HOURLY, SOONEST = HOUR, 5 * MINUTE
"""The usual time between two looks at a provider, and the shortest one."""
ACTIVATED_AFTER = HOUR
"""How long a secret that was added waits until it signs. Inferred: people activate it, once receivers accept both."""


def subscribers(world: Reading) -> list[Subscriber]:
    """Every webhook."""
    return [_told(one) for one in world[WEBHOOKS]]


def subscriber(world: Reading, number: int) -> Subscriber | None:
    """The webhook of a number, if it has not been removed."""
    one = world[WEBHOOKS].get(number)
    return None if one is None else _told(one)


def _told(one: Webhook) -> Subscriber:
    return Subscriber(
        number=one.id,
        id=str(one.id),
        name=one.name,
        url=one.url,
        events=one.events,
        enabled=one.enabled,
        keys=one.keys,
        scope=one.account,
        every=one.every,
    )


def subscribe(world: Transaction, wish: Wish) -> int:
    """Make a webhook: for all events of all accounts, told of by the providers, unless something else is wished.

    `every` 0 asks for looks at the usual pace. Raises Unmet for a wish that StackOne has no place for.
    """
    id, account, events = world.next_id(WEBHOOKS), wish.get("scope") or "", tuple(wish.get("events") or EVENTS)
    if account and account_of(world, account) is None:
        raise Unmet("scope", f"StackOne has no linked account {account}")
    unknown = [event for event in events if event not in EVENTS]
    if unknown:
        raise Unmet("events", f"StackOne has no event {', '.join(unknown)}")
    webhook = Webhook(
        id=id,
        name=wish.get("name") or f"Webhook {id}",
        url=wish.get("url") or URL,
        events=events,
        account=account,
        every=_pace(wish),
        keys=(SigningKey(wish.get("secret") or secret_of(world.seed, id, 1), begins_at=world.now),),
        created_at=world.now,
    )
    return world.put(WEBHOOKS, webhook).id


def _pace(wish: Wish) -> int | None:
    """The milliseconds between two looks."""
    if wish.get("every") is None:
        return None
    every = wish["every"] or HOURLY
    if every < SOONEST:
        raise Unmet("every", f"StackOne looks every {SOONEST // SECOND} seconds at most, not every {every / SECOND:g}")
    return every


def enable(world: Transaction, number: int, enabled: bool) -> None:
    """Switch a webhook on or off."""
    world.put(WEBHOOKS, replace(world[WEBHOOKS][number], enabled=enabled))


def rotate(world: Transaction, number: int) -> SigningKey:
    """Add a secret. It becomes the active one after ACTIVATED_AFTER, and the one before is deleted then.

    One that was added before and still waits becomes active at once.
    """
    webhook, now = world[WEBHOOKS][number], world.now
    *past, latest = webhook.keys
    if latest.begins_at > now:
        past[-1], latest = replace(past[-1], expires_at=now), replace(latest, begins_at=now)
    at = now + ACTIVATED_AFTER
    added = SigningKey(secret_of(world.seed, number, len(webhook.keys) + 1), begins_at=at)
    world.put(WEBHOOKS, replace(webhook, keys=(*past, replace(latest, expires_at=at), added)))
    return added


def unsubscribe(world: Transaction, number: int) -> None:
    """Remove a webhook, and with it the test events that were made for it."""
    delete(world, WEBHOOKS, number)
