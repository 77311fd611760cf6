"""Why an event that a test expects was not delivered: what was instead, what is open, and who does not hear of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from ats_sandbox.control.webhooks.delivery import Delivery, DeliveryState
from ats_sandbox.control.webhooks.webhooks import Subscription, WorldWebhooks
from ats_sandbox.world.clock import iso

MOST = 10
"""Deliveries that each part of the text names."""
NOT_THERE = (404, 405)
"""Statuses of a receiver that has nothing at the address."""


def undelivered(hooks: WorldWebhooks, event: str, subscription: str | None = None, vendor: str | None = None) -> str:
    """What to say when no delivery of an event is there that a test has not found yet."""
    told = list(hooks.outbox)
    over = [one for one in told if one.state is DeliveryState.DELIVERED]
    new = [one for one in over if not one.expected]
    failed = [one for one in told if one.state in (DeliveryState.LOST, DeliveryState.DROPPED)]
    found = sum(one.event == event and one.expected for one in over)
    asked = [one for one in hooks if subscription in (None, one.name) and vendor in (None, one.vendor.name)]
    to = f" to {subscription}" if subscription is not None else f" by {vendor}" if vendor is not None else ""
    lines = [f"{event} was not delivered{to}{f' beside the {found} found before' if found else ''}"]
    lines += _near(event, new)
    lines += _instead(event, new, hooks)
    lines += _part("open", [one for one in told if one.open])
    lines += _part("lost or dropped", failed)
    lines += _astray([one for one in told if one.event == event and not one.accepted])
    lines += _looks(hooks, asked)
    lines += _hearers(event, [one for one in asked if event in hooks.events(one.vendor.name)])
    return "\n".join(lines)


def _near(event: str, new: Sequence[Delivery]) -> list[str]:
    near = get_close_matches(event, {one.event: None for one in new}, 3, 0.6)
    return [f"  near: {', '.join(near)}"] if near else []


def _instead(event: str, new: Sequence[Delivery], hooks: WorldWebhooks) -> Iterator[str]:
    """What vendors told that could have told of the event; of the others' only how much."""
    able = {one.name for one in hooks.vendors if event in hooks.events(one.name)}
    yield from _part("delivered instead", [one for one in new if one.vendor.name in able])
    others = Counter(one.subscription for one in new if one.vendor.name not in able)
    if others:
        yield f"  other vendors delivered: {', '.join(f'{count} to {name}' for name, count in others.items())}"


def _astray(missing: Sequence[Delivery]) -> Iterator[str]:
    """How to say where a receiver listens, when it has nothing at the address."""
    answers = [(one.attempts[-1].status, one.attempts[-1].url) for one in missing if one.attempts]
    for status, url in dict.fromkeys(answers):
        if status in NOT_THERE:
            yield f"  {status}: the receiver has nothing at {url}; deliver_to(…, url=…) says where it listens"


def _part(title: str, deliveries: Sequence[Delivery]) -> Iterator[str]:
    """The latest of some deliveries under a title; without any, nothing."""
    if not deliveries:
        return
    left_out = len(deliveries) - MOST
    yield f"  {title}{f' (and {left_out} earlier ones)' if left_out > 0 else ''}:"
    for one in deliveries[-MOST:]:
        yield f"    {one}"


def _looks(hooks: WorldWebhooks, asked: Sequence[Subscription]) -> Iterator[str]:
    """When vendors that poll look again, which no event comes before."""
    for one in asked[:MOST]:
        look = hooks.outbox.notices.next_look(one.name)
        if look is not None:
            yield f"  {one.name} looks again at {iso(look)}: let the clock advance until then"


def _hearers(event: str, asked: Sequence[Subscription]) -> Iterator[str]:
    """Who would hear of it, and who does not."""
    hearing = [one for one in asked if event in one.subscriber.events]
    disabled = [one.name for one in hearing if not one.subscriber.enabled]
    enabled = [one.name for one in hearing if one.subscriber.enabled]
    deaf = [one.name for one in asked if event not in one.subscriber.events]
    if not enabled:
        yield "  nobody is subscribed to it: ats.webhooks.deliver_to(receiver, vendor) or subscribe(vendor) do that"
    for names, said in ((enabled, "subscribed to it"), (disabled, "disabled"), (deaf, "subscribed to other events")):
        if names:
            yield f"  {said}: {', '.join(names[:MOST])}{' …' if len(names) > MOST else ''}"
