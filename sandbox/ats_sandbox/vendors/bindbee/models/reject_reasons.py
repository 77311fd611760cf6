"""Reject reasons: why applications end, whoever ended them."""

from typing import Any

from ats_sandbox.vendors.bindbee.mirror import Mirror
from ats_sandbox.vendors.bindbee.model import model
from ats_sandbox.vendors.bindbee.schemas import AtsModel, text
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.reasons import REASONS, Reason


class AtsRejectReason(AtsModel):
    """Why an application ended."""

    name = text()


def view(mirror: Mirror, reason: Reason) -> dict[str, Any]:
    """A reason's own fields."""
    return {"name": reason.label}


def raw(world: Reading, reason: Reason) -> dict[str, Any]:
    """The provider's object."""
    return {
        "id": native_id(world, "reason", reason.id),
        "label": reason.label,
        "decidedBy": reason.decider.upper(),
    }


REJECT_REASON = model(
    REASONS, "reject_reason", "Reject reason", "reject-reasons", AtsRejectReason, view, raw, native="reason"
)
