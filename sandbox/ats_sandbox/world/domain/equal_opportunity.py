"""What candidates in the United States say of themselves, if they like, for equal opportunity reports."""

from enum import StrEnum

from ats_sandbox.world.store.references import OnDelete, Reference
from ats_sandbox.world.store.table import Collection, Record


class Race(StrEnum):
    """Race and ethnicity, as the commission counts them."""

    AMERICAN_INDIAN = "american_indian"
    ASIAN = "asian"
    BLACK = "black"
    HISPANIC = "hispanic"
    PACIFIC_ISLANDER = "pacific_islander"
    TWO_OR_MORE = "two_or_more"
    WHITE = "white"
    DECLINED = "declined"


class Gender(StrEnum):
    """Gender."""

    MALE = "male"
    FEMALE = "female"
    NON_BINARY = "non_binary"
    OTHER = "other"
    DECLINED = "declined"


class VeteranStatus(StrEnum):
    """Whether somebody is a protected veteran."""

    PROTECTED = "protected"
    NOT_PROTECTED = "not_protected"
    DECLINED = "declined"


class DisabilityStatus(StrEnum):
    """Whether somebody has, or had, a disability."""

    YES = "yes"
    NO = "no"
    DECLINED = "declined"


class EqualOpportunityAnswers(Record, frozen=True, kw_only=True):
    """The answers of one candidate, who gives them once. None for what was not asked."""

    candidate: int
    race: Race | None
    gender: Gender | None
    veteran: VeteranStatus | None
    disability: DisabilityStatus | None
    created_at: int
    updated_at: int


EQUAL_OPPORTUNITY_ANSWERS = Collection(
    "equal_opportunity_answers",
    EqualOpportunityAnswers,
    noun="equal_opportunity_answers",
    references={"candidate": Reference("candidates", OnDelete.DELETE, follows=True)},
    indexes={"candidate": lambda one: (one.candidate,)},
    timeline=lambda one: one.updated_at,
    numbers=("candidate", "created_at", "updated_at"),
)
