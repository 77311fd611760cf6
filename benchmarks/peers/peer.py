"""Another mock server, and how it is asked for what the sandbox is asked for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks.probe import Probe
from benchmarks.service import Running, Service


def nothing(url: str) -> None:
    """What there is to do where nothing is."""


@dataclass(frozen=True, slots=True)
class Peer:
    """`asked` are its nearest equivalents of read, page and write, which bear the names of the sandbox's own.

    `first` is a request that is answered once the server listens. `fill` then puts records in, and `forget`, called
    between measurements, drops what a server would otherwise pile up; both are given the server's URL.
    """

    service: Service
    asked: tuple[Probe, Probe, Probe]
    first: Probe
    fill: Callable[[str], None] = nothing
    forget: Callable[[str], None] = nothing

    @contextmanager
    def running(self) -> Iterator[Running]:
        """The server from its start to its end; the block begins when the records are in."""
        with self.service.running(self.first) as running:
            self.fill(running.url)
            yield running
