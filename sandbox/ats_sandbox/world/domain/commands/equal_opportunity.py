"""What can be done with equal opportunity answers: note them down."""

from ats_sandbox.world.domain.equal_opportunity import (
    EQUAL_OPPORTUNITY_ANSWERS,
    DisabilityStatus,
    EqualOpportunityAnswers,
    Gender,
    Race,
    VeteranStatus,
)
from ats_sandbox.world.domain.reading import Transaction
from ats_sandbox.world.domain.refusals import AnsweredAlready


def answer_equal_opportunity(
    world: Transaction,
    candidate: int,
    *,
    race: Race | None = None,
    gender: Gender | None = None,
    veteran: VeteranStatus | None = None,
    disability: DisabilityStatus | None = None,
    at: int | None = None,
) -> EqualOpportunityAnswers:
    """Note down the answers of a candidate. Raises AnsweredAlready for one whose answers are there."""
    if world[EQUAL_OPPORTUNITY_ANSWERS].where(candidate=candidate):
        raise AnsweredAlready(candidate=candidate)
    return world.put(
        EQUAL_OPPORTUNITY_ANSWERS,
        EqualOpportunityAnswers(
            id=world.next_id(EQUAL_OPPORTUNITY_ANSWERS),
            candidate=candidate,
            race=race,
            gender=gender,
            veteran=veteran,
            disability=disability,
            created_at=world.now if at is None else at,
            updated_at=world.now,
        ),
    )
