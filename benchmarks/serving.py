"""Over HTTP: requests each second and latency, beside a bare application of the same bytes and WireMock's stub."""

from contextlib import ExitStack
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from ats_sandbox.app import SandboxApp
from benchmarks.load import CONNECTIONS, GENERATOR, Load, put_under
from benchmarks.peers import WITHOUT, wiremock
from benchmarks.probe import Probe, measured_vendor, probes
from benchmarks.report import Bar, Section, seconds, times
from benchmarks.service import BARE, SANDBOX, Running, ask
from benchmarks.wsgi import direct

WARM = 12
"""Runs of a second at most before the first figure; a Java program takes that long to get fast."""


def measure(quick: bool) -> Section:
    """Put each server under the load of each request, taking turns."""
    sandbox = SandboxApp()
    vendor = measured_vendor()
    asked = probes(vendor, sandbox.world.read())
    sizes = {probe: direct(sandbox, probe)() for probe in asked}
    rounds, length = (1, 1.0) if quick else (5, 3.0)
    taken: dict[tuple[str, str], list[Load]] = {}
    with TemporaryDirectory() as folder, ExitStack() as stack:
        peer = wiremock(sizes, Path(folder))
        servers = [stack.enter_context(one.running(asked[0])) for one in (SANDBOX, peer) if one is not None]
        servers.append(stack.enter_context(BARE.running(Probe("bare", "GET", "/1", {}))))
        for probe in asked:
            same = {server.name: sent(probe, sizes[probe], server.name) for server in servers}
            for server in servers:
                warm(server, same[server.name])
            for _ in range(rounds):
                for server in servers:
                    load = put_under(server.url, same[server.name], length)
                    taken.setdefault((probe.name, server.name), []).append(load)
                    forget(server)
    middle = {at: typical(loads) for at, loads in taken.items()}
    rows: list[tuple[str, ...]] = []
    for probe in asked:
        ours = middle[probe.name, SANDBOX.name]
        for (name, at), load in middle.items():
            if name == probe.name:
                told = (f"{load.per_second:,.0f}".replace(",", " "), seconds(load.p50), seconds(load.p99))
                what = f"{name}, {sizes[probe]} B"
                rows.append((what, at, *told, times(ours.per_second / load.per_second)))
    return Section(
        "Over HTTP, one process",
        f"{vendor.title}, demo world; {CONNECTIONS} keep-alive connections; load generator: {GENERATOR}, on\n"
        f"the same machine. Medians of {rounds} runs of {length:.0f} s, taking turns, once more load made a server\n"
        "no faster. The bare application runs on the same server and answers as many bytes; WireMock answers a\n"
        "fixed stub of as many bytes, journal on, and emptied between the runs.",
        ("Request", "Server", "Requests/s", "p50", "p99", "Sandbox against it"),
        rows,
        [bar(middle)],
    )


def warm(server: Running, probe: Probe) -> None:
    """Load a server until it gets no faster: until three seconds in a row bring no new best."""
    best, since = 0.0, 0
    for _ in range(WARM):
        speed = put_under(server.url, probe, 1.0).per_second
        forget(server)
        best, since = (speed, 0) if speed > best * 1.05 else (best, since + 1)
        if since == 3:
            return


def forget(server: Running) -> None:
    """Empty WireMock's journal, which keeps every answer and would otherwise fill its memory."""
    if server.name == "WireMock":
        ask(server.url, Probe("forget", "DELETE", "/__admin/requests", {}))


def sent(probe: Probe, size: int, server: str) -> Probe:
    """The request as a server takes it: the bare application is told in the path how much to answer."""
    if server != BARE.name:
        return probe
    return Probe(probe.name, probe.method, f"/{size}", probe.headers, probe.body)


def typical(loads: list[Load]) -> Load:
    """The median of each figure."""
    return Load(
        median(one.per_second for one in loads), median(one.p50 for one in loads), median(one.p99 for one in loads)
    )


def bar(middle: dict[tuple[str, str], Load]) -> Bar:
    """The promise about WireMock."""
    promise = "one read over HTTP: at least as many a second as WireMock's fixed stub, journal on"
    ours, theirs = middle["one read", SANDBOX.name].per_second, middle.get(("one read", "WireMock"))
    if theirs is None:
        return Bar(promise, f"{ours:.0f} requests/s; WireMock {WITHOUT}", None)
    return Bar(promise, f"{ours:.0f} against {theirs.per_second:.0f} requests/s", ours >= theirs.per_second)
