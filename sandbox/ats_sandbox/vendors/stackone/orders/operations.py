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
    CHECK_ORDERS,
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
from ats_sandbox.vendors.stackone.queries import AccountHeader, PlainListQuery
from ats_sandbox.vendors.stackone.reads import CONTRACT, PREFIX, declare_get, declare_list
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


def declare_ordering(
    resource: Resource, path: str, *, id: str, about: str, kind: OrderKind, body: type[RequestSchema]
) -> None:
    """Declare the operation that places an order."""
    view = view_of(OrderResult)

    def handler(call: Call) -> Document:
        return view(kind.place(call, call.body), call)

    handler.__doc__ = (
        f"Order {about}.\n\nNothing is required. What is named must exist and belong together; an application tells "
        "its job and its candidate. An order keeps the id that is sent."
    )
    resource.post(
        f"{PREFIX}{path}",
        id=f"ats_{id}",
        scope="unified",
        headers=AccountHeader,
        body=body,
        returns=OrderResult,
        errors=[ReferenceNotFound, OrderExists, ApplicationOfAnotherCandidate, ApplicationOfAnotherJob],
        evidence=CONTRACT,
        example=Example(
            body=lambda world: {
                "package": {"id": kind.packages.first_id(world)},
                "application": {"id": APPLICATIONS.first_id(world)},
                "results_update_url": "https://partner.example.com/results",
            }
        ),
    )(handler)


def declare_concluding(resource: Resource, path: str, *, id: str, about: str, kind: OrderKind) -> None:
    """Declare the operation that takes in the result of an order."""

    def conclude(call: Call, order: Order) -> Order:
        return kind.conclude(call, order, call.body)

    conclude.__doc__ = (
        f"Update the result of {about}.\n\nNothing is required; what is sent again overwrites what was there."
    )
    declare_update(
        resource,
        path,
        id=id,
        repository=kind.orders,
        body=ResultInput,
        errors=[ReferenceNotFound, OrderOfAnotherCandidate],
        example=Example(path={"id": kind.orders.first_id}, body=RESULT),
    )(conclude)


def declare_earlier_reads(
    resource: Resource, path: str, *, id: str, about: str, kind: OrderKind, shape: type[ResponseSchema]
) -> None:
    """Declare the reads of an order and of its result that the vendor has removed; older clients still use them."""
    for below, what, title, shown in (
        ("", "request", about, shape),
        ("/results", "result", f"the result of {about}", OrderOutcome),
    ):
        declare_get(
            resource,
            f"{path}{below}",
            id=f"get_{id}_{what}",
            about=title,
            repository=kind.orders,
            shape=shown,
            evidence=EARLIER,
            deprecated=True,
        )


declare_ordering(
    assessments,
    "/assessments/orders",
    id="order_assessments_request",
    about="an assessment",
    kind=ASSESSMENTS,
    body=AssessmentOrderInput,
)
declare_concluding(
    assessments,
    "/assessments/orders/{id}/result",
    id="update_assessments_result",
    about="an assessment",
    kind=ASSESSMENTS,
)
declare_earlier_reads(
    assessments,
    "/assessments/orders/{id}",
    id="assessments",
    about="an order of an assessment",
    kind=ASSESSMENTS,
    shape=AssessmentOrder,
)
declare_ordering(
    background_checks,
    "/background_checks/orders",
    id="order_background_check_request",
    about="a background check",
    kind=CHECKS,
    body=BackgroundCheckOrderInput,
)
declare_concluding(
    background_checks,
    "/background_checks/orders/{id}/result",
    id="update_background_check_result",
    about="a background check",
    kind=CHECKS,
)
declare_list(
    background_checks,
    "/background_checks/orders",
    id="list_background_check_request",
    about="orders of background checks",
    repository=CHECK_ORDERS,
    shape=BackgroundCheckOrder,
    query=PlainListQuery,
    evidence=EARLIER,
    deprecated=True,
)
declare_earlier_reads(
    background_checks,
    "/background_checks/orders/{id}",
    id="background_check",
    about="an order of a background check",
    kind=CHECKS,
    shape=BackgroundCheckOrder,
)
