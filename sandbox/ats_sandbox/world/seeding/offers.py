"""The offers made on applications."""

from ats_sandbox.world.chance import Chance
from ats_sandbox.world.clock import DAY, HOUR, START
from ats_sandbox.world.domain.offers import OFFERS, Offer, OfferRevision, OfferStatus
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.seeding.applications import PlannedApplication
from ats_sandbox.world.seeding.approvals import approve_offer
from ats_sandbox.world.seeding.calendar import monday, working
from ats_sandbox.world.seeding.context import SeedingContext

_UNDER_WAY = (
    OfferStatus.PENDING_ACCEPTANCE,
    OfferStatus.CREATED,
    OfferStatus.APPROVED,
    OfferStatus.PENDING_APPROVAL,
)
_SENT = frozenset({OfferStatus.PENDING_ACCEPTANCE, OfferStatus.ACCEPTED, OfferStatus.NOT_ACCEPTED})


class SeededOffers:
    """Makes the offers of one world. Statuses take turns, so that a small world has each of them."""

    __slots__ = ("_context", "_stopped", "_under_way")

    def __init__(self, context: SeedingContext) -> None:
        self._context = context
        self._under_way = 0
        self._stopped = 0

    def _status(self, application_status: ApplicationStatus) -> OfferStatus:
        if application_status is ApplicationStatus.HIRED:
            return OfferStatus.ACCEPTED
        if application_status is ApplicationStatus.WITHDRAWN:
            return OfferStatus.NOT_ACCEPTED
        if application_status is ApplicationStatus.OFFERED:
            self._under_way += 1
            return _UNDER_WAY[(self._under_way - 1) % len(_UNDER_WAY)]
        self._stopped += 1
        return OfferStatus.NOT_APPROVED if self._stopped % 2 else OfferStatus.ABANDONED

    def write(
        self,
        planned: PlannedApplication,
        offered_at: int,
        application_status: ApplicationStatus,
        at: int,
        starts_at: int | None,
    ) -> Offer:
        """The offer on an application, given when it was offered, its status, its last change and the first day."""
        chance = Chance(self._context.seed, "offer", planned.id)
        status = self._status(application_status)
        created = min(offered_at + chance.between("created_at", 0, 2 * HOUR), START, max(at, offered_at + 1))
        closed = (
            at
            if application_status in (ApplicationStatus.HIRED, ApplicationStatus.WITHDRAWN, ApplicationStatus.REJECTED)
            else None
        )
        sent = min(working(created + chance.between("sent_at", HOUR, DAY)), at if closed else START)
        pay = planned.job.pay
        currency = pay.currency if pay is not None and pay.currency is not None else "EUR"
        low = pay.minimum if pay is not None and pay.minimum is not None else 40_000.0
        high = pay.maximum if pay is not None and pay.maximum is not None else 60_000.0
        salary = low + (high - low) * chance.below("salary", 101) // 100
        bare = self._context.recipe.edge_cases and chance.happens("bare", 25)
        starts = starts_at or monday(created + chance.between("starts_at", 25, 70) * DAY)
        revised = status in _SENT and chance.happens("revised", 25)
        earlier = OfferRevision(
            salary=float(salary - 2_000), currency=currency, starts_at=starts, created_at=created, updated_at=created
        )
        offer = self._context.draft.add(
            OFFERS,
            Offer(
                id=0,
                application=planned.id,
                creator=None if bare else planned.job.recruiter.id,
                status=status,
                salary=None if bare else float(salary),
                currency=None if bare else currency,
                starts_at=None if bare else starts,
                sent_at=sent if status in _SENT else None,
                closed_at=closed,
                revisions=(earlier,) if revised else (),
                created_at=created,
                updated_at=max(created, closed or (sent if status in _SENT else created)),
            ),
        )
        approve_offer(self._context, planned, offer)
        return offer
