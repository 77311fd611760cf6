"""Offers as answers show them."""

from typing import Any

from ats_sandbox.vendors.stackone.ids import ident
from ats_sandbox.vendors.stackone.lens import Lens
from ats_sandbox.vendors.stackone.shapes import moment
from ats_sandbox.vendors.stackone.state import OFFER_FACTS, facts_of, standing
from ats_sandbox.vendors.stackone.vocabulary import OFFER_STATUS
from ats_sandbox.world.domain.offers import Offer


def offer(record: Offer, lens: Lens) -> dict[str, Any]:
    """One offer."""
    facts = facts_of(lens.world, OFFER_FACTS, record.id)
    own = None if record.status is None else OFFER_STATUS.show(record.status)
    return {
        **ident(lens.world, "offer", record.id),
        "unified_custom_fields": facts.unified,
        **ident(lens.world, "application", record.application, "application_id"),
        "start_date": moment(record.starts_at),
        "offer_status": standing(facts.status, record.status, own),
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
