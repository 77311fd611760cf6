"""Orders of assessments and of background checks: placing them, reading them, and taking in the results."""

from ats_sandbox.contract.evidence import documented
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.schema import RequestSchema, ResponseSchema
from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.stackone.call import Call, Resource
from ats_sandbox.vendors.stackone.errors import (
    ApplicationOfAnotherCandidate,
    ApplicationOfAnotherJob,
    OrderExists,
    OrderOfAnotherCandidate,
    ReferenceNotFound,
)
from ats_sandbox.vendors.stackone.orders.packages import assessments, background_checks
from ats_sandbox.vendors.stackone.orders.placing import ASSESSMENTS, CHECKS, OrderKind
from ats_sandbox.vendors.stackone.orders.records import (
    Order,
)
from ats_sandbox.vendors.stackone.orders.schemas import (
    AssessmentOrder,
    AssessmentOrderInput,
    BackgroundCheckOrder,
    BackgroundCheckOrderInput,
    OrderOutcome,
    OrderResult,
    ResultInput,
)
from ats_sandbox.vendors.stackone.queries import PlainListQuery
from ats_sandbox.vendors.stackone.reads import Read, declare_get, declare_list, declare_unified
from ats_sandbox.vendors.stackone.repositories import APPLICATIONS
from ats_sandbox.vendors.stackone.writes import declare_update

__all__ = ["assessments", "background_checks"]

EARLIER = documented("StackOne's own clients until mid-2025; its contract no longer has it")
RESULT: Document = {
    "score": {"label": "Percentage", "value": "80", "min": "0", "max": "100"},
    "start_date": "2026-02-20T09:00:00.000Z",
    "submission_date": "2026-02-20T10:00:00.000Z",
    "summary": "Well done.",
    "result": {"value": "passed"},
    "result_url": "https://tests.example.com/results/80",
    "attachments": [{"url": "https://tests.example.com/80.pdf", "content_type": {"value": "pdf"}}],
}


def declare_orders(
    resource: Resource,
    path: str,
    *,
    id: str,
    noun: str,
    kind: OrderKind,
    body: type[RequestSchema],
    shape: type[ResponseSchema],
    listed: bool = False,
) -> None:
    """Declare the operations on one kind of order: placing one, its result, and the reads that the vendor has removed.

    Older clients still use those; only `listed` orders had a list among them.
    """
    a_noun = f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
    one_path, view = f"{path}/{{id}}", view_of(OrderResult)

    def place(call: Call) -> Document:
        return view(kind.place(call, call.body), call)

    place.__doc__ = (
        f"Order {a_noun}.\n\nNothing is required. What is named must exist and belong together; an application tells "
        "its job and its candidate. An order keeps the id that is sent."
    )
    declare_unified(
        resource,
        "POST",
        path,
        id=f"order_{id}_request",
        body=body,
        returns=OrderResult,
        errors=[ReferenceNotFound, OrderExists, ApplicationOfAnotherCandidate, ApplicationOfAnotherJob],
        example=Example(
            body=lambda world: {
                "package": {"id": kind.packages.first_id(world)},
                "application": {"id": APPLICATIONS.first_id(world)},
                "results_update_url": "https://partner.example.com/results",
            }
        ),
    )(place)

    def conclude(call: Call, order: Order) -> Order:
        return kind.conclude(call, order, call.body)

    conclude.__doc__ = (
        f"Update the result of {a_noun}.\n\nNothing is required; what is sent again overwrites what was there."
    )
    declare_update(
        resource,
        f"{one_path}/result",
        id=f"update_{id}_result",
        repository=kind.orders,
        body=ResultInput,
        errors=[ReferenceNotFound, OrderOfAnotherCandidate],
        example=Example(path={"id": kind.orders.first_id}, body=RESULT),
    )(conclude)

    earlier: Read[Order] = {"repository": kind.orders, "shape": shape, "evidence": EARLIER, "deprecated": True}
    result: Read[Order] = {**earlier, "shape": OrderOutcome}
    about = f"an order of {a_noun}"
    if listed:
        declare_list(
            resource, path, id=f"list_{id}_request", about=f"orders of {noun}s", query=PlainListQuery, **earlier
        )
    declare_get(resource, one_path, id=f"get_{id}_request", about=about, **earlier)
    declare_get(resource, f"{one_path}/results", id=f"get_{id}_result", about=f"the result of {about}", **result)


declare_orders(
    assessments,
    "/assessments/orders",
    id="assessments",
    noun="assessment",
    kind=ASSESSMENTS,
    body=AssessmentOrderInput,
    shape=AssessmentOrder,
)
declare_orders(
    background_checks,
    "/background_checks/orders",
    id="background_check",
    noun="background check",
    kind=CHECKS,
    body=BackgroundCheckOrderInput,
    shape=BackgroundCheckOrder,
    listed=True,
)
