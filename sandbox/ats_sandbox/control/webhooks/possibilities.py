"""What cannot happen to what a subscription is told, and why: a plan for it would wait for ever."""

from collections.abc import Sequence

from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.contract.webhooks import Subscriber
from ats_sandbox.control.webhooks.disturbances import Kind, refused
from ats_sandbox.control.webhooks.notices import webhooks_of


def check(kind: str, vendors: Sequence[Vendor], subscriber: Subscriber | None) -> None:
    """Raise BadRequest for what none of some vendors can meet, or not this subscriber of the one vendor."""
    found = [_why_not(kind, vendor, subscriber) for vendor in vendors]
    if found and all(found):
        raise refused("kind", f"{kind} can never happen: {'; '.join(found)}", kind)


def check_told(name: str, subscriber: Subscriber) -> None:
    """Raise BadRequest for a subscription that is told of nothing: a drill would show nothing."""
    if not subscriber.enabled:
        raise refused("subscription", f"{name} is disabled, and told of nothing: enable it first", name)


def _why_not(kind: str, vendor: Vendor, subscriber: Subscriber | None) -> str:
    """Why something can never go wrong; empty where it can."""
    webhooks = webhooks_of(vendor)
    if kind == Kind.STALE_TIMESTAMP and not webhooks.timestamped:
        return f"messages of {vendor.name} have no timestamp"
    if kind == Kind.WRONG_ENVIRONMENT and not webhooks.scoped:
        return f"{vendor.name} has no environments or accounts of which a subscription could hear"
    if kind == Kind.WRONG_ENVIRONMENT and subscriber is not None and not subscriber.scope:
        return "the subscription hears of all environments and accounts"
    return ""
