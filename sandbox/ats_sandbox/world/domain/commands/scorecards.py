"""What can be done with scorecards: write, revise and withdraw them."""

from msgspec.structs import replace

from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.cascade import delete
from ats_sandbox.world.domain.commands.candidates import rate
from ats_sandbox.world.domain.reading import Transaction
from ats_sandbox.world.domain.scorecards import CONCLUSIONS, SCORECARDS, Recommendation, Scorecard


def review(
    world: Transaction,
    application: Application,
    *,
    author: int,
    rating: int,
    recommendation: Recommendation | None = None,
    comment: str | None = None,
    interview: int | None = None,
    created_at: int | None = None,
) -> Scorecard:
    """Add a review of a candidate, whose rating follows. `rating` is 0 to 5; the recommendation follows from it."""
    card = world.put(
        SCORECARDS,
        Scorecard(
            id=world.next_id(SCORECARDS),
            application=application.id,
            interview=interview,
            author=author,
            rating=rating,
            recommendation=CONCLUSIONS[rating] if recommendation is None else recommendation,
            comment=comment,
            created_at=world.now if created_at is None else created_at,
            updated_at=world.now,
        ),
    )
    rate(world, application.candidate)
    return card


def revise_review(world: Transaction, card: Scorecard, *, rating: int, comment: str | None) -> Scorecard:
    """Change what a review says; the candidate's rating follows, and with another rating the recommendation."""
    conclusion = card.recommendation if rating == card.rating else CONCLUSIONS[rating]
    card = replace(card, rating=rating, comment=comment, recommendation=conclusion, updated_at=world.now)
    world.put(SCORECARDS, card)
    rate(world, world.applications[card.application].candidate)
    return card


def withdraw_review(world: Transaction, card: Scorecard) -> None:
    """Delete a review; the candidate's rating follows."""
    delete(world, SCORECARDS, card.id)
    rate(world, world.applications[card.application].candidate)
