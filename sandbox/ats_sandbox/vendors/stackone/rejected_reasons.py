"""Rejected reasons: why applications end. Those that are the candidate's own are of the other type."""

from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import Resource
from ats_sandbox.vendors.stackone.enums import shown
from ats_sandbox.vendors.stackone.records import Records
from ats_sandbox.vendors.stackone.repositories import REASONS
from ats_sandbox.vendors.stackone.shapes import Unified
from ats_sandbox.world.domain.reasons import Decider

rejected_reasons = Resource("Rejected Reasons", "Why applications end")

_TYPE = {Decider.COMPANY: "rejected_by_organization", Decider.CANDIDATE: "rejected_by_candidate"}


class RejectedReason(Unified):
    """Why an application ended."""

    id, remote_id = wire.ids("reason")
    label = wire.text()
    type = wire.text(lambda reason, context: _TYPE[reason.decider], deprecated=True)
    rejected_reason_type = wire.enum(
        "RejectedReasonType", lambda reason, context: shown(_TYPE[reason.decider], reason.decider.upper())
    )


Records(rejected_reasons, "rejected_reason", REASONS, RejectedReason).reads()
