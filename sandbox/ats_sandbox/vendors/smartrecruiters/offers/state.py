"""What only SmartRecruiters knows about offers: the documents that it fetches from where candidates sign them.

They are there some time after an offer was sent. What they are follows from the offer, so none is kept.
"""

from typing import NamedTuple

from ats_sandbox.world.chance import Chance
from ats_sandbox.world.clock import HOUR, START
from ats_sandbox.world.domain.background import Work, begin, under_way
from ats_sandbox.world.domain.offers import OFFERS, Offer, OfferStatus
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.store.table import Collection, Record


class SyncedOffer(Record, frozen=True, kw_only=True):
    """The offer whose id it has, whose documents are fetched; `synced_at` is None until they are there."""

    synced_at: int | None


SYNCED_OFFERS = Collection("smartrecruiters.synced_offers", SyncedOffer)


def _finish(world: Transaction, offer: int) -> None:
    if offer in world.offers:
        world.put(SYNCED_OFFERS, SyncedOffer(id=offer, synced_at=world.now))


SYNC = Work("offer_documents", "the documents of a sent offer are fetched from where they are signed", _finish)


def begin_syncs(world: Transaction) -> None:
    """Begin to fetch the documents of every offer that a transaction has sent."""
    for sent in [one.after for one in world.commit.changes if one.collection == OFFERS.name]:
        fresh = isinstance(sent, Offer) and (sent.sent_at or 0) > START and sent.id not in world[SYNCED_OFFERS]
        if fresh and sent is not None and sent.id in world.offers:
            world.put(SYNCED_OFFERS, SyncedOffer(id=sent.id, synced_at=None))
            begin(world, SYNC, sent.id)


class OfferDocument(NamedTuple):
    """A document to sign, or about the signing. Its `id` is unique among those of all offers."""

    id: int
    name: str
    created_at: int
    infected: bool


_NAMES = ("Offer letter.pdf", "Certificate of completion.pdf")


def documents_of(world: Reading, offer: Offer) -> list[OfferDocument]:
    """What was fetched so far; the certificate is there once the candidate has signed."""
    assert offer.sent_at is not None, "an offer that was not sent has no documents"
    synced = world[SYNCED_OFFERS].get(offer.id)
    fetched_at = offer.sent_at + HOUR // 6 if synced is None else synced.synced_at
    if fetched_at is None:
        return []
    names = _NAMES if offer.status is OfferStatus.ACCEPTED else _NAMES[:1]
    chance = _chance(world, offer)
    return [
        OfferDocument(offer.id * len(_NAMES) + at, name, fetched_at, chance.happens(f"infected.{at}", 3))
        for at, name in enumerate(names)
    ]


def is_syncing(world: Reading, offer: Offer) -> bool:
    """True while documents of an offer are being fetched."""
    return under_way(world, SYNC, offer.id)


def signed_elsewhere(world: Reading, offer: Offer) -> bool:
    """True for an offer that is signed with a provider whose documents are not fetched."""
    return _chance(world, offer).happens("elsewhere", 10)


def _chance(world: Reading, offer: Offer) -> Chance:
    return Chance(world.seed, "offer_documents", offer.id)
