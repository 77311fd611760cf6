"""Let things go wrong: faults of one world."""

from typing import Any

from ats_sandbox.contract.call import Call
from ats_sandbox.contract.operation import Example, Resource
from ats_sandbox.control.errors import OURS, Full, Unfit, Unknown
from ats_sandbox.control.faults.schemas import Fault, FaultBody, Faults
from ats_sandbox.control.faults.views import fault_row
from ats_sandbox.control.workspace import workspace_of

faults = Resource("Faults", "What goes wrong on purpose, for which requests, and when")


@faults.get("/faults", id="list_faults", returns=Faults, evidence=OURS)
def list_faults(call: Call) -> dict[str, Any]:
    """List the faults that stand, with their hits."""
    return {"faults": [fault_row(one) for one in workspace_of(call).faults]}


@faults.post(
    "/faults",
    id="create_fault",
    body=FaultBody,
    returns=Fault,
    status=201,
    errors=[Unfit, Full],
    evidence=OURS,
    example=Example(
        body={"kind": "status", "vendor": "stackone", "operation": "ats_list_jobs", "status": 429, "first": 2}
    ),
)
def create_fault(call: Call) -> dict[str, Any]:
    """Let something go wrong.

    With none of `first`, `every` and `calls` it happens to every request that fits, until it is removed. Of several
    faults that are due for a request, the one that stands longest happens. `status` and the kinds that begin with
    `refused`, `committed` and `partial` answer in the vendor's own words. Waiting is real, and at most 60 seconds.
    """
    body = dict(call.body)
    return fault_row(workspace_of(call).faults.add(body.pop("kind"), **body))


@faults.delete("/faults", id="delete_faults", evidence=OURS)
def delete_faults(call: Call) -> None:
    """Let nothing go wrong any more."""
    workspace_of(call).faults.clear()


@faults.get(
    "/faults/{id}",
    id="get_fault",
    returns=Fault,
    errors=[Unknown],
    evidence=OURS,
)
def get_fault(call: Call) -> dict[str, Any]:
    """Get a fault that stands, with its hits."""
    return fault_row(workspace_of(call).faults[call.path["id"]])


@faults.delete("/faults/{id}", id="delete_fault", errors=[Unknown], evidence=OURS)
def delete_fault(call: Call) -> None:
    """Let one thing go wrong no longer."""
    workspace_of(call).faults.remove(call.path["id"])
