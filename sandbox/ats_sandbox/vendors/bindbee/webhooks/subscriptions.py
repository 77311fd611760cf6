"""Webhooks as the dashboard makes them: the tester's side stands in for it."""

from msgspec.structs import replace

from ats_sandbox.contract.webhooks import Happening, SigningKey, Subscriber, Unmet, Wish
from ats_sandbox.vendors.bindbee.webhooks.happenings import DEVELOPMENT, PRODUCTION
from ats_sandbox.vendors.bindbee.webhooks.keys import as_signing, replace_key
from ats_sandbox.vendors.bindbee.webhooks.state import ATS_EVENTS, WEBHOOK_IDS, WEBHOOKS, Event, Webhook, signature_keys
from ats_sandbox.world.domain.reading import Reading, Transaction

URL = "https://hooks.example.com/bindbee"


def subscribers(world: Reading) -> list[Subscriber]:
    """Every webhook, each with the keys of the organisation."""
    keys = _keys(world)
    return [_told(world, one, keys) for one in world[WEBHOOKS]]


def subscriber(world: Reading, number: int) -> Subscriber | None:
    """The webhook of a number, if it has not been removed."""
    one = world[WEBHOOKS].get(number)
    return None if one is None else _told(world, one, _keys(world))


def _keys(world: Reading) -> tuple[SigningKey, ...]:
    return tuple(as_signing(one) for one in signature_keys(world))


def _told(world: Reading, one: Webhook, keys: tuple[SigningKey, ...]) -> Subscriber:
    return Subscriber(
        number=one.id,
        id=WEBHOOK_IDS.write(world, one.id),
        name=one.name,
        url=one.url,
        events=tuple(event.value for event in one.events),
        enabled=one.enabled,
        keys=keys,
        scope=DEVELOPMENT if one.test else PRODUCTION,
    )


def hears(subscriber: Subscriber, happening: Happening) -> bool:
    """A webhook hears of its own environment only."""
    return subscriber.scope == happening.scope


def subscribe(world: Transaction, wish: Wish) -> int:
    """Make a webhook: of production, for all events that hiring leads to, unless something else is wished.

    A secret becomes the key of the organisation, with which all of its webhooks are signed. Raises Unmet for a
    wish that Bindbee has no place for.
    """
    scope = wish.get("scope") or PRODUCTION
    if scope not in (PRODUCTION, DEVELOPMENT):
        raise Unmet("scope", f"a webhook of Bindbee is for {PRODUCTION} or for {DEVELOPMENT}, not for {scope}")
    if wish.get("every"):
        raise Unmet("every", "Bindbee tells of events at once")
    unknown = [event for event in wish.get("events") or () if event not in tuple(Event)]
    if unknown:
        raise Unmet("events", f"Bindbee has no event {', '.join(unknown)}")
    secret = wish.get("secret")
    if secret and all(one.key != secret or one.replaced_at is not None for one in signature_keys(world)):
        replace_key(world, secret)
    id = world.next_id(WEBHOOKS)
    webhook = Webhook(
        id=id,
        name=wish.get("name") or f"Webhook {id}",
        url=wish.get("url") or URL,
        events=tuple(map(Event, wish.get("events") or ATS_EVENTS)),
        test=scope == DEVELOPMENT,
        created_at=world.now,
    )
    return world.put(WEBHOOKS, webhook).id


def enable(world: Transaction, number: int, enabled: bool) -> None:
    """Switch a webhook on or off."""
    world.put(WEBHOOKS, replace(world[WEBHOOKS][number], enabled=enabled))


def rotate(world: Transaction, _number: int) -> SigningKey:
    """Regenerate the key of the organisation, for all of its webhooks."""
    return as_signing(replace_key(world))


def unsubscribe(world: Transaction, number: int) -> None:
    """Remove a webhook. What it was told stays in the log."""
    world.remove(WEBHOOKS, number)
