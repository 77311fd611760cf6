"""The load generator: several keep-alive connections that ask one thing again and again, in a process of its own.

It is `wrk` where that is installed, else this module, which reads answers just far enough to know where they end.
"""

import json
import selectors
import shutil
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import perf_counter
from urllib.parse import urlsplit

from benchmarks.probe import Probe

CONNECTIONS = 8
ROOT = Path(__file__).parent.parent
WRK = shutil.which("wrk")
GENERATOR = "wrk, one thread" if WRK else "Python, one process"

SCRIPT = """
wrk.method = %s
wrk.body = %s
%s
done = function(summary, latency, requests)
  local bad = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status
  bad = bad + summary.errors.timeout
  io.write(string.format('\\n{"per_second": %%f, "p50": %%f, "p99": %%f, "bad": %%d}\\n',
    summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1e6, latency:percentile(99) / 1e6, bad))
end
"""


class Failed(AssertionError):
    """Requests were refused or broke off, so the figures would mean nothing."""


@dataclass(frozen=True, slots=True)
class Load:
    """Requests answered each second, and the seconds within which half and 99 of 100 were."""

    per_second: float
    p50: float
    p99: float


def put_under(url: str, probe: Probe, seconds: float) -> Load:
    """Send a request over and over for so long."""
    told = _wrk(url, probe, seconds) if WRK else _python(url, probe, seconds)
    if told.pop("bad"):
        raise Failed(f"{url}: some of {probe.method} {probe.path} were not answered with a success")
    return Load(**told)


def _wrk(url: str, probe: Probe, seconds: float) -> dict[str, float]:
    headers = "\n".join(f"wrk.headers[{json.dumps(name)}] = {json.dumps(it)}" for name, it in probe.headers.items())
    body = json.dumps(probe.body.decode()) if probe.body else "nil"
    with NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(SCRIPT % (json.dumps(probe.method), body, headers))
        script.flush()
        command = [WRK or "", "-t1", f"-c{CONNECTIONS}", f"-d{max(round(seconds), 1)}s", "-s", script.name]
        done = subprocess.run([*command, f"{url}{probe.path}"], capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return told


def _python(url: str, probe: Probe, seconds: float) -> dict[str, float]:
    asked = json.dumps([probe.method, probe.path, probe.headers, probe.body.decode()])
    command = [sys.executable, "-m", "benchmarks.load", url, asked, str(seconds)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    told: dict[str, float] = json.loads(done.stdout)
    return told


class Asker:
    """One connection: sends the request, and sends it again when the answer is complete."""

    def __init__(self, address: tuple[str, int], request: bytes) -> None:
        self.socket = socket.create_connection(address)
        self.request = request
        self.times: list[float] = []
        self.bad = 0
        self._missing = -1
        self._head = b""
        self._begun = 0.0

    def ask(self) -> None:
        """Send the request."""
        self._head, self._missing, self._begun = b"", -1, perf_counter()
        self.socket.sendall(self.request)

    def hear(self) -> None:
        """Take in what arrived."""
        data = self.socket.recv(262_144)
        if not data:
            raise ConnectionError("the server hung up")
        if self._missing < 0:
            self._head += data
            end = self._head.find(b"\r\n\r\n")
            if end < 0:
                return
            head = self._head[:end].lower()
            self.bad += not head.startswith(b"http/1.1 2")
            length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
            self._missing = length - (len(self._head) - end - 4)
        else:
            self._missing -= len(data)
        if self._missing <= 0:
            self.times.append(perf_counter() - self._begun)
            self.ask()


def generate(url: str, asked: Probe, seconds: float) -> dict[str, float]:
    """Ask for so long over all connections; gives the figures of a `Load` and the number of bad answers."""
    place = urlsplit(url)
    sent = {"Host": place.netloc, **asked.headers, **({"Content-Length": str(len(asked.body))} if asked.body else {})}
    lines = "".join(f"{name}: {value}\r\n" for name, value in sent.items())
    request = f"{asked.method} {asked.path} HTTP/1.1\r\n{lines}\r\n".encode() + asked.body
    askers = [Asker((place.hostname or "", place.port or 80), request) for _ in range(CONNECTIONS)]
    with selectors.DefaultSelector() as selector:
        for asker in askers:
            selector.register(asker.socket, selectors.EVENT_READ, asker)
            asker.ask()
        begun = perf_counter()
        while (spent := perf_counter() - begun) < seconds:
            for key, _ in selector.select(0.1):
                key.data.hear()
    times = sorted(time for asker in askers for time in asker.times)
    at = {share: times[int(len(times) * share)] for share in (0.5, 0.99)}
    bad = sum(asker.bad for asker in askers)
    return {"per_second": len(times) / spent, "p50": at[0.5], "p99": at[0.99], "bad": bad}


if __name__ == "__main__":
    method, path, headers, body = json.loads(sys.argv[2])
    print(json.dumps(generate(sys.argv[1], Probe("", method, path, headers, body.encode()), float(sys.argv[3]))))
