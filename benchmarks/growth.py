"""What operations cost as the work grows: more candidates in a world, more worlds in a process."""

import gc
import json
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import count, cycle
from pathlib import Path
from time import thread_time

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.worlds.worlds import DEFAULT
from benchmarks.chart import Line, chart
from benchmarks.probe import Probe, measured_vendor, probes
from benchmarks.report import Bar, Section, seconds, times, whole
from benchmarks.wsgi import direct, side_by_side

CANDIDATES = (1_000, 10_000, 100_000)
WORLDS = (1, 100, 10_000)
FILTERS = {"smartrecruiters": "status=REJECTED", "stackone": "filter[updated_after]=2020-01-01T00:00:00Z"}
"""For each vendor: a filter of its page."""

MOST = 2.0
"""Times the cost at the least size that the cost at the largest one may be."""

JOURNALLED = 2_000
"""Exchanges in the journal that is queried."""

LISTENER = "what a write is told to"
KEPT = 500
"""Worlds, and exchanges, by which their memory is measured."""

Call = Callable[[], object]


class Place:
    """One world of a sandbox, in which operations are measured."""

    def __init__(self, sandbox: SandboxApp, world: str = DEFAULT) -> None:
        self.sandbox = sandbox
        self.name = world
        self.workspace = sandbox.worlds[world]
        vendor = measured_vendor()
        read, page, write = (self._here(one) for one in probes(vendor, self.workspace.world.read()))
        self.read = direct(sandbox, read)
        self.page = direct(sandbox, page)
        self.filter = direct(sandbox, replace(page, path=f"{page.path}&{FILTERS[vendor.name]}"))
        self.write = direct(sandbox, write)
        self.query = direct(sandbox, self._here(Probe("", "GET", "/_sandbox/journal?status=2xx&limit=100", {})))
        self._numbers = count(1)

    def _here(self, probe: Probe) -> Probe:
        return replace(probe, path=f"/w/{self.name}{probe.path}")

    def fork(self) -> None:
        """Fork the world, which replaces the fork before."""
        self.sandbox.worlds.drop("fork")
        self.sandbox.worlds.fork("fork", self.name)

    def reset(self) -> None:
        """Reset the world."""
        self.workspace.reset()


def nothing(place: Place) -> None:
    """What goes before an operation that needs nothing."""


def written(place: Place) -> None:
    """A write, so that there is something to undo."""
    place.write()


def listened(place: Place) -> None:
    """An inbox that hears of the write, from the first time on."""
    hooks = place.workspace.webhooks
    if not any(one.subscriber.name == LISTENER for one in hooks):
        hooks.subscribe("smartrecruiters", events=["job.created"], name=LISTENER)


OPERATIONS: dict[str, tuple[Callable[[Place], object], Callable[[Place], object]]] = {
    "page of 100": (lambda place: place.page(), nothing),
    "filtered page": (lambda place: place.filter(), nothing),
    "write": (lambda place: place.write(), nothing),
    "journal query": (lambda place: place.query(), nothing),
    "write that is told": (lambda place: place.write(), listened),
    "fork": (lambda place: place.fork(), nothing),
    "reset": (lambda place: place.reset(), written),
}
"""By name, an operation and what goes before it, outside the time taken. The last one empties the journal."""


def costs(places: list[Place], rounds: int) -> dict[str, list[float]]:
    """The median seconds of each operation in each place; the places take turns."""
    for place in places:
        for _ in range(JOURNALLED):
            place.read()
    gc.collect()
    gc.freeze()  # as `serve` does; what stays is not looked through again and again
    taken = {}
    for name, (operation, before) in OPERATIONS.items():
        turns = cycle(places)  # the order in which their calls are made, each after its `before`
        calls = [partial(operation, place) for place in places]
        taken[name] = side_by_side(*calls, rounds=rounds, before=lambda: before(next(turns)), clock=thread_time)  # noqa: B023
    return taken


def among_candidates(rounds: int, *sizes: int) -> dict[str, list[float]]:
    """The costs in worlds of so many candidates."""
    return costs([Place(SandboxApp("large", candidates=size)) for size in sizes], rounds)


def among_worlds(rounds: int, size: int) -> dict[str, list[float]]:
    """The costs in the last of so many worlds, which are forks and have each been written to; one more is forked."""
    sandbox = SandboxApp()
    sandbox.worlds.MOST = size + 10
    for number in range(1, size):
        sandbox.worlds.fork(f"world-{number}")
        Place(sandbox, f"world-{number}").write()
    return costs([Place(sandbox, f"world-{size - 1}" if size > 1 else DEFAULT)], rounds)


