"""The packages, and the orders of them, that a world begins with."""

from typing import Any

from ats_sandbox.vendors.stackone.orders.placing import ASSESSMENTS, CHECKS, OrderKind
from ats_sandbox.vendors.stackone.orders.records import (
    ASSESSMENT_PACKAGES,
    CHECK_PACKAGES,
    CHECK_TESTS,
    HOST,
    TEST,
    Item,
    Order,
    Outcome,
    Package,
    PackageTest,
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
    ("Standard", "What everybody goes through", ("Identity", "Right to work", "References")),
    ("Finance", "For those who handle money", ("Identity", "Credit record", "Directorships")),
    ("Education", None, ("Degrees",)),
)
_ENDS = ("passed", "failed", "in_progress", None)
"""How the first orders stand, in turn; the last has no result yet."""


def packages(world: Reading) -> list[Table[Any]]:
    """What can be ordered."""
    since = world.now - 250 * DAY

    def package(id: int, name: str, description: str | None) -> Package:
        at = since + id * DAY
        return Package(id=id, name=name, description=description, created_at=at, updated_at=at)

    tests = [(package, name) for package, (_, _, names) in enumerate(_CHECKS, start=1) for name in names]
    return [
        Table.build(
            ASSESSMENT_PACKAGES.collection,
            [package(id, name, about) for id, (name, about) in enumerate(_ASSESSMENTS, start=1)],
        ),
        Table.build(
            CHECK_PACKAGES.collection,
            [package(id, name, about) for id, (name, about, _) in enumerate(_CHECKS, start=1)],
        ),
        Table.build(
            CHECK_TESTS,
            [
                PackageTest(id=id, package=package, name=name, description=None)
                for id, (package, name) in enumerate(tests, start=1)
            ],
        ),
    ]


def orders(world: Reading) -> list[Table[Any]]:
    """Assessments of those who are interviewed, background checks of those who have an offer."""
    return [_orders(world, ASSESSMENTS, ApplicationStatus.INTERVIEW), _orders(world, CHECKS, ApplicationStatus.OFFERED)]


def _orders(world: Reading, kind: OrderKind, status: ApplicationStatus) -> Table[Order]:
    found = world.applications.where(status=status).page(0, len(_ENDS))
    return Table.build(
        kind.orders.collection,
        [_order(world, kind, id, application) for id, application in enumerate(found, start=1)],
    )


def _order(world: Reading, kind: OrderKind, id: int, application: Application) -> Order:
    """The first two of a kind of package are in use; the last never is."""
    key = native_id(world, kind.orders.kind, id)
    package = 1 + (id - 1) % 2
    name, about = _CHECKS[package - 1][:2] if kind.tested else _ASSESSMENTS[package - 1]
    tests = _CHECKS[package - 1][2] if kind.tested else ()
    first = 1 + sum(len(names) for _, _, names in _CHECKS[: package - 1])
    placed = min(application.updated_at + HOUR, world.now)
    done = min(placed + DAY, world.now)
    end = _ENDS[id - 1]
    return Order(
        id=id,
        key=key,
        package=package,
        item=Item(remote_id=native_id(world, kind.packages.kind, package), name=name, description=about),
        tests=tuple(
            Item(remote_id=native_id(world, TEST, number), name=test, description=None)
            for number, test in enumerate(tests, start=first)
        ),
        application=application.id,
        job=application.job,
        candidate=application.candidate,
        outcome=None if end is None else _outcome(key, end, placed, done),
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
