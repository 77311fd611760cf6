"""Keeping the packages of background checks."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from ats_sandbox.vendors.stackone.call import Call
from ats_sandbox.vendors.stackone.errors import PackageExists, PackageInUse, ReferenceNotFound
from ats_sandbox.vendors.stackone.ids import read_id
from ats_sandbox.vendors.stackone.orders.records import (
    CHECK_ORDERS,
    CHECK_PACKAGES,
    CHECK_TESTS,
    TEST,
    Package,
    PackageTest,
)

Sent = Mapping[str, Any]
PACKAGES = CHECK_PACKAGES.collection


def add(call: Call, sent: Sent) -> Package:
    """Add a package; a name is given only once."""
    _refuse_taken(call, sent.get("name"), None)
    now = call.world.now
    package = call.draft.put(
        PACKAGES,
        Package(
            id=call.draft.next_id(PACKAGES),
            name=sent.get("name"),
            description=sent.get("description"),
            created_at=now,
            updated_at=now,
        ),
    )
    for place, one in enumerate(sent.get("tests") or ()):
        _add_test(call, package, one, place)
    return package


def revise(call: Call, package: Package, sent: Sent) -> Package:
    """Change what is sent about a package: absent members stay, null clears, tests are replaced as a whole."""
    _refuse_taken(call, sent.get("name"), package)
    facts = {name: sent[name] for name in ("name", "description") if name in sent}
    if "tests" in sent:
        _replace_tests(call, package, sent["tests"] or [])
    return call.draft.put(PACKAGES, replace(package, updated_at=call.world.now, **facts))


def drop(call: Call, package: Package) -> None:
    """Delete a package, unless somebody still waits for the result of an order of it."""
    if any(order.open for order in call.world[CHECK_ORDERS.collection].where(package=package.id)):
        raise PackageInUse
    for test in list(call.world[CHECK_TESTS].where(package=package.id)):
        call.draft.remove(CHECK_TESTS, test.id)
    call.draft.remove(PACKAGES, package.id)


def _refuse_taken(call: Call, name: str | None, package: Package | None) -> None:
    if name is None:
        return
    held = call.world[PACKAGES].where(name=name.casefold()).first()
    if held is not None and (package is None or held.id != package.id):
        raise PackageExists


def _replace_tests(call: Call, package: Package, sent: list[Sent]) -> None:
    """Bring the tests of a package to what is sent: a known one keeps its id, and what is not said of it."""
    held = {test.id: test for test in call.world[CHECK_TESTS].where(package=package.id)}
    kept: set[int] = set()
    for number, one in enumerate(sent):
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


def _add_test(call: Call, package: Package, sent: Sent, place: int) -> None:
    test = PackageTest(
        id=call.draft.next_id(CHECK_TESTS),
        package=package.id,
        name=sent.get("name"),
        description=sent.get("description"),
        place=place,
    )
    call.draft.put(CHECK_TESTS, test)
