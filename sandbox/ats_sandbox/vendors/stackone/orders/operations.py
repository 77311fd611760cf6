"""Declaring what both kinds of orders have in common."""

from typing import Any

from ats_sandbox.contract.evidence import documented
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.schema import RequestSchema, ResponseSchema
from ats_sandbox.vendors.stackone.call import Call, Resource
from ats_sandbox.vendors.stackone.errors import (
    ApplicationOfAnotherCandidate,
    ApplicationOfAnotherJob,
    NotFound,
    OrderExists,
    OrderOfAnotherCandidate,
    ReferenceNotFound,
)
from ats_sandbox.vendors.stackone.ids import remote_id_pair
from ats_sandbox.vendors.stackone.orders.placing import Desk, test_url
from ats_sandbox.vendors.stackone.orders.records import Order
from ats_sandbox.vendors.stackone.orders.schemas import OrderOutcome, OrderResult, ResultInput
from ats_sandbox.vendors.stackone.orders.views import outcome
from ats_sandbox.vendors.stackone.queries import AccountHeader
from ats_sandbox.vendors.stackone.reads import CONTRACT, PREFIX, View, declare_get
from ats_sandbox.vendors.stackone.repositories import APPLICATIONS
from ats_sandbox.vendors.stackone.writes import UpdateResult, done

EARLIER = documented("StackOne's own clients until mid-2025; its contract no longer has it")
RESULT = {
    "score": {"label": "Percentage", "value": "80", "min": "0", "max": "100"},
    "start_date": "2026-02-20T09:00:00.000Z",
    "submission_date": "2026-02-20T10:00:00.000Z",
    "summary": "Well done.",
    "result": {"value": "passed"},
    "result_url": "https://tests.example.com/results/80",
    "attachments": [{"url": "https://tests.example.com/80.pdf", "content_type": {"value": "pdf"}}],
}


def declare_ordering(
    resource: Resource, path: str, *, id: str, about: str, desk: Desk, body: type[RequestSchema]
) -> None:
    """Declare the operation that places an order."""

    def handler(call: Call) -> dict[str, Any]:
        order = desk.place(call, call.body)
        return {**remote_id_pair(order.key), "test_url": test_url(order)}

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
                "package": {"id": desk.packages.first_id(world)},
                "application": {"id": APPLICATIONS.first_id(world)},
                "results_update_url": "https://partner.example.com/results",
            }
        ),
    )(handler)


def declare_concluding(resource: Resource, path: str, *, id: str, about: str, desk: Desk) -> None:
    """Declare the operation that says what came of an order."""

    def handler(call: Call) -> dict[str, Any]:
        desk.conclude(call, desk.orders.get_or_404(call), call.body)
        return done(call)

    handler.__doc__ = (
        f"Update the result of {about}.\n\nNothing is required; what is sent again overwrites what was there."
    )
    resource.patch(
        f"{PREFIX}{path}",
        id=f"ats_{id}",
        scope="unified",
        headers=AccountHeader,
        body=ResultInput,
        returns=UpdateResult,
        errors=[NotFound, ReferenceNotFound, OrderOfAnotherCandidate],
        evidence=CONTRACT,
        example=Example(path={"id": desk.orders.first_id}, body=RESULT),
    )(handler)


def declare_earlier_reads(
    resource: Resource,
    path: str,
    *,
    id: str,
    about: str,
    desk: Desk,
    shape: type[ResponseSchema],
    view: View[Order],
) -> None:
    """Declare the reads of an order and of its result that the vendor has removed; older clients still ask them."""
    declare_get(
        resource,
        path,
        id=f"get_{id}_request",
        about=about,
        repository=desk.orders,
        shape=shape,
        view=view,
        evidence=EARLIER,
        deprecated=True,
    )
    declare_get(
        resource,
        f"{path}/results",
        id=f"get_{id}_result",
        about=f"the result of {about}",
        repository=desk.orders,
        shape=OrderOutcome,
        view=outcome,
        evidence=EARLIER,
        deprecated=True,
    )
