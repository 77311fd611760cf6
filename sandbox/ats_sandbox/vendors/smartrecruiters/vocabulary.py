"""How SmartRecruiters spells the facts of the world, in both directions."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from ats_sandbox.contract import fields
from ats_sandbox.world.domain.candidates import Consent
from ats_sandbox.world.domain.interviews import Response
from ats_sandbox.world.domain.jobs import JobStatus, TeamRole
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.positions import PositionStatus, PositionType
from ats_sandbox.world.domain.postings import PostingVisibility
from ats_sandbox.world.domain.users import UserRole

E = TypeVar("E", bound=StrEnum)


class Spelled(fields.Choice):
    """A value of an enumeration, in its spelling: answers write it so, requests read it.

    `also` are texts that no value here has. The schema of one that is not `listed` is any text.
    """

    def __init__(
        self, spelling: Mapping[Any, str], also: tuple[str, ...] = (), *, listed: bool = True, **kwargs: Any
    ) -> None:
        super().__init__((*spelling.values(), *also), **kwargs)
        self.validators = self.validators if listed else []
        self.spelling = spelling
        self.post_load = [{text: value for value, text in spelling.items()}.__getitem__]

    def write(self, value: Any) -> str:
        return self.spelling[value]


def _upper(kind: type[E]) -> Mapping[E, str]:
    return {value: value.value.upper() for value in kind}


CANDIDATE_STATUSES = _upper(ApplicationStatus)
JOB_STATUSES = _upper(JobStatus)
"""What a job's status can be set to."""
READ_ONLY_JOB_STATUSES = ("OTHER",)
"""Documented as read only; no job here has it."""
VISIBILITIES = _upper(PostingVisibility)
"""Who can see a published job ad; also the posting status of its job, NOT_PUBLISHED while no ad is published."""
NOT_PUBLISHED = "NOT_PUBLISHED"
POSTING_STATUSES = (*VISIBILITIES.values(), NOT_PUBLISHED)
JOB_AD_STATUSES = ("PUBLISHED", NOT_PUBLISHED)
NATIONAL_EMPLOYMENT_TYPES = {"per_diem": frozenset({"US"})}
"""Types of employment that there are in some countries only."""
TEAM_ROLES = _upper(TeamRole)
POSITION_TYPES = _upper(PositionType)
POSITION_STATUSES = _upper(PositionStatus)
CONSENTS = _upper(Consent)
RESPONSES = {response: response.value for response in Response}
"""Answers to invitations, in lower case unlike everything else."""

ONBOARDING_STATUSES = ("READY_TO_ONBOARD", "ONBOARDING_SUCCESSFUL", "ONBOARDING_FAILED")

SYSTEM_ROLES = {
    UserRole.ADMINISTRATOR: ("ADMINISTRATOR", "Administrator"),
    UserRole.RECRUITER: ("EXTENDED", "Extended"),
    UserRole.HIRING_MANAGER: ("STANDARD", "Standard"),
    UserRole.INTERVIEWER: ("RESTRICTED", "Basic"),
    UserRole.EMPLOYEE: ("EMPLOYEE", "Employee"),
}
"""Id and name of the five built-in roles; which a recruiter or an interviewer holds is this sandbox's choice."""
