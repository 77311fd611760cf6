"""The scopes that clients can ask for."""

from ats_sandbox.vendors.smartrecruiters import errors

SCOPES = frozenset(
    [
        "approvals_create",
        "approvals_decide",
        "approvals_read",
        "assessment_orders_read",
        "audit_events_read",
        "candidate_status_read",
        "candidates_create",
        "candidates_manage",
        "candidates_offers_read",
        "candidates_read",
        "company_read",
        "configuration_manage",
        "configuration_read",
        "interview_types_read",
        "interview_types_write",
        "interviews_read",
        "interviews_write",
        "job_applications_read",
        "jobs_manage",
        "jobs_publications_manage",
        "jobs_read",
        "messages_manage",
        "messages_read",
        "messages_write",
        "reporting_read",
        "reporting_write",
        "reviews_read",
        "reviews_write",
        "user_me_read",
        "users_manage",
        "users_read",
        "webhooks_delete",
        "webhooks_manage",
        "webhooks_read",
        "webhooks_write",
        "assignments_read",
        "assignments_submissions_read",
        "new_hires_read",
        "onboarding_processes_read",
    ]
)
"""The thirty-five of the vendor's OAuth scheme, and the four that SmartOnboard takes."""


def asked_scopes(text: str | None, granted: frozenset[str] | None) -> frozenset[str] | None:
    """The scopes of a text, or all that are granted without one; None stands for all there are.

    Raises InvalidScope for an empty text, an unknown scope and one that is not granted.
    """
    if text is None:
        return granted
    asked = frozenset(text.split())
    if not asked or not asked <= (SCOPES if granted is None else SCOPES & granted):
        raise errors.InvalidScope
    return asked


def scope_text(scopes: frozenset[str] | None) -> str:
    """Scopes as answers write them."""
    return " ".join(sorted(SCOPES if scopes is None else scopes))
