"""What is ordered from others: packages, orders and their outcomes."""

from collections.abc import Iterator

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
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Collection, Record

HOST = "https://tests.example.com"
"""Where candidates take what was ordered for them, and where results are shown."""
TEST = "background_check_test"
"""The kind of the ids of tests."""


class Package(Record, frozen=True, kw_only=True):
    """Something to order."""

    name: str | None
    description: str | None
    created_at: int
    updated_at: int


class PackageTest(Record, frozen=True, kw_only=True):
    """One of the checks that a package of background checks consists of; `place` orders them."""

    package: int
    name: str | None
    description: str | None
    place: int = 0


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A package or one of its tests as it was when it was ordered; `remote_id` is the provider's id."""

    remote_id: str | None
    name: str | None
    description: str | None


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
    """A package ordered for a candidate. `package` is its ordinal, `item` and `tests` what it was at the time.

    `requester` and `profile_url` are what the order says of who placed it and of where the candidate is shown.
    `outcome` is None until the first result.
    """

    package: int | None
    item: Item | None
    tests: tuple[Item, ...] = ()
    application: int | None
    job: int | None
    candidate: int | None
    requester: Document | None = None
    profile_url: str | None = None
    results_update_url: str | None = None
    outcome: Outcome | None = None
    created_at: int
    updated_at: int

    @property
    def open(self) -> bool:
        """True while a final result is awaited."""
        return (self.latest.result or {}).get("value") in (None, "initiated", "in_progress")

    @property
    def latest(self) -> Outcome:
        """The outcome so far; all of it is null before the first result."""
        return self.outcome or Outcome()


def _packages(noun: str) -> ProviderRepository[Package]:
    collection = Collection(
        f"stackone.{noun}_packages",
        Package,
        indexes={"name": lambda one: () if one.name is None else (one.name.casefold(),)},
        timeline=lambda one: one.updated_at,
    )
    return repository(f"{noun}_package", collection, f"/{noun.replace('_', '-')}-packages")


def _can_see(call: AnyCall, order: Order) -> bool:
    """True when the caller may see what an order is about."""
    world = call.world
    about = (world.applications.get(order.application), world.candidates.get(order.candidate))
    job = world.jobs.get(order.job)
    return all(one is None or call.can_see(one) for one in (*about, job))


def _orders(noun: str) -> KeyedRepository[Order]:
    collection = Collection(
        f"stackone.{noun}_orders",
        Order,
        indexes={
            "key": lambda one: (one.key,),
            "package": lambda one: (one.package,),
            "application": lambda one: (one.application,),
        },
        timeline=lambda one: one.updated_at,
    )
    return keyed_repository(f"{noun}_order", collection, f"/{noun.replace('_', '-')}-orders", can_see=_can_see)


ASSESSMENT_PACKAGES = _packages("assessment")
CHECK_PACKAGES = _packages("background_check")
CHECK_TESTS = Collection(
    "stackone.background_check_tests", PackageTest, indexes={"package": lambda one: (one.package,)}
)
ASSESSMENT_ORDERS = _orders("assessment")
CHECK_ORDERS = _orders("background_check")


def result_links(world: Reading, application: int) -> list[Document]:
    """Where the results about an application can be seen."""
    return [
        {"label": one.item.name if one.item else None, "url": one.latest.result_url}
        for one in _orders_of(world, application)
        if one.latest.result_url
    ]


def _orders_of(world: Reading, application: int) -> Iterator[Order]:
    for orders in (ASSESSMENT_ORDERS, CHECK_ORDERS):
        yield from world[orders.collection].where(application=application)


def tests_of(world: Reading, package: int) -> list[Item]:
    """The checks of a package, in the order in which they were given."""
    tests = sorted(world[CHECK_TESTS].where(package=package), key=lambda test: test.place)
    return [Item(remote_id=native_id(world, TEST, one.id), name=one.name, description=one.description) for one in tests]
