"""The notes that recruiters wrote."""

from ats_sandbox.world.chance import Chance
from ats_sandbox.world.clock import DAY, START
from ats_sandbox.world.domain.notes import NOTES, Note
from ats_sandbox.world.seeding import corpora
from ats_sandbox.world.seeding.applications import PlannedApplication
from ats_sandbox.world.seeding.context import SeedingContext
from ats_sandbox.world.seeding.edge_cases import ODD_NOTES


def write_notes(context: SeedingContext, planned: PlannedApplication, until: int) -> None:
    """The notes on one application, written between its creation and shortly after its last change."""
    chance = Chance(context.seed, "note", planned.id)
    if not chance.happens("written", context.recipe.notes):
        return
    team = planned.job.team
    for number in range(chance.weighted("count", ((1, 60), (2, 30), (3, 10)))):
        at = chance.between(f"at.{number}", planned.at, min(until + DAY, START))
        note_on(
            context,
            chance,
            number,
            candidate=planned.candidate,
            application=planned.id if chance.happens(f"on_application.{number}", 80) else None,
            author=None if chance.happens(f"imported.{number}", 4) else chance.pick(f"author.{number}", team).user,
            at=at,
        )


def note_on(
    context: SeedingContext,
    chance: Chance,
    number: int,
    *,
    candidate: int,
    application: int | None,
    author: int | None,
    at: int,
    bodies: tuple[str, ...] | None = None,
) -> Note:
    """Add a note with one of the bodies, by default of what recruiters write."""
    if context.recipe.edge_cases and chance.happens(f"odd.{number}", 40):
        bodies = ODD_NOTES
    elif bodies is None:
        bodies = corpora.words().recruiter_notes
    changed = (
        min(at + chance.below(f"changed.{number}", 3 * DAY), START) if chance.happens(f"edited.{number}", 15) else at
    )
    return context.draft.add(
        NOTES,
        Note(
            id=0,
            candidate=candidate,
            application=application,
            interview=None,
            author=author,
            body=chance.pick(f"body.{number}", bodies),
            private=author is not None and chance.happens(f"private.{number}", 18),
            created_at=at,
            updated_at=changed,
        ),
    )
