"""The events that can be subscribed to, and the version of what is told of each."""

ABOUT_APPROVALS = (
    *("approval.created", "approval.approved", "approval.rejected", "approval.abandoned", "approval.step.approved"),
    *("approval.step.rejected", "approver.skipped", "approver.delegated", "approval.comment.created"),
)
"""What can happen to a request to approve a job or an offer."""
_ABOUT = {
    "job": (
        *("created", "updated", "status.updated", "hiring-team.updated"),
        *("ad.created", "ad.updated", "ad.postings.updated", *ABOUT_APPROVALS),
    ),
    "position": ("created", "updated", "deleted"),
    "application": (
        *("created", "status.updated", "fields.updated", "onboarding-status.updated", "source.updated"),
        *("screening-answers.created", "screening-answers.updated", "attachment.created"),
    ),
    "candidate": ("created", "updated", "deleted"),
    "offer": ("created", "updated", *ABOUT_APPROVALS),
    "review": ("created", "updated", "deleted"),
    "onboarding": ("process.started", "assignments.high-priority.completed", "assignments.completed"),
    "interview": ("created", "updated", "canceled"),
}
EVENTS = tuple(f"{noun}.{change}" for noun, changes in _ABOUT.items() for change in changes)
"""Their names."""


def version_of(event: str) -> str:
    """The version of an event. Which event has which is not published; these are versions that clients have seen."""
    return "v1" if event.startswith(("onboarding.", "interview.")) else "v201910"
