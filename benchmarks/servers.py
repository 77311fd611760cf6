"""HTTP servers under the bare application: what each costs, and what it lets an application do with a connection."""

import sys
from statistics import median

from benchmarks import process
from benchmarks.bare_on import SERVERS
from benchmarks.load import CONNECTIONS, GENERATOR, put_under
from benchmarks.probe import Probe
from benchmarks.report import Section, seconds
from benchmarks.service import Running, Service

SIZES = (2_364, 112_074)
"""Bytes of a small and of a large page of a vendor's list."""


def measure(quick: bool) -> Section:
    """Put each server that is installed under the load of each size, one server after another."""
    rounds, length = (1, 1.0) if quick else (3, 3.0)
    rows = []
    for name, contender in SERVERS.items():
        if not contender.installed:
            rows.append((name, *["not installed"] * 6, contender.hand))
            continue
        service = Service(name, (sys.executable, "-m", "benchmarks.bare_on", name, "{port}"))
        first = Probe("first", "GET", "/1", {})
        with service.running(first):  # compiles what it imports
            pass
        with service.running(first) as server:
            costs = [cost(server, size, rounds, length) for size in SIZES]
            memory = process.megabytes(server.pid)
        told = "unknown" if memory is None else f"{memory:.0f} MB"
        rows.append((name, *costs[0], *costs[1], seconds(server.started_in), told, contender.hand))
    return Section(
        "HTTP servers under a bare application",
        f"{CONNECTIONS} keep-alive connections; load generator: {GENERATOR}, on the same machine. Medians of {rounds}\n"
        f"runs of {length:.0f} s. Processor time is the server's for one request, and says more than the speed where\n"
        "something else was running. Those with an event loop call the application inline. From the start of the\n"
        "process, Python's included, to the first answer; memory after the load.",
        ("Server", *(head for size in SIZES for head in (f"{size} B, requests/s", "CPU")), "Start", "Memory", "Hand"),
        rows,
    )


def cost(server: Running, size: int, rounds: int, length: float) -> tuple[str, str]:
    """Requests answered a second, and the server's processor time for each."""
    probe = Probe(str(size), "GET", f"/{size}", {})
    put_under(server.url, probe, 1.0)
    before = process.seconds(server.pid)
    loads = [put_under(server.url, probe, length) for _ in range(rounds)]
    after = process.seconds(server.pid)
    answered = sum(load.per_second for load in loads) * max(round(length), 1)
    used = "unknown" if before is None or after is None else seconds((after - before) / answered)
    return f"{median(load.per_second for load in loads):,.0f}".replace(",", " "), used
