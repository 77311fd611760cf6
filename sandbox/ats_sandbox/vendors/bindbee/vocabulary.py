"""Values of the unified models, and the provider's values that they stand for. Every list is open."""

from collections.abc import Mapping

from ats_sandbox.world.domain.jobs import JobStatus
from ats_sandbox.world.domain.offers import OfferStatus
from ats_sandbox.world.domain.users import UserRole

JOB_STATUS: Mapping[JobStatus, str] = {
    JobStatus.CREATED: "DRAFT",
    JobStatus.SOURCING: "OPEN",
    JobStatus.INTERVIEW: "OPEN",
    JobStatus.OFFER: "OPEN",
    JobStatus.FILLED: "CLOSED",
    JobStatus.CANCELLED: "ARCHIVED",
    JobStatus.ON_HOLD: "PENDING",
}
JOB_STATUSES = ("OPEN", "CLOSED", "DRAFT", "ARCHIVED", "PENDING", "-")

OFFER_STATUS: Mapping[OfferStatus, str] = {
    OfferStatus.CREATED: "DRAFT",
    OfferStatus.PENDING_APPROVAL: "APPROVAL-SENT",
    OfferStatus.APPROVED: "APPROVED",
    OfferStatus.NOT_APPROVED: "NOT_APPROVED",
    OfferStatus.PENDING_ACCEPTANCE: "SENT",
    OfferStatus.ACCEPTED: "ACCEPTED",
    OfferStatus.NOT_ACCEPTED: "DENIED",
    OfferStatus.ABANDONED: "DEPRECATED",
}
"""`ACCEPTED` and `NOT_APPROVED` are the provider's own: values without a counterpart pass through."""

_BEFORE_ACCEPTANCE = ("DRAFT", "APPROVAL-SENT", "APPROVED", "SENT", "SENT-MANUALLY", "OPENED")
OFFER_STATUSES = (*_BEFORE_ACCEPTANCE, "DENIED", "SIGNED", "DEPRECATED")
WRITTEN_OFFER_STATUS: Mapping[str, OfferStatus] = {
    **{name: status for status, name in OFFER_STATUS.items()},
    "SENT-MANUALLY": OfferStatus.PENDING_ACCEPTANCE,
    "OPENED": OfferStatus.PENDING_ACCEPTANCE,
    "SIGNED": OfferStatus.ACCEPTED,
}
"""What the provider makes of a written offer status."""

ACCESS_ROLE: Mapping[UserRole, str] = {
    UserRole.ADMINISTRATOR: "ADMIN",
    UserRole.RECRUITER: "RECRUITER",
    UserRole.HIRING_MANAGER: "TEAM_MEMBER",
    UserRole.INTERVIEWER: "INTERVIEWER",
    UserRole.EMPLOYEE: "LIMITED_TEAM_MEMBER",
}
ACCESS_ROLES = ("ADMIN", "SUPER_ADMIN", "TEAM_MEMBER", "LIMITED_TEAM_MEMBER", "INTERVIEWER", "RECRUITER", "-")

URL_TYPE: Mapping[str, str] = {
    "linkedin": "SOCIAL_MEDIA",
    "facebook": "SOCIAL_MEDIA",
    "twitter": "SOCIAL_MEDIA",
    "github": "PORTFOLIO",
    "website": "PERSONAL",
}
URL_TYPES = ("PERSONAL", "COMPANY", "PORTFOLIO", "BLOG", "SOCIAL_MEDIA", "OTHER", "JOB_POSTING", "-")

ATTACHMENT_TYPES = ("RESUME", "COVER_LETTER", "OFFER_LETTER", "OTHER", "-")


def url_type(kind: str) -> str | None:
    """The type of a link; a kind without a counterpart is its own type."""
    return URL_TYPE.get(kind, kind.upper().replace("-", "_") if kind != "-" else kind) or None
