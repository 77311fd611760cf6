"""Reading rejected reasons."""

from ats_sandbox.vendors.stackone.call import Resource
from ats_sandbox.vendors.stackone.reads import declare_get, declare_list
from ats_sandbox.vendors.stackone.rejected_reasons.schemas import RejectedReason
from ats_sandbox.vendors.stackone.rejected_reasons.views import rejected_reason
from ats_sandbox.vendors.stackone.repositories import REASONS

rejected_reasons = Resource("Rejected Reasons", "Why applications end")

declare_list(
    rejected_reasons,
    "/rejected_reasons",
    id="list_rejected_reasons",
    about="rejected reasons",
    repository=REASONS,
    shape=RejectedReason,
    view=rejected_reason,
)
declare_get(
    rejected_reasons,
    "/rejected_reasons/{id}",
    id="get_rejected_reason",
    about="a rejected reason",
    repository=REASONS,
    shape=RejectedReason,
    view=rejected_reason,
)
