"""Over HTTP: requests each second and latency, beside a bare application of the same bytes and beside other servers."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from ats_sandbox.app import SandboxApp
from benchmarks.load import CONNECTIONS, GENERATOR, Load, put_under
from benchmarks.peers import DIFFERENCES, OURS, PEERS, json_server, mockoon, prism
from benchmarks.peers.installed import WITHOUT
from benchmarks.peers.material import Material, material
from benchmarks.peers.peer import nothing
from benchmarks.probe import Probe, measured_vendor
from benchmarks.report import Bar, Section, seconds, table, times, whole
from benchmarks.service import BARE, SANDBOX, founded
from benchmarks.walks import CANDIDATES, walks

WARM = 12
"""Runs of a second at most before the first figure; a Java program takes that long to get fast."""

COLD = f"{SANDBOX.name}, cold"
OUTRUN = (json_server.NAME, prism.STATIC, mockoon.NAME)
"""The peers that the sandbox promises to be as quick as."""
AIM = 2.0
SHARE = 0.5
"""Of the requests that a bare application answers on the same server: as many reads the sandbox promises."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """A server that runs, the requests it is sent by their names, and what empties it between two runs."""

    name: str
    url: str
    asked: dict[str, Probe]
    forget: Callable[[str], None] = nothing

    def load(self, request: str, length: float) -> Load:
        """Put it under the load of a request for so many seconds."""
        load = put_under(self.url, self.asked[request], length)
        self.forget(self.url)
        return load

    def warm(self, request: str, runs: int) -> None:
        """Load it until it gets no faster: until three seconds in a row bring no new best."""
        best, since = 0.0, 0
        for _ in range(runs):
            speed = self.load(request, 1.0).per_second
            best, since = (speed, 0) if speed > best * 1.05 else (best, since + 1)
            if since == 3:
                return


def measure(quick: bool) -> Section:
    """Put each server under the load of each request, taking turns."""
    sandbox, vendor = SandboxApp(candidates=CANDIDATES), measured_vendor()
    held = material(sandbox, vendor)
    rounds, length, warming = (1, 1.0, 1) if quick else (5, 3.0, WARM)
    taken: dict[tuple[str, str], list[Load]] = {}
    with TemporaryDirectory() as folder, ExitStack() as stack:
        servers = list(contestants(sandbox, held, Path(folder), stack))
        for sample in held:
            present = [server for server in servers if sample.name in server.asked]
            for server in present:
                server.warm(sample.name, warming)
            for _ in range(rounds):
                for server in present:
                    taken.setdefault((sample.name, server.name), []).append(server.load(sample.name, length))
    middle = {at: typical(loads) for at, loads in taken.items()}
    return Section(
        "Over HTTP, one process",
        f"{vendor.title}, {CANDIDATES} candidates; {CONNECTIONS} keep-alive connections; load generator:\n"
        f"{GENERATOR}, on the same machine. Medians of {rounds} runs of {length:.0f} s, taking turns, once more load\n"
        "made a server no faster. The bare application runs on the same server and answers as many bytes. Peers do\n"
        "their nearest equivalent with the sandbox's own records, in as many bytes of JSON; those that store records\n"
        "hold the page's hundred, and lose what was written between the runs. *cold*: each read is of another\n"
        "candidate, each page another one, all in turns. WireMock and Prism's examples are fixed texts; against\n"
        "WireMock the figure says how near a Python process gets.",
        ("Request", "Server", "Requests/s", "p50", "p99", "Sandbox against it", "Cold"),
        [*rows(held, middle)],
        [*bars(held, middle)],
        differences(),
    )


def contestants(sandbox: SandboxApp, held: Material, folder: Path, stack: ExitStack) -> Iterator[Contestant]:
    """Start the sandbox, the bare application and all peers that are installed."""
    ours = stack.enter_context(founded(CANDIDATES).running(held.read.probe))
    yield Contestant(SANDBOX.name, ours.url, {sample.name: sample.probe for sample in held})
    walked = walks(held.vendor, sandbox)
    yield Contestant(COLD, ours.url, {probe.name: probe for probe in walked})
    bare = stack.enter_context(BARE.running(Probe("bare", "GET", "/1", {})))
    yield Contestant(
        BARE.name,
        bare.url,
        {one.name: one.at(f"/{one.size}") for one in (held.read, held.page)}
        | {held.write.name: held.write.at(f"/{held.write.size}", "POST", held.write.probe.body)},
    )
    for name, make in PEERS.items():
        files = folder / name
        files.mkdir()
        peer = make(held, files)
        if peer is not None:
            running = stack.enter_context(peer.running())
            yield Contestant(name, running.url, {probe.name: probe for probe in peer.asked}, peer.forget)


def typical(loads: list[Load]) -> Load:
    """The median of each figure."""
    return Load(
        median(one.per_second for one in loads), median(one.p50 for one in loads), median(one.p99 for one in loads)
    )


def rows(held: Material, middle: dict[tuple[str, str], Load]) -> Iterator[tuple[str, ...]]:
    """A row for each request to each server."""
    for sample in held:
        ours, cold = middle[sample.name, SANDBOX.name], middle.get((sample.name, COLD))
        for (name, at), load in middle.items():
            if name == sample.name:
                told = (whole(load.per_second), seconds(load.p50), seconds(load.p99))
                walked = times(cold.per_second / load.per_second) if cold else ""
                what = f"{name}, {sample.size} B"
                yield what, at, *told, times(ours.per_second / load.per_second), walked
    for name in PEERS:
        if all(at != name for _, at in middle):
            yield "all", name, WITHOUT, "", "", "", ""


def bars(held: Material, middle: dict[tuple[str, str], Load]) -> Iterator[Bar]:
    """The promises about peers and about the bare application."""
    for sample in held:
        for name in OUTRUN:
            promise = f"{sample.name} over HTTP: at least as many a second as {name} (aim: {AIM:.0f} x)"
            yield _bar(promise, middle[sample.name, SANDBOX.name], middle.get((sample.name, name)), 1.0)
    promise = f"one read over HTTP: at least {SHARE} of the bare application's on the same server"
    read = held.read.name
    yield _bar(promise, middle[read, SANDBOX.name], middle[read, BARE.name], SHARE)


def _bar(promise: str, ours: Load, theirs: Load | None, least: float) -> Bar:
    if theirs is None:
        return Bar(promise, f"{ours.per_second:.0f} requests/s; {WITHOUT}", None)
    ratio = ours.per_second / theirs.per_second
    return Bar(promise, f"{times(ratio)}: {ours.per_second:.0f} against {theirs.per_second:.0f}", ratio >= least)


def differences() -> str:
    """What each server does for its figure, and what not."""
    told = [(name, does, lacks) for name, (does, lacks) in DIFFERENCES.items()]
    return f"What a figure is for. In these requests the sandbox {OURS}.\n\n" + table(
        ("Server", "Does", "Leaves out"), told
    ).replace("---:", "---")
