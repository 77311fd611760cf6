"""Job offers."""

from enum import StrEnum
from typing import TypedDict

import msgspec

from ats_sandbox.world.store.references import OnDelete, Reference
from ats_sandbox.world.store.table import Collection, Record


class OfferStatus(StrEnum):
    """Where an offer stands."""

    CREATED = "created"
    PENDING_APPROVAL = "pending_approval"
    APPROVED = "approved"
    NOT_APPROVED = "not_approved"
    PENDING_ACCEPTANCE = "pending_acceptance"
    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"
    ABANDONED = "abandoned"


class OfferRevision(msgspec.Struct, frozen=True, kw_only=True):
    """Earlier terms of an offer."""

    salary: int | float | None
    currency: str | None
    starts_at: int | None
    created_at: int
    updated_at: int


class Offer(Record, frozen=True, kw_only=True):
    """An offer on an application. `salary` is a year's, in whole units of `currency` (ISO 4217).

    `application` is None only for an offer that a third party recorded without naming one.
    """

    application: int | None
    creator: int | None
    status: OfferStatus | None
    salary: int | float | None
    currency: str | None
    starts_at: int | None
    sent_at: int | None
    closed_at: int | None
    revisions: tuple[OfferRevision, ...]
    created_at: int
    updated_at: int


class OfferFields(TypedDict, total=False):
    """The fields of a new offer, beside the application that it is for."""

    creator: int | None
    status: OfferStatus | None
    salary: int | float | None
    currency: str | None
    starts_at: int | None
    sent_at: int | None
    closed_at: int | None
    revisions: tuple[OfferRevision, ...]
    created_at: int


OFFERS = Collection(
    "offers",
    Offer,
    noun="offer",
    references={
        "application": Reference("applications", OnDelete.DELETE, follows=True),
        "creator": Reference("users"),
    },
    indexes={
        "application": lambda one: (one.application,),
        "creator": lambda one: (one.creator,),
        "status": lambda one: (one.status,),
    },
    timeline=lambda one: one.updated_at,
)
