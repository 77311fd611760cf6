"""What a tester's hand on a world costs: fork, snapshot, reset, restore and diff after a day of writing."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from msgspec.structs import replace

from ats_sandbox.app import SandboxApp
from ats_sandbox.world.domain.candidates import CANDIDATES
from benchmarks.report import Bar, Section, seconds

WRITES = 1_000
ROUNDS = 200


def measure(quick: bool) -> Section:
    """The demo world and the large one, each in a process of its own."""
    demo, large = apart("demo"), apart("large")
    rows = [(name, seconds(demo[name]), seconds(large[name])) for name in demo]
    return Section(
        "The tester's hand",
        f"Median of {ROUNDS} rounds on a world to which {WRITES} records were written since it began, each write a\n"
        "transaction of its own. Whatever is kept with a world (journal, faults, limits) is made or emptied with it.",
        ("What", "demo, 250 candidates", "large, 100 000 candidates"),
        rows,
        [
            Bar(f"{name} of `{recipe}`: under {most * 1000:.0f} ms", seconds(taken[name]), taken[name] < most)
            for name, most in (("fork", 0.001), ("reset", 0.005))
            for recipe, taken in (("demo", demo), ("large", large))
        ],
    )


def apart(recipe: str) -> dict[str, float]:
    """The figures of a recipe, taken by this module in a new process."""
    command = [sys.executable, "-m", "benchmarks.hand", recipe]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent)
    taken: dict[str, float] = json.loads(done.stdout)
    return taken


def take(recipe: str) -> dict[str, float]:
    """Seconds that each thing takes, in this process."""
    sandbox = SandboxApp(recipe)
    workspace = sandbox.worlds["default"]

    def write() -> None:
        for number in range(1, WRITES + 1):
            with workspace.world.transaction() as draft:
                person = draft.candidates[1 + number * 97 % len(draft.candidates)]
                draft.put(CANDIDATES, replace(person, employer=f"Elsewhere {number}"))

    workspace.snapshots.take("before")
    write()
    workspace.snapshots.take("after")
    return {
        "fork": timed(lambda: sandbox.worlds.fork("fork"), lambda: sandbox.worlds.drop("fork")),
        "snapshot": timed(lambda: workspace.snapshots.take("new"), lambda: workspace.snapshots.drop("new")),
        "reset": timed(workspace.reset, lambda: workspace.restore("after")),
        "restore": timed(lambda: workspace.restore("before"), lambda: workspace.restore("after")),
        "diff": timed(lambda: list(workspace.snapshots.changes("before")), lambda: None),
    }


def timed(work: Callable[[], object], undo: Callable[[], object]) -> float:
    """The median time of some work, undone after each round."""
    taken = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        work()
        taken.append(perf_counter() - begun)
        undo()
    return median(taken)


if __name__ == "__main__":
    print(json.dumps(take(sys.argv[1])))
