"""Rejected reasons as answers show them."""

from typing import Any

from ats_sandbox.vendors.stackone.ids import id_pair
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.vendors.stackone.vocabulary import REJECTED_REASON_TYPE
from ats_sandbox.world.domain.reasons import Reason


def rejected_reason(record: Reason, context: ViewContext) -> dict[str, Any]:
    """One reason; those that are the candidate's own are of the other type."""
    type = REJECTED_REASON_TYPE[record.decider]
    return {
        **id_pair(context.world, "reason", record.id),
        "unified_custom_fields": None,
        "label": record.label,
        "type": type,
        "rejected_reason_type": {"value": type, "source_value": record.decider.upper()},
    }
