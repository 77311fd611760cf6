"""What can be done with offers: make, send and close them."""

from typing import Unpack

from msgspec.structs import replace

from ats_sandbox.world.domain.offers import OFFERS, Offer, OfferFields, OfferStatus
from ats_sandbox.world.domain.reading import Transaction


def send_offer(world: Transaction, offer: Offer) -> Offer:
    """Send an offer to the candidate, whose answer is awaited from then on."""
    sent = replace(offer, status=OfferStatus.PENDING_ACCEPTANCE, sent_at=world.now, updated_at=world.now)
    return world.put(OFFERS, sent)


def close_offer(world: Transaction, offer: Offer, status: OfferStatus) -> Offer:
    """Bring an offer to its end: accepted, not accepted, not approved or abandoned."""
    return world.put(OFFERS, replace(offer, status=status, closed_at=world.now, updated_at=world.now))


def make_offer(world: Transaction, application: int | None, **fields: Unpack[OfferFields]) -> Offer:
    """Make an offer. What is not given is empty, and the offer is just created."""
    blank = Offer(
        id=world.next_id(OFFERS),
        application=application,
        creator=None,
        status=OfferStatus.CREATED,
        salary=None,
        currency=None,
        starts_at=None,
        sent_at=None,
        closed_at=None,
        revisions=(),
        created_at=world.now,
        updated_at=world.now,
    )
    return world.put(OFFERS, replace(blank, **fields))
