"""What is ordered from others: packages, orders and their outcomes."""

from collections.abc import Iterable
from typing import Any

import msgspec

from ats_sandbox.contract.operation import Document
from ats_sandbox.vendors.stackone.call import AnyCall
from ats_sandbox.vendors.stackone.repositories import (
    KeyedRecord,
    KeyedRepository,
    ProviderRepository,
    keyed_repository,
    repository,
)
from ats_sandbox.world.clock import DAY, HOUR
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Collection, Record, Table

HOST = "https://tests.example.com"
"""Where candidates take what was ordered for them, and where results are shown."""
TEST = "background_check_test"
"""The kind of the ids of tests."""


class PackageTest(Record, frozen=True, kw_only=True):
    """One of the checks that a package of background checks consists of; `place` orders them."""

    remote_id: str
    package: int
    name: str | None
    description: str | None
    place: int = 0


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A package as it was when it was ordered; `remote_id` is the provider's id, if it is not only described."""

    remote_id: str | None = None
    name: str | None = None
    description: str | None = None
    tests: tuple[PackageTest, ...] = ()


class Package(Record, frozen=True, kw_only=True):
    """Something to order."""

    remote_id: str
    name: str | None
    description: str | None
    created_at: int
    updated_at: int


def new_test(world: Reading, id: int, package: int, name: str | None = None) -> PackageTest:
    """A test of a package."""
    return PackageTest(id=id, remote_id=native_id(world, TEST, id), package=package, name=name, description=None)


