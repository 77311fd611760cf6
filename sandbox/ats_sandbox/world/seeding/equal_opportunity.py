"""What candidates said of themselves for equal opportunity reports."""

from enum import StrEnum
from typing import TypeVar

from ats_sandbox.world.chance import Chance
from ats_sandbox.world.clock import MINUTE, START
from ats_sandbox.world.domain.candidates import Candidate
from ats_sandbox.world.domain.equal_opportunity import (
    EQUAL_OPPORTUNITY_ANSWERS,
    DisabilityStatus,
    EqualOpportunityAnswers,
    Gender,
    Race,
    VeteranStatus,
)
from ats_sandbox.world.seeding.context import SeedingContext

E = TypeVar("E", bound=StrEnum)


def answer_survey(context: SeedingContext, candidate: Candidate) -> None:
    """Add the answers of a candidate in the United States, where they are asked; most give some."""
    if candidate.place is None or candidate.place.country_code != "US":
        return
    chance = Chance(context.seed, "equal_opportunity", candidate.id)
    if not chance.happens("answered", 70):
        return
    at = min(candidate.created_at + chance.between("after", MINUTE, 15 * MINUTE), START)
    context.draft.add(
        EQUAL_OPPORTUNITY_ANSWERS,
        EqualOpportunityAnswers(
            id=0,
            candidate=candidate.id,
            race=_said(chance, "race", Race),
            gender=_said(chance, "gender", Gender),
            veteran=_said(chance, "veteran", VeteranStatus),
            disability=_said(chance, "disability", DisabilityStatus),
            created_at=at,
            updated_at=at,
        ),
    )


def _said(chance: Chance, question: str, answers: type[E]) -> E | None:
    return chance.pick(question, tuple(answers)) if chance.happens(f"{question}_said", 90) else None
