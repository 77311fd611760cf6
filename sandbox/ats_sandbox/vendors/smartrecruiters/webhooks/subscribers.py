"""Subscriptions as deliverers see them, and what testers do with them, whom the limits of the API do not bind."""

from msgspec.structs import replace

from ats_sandbox.contract.vendor import native_ids
from ats_sandbox.contract.webhooks import Attempt, Notice, SigningKey, Subscriber, Unmet, Wish
from ats_sandbox.vendors.smartrecruiters.webhooks.events import EVENTS
from ats_sandbox.vendors.smartrecruiters.webhooks.messages import Credentials, without_credentials
from ats_sandbox.vendors.smartrecruiters.webhooks.state import (
    CALLBACKS,
    SECRET_KEYS,
    SUBSCRIPTIONS,
    CallbackRecord,
    SecretKey,
    Subscription,
    make_key,
)
from ats_sandbox.world.domain.cascade import delete
from ats_sandbox.world.domain.reading import Reading, Transaction

URL = "https://hooks.example.com/smartrecruiters"
"""Where callbacks go that a tester names no address for: a name that is reserved, so that nobody is there."""
OWNER = 1
"""The user whose subscriptions testers make."""
ID = native_ids("webhook_subscription")
MOST_LOGGED = 10_000
"""Callbacks that are logged, of all subscriptions: worlds live for long, and memory is finite."""


def subscribers_of(world: Reading) -> list[Subscriber]:
    """All subscriptions, inactive ones included."""
    return [_subscriber(world, one) for one in world[SUBSCRIPTIONS]]


def subscriber_of(world: Reading, number: int) -> Subscriber | None:
    """The subscription of a number, if it has not ended."""
    one = world[SUBSCRIPTIONS].get(number)
    return None if one is None else _subscriber(world, one)


def _subscriber(world: Reading, one: Subscription) -> Subscriber:
    return Subscriber(
        number=one.id,
        id=ID.write(world, one.id),
        name=one.name or one.url,
        url=one.url,
        events=one.events,
        enabled=one.active,
        keys=tuple(map(_signing, sorted(world[SECRET_KEYS].where(subscription=one.id), key=lambda key: key.id))),
        credentials=Credentials(one.authentication, one.handshake),
    )


def _signing(key: SecretKey) -> SigningKey:
    return SigningKey(key.key, key.created_at, key.expires_at)


def subscribe(world: Transaction, wish: Wish) -> int:
    """Make an active subscription with a key. Raises Unmet for a wish that SmartRecruiters has no place for."""
    if wish.get("every") is not None:
        raise Unmet("every", "SmartRecruiters tells of events at once")
    if wish.get("scope"):
        raise Unmet("scope", "a subscription of SmartRecruiters hears of the whole company")
    subscription = world.put(
        SUBSCRIPTIONS,
        Subscription(
            id=world.next_id(SUBSCRIPTIONS),
            user=OWNER,
            url=wish.get("url", URL),
            events=tuple(dict.fromkeys(wish.get("events", EVENTS))),
            active=True,
            email=None,
            authentication=None,
            created_at=world.now,
            name=wish.get("name", ""),
        ),
    )
    make_key(world, subscription.id, wish.get("secret"))
    return subscription.id


def enable(world: Transaction, number: int, enabled: bool) -> None:
    """Let a subscription be told of events, or not."""
    world.put(SUBSCRIPTIONS, replace(world[SUBSCRIPTIONS][number], active=enabled))


def rotate(world: Transaction, number: int) -> SigningKey:
    """Make another key; those before stay valid for 24 hours."""
    return _signing(make_key(world, number))


def unsubscribe(world: Transaction, number: int) -> None:
    """End a subscription; its keys and its log go with it."""
    delete(world, SUBSCRIPTIONS, number)


def record(world: Transaction, notice: Notice, attempt: Attempt, log: int | None) -> int | None:
    """Put an attempt into the log of callbacks, an entry each; nowhere once its subscription has ended.

    What authenticates callbacks is in no entry. Beyond MOST_LOGGED the oldest go.
    """
    number = notice.subscriber.number
    if number not in world[SUBSCRIPTIONS]:
        return None
    entry = CallbackRecord(
        id=world.next_id(CALLBACKS),
        subscription=number,
        successful=attempt.accepted,
        at=attempt.at,
        url=attempt.url,
        body=attempt.body.decode("utf-8", "replace"),
        headers=without_credentials(notice.subscriber, attempt.headers),
        about=notice.happening.about,
    )
    logged = world[CALLBACKS]
    if len(logged) >= MOST_LOGGED:
        world.remove(CALLBACKS, next(iter(logged)).id)
    return world.put(CALLBACKS, entry).id
