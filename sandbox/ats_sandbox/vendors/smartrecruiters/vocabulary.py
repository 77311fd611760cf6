"""The words of SmartRecruiters for the facts of the world, in both directions."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Generic, TypeVar

from ats_sandbox.world.domain.candidates import Consent
from ats_sandbox.world.domain.interviews import Response
from ats_sandbox.world.domain.jobs import JobStatus, TeamRole
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.positions import PositionStatus, PositionType
from ats_sandbox.world.domain.postings import PostingVisibility
from ats_sandbox.world.domain.users import UserRole

E = TypeVar("E", bound=StrEnum)


class Words(Generic[E]):
    """One word for each value."""

    __slots__ = ("_values", "_words", "all")

    def __init__(self, words: Mapping[E, str]) -> None:
        self._words = dict(words)
        self._values = {word: value for value, word in words.items()}
        self.all = tuple(words.values())

    def say(self, value: E) -> str:
        """The word for a value."""
        return self._words[value]

    def read(self, word: str) -> E:
        """The value behind a word, which must be one of `all`."""
        return self._values[word]


def _upper(kind: type[E]) -> Words[E]:
    return Words({value: value.value.upper() for value in kind})


CANDIDATE_STATUSES = _upper(ApplicationStatus)
JOB_STATUSES = _upper(JobStatus)
"""What a job's status can be set to; `OTHER` is documented as read only, and no job here has it."""
READABLE_JOB_STATUSES = (*JOB_STATUSES.all, "OTHER")
VISIBILITIES = _upper(PostingVisibility)
"""Who sees a published job ad; also the posting status of its job, which is NOT_PUBLISHED while none is published."""
NOT_PUBLISHED = "NOT_PUBLISHED"
POSTING_STATUSES = (*VISIBILITIES.all, NOT_PUBLISHED)
JOB_AD_STATUSES = ("PUBLISHED", NOT_PUBLISHED)
POSITION_TYPES = _upper(PositionType)
POSITION_STATUSES = _upper(PositionStatus)
TEAM_ROLES = _upper(TeamRole)
CONSENTS = _upper(Consent)
RESPONSES = Words({response: response.value for response in Response})
"""Answers to invitations, in lower case unlike everything else."""

ONBOARDING_STATUSES = ("READY_TO_ONBOARD", "ONBOARDING_SUCCESSFUL", "ONBOARDING_FAILED")

SYSTEM_ROLES = Words(
    {
        UserRole.ADMINISTRATOR: "ADMINISTRATOR",
        UserRole.RECRUITER: "EXTENDED",
        UserRole.HIRING_MANAGER: "STANDARD",
        UserRole.INTERVIEWER: "RESTRICTED",
        UserRole.EMPLOYEE: "EMPLOYEE",
    }
)
"""The five built-in roles; which of them a recruiter or an interviewer holds is this sandbox's choice."""
SYSTEM_ROLE_NAMES = {
    "ADMINISTRATOR": "Administrator",
    "EXTENDED": "Extended",
    "STANDARD": "Standard",
    "RESTRICTED": "Basic",
    "EMPLOYEE": "Employee",
}
