"""Disturbances over HTTP: plan what goes wrong with deliveries, and take it back."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.resource import Resource
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.control.errors import OURS, Full, Unknown
from ats_sandbox.control.schema import OwnRequest, described
from ats_sandbox.control.webhooks.disturbances import LONGEST, MOST_REORDERED, MOST_TIMES, Disturbance, Kind, refused
from ats_sandbox.control.webhooks.operations.numbers import number_of
from ats_sandbox.control.webhooks.operations.subscriptions import webhooks_of_world
from ats_sandbox.control.wire import WireObject

disturbances = Resource("Webhook disturbances", "What goes wrong with deliveries: armed, counted, and always the same")


class DisturbanceInput(OwnRequest):
    """What is to go wrong, and when: with the next delivery of any event to any subscription, unless it says more."""

    kind = fields.Text(
        required=True,
        least=1,
        most=64,
        metadata=described(f"What goes wrong. {' '.join(f'`{one.value}`: {one.about}' for one in Kind)}"),
    )
    subscription = fields.Text(least=1, most=200, metadata=described("Only what this subscription is told."))
    event = fields.Text(least=1, most=100, metadata=described("Only events of this name."))
    times = fields.Integer(least=1, most=MOST_TIMES, metadata=described("How many times it happens; once without."))
    always = fields.Boolean(metadata=described("It happens until it is taken back."))
    seconds = fields.Integer(
        least=1, most=LONGEST, metadata=described("How long a `delay` is, or how old a `stale_timestamp`.")
    )
    count = fields.Integer(least=2, most=MOST_REORDERED, metadata=described("How many deliveries change their order."))


class DisturbanceShown(ResponseSchema):
    """Something that is to go wrong, `times` more, or always when that is null. `hits` counts how often it did.

    `subscription` and `event` narrow it; null for any. `held` counts the deliveries that are held back to be reordered.
    """

    number = fields.Integer(required=True)
    kind = fields.Text(required=True)
    about = fields.Text(required=True)
    subscription = fields.Text(required=True, allow_none=True)
    event = fields.Text(required=True, allow_none=True)
    times = fields.Integer(required=True, allow_none=True)
    seconds = fields.Integer(required=True, allow_none=True)
    count = fields.Integer(required=True, allow_none=True)
    hits = fields.Integer(required=True)
    held = fields.Integer(required=True)


def disturbance_document(one: Disturbance) -> WireObject:
    """A `DisturbanceShown`."""
    return {
        "number": one.number,
        "kind": one.kind.value,
        "about": one.kind.about,
        "subscription": one.subscription or None,
        "event": one.event or None,
        "times": one.times,
        "seconds": one.seconds or None,
        "count": one.count or None,
        "hits": one.hits,
        "held": len(one.held),
    }


@disturbances.get(
    "/webhooks/disturbances",
    id="list_disturbances",
    returns=fields.Array(fields.Nested(DisturbanceShown)),
    evidence=OURS,
)
def list_disturbances(call: Call) -> list[WireObject]:
    """List what is planned to go wrong with deliveries, in the order in which it was planned."""
    return [disturbance_document(one) for one in webhooks_of_world(call).outbox.disturbances]


@disturbances.post(
    "/webhooks/disturbances",
    id="create_disturbance",
    body=DisturbanceInput,
    returns=DisturbanceShown,
    status=201,
    errors=[Unknown, Full],
    evidence=OURS,
    example=Example(body={"kind": "duplicate", "event": "connector_synced", "times": 2}),
)
def create_disturbance(call: Call) -> WireObject:
    """Plan something to go wrong with deliveries from now on.

    `duplicate`, `delay`, `hold`, `drop`, `reorder` and `replay` happen before the first attempt of a delivery, the
    others at an attempt, retries included. Each is counted down, and gone once it happened as often as it was planned.
    """
    wish = dict(call.body)
    if wish.pop("always", False):
        if "times" in wish:
            raise refused("times", "means nothing to what happens always", wish["times"])
        wish["times"] = None
    return disturbance_document(webhooks_of_world(call).disturb(wish.pop("kind"), **wish))


@disturbances.delete("/webhooks/disturbances", id="delete_disturbances", evidence=OURS)
def delete_disturbances(call: Call) -> None:
    """Take everything back that is planned to go wrong.

    What is held to be reordered stays held until it is released.
    """
    webhooks_of_world(call).disarm()


@disturbances.delete(
    "/webhooks/disturbances/{number}",
    id="delete_disturbance",
    errors=[Unknown],
    evidence=OURS,
    example=Example(path={"number": "1"}),
)
def delete_disturbance(call: Call) -> None:
    """Take one thing back that is planned to go wrong."""
    webhooks_of_world(call).disarm(number_of(call, "disturbance"))
