"""StackOne's words for the states of the world, and back. The provider's own words travel in `source_value`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from ats_sandbox.vendors.stackone.enums import UNMAPPED
from ats_sandbox.vendors.stackone.errors import ValueUnknown
from ats_sandbox.vendors.stackone.state import Override
from ats_sandbox.world.domain.attachments import AttachmentKind
from ats_sandbox.world.domain.jobs import JobStatus, TeamRole
from ats_sandbox.world.domain.offers import OfferStatus
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.postings import PostingVisibility

S = TypeVar("S", bound=StrEnum)


class NoteVisibility(StrEnum):
    """Who sees a note: its author alone, or everybody."""

    PRIVATE = "private"
    PUBLIC = "public"


@dataclass(frozen=True)
class Vocabulary(Generic[S]):
    """One set of states in both directions: `said` writes a state, `meant` reads a value. `field` is its property."""

    field: str
    said: Mapping[S, str]
    meant: Mapping[str, S]

    def show(self, state: S) -> dict[str, Any]:
        """A state as `{value, source_value}`."""
        return {"value": self.said[state], "source_value": state.upper()}

    def read(self, told: Mapping[str, Any] | None) -> S | None:
        """The state that `{value, source_value}` means; None when it says nothing.

        The provider's own word counts first, because it is the more exact one.
        """
        value, source = (told or {}).get("value"), (told or {}).get("source_value")
        own = self._own(source)
        if own is not None:
            return own
        if isinstance(value, str) and value in self.meant:
            return self.meant[value]
        if value is None and source is None:
            return None
        raise ValueUnknown(field=self.field)

    def override(self, sent: Mapping[str, Any] | None, state: S) -> Override | None:
        """What was sent, to be shown again while the state lasts: several of StackOne's values mean one state."""
        value, source = (sent or {}).get("value"), (sent or {}).get("source_value")
        if value not in self.meant or self._own(source) is not None:
            return None
        return Override({"value": value, "source_value": state.upper() if source is None else source}, state)

    def _own(self, source: object) -> S | None:
        """The state that the provider has this word for."""
        word = source.casefold().replace(" ", "_") if isinstance(source, str) else ""
        return next((state for state in self.said if state == word), None)


