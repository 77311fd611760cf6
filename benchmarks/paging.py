"""A page of a hundred in a world of 100 000 candidates, beside the same page in a world of 1 000."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import count

from msgspec.structs import replace

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.vendors import VENDORS
from ats_sandbox.world.domain.candidates import CANDIDATES
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.world import World
from benchmarks.probe import Probe, operation, probe
from benchmarks.report import Bar, Section, seconds, times
from benchmarks.wsgi import direct, side_by_side

MOST = 1.2
PAGE = 100
LISTS = {
    "smartrecruiters": ("/candidates", "limit=100", "status=REJECTED"),
    "stackone": ("/unified/ats/candidates", "page_size=100", None),
    "bindbee": ("/api/ats/v1/candidates", "page_size=100", None),
    "datadriven": ("/v3/ats/application-steps", "limit=100", "step=New"),
}
"""For each vendor: the path of a long list, its first page, and a filter that an index answers."""

Call = Callable[[], object]


def measure(quick: bool) -> Section:
    """World selections and vendors' lists; each pair of calls takes turns."""
    few, many = SandboxApp("large", candidates=1_000), SandboxApp("large")
    rounds = 60 if quick else 400
    rows: list[tuple[str, ...]] = []
    ratios: list[tuple[float, str]] = []
    for what, small, large, before in _pairs(few, many):
        less, more = side_by_side(small, large, rounds=rounds, before=before)
        rows.append((what, seconds(more), seconds(less), times(more / less)))
        ratios.append((more / less, what))
    worst, what = max(ratios)
    return Section(
        "A page of 100 among many",
        f"Recipe `large` against the same recipe with 1 000 candidates. Medians of {rounds} readings, taking turns.\n"
        "*after a write*: a record is replaced before each reading, outside the time taken.",
        ("Page", "100 000 candidates", "1 000 candidates", "Ratio"),
        rows,
        [
            Bar(
                "page of 100 among 100 000 candidates: at most 1.2 times that among 1 000",
                f"{times(worst)} ({what})",
                worst <= MOST,
            )
        ],
    )


READINGS: dict[str, Callable[[World], object]] = {
    "first page": lambda world: world.read().candidates.page(0, PAGE),
    "last page": lambda world: _last(world),
    "after a cursor": lambda world: world.read().candidates.after(len(world.read().candidates) // 2, PAGE),
    "newest first": lambda world: world.read().candidates.newest_first().page(0, PAGE),
    "through an index": lambda world: world.read().applications.where(status=ApplicationStatus.REJECTED).page(0, PAGE),
    "through two indexes": lambda world: (
        world.read().applications.where(status=ApplicationStatus.REJECTED, confidential=False).page(0, PAGE)
    ),
}


def _pairs(few: SandboxApp, many: SandboxApp) -> Iterator[tuple[str, Call, Call, Call]]:
    write = writer(few, many)
    for name, reading in READINGS.items():
        small, large = partial(reading, few.world), partial(reading, many.world)
        yield f"world: {name}", small, large, _nothing
        yield f"world: {name}, after a write", small, large, write
    for vendor in VENDORS:
        if vendor.name in LISTS:
            for name, asked_small, asked_large in _lists(vendor, few, many):
                asking = direct(few, asked_small), direct(many, asked_large)
                sizes = [ask() for ask in asking]
                assert max(sizes) < 1.3 * min(sizes), f"{name} of {vendor.name} is not as full in both worlds: {sizes}"
                yield f"{vendor.name}: {name}", *asking, _nothing
                yield f"{vendor.name}: {name}, after a write", *asking, write


def _lists(vendor: Vendor, few: SandboxApp, many: SandboxApp) -> Iterator[tuple[str, Probe, Probe]]:
    path, first, narrow = LISTS[vendor.name]
    listing = operation(vendor, "GET", path)
    if listing is None:
        return
    queries = {"first page": first, **({"filtered page": f"{first}&{narrow}"} if narrow else {})}
    for name, query in queries.items():
        small, large = (probe(name, vendor, listing, one.world.read(), query) for one in (few, many))
        yield name, small, large


def _nothing() -> None:
    """What goes before a reading that follows no write."""


def _last(world: World) -> object:
    rows = world.read().candidates
    return rows.page(len(rows) - PAGE, PAGE)


def writer(*sandboxes: SandboxApp) -> Call:
    """A call that replaces a candidate in each sandbox, another one each time."""
    numbers = count(1)

    def write() -> None:
        number = next(numbers)
        for sandbox in sandboxes:
            with sandbox.world.transaction() as draft:
                someone = draft.candidates[1 + number % 900]
                draft.put(CANDIDATES, replace(someone, title=f"Title {number}", updated_at=draft.now))

    return write
