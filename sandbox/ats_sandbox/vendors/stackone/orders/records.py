"""What is ordered from others: packages, orders and their outcomes."""

from collections.abc import Iterable
from dataclasses import dataclass

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
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Collection, Record

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


@dataclass(frozen=True, slots=True)
class OrderKind:
    """One kind of order: its orders and the packages to choose from."""

    orders: KeyedRepository[Order]
    packages: ProviderRepository[Package]


def _kind(noun: str) -> OrderKind:
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
        keyed_repository(f"{noun}_order", orders, f"{path}-orders", can_see=_can_see),
        repository(f"{noun}_package", packages, f"{path}-packages"),
    )


ASSESSMENTS, CHECKS = _kind("assessment"), _kind("background_check")
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
