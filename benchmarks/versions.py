"""Two versions side by side: `python -m benchmarks.versions OTHER_CHECKOUT [--app module:name] [--out FILE]`.

Every operation's example, and every list with a page of a hundred, is asked of this version and of the other, each in a
process of its own, in turns and in rounds; so is what a tester does to worlds. A figure is the best round's median.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from math import exp, log
from pathlib import Path

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.body import Multipart
from ats_sandbox.vendors import VENDORS
from benchmarks.probe import Probe
from benchmarks.probe import probe as example_of
from benchmarks.report import seconds, table, times

HERE = Path(__file__).parent.parent
OWN = "ats_sandbox.app:SandboxApp"
SIZES = ("page_size", "limit", "per_page")
WORSE = 1.05


def every_probe() -> Iterator[Probe]:
    """The requests to compare: examples, full pages, and a fork, a reset and a drop of a world."""
    world = SandboxApp().world.read()
    for vendor in VENDORS:
        for operation in vendor.operations:
            if isinstance(operation.body, Multipart) or operation.method == "DELETE":
                continue
            yield example_of(f"{vendor.name} {operation.id}", vendor, operation, world)
            members = operation.query._declared_fields if operation.query is not None else {}  # noqa: SLF001
            size = next((one for one in SIZES if one in members and operation.method == "GET"), None)
            if size is not None:
                yield example_of(f"{vendor.name} {operation.id}, 100", vendor, operation, world, f"{size}=100")
    form = {"Content-Type": "application/json"}
    yield Probe("tester: fork", "POST", "/_sandbox/worlds", form, b'{"name": "one", "fork": "default"}')
    yield Probe("tester: reset", "POST", "/_sandbox/worlds/default/reset", form, b"{}")


class Version:
    """One version in a process of its own."""

    def __init__(self, source: Path, app: str) -> None:
        command = [sys.executable, str(Path(__file__).with_name("version.py")), str(source), app]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def time(self, probe: Probe, calls: int) -> float | None:
        """The median seconds of some calls; None when the version does not answer them with success."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        asked = {"method": probe.method, "path": probe.path, "headers": probe.headers, "calls": calls}
        self._process.stdin.write(json.dumps({**asked, "body": probe.body.decode("latin-1")}) + "\n")
        self._process.stdin.flush()
        return next(iter(json.loads(self._process.stdout.readline())), None)


def compared(ours: Version, theirs: Version, rounds: int, only: str) -> Iterator[tuple[str, float, float]]:
    """Every probe's best seconds, of this version and of the other. They take turns, and who is first changes."""
    for probe in every_probe():
        if not probe.name.startswith(only):
            continue
        first = ours.time(probe, 3)
        if first is None or theirs.time(probe, 3) is None:
            print(f"{probe.name}: not answered by both, left out", file=sys.stderr)
            continue
        calls = max(3, min(40, int(0.02 / first)))
        best: dict[Version, float] = {ours: 1e9, theirs: 1e9}
        for number in range(rounds):
            for version in (ours, theirs) if number % 2 else (theirs, ours):
                best[version] = min(best[version], version.time(probe, calls) or 1e9)
        yield probe.name, best[ours], best[theirs]


def main() -> None:
    """Compare, print the table, and say what is slower."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.versions", description="Compare with another version.")
    parser.add_argument("source", type=Path, help="the folder of the other version's package")
    parser.add_argument("--app", default=OWN, help="its WSGI application (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--only", default="", help="the beginning of the names to compare")
    asked = parser.parse_args()
    ours, theirs = Version(HERE / "sandbox", OWN), Version(asked.source, asked.app)
    rows = list(compared(ours, theirs, asked.rounds, asked.only))
    print(table(("Request", "Here", "There", "Ratio"), [(n, seconds(a), seconds(b), times(a / b)) for n, a, b in rows]))
    for group in dict.fromkeys(name.split(" ")[0] for name, _, _ in rows):
        ratios = [a / b for name, a, b in rows if name.startswith(group)]
        print(f"{group}: {times(exp(sum(map(log, ratios)) / len(ratios)))} over {len(ratios)} requests")
    slower = sorted(((a / b, name) for name, a, b in rows if a / b > WORSE), reverse=True)
    print(f"slower by more than 5 %: {', '.join(f'{name} {times(ratio)}' for ratio, name in slower) or 'none'}")


if __name__ == "__main__":
    main()
