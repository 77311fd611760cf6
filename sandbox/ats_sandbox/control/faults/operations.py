"""Faults over HTTP: list, create, get and delete them."""

from ats_sandbox.contract.call import Call
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.resource import Resource
from ats_sandbox.control.errors import OURS, Full, Unfit, Unknown
from ats_sandbox.control.faults.faults import ActiveFault
from ats_sandbox.control.faults.schemas import Fault, FaultBody, Faults
from ats_sandbox.control.faults.settings import given
from ats_sandbox.control.wire import WireObject
from ats_sandbox.control.workspace import workspace_of

faults = Resource("Faults", "Inject faults: which requests they happen to, when, and how")

STANDING = Example(path={"id": "status-1"})


def fault_row(active: ActiveFault) -> WireObject:
    """A `Fault`; settings that were not given are left out."""
    fault = active.fault
    chosen = given(fault.match) | given(fault.schedule) | given(fault.settings)
    if fault.schedule.calls is not None:
        chosen["calls"] = list(fault.schedule.calls)
    return {
        "id": active.id,
        "kind": fault.kind,
        "about": active.kind.about,
        **chosen,
        "operations": [f"{vendor.name} {operation.id}" for vendor, operation in active.targets],
        "requests": active.calls,
        "hits": active.hits,
        "active": active.active,
    }


@faults.get("/faults", id="list_faults", returns=Faults, evidence=OURS)
def list_faults(call: Call) -> WireObject:
    """List the faults, with their hits."""
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
def create_fault(call: Call) -> WireObject:
    """Add a fault.

    With none of `first`, `every` and `calls` it happens to every matching request, until it is deleted. Of several
    faults that are due for a request, the oldest one happens. `status` and the kinds that begin with `refused`,
    `committed` and `partial` answer in the vendor's own format. Waiting is real, and at most 60 seconds.
    """
    body = dict(call.body)
    return fault_row(workspace_of(call).faults.add(body.pop("kind"), **body))


@faults.delete("/faults", id="delete_faults", evidence=OURS)
def delete_faults(call: Call) -> None:
    """Delete all faults."""
    workspace_of(call).faults.clear()


@faults.get(
    "/faults/{id}",
    id="get_fault",
    returns=Fault,
    errors=[Unknown],
    evidence=OURS,
    example=STANDING,
)
def get_fault(call: Call) -> WireObject:
    """Get a fault, with its hits."""
    return fault_row(workspace_of(call).faults[call.path["id"]])


@faults.delete("/faults/{id}", id="delete_fault", errors=[Unknown], evidence=OURS, example=STANDING)
def delete_fault(call: Call) -> None:
    """Delete a fault."""
    workspace_of(call).faults.remove(call.path["id"])
