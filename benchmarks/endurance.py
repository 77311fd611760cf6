"""A long run: what a server's memory does over a million requests."""

import socket
import subprocess
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter
from urllib.parse import urlsplit

from ats_sandbox.app import SandboxApp
from benchmarks.load import CONNECTIONS
from benchmarks.mixture import SHARES, Asked, mixture
from benchmarks.probe import measured_vendor
from benchmarks.report import Bar, Section, times, whole
from benchmarks.service import founded

CANDIDATES = 300
WARM = 20_000
"""Requests before the first sample: they fill the journal, which keeps the last 10 000, and whatever is cached."""

PARTS = 20
MOST = 1.02
"""Times the median memory of the second quarter that the median of the last quarter may be.

The second quarter comes after what a process still grows by at first. Two per cent are above what comes and goes with
an allocator's pages, and of 150 MB they are what six bytes kept of each of half a million requests would add.
"""


class Asker:
    """One keep-alive connection that asks requests in turn. `unexpected` counts answers of another status."""

    def __init__(self, url: str, asked: list[Asked]) -> None:
        place = urlsplit(url)
        self.unexpected = 0
        self._asked = cycle([(_bytes(place.netloc, one), b"HTTP/1.1 %d " % one.status) for one in asked])
        self._connection = socket.create_connection((place.hostname or "", place.port or 80), timeout=60)

    def ask(self, number: int) -> None:
        """Ask so many."""
        for request, status in islice(self._asked, number):
            self._connection.sendall(request)
            self.unexpected += not self._answer().startswith(status)

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def _answer(self) -> bytes:
        """The head of an answer that has arrived."""
        head = self._more()
        while (end := head.find(b"\r\n\r\n")) < 0:
            head += self._more()
        length = int(head[:end].lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
        missing = length - (len(head) - end - 4)
        while missing > 0:
            missing -= len(self._more())
        return head

    def _more(self) -> bytes:
        data = self._connection.recv(262_144)
        if not data:
            raise ConnectionError("the server hung up")
        return data


def measure(quick: bool) -> Section:
    """Send the mixture to one server, and look at its memory after each part."""
    total, vendor = 20_000 if quick else 1_000_000, measured_vendor()
    asked = mixture(vendor, SandboxApp(candidates=CANDIDATES))
    samples: list[float | None] = []
    with founded(CANDIDATES).running(asked[0].probe) as running, ThreadPoolExecutor(CONNECTIONS) as threads:
        askers = [Asker(running.url, asked[number::CONNECTIONS]) for number in range(CONNECTIONS)]

        def ask(number: int) -> None:
            for done in [threads.submit(asker.ask, number // CONNECTIONS) for asker in askers]:
                done.result()

        ask(WARM)
        spent = 0.0
        for _ in range(PARTS):
            begun = perf_counter()
            ask(total // PARTS)
            spent += perf_counter() - begun
            samples.append(resident(running.pid))
        for asker in askers:
            asker.close()
    unexpected = sum(asker.unexpected for asker in askers)
    assert not unexpected, f"{unexpected} answers had another status than expected"
    shares = ", ".join(f"{share} % {kind}" for kind, share in SHARES.items())
    return Section(
        f"Memory over {whole(total)} requests",
        f"{vendor.title}, {CANDIDATES} candidates; {CONNECTIONS} keep-alive connections from one Python process.\n"
        f"Of the requests {shares};\n"
        "a write changes a name, so that the world stays as large. The resident memory of the server's process after\n"
        f"each twentieth of the run, after {whole(WARM)} requests that are not counted. All were answered as expected.",
        ("Requests", "Resident memory"),
        [
            *((whole(total * number / PARTS), _mega(it)) for number, it in enumerate(samples, 1)),
            ("requests/s", whole(total / spent)),
        ],
        [bar([it for it in samples if it is not None])],
    )


def bar(samples: list[float]) -> Bar:
    """The promise about memory, given a sample for each part; none where the system does not tell."""
    promise = f"memory over the run: its last quarter at most {MOST} x its second one"
    quarter = PARTS // 4
    if len(samples) < PARTS:
        return Bar(promise, "the system does not tell a process's memory", None)
    second, last = median(samples[quarter : 2 * quarter]), median(samples[-quarter:])
    return Bar(promise, f"{times(last / second)}: {_mega(last)} against {_mega(second)}", last <= MOST * second)


def resident(process: int) -> float | None:
    """The resident memory of a process in bytes; None where the system does not tell."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
        return float(next(line.split()[1] for line in lines if line.startswith("VmRSS"))) * 1024
    except OSError:
        pass
    try:
        done = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, text=True, check=True)
        return float(done.stdout) * 1024
    except (OSError, subprocess.SubprocessError):
        return None


def _mega(size: float | None) -> str:
    return "unknown" if size is None else f"{size / 1e6:.1f} MB"


def _bytes(host: str, asked: Asked) -> bytes:
    """A request as it goes over the wire."""
    probe = asked.probe
    sent = {"Host": host, **probe.headers, **({"Content-Length": str(len(probe.body))} if probe.body else {})}
    lines = "".join(f"{name}: {value}\r\n" for name, value in sent.items())
    return f"{probe.method} {probe.path} HTTP/1.1\r\n{lines}\r\n".encode() + probe.body
