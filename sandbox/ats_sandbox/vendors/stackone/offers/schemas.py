"""The wire shapes of offers."""

from ats_sandbox.contract.schema import RequestSchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.enums import OFFER_STATUS
from ats_sandbox.vendors.stackone.shapes import OfferHistory, OfferHistoryInput, Unified


class OfferInput(RequestSchema):
    """A new offer; nothing is required."""

    application_id = wire.text()
    start_date = wire.moment()
    offer_status = wire.enum_input(OFFER_STATUS)
    salary = wire.number()
    currency = wire.text()
    offer_history = wire.many(OfferHistoryInput)
    passthrough = wire.free()


class Offer(Unified):
    """An offer made to a candidate."""

    application_id = wire.text()
    remote_application_id = wire.text()
    start_date = wire.moment()
    offer_status = wire.enum(OFFER_STATUS)
    salary = wire.number()
    currency = wire.text()
    created_at = wire.moment()
    updated_at = wire.moment()
    offer_history = wire.many(OfferHistory)
