"""Offers made to candidates."""

from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import Members, shape_of
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import Call, Resource
from ats_sandbox.vendors.stackone.errors import ReferenceNotFound, ValueUnknown
from ats_sandbox.vendors.stackone.records import Records
from ats_sandbox.vendors.stackone.repositories import APPLICATIONS, OF_APPLICATION, OFFERS
from ats_sandbox.vendors.stackone.shapes import Unified
from ats_sandbox.vendors.stackone.state import OFFER_FACTS, facts_of, keep_facts
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.vendors.stackone.vocabulary import OFFER_STATUS
from ats_sandbox.world.domain.commands.offers import make_offer
from ats_sandbox.world.domain.offers import Offer as Record
from ats_sandbox.world.domain.offers import OfferRevision, OfferStatus

offers = Resource("Offers", "Offers made to candidates")

_SENT = frozenset({OfferStatus.PENDING_ACCEPTANCE, OfferStatus.ACCEPTED, OfferStatus.NOT_ACCEPTED})
_CLOSED = frozenset({OfferStatus.ACCEPTED, OfferStatus.NOT_ACCEPTED, OfferStatus.ABANDONED})

OfferHistory = shape_of(
    "OfferHistory",
    start_date=wire.moment("starts_at"),
    salary=wire.number(),
    currency=wire.text(),
    created_at=wire.moment(),
    updated_at=wire.moment(),
)


def _status(record: Record, context: ViewContext) -> Document | None:
    sent = facts_of(context.world, OFFER_FACTS, record.id).status
    return None if record.status is None else OFFER_STATUS.show(record.status, sent)


class Offer(Unified):
    """An offer made to a candidate."""

    id, remote_id = wire.ids("offer")
    unified_custom_fields = wire.free(lambda offer, context: facts_of(context.world, OFFER_FACTS, offer.id).unified)
    application_id, remote_application_id = wire.ids("application", "application")
    start_date = wire.moment("starts_at")
    offer_status = wire.enum("OfferStatus", _status)
    salary = wire.number()
    currency = wire.text()
    created_at = wire.moment()
    updated_at = wire.moment()
    offer_history = wire.many(OfferHistory, "revisions")


OfferInput = wire.input_of(Offer, "application_id start_date offer_status salary currency offer_history passthrough")

records = Records(offers, "offer", OFFERS, Offer)
records.list()


@records.create(
    OfferInput,
    errors=[ReferenceNotFound, ValueUnknown],
    example=lambda world: {
        "application_id": APPLICATIONS.first_id(world),
        "start_date": "2026-05-01T00:00:00.000Z",
        "offer_status": {"value": "pending"},
        "salary": 64000,
        "currency": "EUR",
    },
)
def create_offer(call: Call) -> Record:
    """Make an offer.

    Nothing is required; without a status the offer is just created.
    """
    body, now = call.body, call.world.now
    application = APPLICATIONS.reference_id(call, body, "application_id")
    status = OFFER_STATUS.read(body.get("offer_status")) or OfferStatus.CREATED
    made = make_offer(
        call.draft,
        application,
        creator=call.caller.user,
        status=status,
        salary=body.get("salary"),
        currency=body.get("currency"),
        starts_at=body.get("start_date"),
        sent_at=now if status in _SENT else None,
        closed_at=now if status in _CLOSED else None,
        revisions=tuple(_revision(one, now) for one in body.get("offer_history") or ()),
    )
    keep_facts(call.draft, OFFER_FACTS, made.id, status=OFFER_STATUS.override(body.get("offer_status"), status))
    return made


def _revision(body: Members, now: int) -> OfferRevision:
    return OfferRevision(
        salary=body.get("salary"),
        currency=body.get("currency"),
        starts_at=body.get("start_date"),
        created_at=now if body.get("created_at") is None else body["created_at"],
        updated_at=now if body.get("updated_at") is None else body["updated_at"],
    )


records.get()
Records(
    offers, "offer", OFFERS, Offer, within=OF_APPLICATION, names=("applications_offers", "application_offer")
).reads()
