"""The wire shape of rejected reasons."""

from sandbox.vendors.stackone import wire
from sandbox.vendors.stackone.enums import REJECTED_REASON_TYPE
from sandbox.vendors.stackone.shapes import Unified


class RejectedReason(Unified):
    """Why an application ended."""

    label = wire.text()
    type = wire.text(deprecated=True)
    rejected_reason_type = wire.enum(REJECTED_REASON_TYPE)
