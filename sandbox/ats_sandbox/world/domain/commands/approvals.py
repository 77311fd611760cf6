"""What can be done with approvals: ask for one, decide, comment, abandon."""

from collections.abc import Sequence

from msgspec.structs import replace

from ats_sandbox.world.domain.approvals import (
    APPROVAL_COMMENTS,
    APPROVALS,
    ApprovalComment,
    ApprovalOrder,
    ApprovalRequest,
    ApprovalStatus,
    ApprovalStep,
    Approver,
    Decision,
    DecisionMode,
)
from ats_sandbox.world.domain.commands.jobs import revise_job
from ats_sandbox.world.domain.commands.offers import close_offer
from ats_sandbox.world.domain.jobs import Pay
from ats_sandbox.world.domain.offers import OFFERS, OfferStatus
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.domain.refusals import ApprovalOver, DecisionTaken, DecisionTooEarly, NotAsked

AWAITABLE = frozenset({OfferStatus.CREATED, OfferStatus.APPROVED, OfferStatus.NOT_APPROVED})
"""An offer in one of these waits once somebody is asked to approve it; a later one goes on as it was."""


def latest_approval(world: Reading, *, job: int | None = None, offer: int | None = None) -> ApprovalRequest | None:
    """The newest request about a job or an offer."""
    found = world[APPROVALS].where(offer=offer) if job is None else world[APPROVALS].where(job=job)
    return found.newest_first().first()


def request_approval(
    world: Transaction,
    *,
    job: int | None = None,
    offer: int | None = None,
    order: ApprovalOrder,
    mode: DecisionMode,
    steps: Sequence[Sequence[int]],
    pay: Pay | None = None,
) -> ApprovalRequest:
    """Ask users, step by step, to approve a job or an offer, which then waits for them.

    A request about the same that is still pending is abandoned.
    """
    before = latest_approval(world, job=job, offer=offer)
    if before is not None and before.status is ApprovalStatus.PENDING:
        world.put(APPROVALS, replace(before, status=ApprovalStatus.ABANDONED, updated_at=world.now))
    asked = world.offers.get(offer)
    if asked is not None and asked.status in AWAITABLE:
        waiting = replace(asked, status=OfferStatus.PENDING_APPROVAL, closed_at=None, updated_at=world.now)
        world.put(OFFERS, waiting)
    return world.put(
        APPROVALS,
        ApprovalRequest(
            id=world.next_id(APPROVALS),
            job=job,
            offer=offer,
            order=order,
            mode=mode,
            status=ApprovalStatus.PENDING,
            steps=tuple(ApprovalStep(tuple(map(Approver, step))) for step in steps),
            pay=pay,
            created_at=world.now,
            updated_at=world.now,
        ),
    )


def decide(world: Transaction, request: ApprovalRequest, user: int, decision: Decision) -> ApprovalRequest:
    """Write down what a user decides, and what follows for the step, the request and its subject.

    Raises ApprovalOver, NotAsked, DecisionTooEarly or DecisionTaken.
    """
    steps = list(request.steps)
    at, seat = _seat(request, user)
    made = replace(steps[at].approvers[seat], decision=decision, decided_at=world.now)
    approvers = (*steps[at].approvers[:seat], made, *steps[at].approvers[seat + 1 :])
    outcome = _outcome([one.decision for one in approvers], request.mode)
    steps[at] = _closed(ApprovalStep(approvers, outcome))
    whole = _outcome(
        [step.status for step in steps],
        request.mode if request.order is ApprovalOrder.PARALLEL else DecisionMode.ALL,
    )
    if whole is not Decision.PENDING:
        steps = [_closed(step, whole=True) for step in steps]
    status = ApprovalStatus(whole.value)
    decided = world.put(APPROVALS, replace(request, steps=tuple(steps), status=status, updated_at=world.now))
    if status is not ApprovalStatus.PENDING:
        _conclude(world, decided)
    return decided


def comment_on(world: Transaction, request: ApprovalRequest, author: int, content: str) -> ApprovalComment:
    """Write down what a user says about a request."""
    comment = ApprovalComment(
        id=world.next_id(APPROVAL_COMMENTS),
        request=request.id,
        author=author,
        content=content,
        created_at=world.now,
    )
    return world.put(APPROVAL_COMMENTS, comment)


def _seat(request: ApprovalRequest, user: int) -> tuple[int, int]:
    """The step, and the place in it, in which a user has something to decide now."""
    if request.status is not ApprovalStatus.PENDING:
        raise ApprovalOver(approval=request.id, status=request.status)
    if user not in request.users:
        raise NotAsked(approval=request.id, user=user)
    early = False
    earlier_open = False
    for at, step in enumerate(request.steps):
        for seat, one in enumerate(step.approvers):
            if one.user == user and one.decision is Decision.PENDING:
                if not earlier_open:
                    return at, seat
                early = True
        earlier_open |= request.order is ApprovalOrder.SEQUENTIAL and step.status is Decision.PENDING
    raise (DecisionTooEarly if early else DecisionTaken)(approval=request.id, user=user)


def _outcome(decisions: Sequence[Decision], mode: DecisionMode) -> Decision:
    """What comes of decisions: one rejection rejects; of approvals, any or all are needed."""
    if Decision.REJECTED in decisions:
        return Decision.REJECTED
    enough = any if mode is DecisionMode.ANY else all
    return Decision.APPROVED if enough(one is Decision.APPROVED for one in decisions) else Decision.PENDING


def _closed(step: ApprovalStep, *, whole: bool = False) -> ApprovalStep:
    """A step after a decision: once it, or the `whole` request, is decided, nobody else needs to decide."""
    if step.status is Decision.PENDING and not whole:
        return step
    approvers = tuple(
        replace(one, decision=Decision.SKIPPED) if one.decision is Decision.PENDING else one for one in step.approvers
    )
    return ApprovalStep(approvers, Decision.SKIPPED if step.status is Decision.PENDING else step.status)


def _conclude(world: Transaction, request: ApprovalRequest) -> None:
    """Let what was asked about go on, or end."""
    approved = request.status is ApprovalStatus.APPROVED
    offer, job = world.offers.get(request.offer), world.jobs.get(request.job)
    if offer is not None and offer.status is OfferStatus.PENDING_APPROVAL:
        if approved:
            world.put(OFFERS, replace(offer, status=OfferStatus.APPROVED, updated_at=world.now))
        else:
            close_offer(world, offer, OfferStatus.NOT_APPROVED)
    if job is not None and approved and request.pay is not None:
        revise_job(world, job, pay=request.pay)