APPLICATION_STATUS = Vocabulary(
    "application_status",
    said={
        ApplicationStatus.LEAD: "lead",
        ApplicationStatus.NEW: "new",
        ApplicationStatus.IN_REVIEW: "review",
        ApplicationStatus.INTERVIEW: "interview",
        ApplicationStatus.OFFERED: "offer",
        ApplicationStatus.HIRED: "hired",
        ApplicationStatus.REJECTED: "rejected",
        ApplicationStatus.WITHDRAWN: "declined_by_candidate",
        ApplicationStatus.TRANSFERRED: UNMAPPED,
    },
    meant={
        "active": ApplicationStatus.NEW,
        "created": ApplicationStatus.NEW,
        "new": ApplicationStatus.NEW,
        "lead": ApplicationStatus.LEAD,
        "review": ApplicationStatus.IN_REVIEW,
        "screen": ApplicationStatus.IN_REVIEW,
        "short_list": ApplicationStatus.IN_REVIEW,
        "approved": ApplicationStatus.IN_REVIEW,
        "assessment": ApplicationStatus.INTERVIEW,
        "interview": ApplicationStatus.INTERVIEW,
        "reference_check": ApplicationStatus.INTERVIEW,
        "background_check": ApplicationStatus.OFFERED,
        "offer": ApplicationStatus.OFFERED,
        "accepted": ApplicationStatus.OFFERED,
        "onboarding": ApplicationStatus.HIRED,
        "hired": ApplicationStatus.HIRED,
        "rejected": ApplicationStatus.REJECTED,
        "declined_by_candidate": ApplicationStatus.WITHDRAWN,
        "converted": ApplicationStatus.TRANSFERRED,
    },
)
JOB_STATUS = Vocabulary(
    "job_status",
    said={
        JobStatus.CREATED: "draft",
        JobStatus.SOURCING: "open",
        JobStatus.INTERVIEW: "open",
        JobStatus.OFFER: "open",
        JobStatus.FILLED: "closed",
        JobStatus.CANCELLED: "archived",
        JobStatus.ON_HOLD: "on_hold",
    },
    meant={
        "draft": JobStatus.CREATED,
        "pending": JobStatus.CREATED,
        "open": JobStatus.SOURCING,
        "published": JobStatus.SOURCING,
        "internal": JobStatus.SOURCING,
        "on_hold": JobStatus.ON_HOLD,
        "closed": JobStatus.FILLED,
        "archived": JobStatus.CANCELLED,
        "deleted": JobStatus.CANCELLED,
    },
)
OFFER_STATUS = Vocabulary(
    "offer_status",
    said={
        OfferStatus.CREATED: "created",
        OfferStatus.PENDING_APPROVAL: "pending",
        OfferStatus.APPROVED: "approved",
        OfferStatus.NOT_APPROVED: "not_approved",
        OfferStatus.PENDING_ACCEPTANCE: "pending",
        OfferStatus.ACCEPTED: "accepted",
        OfferStatus.NOT_ACCEPTED: "rejected",
        OfferStatus.ABANDONED: "retracted",
    },
    meant={
        "created": OfferStatus.CREATED,
        "pending": OfferStatus.PENDING_ACCEPTANCE,
        "approved": OfferStatus.APPROVED,
        "not_approved": OfferStatus.NOT_APPROVED,
        "accepted": OfferStatus.ACCEPTED,
        "rejected": OfferStatus.NOT_ACCEPTED,
        "retracted": OfferStatus.ABANDONED,
    },
)
NOTE_VISIBILITY = Vocabulary(
    "visibility",
    said={NoteVisibility.PRIVATE: "private", NoteVisibility.PUBLIC: "public"},
    meant={"private": NoteVisibility.PRIVATE, "public": NoteVisibility.PUBLIC},
)
TEAM_ROLE = {
    TeamRole.RECRUITER: "Recruiter",
    TeamRole.HIRING_MANAGER: "Hiring Manager",
    TeamRole.INTERVIEW_TEAM: "Interview Team",
    TeamRole.COORDINATOR: "Coordinator",
    TeamRole.EXECUTIVE: "Executive",
}
EMPLOYMENT: Mapping[str, tuple[str, str | None]] = {
    "permanent": ("permanent", "full_time"),
    "part-time": ("permanent", "part_time"),
    "contract": ("contractor", None),
    "intern": ("intern", None),
}
"""The employment type and the contract type of each kind of employment."""

POSTING_STATUS = {
    PostingVisibility.PUBLIC: "live",
    PostingVisibility.PRIVATE: "live",
    PostingVisibility.INTERNAL: "internal",
}
"""Of a published posting; one that is not published is a draft, or closed."""

DOCUMENT_CATEGORY = {
    AttachmentKind.RESUME: "resume",
    AttachmentKind.COVER_LETTER: "cover_letter",
    AttachmentKind.OFFER_LETTER: "offer_letter",
    AttachmentKind.OTHER: "other",
}


def team_role(text: str | None) -> TeamRole:
    """The part in a job that a free text means; people whose part the provider does not know interview."""
    known = {name.casefold(): role for role, name in TEAM_ROLE.items()}
    return known.get((text or "").replace("_", " ").casefold(), TeamRole.INTERVIEW_TEAM)


def attachment_kind(category: str | None) -> AttachmentKind:
    """The kind of file that a document category means."""
    known = {name: kind for kind, name in DOCUMENT_CATEGORY.items()}
    return known.get((category or "").casefold().replace(" ", "_"), AttachmentKind.OTHER)
