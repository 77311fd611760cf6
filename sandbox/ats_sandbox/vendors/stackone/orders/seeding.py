"""The packages, and the orders of them, that a world begins with."""

from collections.abc import Sequence
from typing import Any

from ats_sandbox.vendors.stackone.orders.records import (
    ASSESSMENTS,
    CHECK_TESTS,
    CHECKS,
    HOST,
    TEST,
    Item,
    Order,
    OrderKind,
    Outcome,
    Package,
    PackageTest,
    item_of,
)
from ats_sandbox.world.clock import DAY, HOUR
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Table

_ASSESSMENTS = (
    ("Reasoning", "Numbers, words and shapes in forty minutes"),
    ("Coding exercise", "A small program, with tests"),
    ("English", "Reading and listening, A1 to C2"),
)
_CHECKS = (
    ("Standard", "What everybody goes through"),
    ("Finance", "For those who handle money"),
    ("Education", None),
)
_TESTS = (
    *((1, name) for name in ("Identity", "Right to work", "References")),
    *((2, name) for name in ("Identity", "Credit record", "Directorships")),
    (3, "Degrees"),
)
"""The tests of background checks, each with the ordinal of its package."""
_ENDS = ("passed", "failed", "in_progress", None)
"""How the first orders stand, in turn; the last has no result yet."""


def orders(world: Reading) -> list[Table[Any]]:
    """Packages and orders: assessments of those who are interviewed, background checks of those who have an offer."""
    tests = [
        PackageTest(id=id, remote_id=native_id(world, TEST, id), package=package, name=name, description=None)
        for id, (package, name) in enumerate(_TESTS, start=1)
    ]
    assessments, checks = _packages(world, ASSESSMENTS, _ASSESSMENTS), _packages(world, CHECKS, _CHECKS)
    return [
        Table.build(ASSESSMENTS.packages.collection, assessments),
        Table.build(CHECKS.packages.collection, checks),
        Table.build(CHECK_TESTS, tests),
        _orders(world, ASSESSMENTS, ApplicationStatus.INTERVIEW, [item_of(one, ()) for one in assessments]),
        _orders(
            world,
            CHECKS,
            ApplicationStatus.OFFERED,
            [item_of(one, [test for test in tests if test.package == one.id]) for one in checks],
        ),
    ]


def _packages(world: Reading, kind: OrderKind, rows: Sequence[tuple[str, str | None]]) -> list[Package]:
    return [
        Package(
            id=id,
            remote_id=native_id(world, kind.packages.kind, id),
            name=name,
            description=description,
            created_at=world.now - (250 - id) * DAY,
            updated_at=world.now - (250 - id) * DAY,
        )
        for id, (name, description) in enumerate(rows, start=1)
    ]


def _orders(world: Reading, kind: OrderKind, status: ApplicationStatus, items: Sequence[Item]) -> Table[Order]:
    """The first two of a kind of package are in use; the last never is."""
    found = world.applications.where(status=status).page(0, len(_ENDS))
    return Table.build(
        kind.orders.collection,
        [_order(world, kind, id, items, application) for id, application in enumerate(found, start=1)],
    )


def _order(world: Reading, kind: OrderKind, id: int, items: Sequence[Item], application: Application) -> Order:
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
