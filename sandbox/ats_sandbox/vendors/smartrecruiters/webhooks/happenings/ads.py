"""Events of the ads of jobs and of where they are posted."""

from collections.abc import Iterator

from ats_sandbox.vendors.smartrecruiters.webhooks.happenings.told import Told, differ, told
from ats_sandbox.world.domain.postings import Posting
from ats_sandbox.world.domain.publications import Publication
from ats_sandbox.world.domain.reading import Reading

WRITTEN = ("title", "language", "place", "advert")
"""What of an ad is written; publishing changes the rest."""
SEEN = ("published", "visibility")
"""Whether it is seen, and by whom."""


def of_ad(world: Reading, before: Posting | None, after: Posting | None) -> Iterator[Told]:
    """Writing and rewriting an ad, and publishing it or taking it down. No event tells that one is gone."""
    if after is None or after.job not in world.jobs:
        return
    ordinals = {"job": after.job, "ad": after.id}
    if before is None:
        yield told("job.ad.created", **ordinals)
    elif differ(before, after, *WRITTEN):
        yield told("job.ad.updated", **ordinals)
    if after.published if before is None else differ(before, after, *SEEN):
        yield told("job.ad.postings.updated", **ordinals)


def of_publication(world: Reading, before: Publication | None, after: Publication | None) -> Iterator[Told]:
    """Publishing an ad anew that is published already: others may see it, and it says what it says since."""
    ad = None if after is None else world.postings.get(after.posting)
    if ad is not None and after is not None and _posted(before, after):
        yield told("job.ad.postings.updated", job=ad.job, ad=ad.id)


def _posted(before: Publication | None, after: Publication) -> bool:
    """True when an ad is posted as was asked; what it said until it was changed is kept, too, asked for by nobody."""
    if after.published_at is None:
        return False
    if before is None:
        return after.created_at > after.published_at
    return before.published_at is None
