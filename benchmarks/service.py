"""Servers in processes of their own."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from urllib.parse import urlsplit

from benchmarks.probe import Probe

PATIENCE = 120.0
BYTECODE = TemporaryDirectory(prefix="ats-sandbox-bytecode-")
"""Where Python keeps compiled modules meanwhile: an installed package is compiled too, whatever is set here."""
ROOT = Path(__file__).parent.parent


class NotReady(RuntimeError):
    """A server that ended, or never answered."""


@dataclass(frozen=True, slots=True)
class Service:
    """How to start a server: `{port}` in the command is replaced by a free port.

    `prefix` goes before the path of every request. `sources` is the folder that Python imports from, this checkout's
    by default.
    """

    name: str
    command: tuple[str, ...]
    prefix: str = ""
    sources: Path | None = None

    @contextmanager
    def running(self, first: Probe) -> Iterator["Running"]:
        """The server from its start to its end; the block begins when it has answered the first request."""
        port = free_port()
        begun = perf_counter()
        process = subprocess.Popen(
            [part.replace("{port}", str(port)) for part in self.command],
            cwd=self.sources or ROOT,
            env=environment() if self.sources is None else {**environment(), "PYTHONPATH": str(self.sources)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            url = f"http://127.0.0.1:{port}"
            yield Running(self.name, url, self.prefix, answered(process, port, self.prefix, first) - begun, process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers, its process, and the seconds from the start of that to its first answer."""

    name: str
    url: str
    prefix: str
    started_in: float
    pid: int


SANDBOX = Service("ats-sandbox", (sys.executable, "-m", "ats_sandbox", "serve", "--port", "{port}"))
BARE = Service("bare WSGI application", (sys.executable, "-m", "benchmarks.bare", "{port}"))


def founded(candidates: int) -> Service:
    """The sandbox with so many candidates."""
    return Service(SANDBOX.name, (*SANDBOX.command, "--candidates", str(candidates)))


def environment() -> dict[str, str]:
    """The environment of a server's process."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": BYTECODE.name, "ATS_SANDBOX_QUIET": "1"}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


def answered(process: "subprocess.Popen[bytes]", port: int, prefix: str, first: Probe) -> float:
    """The instant at which the first request was answered with a success; asks again every two milliseconds."""
    end = perf_counter() + PATIENCE
    told = "nothing"
    while perf_counter() < end:
        if process.poll() is not None:
            raise NotReady(f"{process.args!r} ended with {process.returncode}")
        try:
            status = ask(f"http://127.0.0.1:{port}{prefix}", first)
            if 200 <= status < 300:
                return perf_counter()
            told = str(status)
        except OSError:
            sleep(0.002)
        except http.client.HTTPException:
            sleep(0.002)
    raise NotReady(f"{process.args!r} answered {told} to {first.method} {first.path}")


def ask(url: str, probe: Probe) -> int:
    """One request on a connection of its own; gives the status."""
    address = urlsplit(url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=10)
    try:
        connection.request(probe.method, address.path + probe.path, probe.body or None, probe.headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()