def memory(rounds: int) -> dict[str, list[float]]:
    """Bytes that tracemalloc sees, for each world and for each exchange in the journal."""
    sandbox = SandboxApp()
    first = Place(sandbox)
    first.write(), first.page(), first.read()
    names = iter(f"world-{number}" for number in count())
    kept: list[Place] = []

    def fork() -> None:
        sandbox.worlds.fork(next(names))

    def fork_and_write() -> None:
        name = next(names)
        sandbox.worlds.fork(name)
        Place(sandbox, name).write()

    sandbox.worlds.fork("journal")
    kept.append(Place(sandbox, "journal"))
    kept[0].read(), kept[0].write(), kept[0].page()
    measured: dict[str, Call] = {
        "a fork": fork,
        "a fork and its first write": fork_and_write,
        "1 000 reads in the journal": kept[0].read,
        "1 000 pages in the journal": kept[0].page,
        "1 000 writes in the journal, and in the world": kept[0].write,
    }
    tracemalloc.start()
    return {what: [_grown(call, rounds) * (1000 if what.startswith("1 000") else 1)] for what, call in measured.items()}


def _grown(call: Call, rounds: int) -> float:
    """Bytes that stay of one call."""
    gc.collect()
    before, _ = tracemalloc.get_traced_memory()
    for _ in range(rounds):
        call()
    gc.collect()
    after, _ = tracemalloc.get_traced_memory()
    return (after - before) / rounds


SCALES: dict[str, Callable[..., dict[str, list[float]]]] = {
    "candidates": among_candidates,
    "worlds": among_worlds,
    "memory": memory,
}


def apart(scale: str, rounds: int, *sizes: int) -> dict[str, list[float]]:
    """The costs at some sizes, measured by this module in a new process."""
    command = [sys.executable, "-m", "benchmarks.growth", scale, str(rounds), *map(str, sizes)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent)
    told: dict[str, list[float]] = json.loads(done.stdout)
    return told


def measure(quick: bool) -> Section:
    """Candidates in turns in one process, as the machine is never the same; each number of worlds in its own."""
    rounds = 40 if quick else 300
    rows: list[tuple[str, ...]] = []
    bars: list[Bar] = []
    pictures = {}
    by_worlds = [apart("worlds", rounds, size) for size in WORLDS]
    scales = {
        "candidates": (CANDIDATES, apart("candidates", rounds, *CANDIDATES)),
        "worlds": (WORLDS, {name: [taken[name][0] for taken in by_worlds] for name in OPERATIONS}),
    }
    for scale, (sizes, taken) in scales.items():
        ratios = {name: all_[-1] / all_[0] for name, all_ in taken.items()}
        rows += [(f"{name}, among {scale}", *map(seconds, all_), times(ratios[name])) for name, all_ in taken.items()]
        worst = max(ratios, key=lambda name: ratios[name])
        promise = f"every operation among {whole(sizes[-1])} {scale}: at most {MOST:.0f} x that among {whole(sizes[0])}"
        bars.append(Bar(promise, f"{times(ratios[worst])} ({worst})", ratios[worst] <= MOST))
        lines = [Line(name, [*zip(sizes, all_, strict=True)]) for name, all_ in taken.items()]
        pictures[f"growth-{scale}.svg"] = chart(f"Seconds of an operation, by {scale}", lines)
    kept = apart("memory", KEPT // 5 if quick else KEPT)
    rows += [(f"memory of {what}", f"{size / 1e3:.1f} kB", "", "", "") for what, (size,) in kept.items()]
    vendor = measured_vendor()
    return Section(
        "As the work grows",
        f"{vendor.title}; medians of {rounds} calls of the WSGI application, or of a fork or reset itself, in\n"
        "processor time. First among 1 000, 10 000 and 100 000 candidates of one world, taking turns in one process;\n"
        "then in the last of 1, 100 and 10 000 worlds, forks of `demo` that have each been written to, each number in\n"
        f"a process of its own. The journal that is queried holds {JOURNALLED} reads and what the measured calls\n"
        "added. Memory is what tracemalloc sees stay, as a mean of many; an exchange keeps its bodies up to 64 kB,\n"
        "and a journal at most 10 000 exchanges.",
        ("Operation", "Least", "Middle", "Most", "Most against least"),
        rows,
        bars,
        pictures=pictures,
    )


if __name__ == "__main__":
    print(json.dumps(SCALES[sys.argv[1]](*map(int, sys.argv[2:]))))
