"""An older version over HTTP: read, page and write of both, in turns."""

import os
import sys
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from ats_sandbox.app import SandboxApp
from benchmarks.load import CONNECTIONS, GENERATOR, Load, put_under
from benchmarks.probe import measured_vendor, probes
from benchmarks.report import Bar, Section, seconds, times, whole
from benchmarks.service import SANDBOX, Service

OLDER = "ATS_SANDBOX_OLDER"
"""The environment variable with the folder of a checkout of the older version."""

WITHOUT = f"no older version (`--against` or `{OLDER}` names its checkout)"
LEAST = 4.0
PLACES = ("sandbox", "src", ".")
"""Folders of a checkout that its package may be in."""


class NoCheckout(ValueError):
    """A folder that holds no version of the sandbox."""


def older(checkout: Path) -> Service:
    """The server of a checkout, run by its own environment where it has one. Raises NoCheckout."""
    sources = next((checkout / place for place in PLACES if (checkout / place / "ats_sandbox").is_dir()), None)
    if sources is None:
        raise NoCheckout(f"{checkout} holds no package ats_sandbox in {', '.join(PLACES)}")
    owned = checkout / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    python = str(owned) if owned.exists() else sys.executable
    command = (python, "-m", "ats_sandbox", "serve", "--port", "{port}")
    return Service("older version", command, sources=sources.resolve())


def measure(quick: bool) -> Section:
    """Put both versions under the load of each request, taking turns."""
    named = os.environ.get(OLDER)
    promise = f"one read over HTTP: at least {LEAST:.0f} x an older version's rate"
    columns = ("Request", "Requests/s", "p50", "p99", "Older: requests/s", "p50", "p99", "Ratio")
    vendor, rounds, length = measured_vendor(), *((1, 1.0) if quick else (5, 3.0))
    how = (
        f"{vendor.title}, demo world; {CONNECTIONS} keep-alive connections; load generator: {GENERATOR}, on the same\n"
        f"machine. Medians of {rounds} runs of {length:.0f} s, taking turns, after one that is not counted."
    )
    if not named:
        return Section("Beside an older version", how, columns, [(WITHOUT, *[""] * 7)], [Bar(promise, WITHOUT, None)])
    asked = probes(vendor, SandboxApp().world.read())
    rows: list[tuple[str, ...]] = []
    ratios: list[float] = []
    with ExitStack() as stack:
        servers = [stack.enter_context(one.running(asked[0])) for one in (SANDBOX, older(Path(named)))]
        for probe in asked:
            taken: list[list[Load]] = [[], []]
            for number in range(rounds + 1):
                for server, loads in zip(servers, taken, strict=True):
                    load = put_under(server.url, probe, length)
                    if number:
                        loads.append(load)
            ours, theirs = (median(one.per_second for one in loads) for loads in taken)
            ratios.append(ours / theirs)
            rows.append((probe.name, *(told for loads in taken for told in _told(loads)), times(ratios[-1])))
    return Section("Beside an older version", how, columns, rows, [Bar(promise, times(ratios[0]), ratios[0] >= LEAST)])


def _told(loads: list[Load]) -> tuple[str, str, str]:
    rate, p50, p99 = (median(getattr(one, figure) for one in loads) for figure in ("per_second", "p50", "p99"))
    return whole(rate), seconds(p50), seconds(p99)
