"""Many clients at once, of which some are held back by a fault: whether the others notice."""

import asyncio
import json
from dataclasses import dataclass, field, replace
from statistics import median
from time import perf_counter
from urllib.parse import urlsplit

from ats_sandbox.app import SandboxApp
from benchmarks.probe import Probe, measured_vendor, probes
from benchmarks.report import Bar, Section, seconds
from benchmarks.service import SANDBOX, ask

WORLD = "/w/held"
"""Where those ask that are held back."""

CLIENTS = 500
HELD = 16
DELAY = 5.0
PAUSE = 4.0
"""Seconds between two requests of a client, so that the server is busy and not overrun."""


@dataclass(slots=True)
class Line:
    """A client that keeps its connection; the seconds that each answer took."""

    address: tuple[str, int]
    request: bytes
    times: list[float] = field(default_factory=list)

    async def run(self, first: float, pause: float, until: float) -> None:
        """Ask again and again, `first` and `until` being seconds from now."""
        end = perf_counter() + until
        reader, writer = await asyncio.open_connection(*self.address)
        await asyncio.sleep(first)
        while perf_counter() < end:
            begun = perf_counter()
            writer.write(self.request)
            head = await reader.readuntil(b"\r\n\r\n")
            length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
            await reader.readexactly(int(length))
            self.times.append(perf_counter() - begun)
            await asyncio.sleep(pause)
        writer.close()


def measure(quick: bool) -> Section:
    """Let the crowd ask without anybody held back, and with."""
    length = 10.0 if quick else 40.0
    read, _, _ = probes(measured_vendor(), SandboxApp().world.read())
    waiting = replace(read, path=f"{WORLD}{read.path}")
    figures = {}
    with SANDBOX.running(read) as server:
        place = urlsplit(server.url)
        address = (place.hostname or "", place.port or 80)
        for held in (0, HELD):
            if held:
                fault = json.dumps({"kind": "delay", "seconds": DELAY}).encode()
                json_type = {"Content-Type": "application/json"}
                assert ask(server.url, Probe("fault", "POST", f"{WORLD}/_sandbox/faults", json_type, fault)) == 201
            figures[held] = asyncio.run(crowd(address, read, waiting, held, length))
    rows = []
    for held, times in figures.items():
        name = f"{held} of {CLIENTS} held back for {DELAY:.0f} s each"
        rows.append((name, str(len(times)), seconds(median(times)), seconds(share(times, 0.99)), seconds(max(times))))
    before, after = share(figures[0], 0.99), share(figures[HELD], 0.99)
    return Section(
        "A crowd, some of which wait",
        f"{CLIENTS} keep-alive connections of one client process, each of which reads every {PAUSE:.0f} s, for\n"
        f"{length:.0f} s. The figures are of those that nobody holds back.",
        ("Crowd", "Answers", "p50", "p99", "Longest"),
        rows,
        [
            Bar(
                f"{HELD} clients under a delay do not slow the others: p99 at most half as much again, or 20 ms more",
                f"{seconds(before)} without, {seconds(after)} with",
                after <= max(before * 1.5, before + 0.02),
            )
        ],
    )


async def crowd(address: tuple[str, int], read: Probe, waiting: Probe, held: int, length: float) -> list[float]:
    """The times of those who are not held back."""
    others = [Line(address, written(read)) for _ in range(CLIENTS - HELD)]
    some = [Line(address, written(waiting)) for _ in range(HELD)]
    await asyncio.gather(
        *(one.run(PAUSE * number / len(others), PAUSE, length) for number, one in enumerate(others)),
        *(one.run(DELAY * number / HELD, 0.0 if held else PAUSE, length) for number, one in enumerate(some)),
    )
    return [time for one in others for time in one.times]


def written(probe: Probe) -> bytes:
    """A request as it is sent."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in probe.headers.items())
    return f"{probe.method} {probe.path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{lines}\r\n".encode()


def share(times: list[float], part: float) -> float:
    """The time within which so many of the answers came."""
    return sorted(times)[int(len(times) * part)]
