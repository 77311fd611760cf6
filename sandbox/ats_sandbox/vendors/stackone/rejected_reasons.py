"""Rejected reasons: why applications end. Those that are the candidate's own are of the other type."""

from ats_sandbox.contract.operation import Document
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import Resource
from ats_sandbox.vendors.stackone.enums import REJECTED_REASON_TYPE
from ats_sandbox.vendors.stackone.reads import declare_reads
from ats_sandbox.vendors.stackone.repositories import REASONS
from ats_sandbox.vendors.stackone.shapes import Unified
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.world.domain.reasons import Decider, Reason

rejected_reasons = Resource("Rejected Reasons", "Why applications end")

_TYPE = {
    Decider.COMPANY: "rejected_by_organization",
    Decider.CANDIDATE: "rejected_by_candidate",
}


def _type(record: Reason, _context: ViewContext) -> Document:
    return {"value": _TYPE[record.decider], "source_value": record.decider.upper()}


class RejectedReason(Unified):
    """Why an application ended."""

    id, remote_id = wire.ids("reason")
    label = wire.text()
    type = wire.text(lambda reason, context: _TYPE[reason.decider], deprecated=True)
    rejected_reason_type = wire.enum(REJECTED_REASON_TYPE, _type)


declare_reads(
    rejected_reasons,
    "/rejected_reasons",
    ids=("list_rejected_reasons", "get_rejected_reason"),
    about=("rejected reasons", "a rejected reason"),
    repository=REASONS,
    shape=RejectedReason,
)
