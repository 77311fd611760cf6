"""The packages of assessments and of background checks; those of background checks can be changed."""

from msgspec.structs import replace

from ats_sandbox.contract.schema import Members
from ats_sandbox.vendors.stackone import errors
from ats_sandbox.vendors.stackone.call import Call, Resource
from ats_sandbox.vendors.stackone.ids import read_id
from ats_sandbox.vendors.stackone.orders import schemas
from ats_sandbox.vendors.stackone.orders.records import ASSESSMENTS, CHECK_TESTS, CHECKS, TEST, Package, new_test
from ats_sandbox.vendors.stackone.queries import PackageListQuery, ReadQuery
from ats_sandbox.vendors.stackone.records import Records
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading

assessments = Resource("Assessments", "Tests that candidates take elsewhere")
background_checks = Resource("Background Checks", "What others find out about candidates")

Records(
    assessments,
    "assessments_package",
    ASSESSMENTS.packages,
    schemas.AssessmentPackage,
    path="/assessments/packages",
    about=("assessment packages", "an assessment package"),
    queries=(PackageListQuery, ReadQuery),
).reads()
CHECK_PACKAGES = Records(
    background_checks,
    "background_check_package",
    CHECKS.packages,
    schemas.BackgroundCheckPackage,
    path="/background_checks/packages",
    about=("packages of background checks", "a package of background checks"),
    queries=(PackageListQuery, ReadQuery),
)
PACKAGES = CHECKS.packages.collection

CHECK_PACKAGES.list()


@CHECK_PACKAGES.create(
    schemas.NewPackage,
    errors=[errors.PackageExists],
    example={
        "name": "Drivers",
        "description": "For those who drive our vans.",
        "tests": [{"name": "Driving licence", "description": "Is it valid, and since when?"}],
    },
)
def create_background_check_package(call: Call) -> Package:
    """Create a package of background checks.

    Nothing is required; a name is given only once.
    """
    id, now = call.draft.next_id(PACKAGES), call.world.now
    remote_id = native_id(call.world, CHECKS.packages.kind, id)
    package = Package(id=id, remote_id=remote_id, name=None, description=None, created_at=now, updated_at=now)
    return update_background_check_package(call, package)


CHECK_PACKAGES.get()


@CHECK_PACKAGES.update(
    schemas.RevisedPackage,
    errors=[errors.ReferenceNotFound, errors.PackageExists],
    example={"description": "For everybody."},
)
def update_background_check_package(call: Call, package: Package) -> Package:
    """Update a package of background checks.

    Members that are left out stay; null clears. Tests are replaced as a whole; one that is named by its id stays.
    """
    body, name = call.body, call.body.get("name")
    if "tests" in body:
        held = {test.id for test in call.world[CHECK_TESTS].where(package=package.id)}
        kept = {_put_test(call, package, place, one) for place, one in enumerate(body["tests"] or ())}
        for id in held - kept:
            call.draft.remove(CHECK_TESTS, id)
    if name is not None and call.world[PACKAGES].where(name=name.casefold()).only(lambda one: one.id != package.id):
        raise errors.PackageExists
    return call.draft.put(PACKAGES, replace(package, updated_at=call.world.now, **_described(body)))


def _put_test(call: Call, package: Package, place: int, body: Members) -> int:
    """Put a test at its place in a package, and tell its ordinal."""
    if body.get("id") is None:
        test = new_test(call.world, call.draft.next_id(CHECK_TESTS), package.id)
    else:
        known = call.world[CHECK_TESTS].get(read_id(call.world, TEST, body["id"]))
        if known is None or known.package != package.id:
            raise errors.ReferenceNotFound(field=f"tests.{place}.id")
        test = known
    return call.draft.put(CHECK_TESTS, replace(test, place=place, **_described(body))).id


def _described(body: Members) -> Members:
    return {name: body[name] for name in ("name", "description") if name in body}


def _spare(world: Reading) -> str:
    """A package that nobody waits for the results of."""
    taken = {order.package for order in world[CHECKS.orders.collection] if order.open}
    free = next((one for one in world[PACKAGES] if one.id not in taken), None)
    return "" if free is None else CHECKS.packages.id_of(world, free)


@CHECK_PACKAGES.delete(errors=[errors.PackageInUse], id=_spare)
def delete_background_check_package(call: Call, package: Package) -> None:
    """Delete a package of background checks.

    Not while the final result of an order of it is awaited. The answer's `statusCode` is 204, its status 200.
    """
    if any(order.open for order in call.world[CHECKS.orders.collection].where(package=package.id)):
        raise errors.PackageInUse
    for test in list(call.world[CHECK_TESTS].where(package=package.id)):
        call.draft.remove(CHECK_TESTS, test.id)
    call.draft.remove(PACKAGES, package.id)
