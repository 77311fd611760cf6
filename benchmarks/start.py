"""From the start of the process to the first answered request."""

from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from ats_sandbox.app import SandboxApp
from benchmarks.peers import prism, wiremock
from benchmarks.peers.installed import WITHOUT
from benchmarks.peers.material import Sample
from benchmarks.probe import Probe, measured_vendor, probes
from benchmarks.report import Bar, Section, seconds, times
from benchmarks.service import BARE, SANDBOX, Service

LIMIT = 0.35
PEERS = ("Prism", "WireMock")


def measure(quick: bool) -> Section:
    """Start each server several times, taking turns."""
    vendor = measured_vendor()
    read, _, _ = probes(vendor, SandboxApp().world.read())
    rounds = 3 if quick else 7
    with TemporaryDirectory() as folder:
        found = (prism.service(vendor, Path(folder)), wiremock.service([Sample(read, b"x" * 1000)], Path(folder)))
        bare = Probe("bare", "GET", "/1000", {})
        services: list[tuple[Service, Probe]] = [(SANDBOX, read), (BARE, bare)]
        services += [(one, _unprefixed(read, vendor.name, one)) for one in found if one is not None]
        taken: dict[str, list[float]] = {service.name: [] for service, _ in services}
        for number in range(rounds + 1):
            for service, first in services:
                with service.running(first) as running:
                    if number:  # the first start compiles Python's modules and fills the disk's cache
                        taken[service.name].append(running.started_in)
    ours = median(taken[SANDBOX.name])
    rows: list[tuple[str, ...]] = [
        (name, seconds(median(all_)), seconds(min(all_)), seconds(max(all_)), times(median(all_) / ours))
        for name, all_ in taken.items()
    ]
    rows += [(name, WITHOUT, "", "", "") for name in PEERS if name not in taken]
    present = [name for name in PEERS if name in taken]
    told = ", ".join(f"{name} {seconds(median(taken[name]))}" for name in present) or WITHOUT
    faster = all(ours < median(taken[name]) for name in present) if present else None
    return Section(
        "Start",
        f"`ats-sandbox serve` with the demo world, from the start of its process to its first answered request, a\n"
        f"read of one {vendor.title} record. Prism serves the same vendor's document, WireMock one stub.\n"
        f"{rounds} starts each, taking turns, after one that is not counted.",
        ("Server", "Median", "Least", "Most", "Times the sandbox"),
        rows,
        [
            Bar("start to first answer: under 0.35 s on a quiet machine", seconds(ours), ours < LIMIT),
            Bar("start to first answer: sooner than Prism and WireMock", f"{seconds(ours)}; {told}", faster),
        ],
    )


def _unprefixed(read: Probe, vendor: str, service: Service) -> Probe:
    """The read as the server knows it: Prism serves one vendor, at its root."""
    if service.name != "Prism":
        return read
    return Probe(read.name, read.method, read.path.removeprefix(f"/{vendor}"), read.headers, read.body)
