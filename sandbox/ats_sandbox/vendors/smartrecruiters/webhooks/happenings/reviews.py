"""Events of reviews of candidates."""

from collections.abc import Iterator

from ats_sandbox.vendors.smartrecruiters.webhooks.happenings.told import Told, differ, told_of
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.scorecards import Scorecard

UPDATED = ("interview", "author", "rating", "recommendation", "comment")


def of_review(world: Reading, before: Scorecard | None, after: Scorecard | None) -> Iterator[Told]:
    """All of a review's life, until its application is gone."""
    one = after or before
    if one is None:
        return
    if before is not None and after is not None and not differ(before, after, *UPDATED):
        return
    event = "created" if before is None else "deleted" if after is None else "updated"
    yield from told_of(world.applications.get(one.application), f"review.{event}", review=one.id)
