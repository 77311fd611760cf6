"""Reading and making offers."""

from typing import Any

from ats_sandbox.contract.operation import Example
from ats_sandbox.vendors.stackone.call import Call, Resource
from ats_sandbox.vendors.stackone.errors import ReferenceNotFound, ValueUnknown
from ats_sandbox.vendors.stackone.offers.schemas import Offer, OfferInput
from ats_sandbox.vendors.stackone.offers.views import offer
from ats_sandbox.vendors.stackone.queries import AccountHeader
from ats_sandbox.vendors.stackone.reads import CONTRACT, PREFIX, declare_get, declare_list
from ats_sandbox.vendors.stackone.repositories import APPLICATIONS, OF_APPLICATION, OFFERS, SUB
from ats_sandbox.vendors.stackone.state import OFFER_FACTS, keep_facts
from ats_sandbox.vendors.stackone.vocabulary import OFFER_STATUS
from ats_sandbox.vendors.stackone.writes import CREATED, CreateResult, written
from ats_sandbox.world.domain.commands.offers import make_offer
from ats_sandbox.world.domain.offers import OfferRevision, OfferStatus

offers = Resource("Offers", "Offers made to candidates")

_SENT = frozenset({OfferStatus.PENDING_ACCEPTANCE, OfferStatus.ACCEPTED, OfferStatus.NOT_ACCEPTED})
_CLOSED = frozenset({OfferStatus.ACCEPTED, OfferStatus.NOT_ACCEPTED, OfferStatus.ABANDONED})

declare_list(offers, "/offers", id="list_offers", about="offers", repository=OFFERS, shape=Offer, view=offer)


@offers.post(
    f"{PREFIX}/offers",
    id="ats_create_offer",
    scope="unified",
    headers=AccountHeader,
    body=OfferInput,
    returns=CreateResult,
    status=201,
    errors=[ReferenceNotFound, ValueUnknown],
    evidence=CONTRACT,
    example=Example(
        body=lambda world: {
            "application_id": APPLICATIONS.first_id(world),
            "start_date": "2026-05-01T00:00:00.000Z",
            "offer_status": {"value": "pending"},
            "salary": 64000,
            "currency": "EUR",
        }
    ),
)
def create_offer(call: Call) -> dict[str, Any]:
    """Make an offer.

    Nothing is required; without a status the offer is just created.
    """
    body = call.body
    application = body.get("application_id")
    status = OFFER_STATUS.read(body.get("offer_status")) or OfferStatus.CREATED
    now = call.world.now
    made = make_offer(
        call.draft,
        None if application is None else APPLICATIONS.get_reference(call, application, "application_id").id,
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
    return written(call, CREATED, OFFERS, made)


def _revision(sent: dict[str, Any], now: int) -> OfferRevision:
    return OfferRevision(
        salary=sent.get("salary"),
        currency=sent.get("currency"),
        starts_at=sent.get("start_date"),
        created_at=now if sent.get("created_at") is None else sent["created_at"],
        updated_at=now if sent.get("updated_at") is None else sent["updated_at"],
    )


declare_get(offers, "/offers/{id}", id="get_offer", about="an offer", repository=OFFERS, shape=Offer, view=offer)

declare_list(
    offers,
    "/applications/{id}/offers",
    id="list_applications_offers",
    about="the offers of an application",
    repository=OFFERS,
    shape=Offer,
    view=offer,
    within=OF_APPLICATION,
)
declare_get(
    offers,
    f"/applications/{{id}}/offers/{{{SUB}}}",
    id="get_application_offer",
    about="an offer of an application",
    repository=OFFERS,
    shape=Offer,
    view=offer,
    within=OF_APPLICATION,
)
