"""The rate limits of one world: what they are, and whether they are enforced."""

from collections import Counter
from enum import StrEnum

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.limits import RateLimit
from ats_sandbox.contract.operation import Example, Operation
from ats_sandbox.contract.resource import Resource
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.errors import OURS
from ats_sandbox.control.schema import OwnRequest, described
from ats_sandbox.control.wire import WireObject
from ats_sandbox.control.workspace import Workspace, workspace_of

rate_limits = Resource("Limits", "The vendors' rate limits, counted on the world's clock: show, count or enforce them")


class Mode(StrEnum):
    """What is done about a request over its limit."""

    COUNT = "count"
    """It is answered as any other; the journal marks it."""
    ENFORCE = "enforce"
    """It is refused with 429."""


class LimitsBody(OwnRequest):
    """The mode from now on."""

    mode = fields.Choice(Mode, required=True, metadata=described("Answer 429, or only count?"))


class LimitException(ResponseSchema):
    """An operation with a limit of its own."""

    operation = fields.Text(required=True)
    requests = fields.Integer(required=True)
    at_once = fields.Integer()


class Limit(ResponseSchema):
    """One vendor's limit: a number of requests in a number of seconds, for each holder of a budget."""

    vendor = fields.Text(required=True)
    requests = fields.Integer(required=True)
    seconds = fields.Integer(required=True)
    per = fields.Text(required=True)
    at_once = fields.Integer(metadata=described("Requests that may be in progress at the same time."))
    exceptions = fields.Array(fields.Nested(LimitException), required=True)


class Limits(ResponseSchema):
    """The mode, and the limits of the vendors that have one."""

    mode = fields.Choice(Mode, required=True)
    limits = fields.Array(fields.Nested(Limit), required=True)
    counters = fields.Integer(required=True, metadata=described("Budgets that requests were counted against."))


def limits_document(workspace: Workspace) -> WireObject:
    """`Limits`."""
    return {
        "mode": (Mode.ENFORCE if workspace.meter.enforced else Mode.COUNT).value,
        "limits": [limit_row(vendor, vendor.limit) for vendor in workspace.vendors if vendor.limit is not None],
        "counters": len(workspace.meter),
    }


def limit_row(vendor: Vendor, limit: RateLimit) -> WireObject:
    """A `Limit`; the figures of most operations are the vendor's, those of the others are exceptions."""
    usual = Counter(_figures(limit, operation) for operation in vendor.operations).most_common(1)[0][0]
    return {
        "vendor": vendor.name,
        "requests": usual[0],
        "seconds": limit.window // 1000,
        "per": limit.per,
        **_at_once(usual[1]),
        "exceptions": [
            {"operation": operation.id, "requests": figures[0], **_at_once(figures[1])}
            for operation in vendor.operations
            if (figures := _figures(limit, operation)) != usual
        ],
    }


def _figures(limit: RateLimit, operation: Operation) -> tuple[int, int]:
    return limit.budget(operation), limit.at_once(operation)


def _at_once(number: int) -> dict[str, int]:
    return {"at_once": number} if number else {}


@rate_limits.get("/limits", id="get_limits", returns=Limits, evidence=OURS)
def get_limits(call: Call) -> WireObject:
    """Get the rate limits, and whether they are enforced."""
    return limits_document(workspace_of(call))


@rate_limits.patch(
    "/limits",
    id="update_limits",
    body=LimitsBody,
    returns=Limits,
    evidence=OURS,
    example=Example(body={"mode": "enforce"}),
)
def update_limits(call: Call) -> WireObject:
    """Choose whether requests over a limit are refused with 429, in this world.

    Every request counts, in either mode. Windows follow the world's clock: while it is frozen they end only when it is
    advanced.
    """
    workspace = workspace_of(call)
    workspace.meter.enforced = call.body["mode"] == Mode.ENFORCE
    return limits_document(workspace)


@rate_limits.delete("/limits/counters", id="delete_counters", evidence=OURS)
def delete_counters(call: Call) -> None:
    """Reset the counters: every budget is full again."""
    workspace_of(call).meter.clear()
