"""What only Bindbee knows of records: what was written through it and has no place at the provider."""

from typing import Any

from ats_sandbox.vendors.bindbee.connectors import connectors
from ats_sandbox.vendors.bindbee.custom_fields import mappings
from ats_sandbox.world.domain.offers import Offer
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Collection, Record, Table


class CandidateFacts(Record, frozen=True, kw_only=True):
    """Of the candidate with this id; None means that nothing was said."""

    is_private: bool | None = None
    can_email: bool | None = None
    avatar: str | None = None
    locations: tuple[str, ...] | None = None
    last_interaction_at: str | None = None


class OfferWord(Record, frozen=True, kw_only=True):
    """The word for the status that the offer with this id was created with; it holds until the offer changes."""

    word: str
    updated_at: int


CANDIDATE_FACTS = Collection("bindbee.candidate_facts", CandidateFacts)
OFFER_WORDS = Collection("bindbee.offer_words", OfferWord)


def word_of(world: Reading, offer: Offer) -> str | None:
    """The word that an offer's status was written with, while it is still the status."""
    told = world[OFFER_WORDS].get(offer.id)
    return told.word if told is not None and told.updated_at == offer.updated_at else None


def found(world: Reading) -> list[Table[Any]]:
    """The connectors and custom fields that a world begins with."""
    return [connectors(world), mappings(world)]
