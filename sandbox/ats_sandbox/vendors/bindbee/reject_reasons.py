"""Reject reasons: why applications end, whoever ended them."""

from ats_sandbox.contract.operation import Document
from ats_sandbox.vendors.bindbee.declarations import declare_reads
from ats_sandbox.vendors.bindbee.model import Model
from ats_sandbox.vendors.bindbee.schemas import AtsModel, text
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.reasons import REASONS, Reason


class AtsRejectReason(AtsModel):
    """Why an application ended."""

    name = text(of="label")


def raw(world: Reading, reason: Reason) -> Document:
    """The provider's object."""
    return {
        "id": native_id(world, "reason", reason.id),
        "label": reason.label,
        "decidedBy": reason.decider.upper(),
    }


REJECT_REASON = Model(kind="reject_reason", schema=AtsRejectReason, raw=raw, native="reason", collection=REASONS)
reject_reasons = declare_reads(REJECT_REASON, "Why applications end")
