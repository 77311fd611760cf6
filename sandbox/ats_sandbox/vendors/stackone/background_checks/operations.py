"""Keeping packages of background checks, ordering them, and taking in the results."""

from typing import Any

from ats_sandbox.contract.operation import Example
from ats_sandbox.vendors.stackone.background_checks import packages
from ats_sandbox.vendors.stackone.call import Call, Resource
from ats_sandbox.vendors.stackone.errors import NotFound, PackageExists, PackageInUse, ReferenceNotFound
from ats_sandbox.vendors.stackone.ids import id_of
from ats_sandbox.vendors.stackone.orders.operations import (
    EARLIER,
    declare_concluding,
    declare_earlier_reads,
    declare_ordering,
)
from ats_sandbox.vendors.stackone.orders.placing import CHECKS
from ats_sandbox.vendors.stackone.orders.records import CHECK_ORDERS, CHECK_PACKAGES
from ats_sandbox.vendors.stackone.orders.schemas import (
    BackgroundCheckOrder,
    BackgroundCheckOrderInput,
    BackgroundCheckPackage,
    NewPackage,
    RevisedPackage,
)
from ats_sandbox.vendors.stackone.orders.views import check_order, check_package
from ats_sandbox.vendors.stackone.queries import AccountHeader, PackageListQuery, PlainListQuery
from ats_sandbox.vendors.stackone.reads import CONTRACT, PREFIX, declare_get, declare_list
from ats_sandbox.vendors.stackone.writes import (
    CREATED,
    DELETED,
    CreateResult,
    DeleteResult,
    UpdateResult,
    done,
    written,
)
from ats_sandbox.world.domain.reading import Reading

background_checks = Resource("Background Checks", "What others find out about candidates")


def _spare(world: Reading) -> str:
    """A package that nobody waits for the results of."""
    orders = world[CHECK_ORDERS.collection]
    taken = {order.package for order in orders if order.open}
    free = next((one for one in world[CHECK_PACKAGES.collection] if one.id not in taken), None)
    return "" if free is None else id_of(world, CHECK_PACKAGES.kind, free.id)


declare_list(
    background_checks,
    "/background_checks/packages",
    id="list_background_check_packages",
    about="packages of background checks",
    repository=CHECK_PACKAGES,
    shape=BackgroundCheckPackage,
    view=check_package,
    query=PackageListQuery,
)


@background_checks.post(
    f"{PREFIX}/background_checks/packages",
    id="ats_create_background_check_package",
    scope="unified",
    headers=AccountHeader,
    body=NewPackage,
    returns=CreateResult,
    status=201,
    errors=[PackageExists],
    evidence=CONTRACT,
    example=Example(
        body={
            "name": "Drivers",
            "description": "For those who drive our vans.",
            "tests": [{"name": "Driving licence", "description": "Is it valid, and since when?"}],
        }
    ),
)
def create_background_check_package(call: Call) -> dict[str, Any]:
    """Create a package of background checks.

    Nothing is required; a name is given only once.
    """
    return written(call, CREATED, CHECK_PACKAGES, packages.add(call, call.body))


declare_get(
    background_checks,
    "/background_checks/packages/{id}",
    id="get_background_check_package",
    about="a package of background checks",
    repository=CHECK_PACKAGES,
    shape=BackgroundCheckPackage,
    view=check_package,
)


@background_checks.patch(
    f"{PREFIX}/background_checks/packages/{{id}}",
    id="ats_update_background_check_package",
    scope="unified",
    headers=AccountHeader,
    body=RevisedPackage,
    returns=UpdateResult,
    errors=[NotFound, ReferenceNotFound, PackageExists],
    evidence=CONTRACT,
    example=Example(path={"id": CHECK_PACKAGES.first_id}, body={"description": "For everybody."}),
)
def update_background_check_package(call: Call) -> dict[str, Any]:
    """Update a package of background checks.

    Members that are left out stay; null clears. Tests are replaced as a whole; one that is named by its id stays.
    """
    packages.revise(call, CHECK_PACKAGES.get_or_404(call), call.body)
    return done(call)


@background_checks.delete(
    f"{PREFIX}/background_checks/packages/{{id}}",
    id="ats_delete_background_check_package",
    scope="unified",
    headers=AccountHeader,
    returns=DeleteResult,
    errors=[NotFound, PackageInUse],
    evidence=CONTRACT,
    example=Example(path={"id": _spare}),
)
def delete_background_check_package(call: Call) -> dict[str, Any]:
    """Delete a package of background checks.

    Not while the final result of an order of it is awaited. The answer's `statusCode` is 204, its status 200.
    """
    packages.drop(call, CHECK_PACKAGES.get_or_404(call))
    return {**done(call, DELETED), "statusCode": 204}


declare_ordering(
    background_checks,
    "/background_checks/orders",
    id="order_background_check_request",
    about="a background check",
    desk=CHECKS,
    body=BackgroundCheckOrderInput,
)
declare_concluding(
    background_checks,
    "/background_checks/orders/{id}/result",
    id="update_background_check_result",
    about="a background check",
    desk=CHECKS,
)
declare_list(
    background_checks,
    "/background_checks/orders",
    id="list_background_check_request",
    about="orders of background checks",
    repository=CHECK_ORDERS,
    shape=BackgroundCheckOrder,
    view=check_order,
    query=PlainListQuery,
    evidence=EARLIER,
    deprecated=True,
)
declare_earlier_reads(
    background_checks,
    "/background_checks/orders/{id}",
    id="background_check",
    about="an order of a background check",
    desk=CHECKS,
    shape=BackgroundCheckOrder,
    view=check_order,
)
