"""Offers."""

from typing import Any

from ats_sandbox.vendors.bindbee.mirror import Mirror
from ats_sandbox.vendors.bindbee.model import by_relation, by_remote_id, model
from ats_sandbox.vendors.bindbee.schemas import AtsModel, moment, relation, word
from ats_sandbox.vendors.bindbee.state import word_of
from ats_sandbox.vendors.bindbee.vocabulary import OFFER_STATUS, OFFER_STATUSES
from ats_sandbox.world.clock import iso, iso_day, iso_seconds
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.offers import OFFERS, Offer
from ats_sandbox.world.domain.reading import Reading


class AtsOffer(AtsModel):
    """A job offer on an application; `start_date` is the proposed one."""

    application = relation("application")
    creator = relation("remote user")
    remote_created_at = moment()
    closed_at = moment()
    sent_at = moment()
    start_date = moment()
    status = word(OFFER_STATUSES)


def view(mirror: Mirror, offer: Offer) -> dict[str, Any]:
    """An offer's own fields."""
    status = None if offer.status is None else OFFER_STATUS[offer.status]
    word = word_of(mirror.world, offer)
    return {
        "application": offer.application,
        "creator": offer.creator,
        "remote_created_at": iso_seconds(offer.created_at),
        "closed_at": None if offer.closed_at is None else iso_seconds(offer.closed_at),
        "sent_at": None if offer.sent_at is None else iso_seconds(offer.sent_at),
        "start_date": None if offer.starts_at is None else iso_seconds(offer.starts_at),
        "status": status if word is None else word,
    }


def raw(world: Reading, offer: Offer) -> dict[str, Any]:
    """The provider's object."""
    salary = {"amount": offer.salary, "currency": offer.currency, "period": "YEARLY"}
    return {
        "id": native_id(world, "offer", offer.id),
        "applicationId": None if offer.application is None else native_id(world, "application", offer.application),
        "status": None if offer.status is None else offer.status.upper(),
        "createdOn": iso(offer.created_at),
        "updatedOn": iso(offer.updated_at),
        "properties": {
            "salary": None if offer.salary is None else salary,
            "startDate": None if offer.starts_at is None else iso_day(offer.starts_at),
        },
    }


OFFER = model(
    OFFERS,
    "offer",
    "Offer",
    "offers",
    AtsOffer,
    view,
    raw,
    relations={"application": "application", "creator": "remote_user"},
    filters=(by_remote_id("offer"), by_relation("application", "application"), by_relation("creator", "remote_user")),
)
