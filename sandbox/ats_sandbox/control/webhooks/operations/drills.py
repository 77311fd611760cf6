"""Drills for receivers over HTTP: an outage, a handshake, a race."""

from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.resource import Resource
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.control.errors import OURS, Full, Unfit, Unknown
from ats_sandbox.control.schema import OwnRequest, described
from ats_sandbox.control.webhooks.disturbances import LONGEST, MOST_TIMES, RACES
from ats_sandbox.control.webhooks.handshakes import HandshakeCase, HandshakeReport
from ats_sandbox.control.webhooks.operations.deliveries import Unfinished, waited_for
from ats_sandbox.control.webhooks.operations.disturbances import DisturbanceShown, disturbance_document
from ats_sandbox.control.webhooks.operations.schemas import WireMessage
from ats_sandbox.control.webhooks.operations.subscriptions import webhooks_of_world
from ats_sandbox.control.webhooks.operations.views import by_name, text_of
from ats_sandbox.control.webhooks.outages import Missed, OutageReport
from ats_sandbox.control.wire import WireObject
from ats_sandbox.world.clock import SECOND, iso

drills = Resource("Webhook drills", "Drills for receivers: to be away for a while, to shake hands, to be told early")


class OutageInput(OwnRequest):
    """Whose receiver is away, and how long: in seconds, minutes, hours or days of the world's clock."""

    subscription = fields.Text(
        required=True, least=1, most=200, metadata=described("The subscription whose receiver is away.")
    )
    seconds = fields.Number(least=0.001, most=LONGEST, metadata=described("How many seconds."))
    minutes = fields.Number(least=0.001, most=LONGEST / 60, metadata=described("How many minutes."))
    hours = fields.Number(least=0.001, most=LONGEST / 3_600, metadata=described("How many hours."))
    days = fields.Number(least=0.001, most=LONGEST / 86_400, metadata=described("How many days."))
    look = fields.Boolean(metadata=described("Make the requests that would have shown what is lost, and tell if so."))


class MissedShown(ResponseSchema):
    """An event that was told while the receiver was away. `late_by` are seconds; null where it was not delivered.

    `polling` is the request that would have shown the same; empty where none does. `shown` tells whether it does.
    """

    delivery = fields.Integer(required=True)
    event = fields.Text(required=True)
    at = fields.Text(required=True)
    state = fields.Text(required=True)
    attempts = fields.Integer(required=True)
    delivered_at = fields.Text(required=True, allow_none=True)
    late_by = fields.Number(required=True, allow_none=True)
    polling = fields.Text(required=True)
    shown = fields.Boolean(required=True, allow_none=True)


class OutageShown(ResponseSchema):
    """What an outage led to: how many events were late, how many are lost for good, and each of them in order."""

    subscription = fields.Text(required=True)
    begins_at = fields.Text(required=True)
    ends_at = fields.Text(required=True)
    late = fields.Integer(required=True)
    lost = fields.Integer(required=True)
    events = fields.Array(fields.Nested(MissedShown), required=True)


def outage_document(report: OutageReport) -> WireObject:
    """An `OutageShown`."""
    subscription, begins_at, ends_at = report.outage
    return {
        "subscription": subscription,
        "begins_at": iso(begins_at),
        "ends_at": iso(ends_at),
        "late": len(report.late),
        "lost": len(report.lost),
        "events": [missed_document(one) for one in report.events],
    }


def missed_document(one: Missed) -> WireObject:
    """A `MissedShown`."""
    return {
        "delivery": one.delivery,
        "event": one.event,
        "at": iso(one.at),
        "state": one.state.value,
        "attempts": one.attempts,
        "delivered_at": None if one.delivered_at is None else iso(one.delivered_at),
        "late_by": None if one.late_by is None else one.late_by / SECOND,
        "polling": one.polling,
        "shown": one.shown,
    }


@drills.post(
    "/webhooks/drills/outage",
    id="drill_outage",
    body=OutageInput,
    returns=OutageShown,
    errors=[Unknown, Unfinished],
    evidence=OURS,
    example=Example(body={"subscription": "bindbee-1", "minutes": 90}),
)
def drill_outage(call: Call) -> WireObject:
    """Let a receiver be away for a while of the world's clock, and time pass until nothing waits any more.

    What happens meanwhile is what is due with time, such as syncs, and whatever waited to be delivered.
    """
    hooks, wish = webhooks_of_world(call), dict(call.body)
    return outage_document(waited_for(lambda: hooks.outage(wish.pop("subscription"), **wish)))


class HandshakeInput(OwnRequest):
    """How the receiver answers the handshake, and of which subscription; of a new one without."""

    case = fields.Text(
        required=True,
        least=1,
        most=64,
        metadata=described(f"How the receiver answers: {', '.join(f'`{one.value}`' for one in HandshakeCase)}."),
    )
    subscription = fields.Text(
        least=1, most=200, metadata=described("The subscription to activate; a new one without.")
    )
    vendor = fields.Text(least=1, most=64, metadata=described("The vendor of a new one."))


class HandshakeShown(ResponseSchema):
    """What a client is answered that activates the subscription, and why; `asked` is what the receiver was sent."""

    case = fields.Choice(HandshakeCase, required=True)
    status = fields.Integer(required=True)
    why = fields.Text(required=True)
    asked = fields.Nested(WireMessage, required=True, allow_none=True)


def handshake_document(report: HandshakeReport) -> WireObject:
    """A `HandshakeShown`."""
    asked: Any = report.asked
    if asked is not None:
        asked = {"url": asked.url, "headers": by_name(asked.headers), "body": text_of(asked.body)}
    return {"case": report.case.value, "status": report.status, "why": report.why, "asked": asked}


@drills.post(
    "/webhooks/drills/handshake",
    id="drill_handshake",
    body=HandshakeInput,
    returns=HandshakeShown,
    errors=[Unknown, Unfit],
    evidence=OURS,
    example=Example(body={"case": "wrong_value"}),
)
def drill_handshake(call: Call) -> WireObject:
    """Activate a subscription against a receiver that answers the handshake in one way or another.

    The receiver is the sandbox's own: it stands in at the address of the subscription while the drill lasts.
    """
    wish = dict(call.body)
    return handshake_document(webhooks_of_world(call).handshake(wish.pop("case"), **wish))


class RaceInput(OwnRequest):
    """What is to come early, and how early."""

    subscription = fields.Text(
        required=True, least=1, most=200, metadata=described("The subscription that is told early.")
    )
    timing = fields.Text(
        required=True,
        least=1,
        most=64,
        metadata=described(f"How early: {' or '.join(f'`{one.value}`' for one in sorted(RACES))}."),
    )
    event = fields.Text(least=1, most=100, metadata=described("Only events of this name."))
    times = fields.Integer(least=1, most=MOST_TIMES, metadata=described("How many times it happens; once without."))


@drills.post(
    "/webhooks/drills/race",
    id="drill_race",
    body=RaceInput,
    returns=DisturbanceShown,
    status=201,
    errors=[Unknown, Full],
    evidence=OURS,
    example=Example(body={"subscription": "bindbee-1", "timing": "before_answer"}),
)
def drill_race(call: Call) -> WireObject:
    """Let events arrive before the answer to the write that causes them, or before what they tell of can be read.

    It is a disturbance like any other: listed with them, counted, and taken back with them.
    """
    return disturbance_document(webhooks_of_world(call).race(**call.body))
