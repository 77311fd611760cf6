"""Offers as answers show them."""

from typing import Any

from ats_sandbox.vendors.stackone.ids import id_pair
from ats_sandbox.vendors.stackone.shapes import moment
from ats_sandbox.vendors.stackone.state import OFFER_FACTS, effective, facts_of
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.vendors.stackone.vocabulary import OFFER_STATUS
from ats_sandbox.world.domain.offers import Offer


def offer(record: Offer, context: ViewContext) -> dict[str, Any]:
    """One offer."""
    facts = facts_of(context.world, OFFER_FACTS, record.id)
    own = None if record.status is None else OFFER_STATUS.show(record.status)
    return {
        **id_pair(context.world, "offer", record.id),
        "unified_custom_fields": facts.unified,
        **id_pair(context.world, "application", record.application, "application_id"),
        "start_date": moment(record.starts_at),
        "offer_status": effective(facts.status, record.status, own),
        "salary": record.salary,
        "currency": record.currency,
        "created_at": moment(record.created_at),
        "updated_at": moment(record.updated_at),
        "offer_history": [
            {
                "start_date": moment(one.starts_at),
                "salary": one.salary,
                "currency": one.currency,
                "created_at": moment(one.created_at),
                "updated_at": moment(one.updated_at),
            }
            for one in record.revisions
        ],
    }
