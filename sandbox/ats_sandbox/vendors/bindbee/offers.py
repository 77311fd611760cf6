"""Offers: reading them, and making one."""

from ats_sandbox.contract.fields import Text
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.vendors.bindbee import errors, vocabulary
from ats_sandbox.vendors.bindbee.bodies import UNDECLARED, Sent, undeclared
from ats_sandbox.vendors.bindbee.call import Call, written_id
from ats_sandbox.vendors.bindbee.idempotency import WriteHeaders, idempotent
from ats_sandbox.vendors.bindbee.lists import by_relation, by_remote_id
from ats_sandbox.vendors.bindbee.model import MODELS, Model, Rendering
from ats_sandbox.vendors.bindbee.schemas import AtsModel, Moment, Relation, open_enum
from ats_sandbox.world.domain.commands.offers import make_offer
from ats_sandbox.world.domain.offers import OFFERS, Offer
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Collection, Record


class WrittenStatus(Record, frozen=True, kw_only=True):
    """The text of the status that the offer with this id was created with; it holds until the offer changes."""

    word: str
    updated_at: int


WRITTEN_STATUSES = Collection("bindbee.offer_words", WrittenStatus)


def status_of(offer: Offer, rendering: Rendering) -> str | None:
    """The status as it was written, while that is still the status; else the unified one."""
    written = rendering.world[WRITTEN_STATUSES].get(offer.id)
    if written is not None and written.updated_at == offer.updated_at:
        return written.word
    return None if offer.status is None else vocabulary.OFFER_STATUS[offer.status]


class AtsOffer(AtsModel):
    """A job offer on an application; `start_date` is the proposed one."""

    application = Relation("application")
    creator = Relation("remote_user", "creator")
    remote_created_at = Moment(of="created_at")
    closed_at = Moment()
    sent_at = Moment()
    start_date = Moment(of="starts_at")
    status = open_enum("offer_status", of=status_of)


FILTERS = (by_remote_id("offer"), by_relation("application"), by_relation("remote_user", "creator"))
OFFER = Model("offer", "Job offers on applications", OFFERS, AtsOffer, filters=FILTERS)


def sample(world: Reading) -> Document:
    """An offer on the first application that is open to all."""
    application = next(iter(world.applications.where(confidential=False)))
    return {
        "application": MODELS["application"].codec.write(world, application.id),
        "creator": MODELS["remote_user"].first_id(world),
        "start_date": "2026-06-01T00:00:00Z",
        "status": "DRAFT",
    }


@OFFER.resource.post(
    OFFER.path,
    id="create_offer",
    headers=WriteHeaders,
    body=undeclared("OfferInput", AtsOffer),
    returns=Text(),
    errors=[errors.KeyReused],
    evidence=UNDECLARED,
    example=Example(body=sample),
)
@idempotent
def create_offer(call: Call) -> str:
    """Make an offer; answers its id.

    The offer reaches the linked system at once and can be read after the next sync.
    """
    sent, draft = Sent(call, call.body), call.draft
    status = sent.get("status")
    created_at = sent.instant("remote_created_at")
    offer = make_offer(
        draft,
        sent.ordinal("application"),
        creator=sent.ordinal("remote_user", "creator"),
        status=None if status is None else vocabulary.WRITTEN_OFFER_STATUS.get(status),
        starts_at=sent.instant("start_date"),
        sent_at=sent.instant("sent_at"),
        closed_at=sent.instant("closed_at"),
        created_at=draft.now if created_at is None else created_at,
    )
    if status is not None:
        draft.put(WRITTEN_STATUSES, WrittenStatus(id=offer.id, word=status, updated_at=offer.updated_at))
    return written_id(call, "offer", offer.id)
