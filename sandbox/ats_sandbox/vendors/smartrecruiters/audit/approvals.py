"""Audit events of approvals: asked for, decided, abandoned. Each is an event of the job or offer that it is about.

Approvers whom a decision makes unnecessary are no event: STEP_SKIPPED is of those whom somebody passes over, which
only the web application can.
"""

from collections.abc import Iterator
from typing import Any

from ats_sandbox.contract.operation import Document
from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.audit.hiring import said_of_job, said_of_offer
from ats_sandbox.vendors.smartrecruiters.audit.said import Said
from ats_sandbox.vendors.smartrecruiters.documents import filled
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.approvals import (
    APPROVAL_COMMENTS,
    ApprovalRequest,
    ApprovalStatus,
    Approver,
    Decision,
)
from ats_sandbox.world.domain.reading import Reading

DECIDED = {Decision.APPROVED: "STEP_APPROVED", Decision.REJECTED: "STEP_REJECTED"}


def of_approval(world: Reading, before: ApprovalRequest | None, after: ApprovalRequest | None) -> Iterator[Said]:
    """The request, every decision, and what came of it."""
    if after is None or (after.job is not None and after.job not in world.jobs):
        return
    if before is None:
        if after.job is not None:
            yield _of_job(world, after, "REQUESTED", _comments(world, after))
        return
    for then, now in zip(_approvers(before), _approvers(after), strict=True):
        if then.decision is Decision.PENDING and now.decision in DECIDED:
            yield _decision(world, after, now)
    if before.status is not after.status and after.status is not ApprovalStatus.PENDING:
        event = after.status.value.upper()
        if after.job is not None:
            yield _of_job(world, after, event, _comments(world, after))
        else:
            yield from _of_offer(world, after, event, _summary(world, after))


def _approvers(request: ApprovalRequest) -> list[Approver]:
    return [one for step in request.steps for one in step.approvers]


def _of_job(world: Reading, request: ApprovalRequest, event: str, context: Document) -> Said:
    assert request.job is not None, "it is about a job"
    return said_of_job(world, world.jobs[request.job], f"JOB_APPROVAL_{event}", **context)


def _of_offer(world: Reading, request: ApprovalRequest, event: str, context: Document) -> Iterator[Said]:
    offer = world.offers.get(request.offer)
    if offer is not None:
        yield said_of_offer(world, offer, f"OFFER_APPROVAL_{event}", **context)


def _decision(world: Reading, request: ApprovalRequest, one: Approver) -> Said:
    """What an approver decided, with what they said about it at that instant."""
    comments = world[APPROVAL_COMMENTS].where(request=request.id).newest_first()
    said = next((each for each in comments if (each.author, each.created_at) == (one.user, one.decided_at)), None)
    context: dict[str, Any] = {
        "approver": ids.USER.write(world, one.user),
        "comment": said.content if said is not None and one.decision is Decision.REJECTED else None,
    }
    if request.job is not None:
        return _of_job(world, request, DECIDED[one.decision], context)
    context |= {"approvalRequestId": ids.APPROVAL.write(world, request.id)}
    return next(_of_offer(world, request, DECIDED[one.decision], context))


def _comments(world: Reading, request: ApprovalRequest) -> Document:
    said = world[APPROVAL_COMMENTS].where(request=request.id)
    written = [(one.content, ids.USER.write(world, one.author), iso(one.created_at)) for one in said]
    return {"comments": [{"text": text, "authorId": author, "date": date} for text, author, date in written]}


def _summary(world: Reading, request: ApprovalRequest) -> Document:
    """Who decided what, and when: milliseconds since 1970."""
    decided = (Decision.APPROVED, Decision.REJECTED)
    approvers = [
        filled(
            userId=ids.USER.write(world, one.user),
            decision=one.decision.value.upper(),
            decidedOn=one.decided_at,
            decidedBy=ids.USER.write(world, one.user) if one.decision in decided else None,
        )
        for one in _approvers(request)
    ]
    return {
        "approvalRequestId": ids.APPROVAL.write(world, request.id),
        "approvers": approvers,
        "type": request.order.value,
        "decisionMode": request.mode.value,
    }
