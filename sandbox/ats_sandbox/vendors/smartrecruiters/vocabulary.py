"""How SmartRecruiters spells the facts of the world, in both directions."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Generic, TypeVar

from ats_sandbox.contract import fields
from ats_sandbox.world.domain.candidates import Consent
from ats_sandbox.world.domain.interviews import Response
from ats_sandbox.world.domain.jobs import JobStatus
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.positions import PositionStatus, PositionType
from ats_sandbox.world.domain.postings import PostingVisibility
from ats_sandbox.world.domain.users import UserRole

E = TypeVar("E", bound=StrEnum)


class Spelling(Generic[E]):
    """The text of each value of an enumeration."""

    __slots__ = ("_texts", "_values", "all")

    def __init__(self, texts: Mapping[E, str]) -> None:
        self._texts = dict(texts)
        self._values = {text: value for value, text in texts.items()}
        self.all = tuple(texts.values())

    def write(self, value: E) -> str:
        """The text of a value."""
        return self._texts[value]

    def read(self, text: str) -> E:
        """The value of a text, which must be one of `all`."""
        return self._values[text]


class Spelled(fields.Choice):
    """A value of an enumeration, in its spelling: answers write it so, requests read it.

    `also` are texts that no value here has. The schema of one that is not `listed` is any text.
    """

    def __init__(
        self, spelling: Spelling[Any], also: tuple[str, ...] = (), *, listed: bool = True, **kwargs: Any
    ) -> None:
        super().__init__((*spelling.all, *also), **kwargs)
        self.validators = self.validators if listed else []
        self.spelling = spelling
        self.post_load = [spelling.read]

    def write(self, value: Any) -> str:
        return self.spelling.write(value)


def _upper(kind: type[E]) -> Spelling[E]:
    return Spelling({value: value.value.upper() for value in kind})


CANDIDATE_STATUSES = _upper(ApplicationStatus)
JOB_STATUSES = _upper(JobStatus)
"""What a job's status can be set to."""
READ_ONLY_JOB_STATUSES = ("OTHER",)
"""Documented as read only; no job here has it."""
VISIBILITIES = _upper(PostingVisibility)
"""Who can see a published job ad; also the posting status of its job, NOT_PUBLISHED while no ad is published."""
NOT_PUBLISHED = "NOT_PUBLISHED"
POSTING_STATUSES = (*VISIBILITIES.all, NOT_PUBLISHED)
JOB_AD_STATUSES = ("PUBLISHED", NOT_PUBLISHED)
POSITION_TYPES = _upper(PositionType)
POSITION_STATUSES = _upper(PositionStatus)
CONSENTS = _upper(Consent)
RESPONSES = Spelling({response: response.value for response in Response})
"""Answers to invitations, in lower case unlike everything else."""

ONBOARDING_STATUSES = ("READY_TO_ONBOARD", "ONBOARDING_SUCCESSFUL", "ONBOARDING_FAILED")

SYSTEM_ROLES = Spelling(
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
