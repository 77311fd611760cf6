"""Deliveries over HTTP: list them, look at every attempt, send one again, empty the inbox, let what is due go."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from ats_sandbox.contract.body import JsonObject
from ats_sandbox.contract.call import AnyCall, Call
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.resource import Resource
from ats_sandbox.control.errors import OURS, BadRequest, ControlError, Unknown
from ats_sandbox.control.explain.ignored import names
from ats_sandbox.control.journal.operations import unknown_filter
from ats_sandbox.control.webhooks.delivery import Delivery, DeliveryState
from ats_sandbox.control.webhooks.operations import schemas, views
from ats_sandbox.control.webhooks.operations.numbers import delivery_of
from ats_sandbox.control.webhooks.operations.subscriptions import webhooks_of_world
from ats_sandbox.control.webhooks.outbox import NeverSettled
from ats_sandbox.control.webhooks.webhooks import WorldWebhooks
from ats_sandbox.control.wire import WireObject

deliveries = Resource(
    "Webhook deliveries", "What was told to whom, with every attempt; what is due, and what to repeat"
)

PATIENCE = 60.0
"""Seconds without any progress after which a request does not wait for receivers any more."""

R = TypeVar("R")


class Unfinished(ControlError):
    """Receivers take too long, or make new events without end."""

    status, message = 504, "{problem}; what is under way goes on, and webhooks deliveries tells how far it is"


def waited_for(work: Callable[[], R]) -> R:
    """What some work gives that waits for receivers. Raises Unfinished."""
    try:
        return work()
    except (TimeoutError, NeverSettled) as error:
        raise Unfinished(problem=str(error)) from None


def checked_query(call: AnyCall) -> WireObject:
    """The query of a request. A parameter that there is not is refused, as it would change the meaning."""
    schema = call.operation.query
    assert schema is not None, "operations with filters declare a query"
    known = list(names(schema))
    unknown = [name for name in call.request.args if name not in known]
    if unknown:
        raise BadRequest(tuple(unknown_filter(name, known, call.request.args[name]) for name in unknown))
    return dict(call.query)


def found_by(call: AnyCall, among: Callable[[WorldWebhooks], Iterable[Delivery]]) -> tuple[list[Delivery], int | None]:
    """A page of the deliveries among some that the query asks for, and the number after which the next one goes on.

    Raises Unknown and BadRequest.
    """
    hooks, conditions = webhooks_of_world(call), checked_query(call)
    limit, newest = conditions.pop("limit"), conditions.pop("newest")
    try:
        matching = {one.number for one in hooks.deliveries(**conditions)}
    except BadRequest as refused:
        raise BadRequest(tuple(one.under("query") for one in refused.violations)) from None
    found = [one for one in among(hooks) if one.number in matching]
    page = found[: -limit - 1 : -1] if newest else found[:limit]
    return page, None if newest or len(found) <= limit else page[-1].number


@deliveries.get(
    "/webhooks/deliveries",
    id="list_deliveries",
    query=schemas.DeliveryQuery,
    returns=schemas.DeliveryPage,
    errors=[Unknown],
    evidence=OURS,
)
def list_deliveries(call: Call) -> WireObject:
    """List what was told, or is to be, in the order of its events; the latest ten thousand are kept."""
    page, after = found_by(call, lambda hooks: hooks.outbox)
    return {
        "deliveries": [views.delivery_row(one) for one in page],
        "next": after,
        "forgotten": webhooks_of_world(call).outbox.forgotten,
    }


@deliveries.get(
    "/webhooks/deliveries/{number}",
    id="get_delivery",
    returns=schemas.DeliveryShown,
    errors=[Unknown],
    evidence=OURS,
    example=Example(path={"number": "1"}),
)
def get_delivery(call: Call) -> WireObject:
    """Get everything about one delivery, by its number or as `last`: what was sent at each attempt, and the answers."""
    return views.delivery_document(delivery_of(call))


@deliveries.post(
    "/webhooks/deliveries/{number}/redeliver",
    id="redeliver",
    returns=schemas.DeliveryShown,
    status=201,
    errors=[Unknown, Unfinished],
    evidence=OURS,
    example=Example(path={"number": "1"}),
)
def redeliver(call: Call) -> WireObject:
    """Send the notice of a delivery once more, as a delivery of its own, and wait for the answer.

    It is the same notice with the same id, signed anew. Whatever else is due goes, too.
    """
    hooks, before = webhooks_of_world(call), delivery_of(call)
    return views.delivery_document(waited_for(lambda: hooks.redeliver(before.number, timeout=PATIENCE)))


@deliveries.post(
    "/webhooks/deliveries/{number}/release",
    id="release_delivery",
    returns=schemas.DeliveryShown,
    errors=[Unknown],
    evidence=OURS,
    example=Example(path={"number": "1"}),
)
def release_delivery(call: Call) -> WireObject:
    """Let a delivery go that is held: it is due at once. Others are left as they are."""
    return views.delivery_document(webhooks_of_world(call).release(delivery_of(call).number))


@deliveries.get(
    "/webhooks/inbox",
    id="get_inbox",
    query=schemas.InboxQuery,
    returns=schemas.Inbox,
    errors=[Unknown],
    evidence=OURS,
)
def get_inbox(call: Call) -> WireObject:
    """Get the messages to addresses at which nobody can be, the oldest first: those of `example.com` and its like.

    The vendor takes them as received. At most ten thousand of a subscription are there until the inbox is emptied.
    """
    page, after = found_by(call, lambda hooks: hooks.inbox)
    return {"messages": [views.message(one) for one in page], "next": after}


@deliveries.delete("/webhooks/inbox", id="empty_inbox", evidence=OURS)
def empty_inbox(call: Call) -> None:
    """Empty the inbox; the deliveries are still listed."""
    webhooks_of_world(call).empty_inbox()


@deliveries.post(
    "/webhooks/run",
    id="run_deliveries",
    body=JsonObject(schemas.RunInput, required=False),
    returns=schemas.Ended,
    errors=[Unfinished],
    evidence=OURS,
    example=Example(body={"advance": True}),
)
def run_deliveries(call: Call) -> WireObject:
    """Deliver all that is due, wait for the answers, and tell which deliveries are over by it.

    With `advance` the world's clock goes on until nothing waits, so that every retry is made: four days take no time.
    What is held is left. A receiver that is slow takes its real time.
    """
    hooks, advance = webhooks_of_world(call), call.body.get("advance", False)
    ended = waited_for(lambda: hooks.run_until_delivered(advance=advance, timeout=PATIENCE))
    left = hooks.unfinished()
    held = [one for one in left if one.state is DeliveryState.HELD]
    return {
        "ended": [views.delivery_row(one) for one in ended],
        "held": [views.delivery_row(one) for one in held],
        "open": len(left),
    }
