"""Subscriptions over HTTP: who is told of what, and how far that is."""

from collections import Counter
from collections.abc import Iterable

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.resource import Resource
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.contract.webhooks import SigningKey
from ats_sandbox.control.errors import OURS, Unknown
from ats_sandbox.control.schema import OwnRequest, described
from ats_sandbox.control.webhooks.delivery import OPEN, Delivery, DeliveryState
from ats_sandbox.control.webhooks.switchboard import Place
from ats_sandbox.control.webhooks.webhooks import Subscription, WorldWebhooks
from ats_sandbox.control.wire import WireObject
from ats_sandbox.control.workspace import workspace_of
from ats_sandbox.world.clock import DAY, SECOND, iso

webhooks = Resource("Webhooks", "What vendors tell and whom: subscriptions, deliveries, and what goes wrong with them")

RECEIVERS = {Place.INBOX: "inbox", Place.HERE: "in_process", Place.NETWORK: "network"}


class SubscriptionRow(ResponseSchema):
    """Somebody whom a vendor tells of `events`, at `url`. `name` is what it is called here, `id` at the vendor.

    `receiver` is who takes the messages: whoever is at the address in the `network`, a receiver `in_process`, or
    nobody, and then they are in the `inbox`. `waiting` counts the deliveries that are open, the others those that are
    over; `next_attempt` is when the next one is due. `every` are the seconds between two looks of a vendor that polls,
    and `next_look` is when it looks again.
    """

    name = fields.Text(required=True)
    vendor = fields.Text(required=True)
    id = fields.Text(required=True)
    title = fields.Text(required=True)
    url = fields.Text(required=True)
    receiver = fields.Choice(tuple(RECEIVERS.values()), required=True)
    enabled = fields.Boolean(required=True)
    scope = fields.Text(required=True)
    every = fields.Number(required=True, allow_none=True)
    next_look = fields.Text(required=True, allow_none=True)
    waiting = fields.Integer(required=True)
    delivered = fields.Integer(required=True)
    lost = fields.Integer(required=True)
    dropped = fields.Integer(required=True)
    next_attempt = fields.Text(required=True, allow_none=True)
    events = fields.Array(fields.Text(), required=True)


class VendorEvents(ResponseSchema):
    """A vendor that has webhooks, and the names of all of its events."""

    vendor = fields.Text(required=True)
    events = fields.Array(fields.Text(), required=True)


class Overview(ResponseSchema):
    """Every subscription, and what there is to hear. `forgotten` counts the oldest deliveries, which are not kept."""

    subscriptions = fields.Array(fields.Nested(SubscriptionRow), required=True)
    vendors = fields.Array(fields.Nested(VendorEvents), required=True)
    forgotten = fields.Integer(required=True)


class KeyShown(ResponseSchema):
    """A key that messages are signed with, valid from `begins_at` until `expires_at`, or for ever."""

    secret = fields.Text(required=True)
    begins_at = fields.Text(required=True)
    expires_at = fields.Text(required=True, allow_none=True)


class SubscriptionShown(SubscriptionRow):
    """A subscription with all keys that it ever had, the newest last."""

    keys = fields.Array(fields.Nested(KeyShown), required=True)


class SubscriptionInput(OwnRequest):
    """Whom a vendor is to tell of what. Without a `url` nobody receives it, and the messages are in the inbox."""

    vendor = fields.Text(required=True, least=1, most=64, metadata=described("The vendor that tells."))
    url = fields.Text(
        least=1,
        most=2_048,
        metadata=described("Where messages go, such as `http://127.0.0.1:5000/hooks`; to the inbox without."),
    )
    events = fields.Array(
        fields.Text(least=1, most=100),
        least=1,
        most=200,
        metadata=described("The vendor's name of an event to tell of; of all of them without."),
    )
    name = fields.Text(least=1, most=200, metadata=described("What people call it."))
    secret = fields.Text(least=1, most=200, metadata=described("The key to sign with, instead of a made-up one."))
    scope = fields.Text(least=1, most=200, metadata=described("An environment or account, where the vendor has them."))
    every = fields.Integer(
        least=0,
        most=366 * DAY // SECOND,
        metadata=described(
            "Seconds of the world's clock between two looks, of a vendor that polls; 0 for its usual pace."
        ),
    )


class SubscriptionChange(OwnRequest):
    """Whether a subscription is told of anything."""

    enabled = fields.Boolean(required=True, metadata=described("Whether it is told of anything."))


def webhooks_of_world(call: Call) -> WorldWebhooks:
    """The webhooks of the world that is addressed."""
    return workspace_of(call).webhooks


def rows(hooks: WorldWebhooks, subscriptions: Iterable[Subscription]) -> list[WireObject]:
    """A `SubscriptionRow` of each."""
    told: dict[str, list[Delivery]] = {}
    for one in hooks.outbox:
        told.setdefault(one.subscription, []).append(one)
    return [_row(hooks, one, told.get(one.name, [])) for one in subscriptions]


