"""Events of offers."""

from collections.abc import Iterator

from ats_sandbox.vendors.smartrecruiters.webhooks.happenings.told import Told, differ, told_of
from ats_sandbox.world.domain.offers import Offer
from ats_sandbox.world.domain.reading import Reading

UPDATED = ("application", "status", "salary", "currency", "starts_at", "sent_at", "closed_at", "revisions")


def of_offer(world: Reading, before: Offer | None, after: Offer | None) -> Iterator[Told]:
    """Creation and every change. One that was recorded for nobody cannot be told of: bodies name a candidate."""
    if after is not None and (before is None or differ(before, after, *UPDATED)):
        event = "offer.created" if before is None else "offer.updated"
        yield from told_of(world.applications.get(after.application), event, offer=after.id)