def item_of(package: Package, tests: Iterable[PackageTest]) -> Item:
    """A package as it is now."""
    return Item(remote_id=package.remote_id, name=package.name, description=package.description, tests=tuple(tests))


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of an order. `score`, `result` and `attachments` are kept as they were sent; instants are in ms."""

    score: Document | None = None
    start_date: int | None = None
    submission_date: int | None = None
    summary: str | None = None
    result: Document | None = None
    result_url: str | None = None
    attachments: list[Document] | None = None


class Order(KeyedRecord, frozen=True, kw_only=True):
    """A package ordered for a candidate. `package` is its ordinal, `item` what it was at the time.

    `requester` and `profile_url` are what the order says of who placed it and of where the candidate is shown.
    All of the `outcome` is null before the first result.
    """

    package: int | None
    item: Item | None
    application: int | None
    job: int | None
    candidate: int | None
    requester: Document | None = None
    profile_url: str | None = None
    results_update_url: str | None = None
    outcome: Outcome = Outcome()
    created_at: int
    updated_at: int

    @property
    def open(self) -> bool:
        """True while a final result is awaited."""
        return (self.outcome.result or {}).get("value") in (None, "initiated", "in_progress")


def _can_see(call: AnyCall, order: Order) -> bool:
    """True when the caller may see what an order is about."""
    applications, candidates, jobs = call.world.applications, call.world.candidates, call.world.jobs
    about = (applications.get(order.application), candidates.get(order.candidate), jobs.get(order.job))
    return all(one is None or call.can_see(one) for one in about)


class OrderKind(msgspec.Struct, frozen=True):
    """One kind of order: its orders and the packages to choose from. `id` is its noun in the ids of operations."""

    noun: str
    id: str
    orders: KeyedRepository[Order]
    packages: ProviderRepository[Package]


def _kind(noun: str, id: str) -> OrderKind:
    packages = Collection(
        f"stackone.{noun}_packages",
        Package,
        indexes={"name": lambda one: () if one.name is None else (one.name.casefold(),)},
        timeline=lambda one: one.updated_at,
    )
    orders = Collection(
        f"stackone.{noun}_orders",
        Order,
        indexes={
            "key": lambda one: (one.key,),
            "package": lambda one: (one.package,),
            "application": lambda one: (one.application,),
        },
        timeline=lambda one: one.updated_at,
    )
    path = f"/{noun.replace('_', '-')}"
    return OrderKind(
        noun,
        id,
        keyed_repository(f"{noun}_order", orders, f"{path}-orders", can_see=_can_see),
        repository(f"{noun}_package", packages, f"{path}-packages"),
    )


ASSESSMENTS, CHECKS = _kind("assessment", "assessments"), _kind("background_check", "background_check")
CHECK_TESTS = Collection(
    "stackone.background_check_tests", PackageTest, indexes={"package": lambda one: (one.package,)}
)


def result_links(world: Reading, application: int) -> list[Document]:
    """Where the results about an application can be seen."""
    return [
        {"label": one.item.name if one.item else None, "url": one.outcome.result_url}
        for kind in (ASSESSMENTS, CHECKS)
        for one in world[kind.orders.collection].where(application=application)
        if one.outcome.result_url
    ]


def tests_of(world: Reading, package: int) -> list[PackageTest]:
    """The checks of a package, in the order in which they were given."""
    return sorted(world[CHECK_TESTS].where(package=package), key=lambda test: test.place)


_SEEDED: tuple[tuple[OrderKind, ApplicationStatus, tuple[tuple[str, str | None, tuple[str, ...]], ...]], ...] = (
    (
        ASSESSMENTS,
        ApplicationStatus.INTERVIEW,
        (
            ("Reasoning", "Numbers, words and shapes in forty minutes", ()),
            ("Coding exercise", "A small program, with tests", ()),
            ("English", "Reading and listening, A1 to C2", ()),
        ),
    ),
    (
        CHECKS,
        ApplicationStatus.OFFERED,
        (
            ("Standard", "What everybody goes through", ("Identity", "Right to work", "References")),
            ("Finance", "For those who handle money", ("Identity", "Credit record", "Directorships")),
            ("Education", None, ("Degrees",)),
        ),
    ),
)
"""The packages of each kind, with their tests, and the status of the applications that have orders."""
_ENDS = ("passed", "failed", "in_progress", None)
"""How the first orders stand, in turn; the last has no result yet."""


def seeded_orders(world: Reading) -> list[Table[Any]]:
    """The packages, and the orders of them, that a world begins with."""
    tables: list[Table[Any]] = []
    tests: list[PackageTest] = []
    for kind, status, rows in _SEEDED:
        packages: list[Package] = []
        items: list[Item] = []
        for id, (name, about, parts) in enumerate(rows, start=1):
            remote_id, at = native_id(world, kind.packages.kind, id), world.now - (250 - id) * DAY
            package = Package(id=id, remote_id=remote_id, name=name, description=about, created_at=at, updated_at=at)
            own = [new_test(world, number, id, part) for number, part in enumerate(parts, start=len(tests) + 1)]
            packages.append(package)
            items.append(item_of(package, own))
            tests += own
        applications = world.applications.where(status=status).page(0, len(_ENDS))
        orders = [_order(world, kind, id, items, one) for id, one in enumerate(applications, start=1)]
        tables += [Table.build(kind.packages.collection, packages), Table.build(kind.orders.collection, orders)]
    return [*tables, Table.build(CHECK_TESTS, tests)]


def _order(world: Reading, kind: OrderKind, id: int, items: list[Item], application: Application) -> Order:
    """The first two of a kind of package are in use; the last never is."""
    key, package, end = native_id(world, kind.orders.kind, id), 1 + (id - 1) % 2, _ENDS[id - 1]
    placed = min(application.updated_at + HOUR, world.now)
    done = min(placed + DAY, world.now)
    return Order(
        id=id,
        key=key,
        package=package,
        item=items[package - 1],
        application=application.id,
        job=application.job,
        candidate=application.candidate,
        outcome=Outcome() if end is None else _outcome(key, end, placed, done),
        created_at=placed,
        updated_at=placed if end is None else done,
    )


def _outcome(key: str, end: str, placed: int, done: int) -> Outcome:
    """A result, with points and a page of its own once it is final."""
    final = end in ("passed", "failed")
    points = "82" if end == "passed" else "31"
    return Outcome(
        score={"label": "Percentage", "value": points, "min": "0", "max": "100"} if final else None,
        start_date=placed,
        submission_date=done if final else None,
        result={"value": end, "source_value": end},
        result_url=f"{HOST}/results/{key}" if final else None,
    )
