"""The two lanes of the suite: an ordinary run samples the products that a deep run (`--deep`) covers in full.

A product is every operation times something else: credentials, hostile bodies, transports, faults. A deep run has all
of it. An ordinary run has all of it for one operation of each vendor, its representative, and one value for every other
operation, so that each operation and each value still takes part. What searches by chance (Hypothesis, Schemathesis,
interleavings) is drawn from one seed in both lanes, so that a run can be repeated; an ordinary run draws less.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest
from hypothesis import settings

from ats_sandbox.contract.operation import Operation

T = TypeVar("T")
Case = tuple[str, Operation]
"""The name of a vendor and one of its operations."""
Sample = Callable[[Sequence[T]], Sequence[T]]
"""Reduces the values of a loop to those that the test's operation is to have."""


@dataclass(frozen=True)
class Lane:
    """Which lane a run is in, and the seed of what it draws by chance."""

    deep: bool
    seed: int

    def __str__(self) -> str:
        return f"lane: {self.name}, seed {self.seed}"

    @property
    def name(self) -> str:
        """How reports call the lane."""
        return "deep" if self.deep else "ordinary"

    def amount(self, ordinary: int, deep: int) -> int:
        """How many examples, threads or repetitions."""
        return deep if self.deep else ordinary

    def share(self, cases: Sequence[Case], number: int, values: Sequence[T]) -> Sequence[T]:
        """The values that one operation of a product has."""
        if self.deep or not values or cases[number] in representatives(cases):
            return values
        return [values[number % len(values)]]


def lane_of(config: pytest.Config) -> Lane:
    """The lane that the command line asks for."""
    return Lane(bool(config.getoption("deep")), int(config.getoption("hypothesis_seed") or 0))


def configure(config: pytest.Config) -> None:
    """Let Hypothesis draw from the lane's seed, before its own plugin reads that option, and remember nothing."""
    lane = lane_of(config)
    config.option.hypothesis_seed = str(lane.seed)
    settings.register_profile(lane.name, max_examples=lane.amount(25, 100), database=None, deadline=None)
    settings.load_profile(lane.name)


def each_operation(cases: Sequence[Case]) -> pytest.MarkDecorator:
    """Run a test once for each operation: parameters `vendor` and `operation`, or only those that it takes."""
    return pytest.mark.each_operation(cases)


def times(name: str, values: Iterable[Any]) -> pytest.MarkDecorator:
    """Make a test of `each_operation` a product with these values."""
    return pytest.mark.times(name, list(values))


def leave_out(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Only a deep run has the tests that are marked `deep`: those of one great amount, of which less shows nothing."""
    left = [item for item in items if item.get_closest_marker("deep")]
    if left and not lane_of(config).deep:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]


def representatives(cases: Sequence[Case]) -> list[Case]:
    """The operation of each vendor that has most to go wrong: a write with a body and most refusals, the first such."""
    found: dict[str, Case] = {}
    for case in cases:
        vendor, operation = case
        if vendor not in found or _weight(operation) > _weight(found[vendor][1]):
            found[vendor] = case
    return list(found.values())


def _weight(operation: Operation) -> tuple[bool, bool, int]:
    return operation.writes, operation.body is not None, len(operation.errors)


def parametrize(metafunc: pytest.Metafunc, lane: Lane) -> None:
    """Give a test its operations and the values of its product; what a lane leaves out is not even collected."""
    mark = metafunc.definition.get_closest_marker("each_operation")
    if mark is None:
        return
    (cases,) = mark.args
    product = metafunc.definition.get_closest_marker("times")
    taken = [name for name in ("vendor", "operation") if name in metafunc.fixturenames]
    names, rows, ids = [*taken, *(product.args[:1] if product else ())], [], []
    for number, (vendor, operation) in enumerate(cases):
        case = [{"vendor": vendor, "operation": operation}[name] for name in taken]
        for row, id in _rows(lane, cases, number, product):
            rows.append([*case, *row])
            ids.append(f"{vendor}:{operation.id}{id}" if "vendor" in taken else f"{operation.id}{id}")
    metafunc.parametrize(names, rows, ids=ids)


def _rows(
    lane: Lane, cases: Sequence[Case], number: int, product: pytest.Mark | None
) -> Iterator[tuple[list[Any], str]]:
    if product is None:
        yield [], ""
        return
    for value in lane.share(cases, number, product.args[1]):
        yield [value], f"-{value}"


def sample_of(node: pytest.Item, lane: Lane) -> Sample[Any]:
    """What reduces the loops inside a test of `each_operation`."""
    mark = node.get_closest_marker("each_operation")
    assert mark is not None, "only a test of each operation has a sample"
    (cases,) = mark.args
    operation = node.callspec.params["operation"]  # type: ignore[attr-defined]
    number = next(number for number, case in enumerate(cases) if case[1] is operation)
    return lambda values: lane.share(cases, number, values)
