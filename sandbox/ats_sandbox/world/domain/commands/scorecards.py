"""What can be done with scorecards: write one after an interview."""

from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.commands.candidates import rate
from ats_sandbox.world.domain.reading import Transaction
from ats_sandbox.world.domain.scorecards import SCORECARDS, Recommendation, Scorecard


def review(
    world: Transaction,
    application: Application,
    *,
    author: int,
    rating: int,
    recommendation: Recommendation,
    comment: str | None = None,
    interview: int | None = None,
) -> Scorecard:
    """Add a review of a candidate, whose rating follows. `rating` is 0 to 5."""
    card = world.put(
        SCORECARDS,
        Scorecard(
            id=world.next_id(SCORECARDS),
            application=application.id,
            interview=interview,
            author=author,
            rating=rating,
            recommendation=recommendation,
            comment=comment,
            created_at=world.now,
            updated_at=world.now,
        ),
    )
    rate(world, application.candidate)
    return card
