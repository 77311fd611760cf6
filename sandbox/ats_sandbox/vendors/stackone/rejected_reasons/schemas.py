"""The wire shape of rejected reasons."""

from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.enums import REJECTED_REASON_TYPE
from ats_sandbox.vendors.stackone.shapes import Unified


class RejectedReason(Unified):
    """Why an application ended."""

    label = wire.text()
    type = wire.text(deprecated=True)
    rejected_reason_type = wire.enum(REJECTED_REASON_TYPE)
