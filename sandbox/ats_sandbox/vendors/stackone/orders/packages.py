"""The packages of assessments and of background checks; those of background checks can be changed."""

from msgspec.structs import replace

from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.schema import Members
from ats_sandbox.vendors.stackone.call import AnyCall, Call, Resource
from ats_sandbox.vendors.stackone.errors import PackageExists, PackageInUse, ReferenceNotFound
from ats_sandbox.vendors.stackone.ids import id_of, read_id
from ats_sandbox.vendors.stackone.orders.records import (
    ASSESSMENT_PACKAGES,
    CHECK_ORDERS,
    CHECK_PACKAGES,
    CHECK_TESTS,
    TEST,
    Package,
    PackageTest,
)
from ats_sandbox.vendors.stackone.orders.schemas import (
    AssessmentPackage,
    BackgroundCheckPackage,
    NewPackage,
    RevisedPackage,
)
from ats_sandbox.vendors.stackone.queries import PackageListQuery, ReadQuery
from ats_sandbox.vendors.stackone.reads import declare_get, declare_list, declare_reads
from ats_sandbox.vendors.stackone.writes import declare_create, declare_delete, declare_update
from ats_sandbox.world.domain.reading import Reading

PACKAGES = CHECK_PACKAGES.collection

assessments = Resource("Assessments", "Tests that candidates take elsewhere")
background_checks = Resource("Background Checks", "What others find out about candidates")

declare_reads(
    assessments,
    "/assessments/packages",
    ids=("list_assessments_packages", "get_assessments_package"),
    about=("assessment packages", "an assessment package"),
    repository=ASSESSMENT_PACKAGES,
    shape=AssessmentPackage,
    queries=(PackageListQuery, ReadQuery),
)
declare_list(
    background_checks,
    "/background_checks/packages",
    id="list_background_check_packages",
    about="packages of background checks",
    repository=CHECK_PACKAGES,
    shape=BackgroundCheckPackage,
    query=PackageListQuery,
)


@declare_create(
    background_checks,
    "/background_checks/packages",
    id="create_background_check_package",
    repository=CHECK_PACKAGES,
    body=NewPackage,
    errors=[PackageExists],
    example=Example(
        body={
            "name": "Drivers",
            "description": "For those who drive our vans.",
            "tests": [{"name": "Driving licence", "description": "Is it valid, and since when?"}],
        }
    ),
)
def create_background_check_package(call: Call) -> Package:
    """Create a package of background checks.

    Nothing is required; a name is given only once.
    """
    body, now = call.body, call.world.now
    _refuse_taken(call, body.get("name"), None)
    package = Package(
        id=call.draft.next_id(PACKAGES),
        name=body.get("name"),
        description=body.get("description"),
        created_at=now,
        updated_at=now,
    )
    call.draft.put(PACKAGES, package)
    for place, one in enumerate(body.get("tests") or ()):
        _add_test(call, package, one, place)
    return package


declare_get(
    background_checks,
    "/background_checks/packages/{id}",
    id="get_background_check_package",
    about="a package of background checks",
    repository=CHECK_PACKAGES,
    shape=BackgroundCheckPackage,
)


@declare_update(
    background_checks,
    "/background_checks/packages/{id}",
    id="update_background_check_package",
    repository=CHECK_PACKAGES,
    body=RevisedPackage,
    errors=[ReferenceNotFound, PackageExists],
    example=Example(path={"id": CHECK_PACKAGES.first_id}, body={"description": "For everybody."}),
)
def update_background_check_package(call: Call, package: Package) -> Package:
    """Update a package of background checks.

    Members that are left out stay; null clears. Tests are replaced as a whole; one that is named by its id stays.
    """
    body = call.body
    _refuse_taken(call, body.get("name"), package)
    facts = {name: body[name] for name in ("name", "description") if name in body}
    if "tests" in body:
        _replace_tests(call, package, body["tests"] or [])
    return call.draft.put(PACKAGES, replace(package, updated_at=call.world.now, **facts))


def _spare(world: Reading) -> str:
    """A package that nobody waits for the results of."""
    taken = {order.package for order in world[CHECK_ORDERS.collection] if order.open}
    free = next((one for one in world[PACKAGES] if one.id not in taken), None)
    return "" if free is None else id_of(world, CHECK_PACKAGES.kind, free.id)


@declare_delete(
    background_checks,
    "/background_checks/packages/{id}",
    id="delete_background_check_package",
    repository=CHECK_PACKAGES,
    errors=[PackageInUse],
    example=Example(path={"id": _spare}),
)
def delete_background_check_package(call: Call, package: Package) -> None:
    """Delete a package of background checks.

    Not while the final result of an order of it is awaited. The answer's `statusCode` is 204, its status 200.
    """
    if any(order.open for order in call.world[CHECK_ORDERS.collection].where(package=package.id)):
        raise PackageInUse
    for test in list(call.world[CHECK_TESTS].where(package=package.id)):
        call.draft.remove(CHECK_TESTS, test.id)
    call.draft.remove(PACKAGES, package.id)


def _refuse_taken(call: AnyCall, name: str | None, package: Package | None) -> None:
    if name is None:
        return
    held = call.world[PACKAGES].where(name=name.casefold()).first()
    if held is not None and (package is None or held.id != package.id):
        raise PackageExists


def _replace_tests(call: AnyCall, package: Package, bodies: list[Members]) -> None:
    """Bring the tests of a package to what is sent: a known one keeps its id, and what is not sent of it."""
    held = {test.id: test for test in call.world[CHECK_TESTS].where(package=package.id)}
    kept: set[int] = set()
    for number, one in enumerate(bodies):
        if one.get("id") is None:
            _add_test(call, package, one, number)
            continue
        known = read_id(call.world, TEST, one["id"])
        if known is None or known not in held:
            raise ReferenceNotFound(field=f"tests.{number}.id")
        kept.add(known)
        facts = {name: one[name] for name in ("name", "description") if name in one}
        held[known] = call.draft.put(CHECK_TESTS, replace(held[known], place=number, **facts))
    for id in held.keys() - kept:
        call.draft.remove(CHECK_TESTS, id)


def _add_test(call: AnyCall, package: Package, body: Members, place: int) -> None:
    test = PackageTest(
        id=call.draft.next_id(CHECK_TESTS),
        package=package.id,
        name=body.get("name"),
        description=body.get("description"),
        place=place,
    )
    call.draft.put(CHECK_TESTS, test)
