"""The rate limits of one world: what they are, and whether they are enforced."""

from typing import Any

from ats_sandbox.contract.call import Call
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.resource import Resource
from ats_sandbox.control.errors import OURS
from ats_sandbox.control.limits.schemas import Limits, LimitsBody, Mode
from ats_sandbox.control.limits.views import told
from ats_sandbox.control.workspace import workspace_of

limits = Resource("Limits", "The vendors' rate limits, on the world's clock")


@limits.get("/limits", id="get_limits", returns=Limits, evidence=OURS)
def get_limits(call: Call) -> dict[str, Any]:
    """Get the rate limits, and what is done about requests over them."""
    return told(workspace_of(call))


@limits.patch(
    "/limits",
    id="update_limits",
    body=LimitsBody,
    returns=Limits,
    evidence=OURS,
    example=Example(body={"mode": "enforce"}),
)
def update_limits(call: Call) -> dict[str, Any]:
    """Choose whether requests over a limit are refused with 429, in this world.

    Every request counts, in either mode. Windows follow the world's clock: while it is frozen they end only when it is
    advanced.
    """
    workspace = workspace_of(call)
    workspace.meter.enforced = call.body["mode"] == Mode.ENFORCE
    return told(workspace)


@limits.delete("/limits/counters", id="delete_counters", evidence=OURS)
def delete_counters(call: Call) -> None:
    """Forget what was counted: every budget is whole again."""
    workspace_of(call).meter.clear()
