"""Events of requests to approve jobs and offers: asked for, decided, abandoned, commented.

Inferred, as only the names are published: a step is approved or rejected when it is decided as a whole, and an approver
is skipped when nobody needs their decision any more.
"""

from collections.abc import Iterator

from ats_sandbox.vendors.smartrecruiters.webhooks.happenings.told import Told
from ats_sandbox.world.domain.approvals import (
    APPROVALS,
    ApprovalComment,
    ApprovalRequest,
    ApprovalStatus,
    Approver,
    Decision,
)
from ats_sandbox.world.domain.reading import Reading

DECIDED = {Decision.APPROVED: "approved", Decision.REJECTED: "rejected"}


def of_approval(world: Reading, before: ApprovalRequest | None, after: ApprovalRequest | None) -> Iterator[Told]:
    """The request, what comes of its approvers and its steps, and what comes of it."""
    if after is None:
        return
    if before is None:
        yield from _told(world, after, "approval.created")
        return
    for then, now in zip(_approvers(before), _approvers(after), strict=False):
        if then.user != now.user:
            yield from _told(world, after, "approver.delegated", user=now.user)
        elif then.decision is not now.decision and now.decision is Decision.SKIPPED:
            yield from _told(world, after, "approver.skipped", user=now.user)
    for earlier, step in zip(before.steps, after.steps, strict=False):
        if earlier.status is not step.status and step.status in DECIDED:
            yield from _told(world, after, f"approval.step.{DECIDED[step.status]}")
    if before.status is not after.status and after.status is not ApprovalStatus.PENDING:
        yield from _told(world, after, f"approval.{after.status.value}")


def of_comment(world: Reading, before: ApprovalComment | None, after: ApprovalComment | None) -> Iterator[Told]:
    """Something that was said about a request."""
    request = None if after is None or before is not None else world[APPROVALS].get(after.request)
    if request is not None:
        yield from _told(world, request, "approval.comment.created")


def _approvers(request: ApprovalRequest) -> list[Approver]:
    return [one for step in request.steps for one in step.approvers]


def _told(world: Reading, request: ApprovalRequest, change: str, *, user: int | None = None) -> Iterator[Told]:
    """An event of a request about what is still there."""
    if request.job is not None:
        if request.job in world.jobs:
            yield Told(f"job.{change}", {"approval": request.id, "job": request.job}, user=user)
        return
    offer = world.offers.get(request.offer)
    application = None if offer is None else world.applications.get(offer.application)
    if offer is not None and application is not None:
        ordinals = {"job": application.job, "candidate": application.candidate, "offer": offer.id}
        yield Told(f"offer.{change}", {"approval": request.id, **ordinals}, user=user)
