"""The numbers in paths: of deliveries and disturbances."""

from ats_sandbox.contract.call import AnyCall
from ats_sandbox.control.errors import Unknown
from ats_sandbox.control.webhooks.delivery import Delivery
from ats_sandbox.control.workspace import workspace_of

LAST = "last"
"""Stands for the number of the latest delivery."""


def number_of(call: AnyCall, what: str) -> int:
    """The number that the path names. Raises Unknown for what is no number."""
    name: str = call.path["number"]
    if not (name.isascii() and name.isdigit() and len(name) < 19):
        raise Unknown(what=what, name=name, known="numbers, from 1 on")
    return int(name)


def delivery_of(call: AnyCall) -> Delivery:
    """The delivery that the path names, by its number or as `last`. Raises Unknown."""
    outbox = workspace_of(call).webhooks.outbox
    if call.path["number"] == LAST:
        for one in reversed(list(outbox)):
            return one
    return outbox[number_of(call, "delivery")]
