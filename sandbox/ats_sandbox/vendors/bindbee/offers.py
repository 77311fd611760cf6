"""Offers: reading them, and making one."""

from ats_sandbox.vendors.bindbee import vocabulary
from ats_sandbox.vendors.bindbee.bodies import Sent
from ats_sandbox.vendors.bindbee.lists import by_relation, by_remote_id
from ats_sandbox.vendors.bindbee.model import Model
from ats_sandbox.vendors.bindbee.schemas import AtsModel, Moment, Relation, open_enum
from ats_sandbox.vendors.bindbee.writes import creates
from ats_sandbox.world.domain.commands.offers import make_offer
from ats_sandbox.world.domain.offers import OFFERS, Offer


class AtsOffer(AtsModel):
    """A job offer on an application; `start_date` is the proposed one."""

    application = Relation("application")
    creator = Relation("remote_user", "creator")
    remote_created_at = Moment(of="created_at")
    closed_at = Moment()
    sent_at = Moment()
    start_date = Moment(of="starts_at")
    status = open_enum("offer_status", of=lambda offer, _: vocabulary.OFFER_STATUS.get(offer.status))


FILTERS = (by_remote_id("offer"), by_relation("application"), by_relation("remote_user", "creator"))
OFFER = Model("offer", "Job offers on applications", OFFERS, AtsOffer, filters=FILTERS)


@creates(OFFER)
def create_offer(sent: Sent) -> Offer:
    """Make an offer; answers its id.

    The offer reaches the linked system at once and can be read after the next sync.
    """
    draft, status, created_at = sent.call.draft, sent.get("status"), sent.instant("remote_created_at")
    return make_offer(
        draft,
        sent.ordinal("application"),
        creator=sent.ordinal("remote_user", "creator"),
        status=None if status is None else vocabulary.WRITTEN_OFFER_STATUS.get(status),
        starts_at=sent.instant("start_date"),
        sent_at=sent.instant("sent_at"),
        closed_at=sent.instant("closed_at"),
        created_at=draft.now if created_at is None else created_at,
    )
