"""The approvals of jobs and offers: asked for, given, refused and given up."""

from ats_sandbox.world.chance import Chance
from ats_sandbox.world.clock import DAY, HOUR, START
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
from ats_sandbox.world.domain.jobs import Job, JobStatus
from ats_sandbox.world.domain.offers import Offer, OfferStatus
from ats_sandbox.world.seeding.applications import PlannedApplication
from ats_sandbox.world.seeding.context import SeedingContext
from ats_sandbox.world.seeding.jobs import PlannedJob

_KINDS = (
    ((ApprovalOrder.SEQUENTIAL, DecisionMode.ANY), 60),
    ((ApprovalOrder.PARALLEL, DecisionMode.ALL), 25),
    ((ApprovalOrder.PARALLEL, DecisionMode.ANY), 15),
)
_OF_OFFERS = {
    OfferStatus.PENDING_APPROVAL: ApprovalStatus.PENDING,
    OfferStatus.APPROVED: ApprovalStatus.APPROVED,
    OfferStatus.NOT_APPROVED: ApprovalStatus.REJECTED,
    OfferStatus.ABANDONED: ApprovalStatus.ABANDONED,
}
"""What came of the requests about offers; one that got further was approved."""
_PRESIDES = 1
"""The user who is asked last."""
_REMARKS = ("Within budget.", "Please start quickly.", "Fine with me.", "As discussed with Finance.")
_OBJECTIONS = ("Above the band for this level.", "The budget is used up.", "Please talk to me first.")


def approve_offer(context: SeedingContext, planned: PlannedApplication, offer: Offer) -> None:
    """Add what was asked about an offer; some are made without asking."""
    chance = context.chance("offer_approval", planned.id)
    if offer.status is OfferStatus.CREATED or offer.status is None:
        return
    if offer.status not in _OF_OFFERS and not chance.happens("asked", 60):
        return
    status = _OF_OFFERS.get(offer.status, ApprovalStatus.APPROVED)
    until = offer.sent_at or offer.closed_at or START
    request = _ask(context, chance, planned.job, status, offer.created_at, until, offer=0)
    context.draft.link(request, "offer", offer)


def approve_job(context: SeedingContext, planned: PlannedJob, job: Job) -> None:
    """Add what was asked about a job: every fifth needed approval, and those that are not open yet wait for it."""
    waits = job.status is JobStatus.CREATED
    if not waits and job.id % 5 != 4:
        return
    chance = context.chance("job_approval", job.id)
    opened = planned.opened_at or START
    if job.id % 10 == 9:
        half = (planned.created_at + opened) // 2
        _ask(context, chance, planned, ApprovalStatus.REJECTED, planned.created_at, half, job=job.id)
    status = ApprovalStatus.PENDING if waits else ApprovalStatus.APPROVED
    asked_at = min(opened, planned.created_at + HOUR) if job.id % 10 != 9 else (planned.created_at + opened) // 2
    _ask(context, chance, planned, status, asked_at, opened, job=job.id)


def _ask(
    context: SeedingContext,
    chance: Chance,
    planned: PlannedJob,
    status: ApprovalStatus,
    asked_at: int,
    until: int,
    *,
    job: int | None = None,
    offer: int | None = None,
) -> ApprovalRequest:
    """Add a request of an instant, which is decided `until` another, and what was said about it."""
    order, mode = chance.weighted("kind", _KINDS)
    until = max(min(until, asked_at + 3 * DAY, START), asked_at)
    halfway, manager = (asked_at + until) // 2, planned.manager.id
    deputy = chance.pick("deputy", context.staff.managers).id
    first = (manager,) if deputy == manager or mode is DecisionMode.ALL else (manager, deputy)
    given = Decision.APPROVED if status is not ApprovalStatus.PENDING or chance.happens("begun", 50) else None
    last = {ApprovalStatus.APPROVED: Decision.APPROVED, ApprovalStatus.REJECTED: Decision.REJECTED}.get(status)
    if mode is DecisionMode.ANY and order is ApprovalOrder.PARALLEL:
        given = None  # one approval would have been enough
    request = ApprovalRequest(
        id=0,
        job=job,
        offer=offer,
        order=order,
        mode=mode,
        status=status,
        steps=(_step(first, given, halfway, over=last is not None), _step((_PRESIDES,), last, until)),
        pay=planned.pay if job is not None else None,
        created_at=asked_at,
        updated_at=until if last or status is ApprovalStatus.ABANDONED else halfway if given else asked_at,
    )
    context.draft.add(APPROVALS, request)
    said = _OBJECTIONS if last is Decision.REJECTED else _REMARKS
    if last is Decision.REJECTED or chance.happens("said", 30):
        author = _PRESIDES if last is not None else manager
        comment = ApprovalComment(
            id=0, request=0, author=author, content=chance.pick("words", said), created_at=request.updated_at
        )
        context.draft.add(APPROVAL_COMMENTS, comment)
        context.draft.link(comment, "request", request)
    return request


def _step(users: tuple[int, ...], decision: Decision | None, at: int, *, over: bool = False) -> ApprovalStep:
    """A step in which the first user decided; after that, or when all is `over`, nobody else has to."""
    rest = Decision.SKIPPED if decision is not None or over else Decision.PENDING
    others = tuple(Approver(user, rest) for user in users[1:])
    if decision is None:
        return ApprovalStep((Approver(users[0], rest), *others), rest)
    return ApprovalStep((Approver(users[0], decision, at), *others), decision)