def _row(hooks: WorldWebhooks, one: Subscription, told: list[Delivery]) -> WireObject:
    name, vendor, subscriber = one
    states = Counter(delivery.state for delivery in told)
    due = min((delivery.next_at for delivery in told if delivery.open and delivery.next_at is not None), default=None)
    every, look = subscriber.every, hooks.outbox.notices.next_look(name)
    return {
        "name": name,
        "vendor": vendor.name,
        "id": subscriber.id,
        "title": subscriber.name,
        "url": subscriber.url,
        "receiver": RECEIVERS[hooks.outbox.switchboard.place(subscriber.url)],
        "enabled": subscriber.enabled,
        "scope": subscriber.scope,
        "every": None if every is None else every / SECOND if every % SECOND else every // SECOND,
        "next_look": None if look is None else iso(look),
        "waiting": sum(states[state] for state in OPEN),
        "delivered": states[DeliveryState.DELIVERED],
        "lost": states[DeliveryState.LOST],
        "dropped": states[DeliveryState.DROPPED],
        "next_attempt": None if due is None else iso(due),
        "events": list(subscriber.events),
    }


def key_document(key: SigningKey) -> WireObject:
    """A `KeyShown`."""
    expires_at = None if key.expires_at is None else iso(key.expires_at)
    return {"secret": key.secret, "begins_at": iso(key.begins_at), "expires_at": expires_at}


def subscription_document(hooks: WorldWebhooks, one: Subscription) -> WireObject:
    """A `SubscriptionShown`."""
    (row,) = rows(hooks, [one])
    return {**row, "keys": [key_document(key) for key in one.subscriber.keys]}


@webhooks.get("/webhooks", id="get_webhooks", returns=Overview, evidence=OURS)
def get_webhooks(call: Call) -> WireObject:
    """List the webhook subscriptions of all vendors: who receives what, and how much of it was delivered or lost."""
    hooks = webhooks_of_world(call)
    return {
        "subscriptions": rows(hooks, hooks),
        "vendors": [{"vendor": one.name, "events": list(hooks.events(one.name))} for one in hooks.vendors],
        "forgotten": hooks.outbox.forgotten,
    }


@webhooks.post(
    "/webhooks/subscriptions",
    id="create_subscription",
    body=SubscriptionInput,
    returns=SubscriptionShown,
    status=201,
    errors=[Unknown],
    evidence=OURS,
    example=Example(body={"vendor": "bindbee", "events": ["connector_synced"]}),
)
def create_subscription(call: Call) -> WireObject:
    """Let a vendor tell somebody of events: a subscription that is enabled, with its signing key.

    It stands in for the vendor's dashboard; where the vendor's API has subscriptions, it shows there, too. A reset of
    the world takes it back.
    """
    hooks = webhooks_of_world(call)
    wish = dict(call.body)
    if "every" in wish:
        wish["every"] *= SECOND
    return subscription_document(hooks, hooks.subscribe(wish.pop("vendor"), **wish))


@webhooks.get(
    "/webhooks/subscriptions/{name}",
    id="get_subscription",
    returns=SubscriptionShown,
    errors=[Unknown],
    evidence=OURS,
    example=Example(path={"name": "bindbee-1"}),
)
def get_subscription(call: Call) -> WireObject:
    """Get a subscription by its name, or the vendor's id, with its signing keys."""
    hooks = webhooks_of_world(call)
    return subscription_document(hooks, hooks[call.path["name"]])


@webhooks.patch(
    "/webhooks/subscriptions/{name}",
    id="change_subscription",
    body=SubscriptionChange,
    returns=SubscriptionShown,
    errors=[Unknown],
    evidence=OURS,
    example=Example(path={"name": "bindbee-1"}, body={"enabled": False}),
)
def change_subscription(call: Call) -> WireObject:
    """Enable a subscription, or disable it: what it waits for is then dropped when it is due."""
    hooks = webhooks_of_world(call)
    return subscription_document(hooks, hooks.enable(call.path["name"], call.body["enabled"]))


@webhooks.post(
    "/webhooks/subscriptions/{name}/rotate",
    id="rotate_signing_key",
    returns=KeyShown,
    status=201,
    errors=[Unknown],
    evidence=OURS,
    example=Example(path={"name": "bindbee-1"}),
)
def rotate_signing_key(call: Call) -> WireObject:
    """Make another signing key of a subscription; how long those before stay valid is the vendor's rule."""
    return key_document(webhooks_of_world(call).rotate(call.path["name"]))


@webhooks.delete(
    "/webhooks/subscriptions/{name}",
    id="delete_subscription",
    errors=[Unknown],
    evidence=OURS,
    example=Example(path={"name": "bindbee-1"}),
)
def delete_subscription(call: Call) -> None:
    """End a subscription; what it waits for is dropped when it is due, what it was told is remembered."""
    webhooks_of_world(call).unsubscribe(call.path["name"])
