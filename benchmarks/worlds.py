"""What it costs to build a large world and to fork it."""

import json
import resource
import subprocess
import sys
import tracemalloc
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.worlds.blueprints import built
from ats_sandbox.vendors import VENDORS
from ats_sandbox.world.domain.candidates import CANDIDATES
from ats_sandbox.world.seeding import seed_state
from ats_sandbox.world.world import World
from benchmarks.report import Bar, Section, seconds, times

FEW, MANY = 10_000, 100_000
FORKS = 1000


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds, and bytes."""

    time: float
    memory: float


def measure(quick: bool) -> Section:
    """Build and fork, each in a process of its own."""
    rows: list[tuple[str, ...]] = []
    costs: dict[str, Cost] = {}
    kinds = {
        "world": ("building the world", mega),
        "vendors": ("building it with what each vendor alone knows", mega),
        "fork": ("a fork", kilo),
        "write": ("a fork and its first write", kilo),
        "looks": ("the first write to a new world, which makes the indexes it needs", mega),
    }
    for kind, (name, size) in kinds.items():
        few, costs[kind] = apart(kind, FEW), apart(kind, MANY)
        many = costs[kind]
        rows += [
            (f"{name}: time", seconds(many.time), seconds(few.time), times(many.time / few.time)),
            (f"{name}: memory", size(many.memory), size(few.memory), times(many.memory / few.memory)),
        ]
    build, fork = costs["vendors"], costs["fork"]
    return Section(
        "Building and forking a large world",
        "Recipe `large` against the same recipe with 10 000 candidates, each figure from a process of its own.\n"
        f"Memory of a build is the peak of its process. A fork is one of {FORKS}, all kept alive; its memory is what\n"
        "tracemalloc saw.",
        ("What", "100 000 candidates", "10 000 candidates", "Ratio"),
        rows,
        [
            Bar("building 100 000 candidates: under 10 s on a quiet machine", seconds(build.time), build.time < 10),
            Bar("building 100 000 candidates: under 350 MB", mega(build.memory), build.memory < 350e6),
            Bar("fork of a 100 000-candidate world: under 1 ms", seconds(fork.time), fork.time < 0.001),
            Bar("fork of a 100 000-candidate world: under 100 kB", kilo(fork.memory), fork.memory < 100e3),
        ],
    )


def apart(kind: str, candidates: int) -> Cost:
    """The cost of one kind of thing, measured by this module in a new process."""
    command = [sys.executable, "-m", "benchmarks.worlds", kind, str(candidates)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent)
    return Cost(*json.loads(done.stdout))


def build(candidates: int, vendors: tuple[Vendor, ...]) -> Cost:
    """Build a world in this process."""
    begun = perf_counter()
    built("large", 1, candidates, vendors)
    return Cost(perf_counter() - begun, peak())


def fork(candidates: int, writes: bool) -> Cost:
    """Fork a world in this process, and write to each fork if asked."""
    world = World("seed", 1, seed_state("large", 1, candidates))

    def make(number: int) -> World:
        made = world.fork(f"fork-{number}")
        if writes:
            with made.transaction() as draft:
                draft.put(CANDIDATES, draft.candidates[1 + number])
        return made

    begun = perf_counter()
    kept = [make(number) for number in range(FORKS)]
    took = perf_counter() - begun
    kept.clear()
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    kept = [make(number) for number in range(FORKS)]
    after, _ = tracemalloc.get_traced_memory()
    return Cost(took / len(kept), (after - before) / len(kept))


def first_write(candidates: int) -> Cost:
    """Write once to a world of this process that nobody has looked into yet; the memory is what the process grew by."""
    world = World("seed", 1, seed_state("large", 1, candidates))
    before, begun = peak(), perf_counter()
    with world.transaction() as draft:
        draft.put(CANDIDATES, draft.candidates[1])
    return Cost(perf_counter() - begun, peak() - before)


def peak() -> float:
    """The most memory that this process ever held, in bytes.

    `getrusage` also counts the parent from before this program was loaded, so Linux is asked where it tells better.
    """
    try:
        lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
        return float(next(line.split()[1] for line in lines if line.startswith("VmHWM"))) * 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def mega(size: float) -> str:
    """Bytes as MB."""
    return f"{size / 1e6:.0f} MB"


def kilo(size: float) -> str:
    """Bytes as kB."""
    return f"{size / 1e3:.2f} kB"


def main(kind: str, candidates: int) -> None:
    """Measure one kind of thing and print its cost."""
    measured = {
        "world": lambda: build(candidates, ()),
        "vendors": lambda: build(candidates, VENDORS),
        "fork": lambda: fork(candidates, writes=False),
        "write": lambda: fork(candidates, writes=True),
        "looks": lambda: first_write(candidates),
    }[kind]()
    print(json.dumps([measured.time, measured.memory]))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
