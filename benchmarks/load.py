"""The load generator: several keep-alive connections that ask one thing again and again, in a process of its own.

A probe that walks is asked at its next path each time, whichever connection asks.

It is `wrk` where that is installed, else this module, which reads answers just far enough to know where they end.
"""

import json
import selectors
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import perf_counter
from urllib.parse import urlsplit

from ats_sandbox.server.chunks import ChunkedBody
from benchmarks.probe import Probe
from benchmarks.service import ask

CONNECTIONS = 8
LARGEST = 64 * 1024 * 1024
"""Bytes of an answer that comes in chunks."""
ROOT = Path(__file__).parent.parent
WRK = shutil.which("wrk")
GENERATOR = "wrk, one thread" if WRK else "Python, one process"

SCRIPT = """
wrk.method = %s
wrk.body = %s
%s
%s
done = function(summary, latency, requests)
  local bad = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status
  bad = bad + summary.errors.timeout
  if summary.requests == 0 then
    return
  end
  io.write(string.format('\\n{"per_second": %%f, "p50": %%f, "p99": %%f, "bad": %%d}\\n',
    summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1e6, latency:percentile(99) / 1e6, bad))
end
"""


WALK = """
local paths, requests, asked = %s, {}, 0
init = function()
  for number, path in ipairs(paths) do
    requests[number] = wrk.format(nil, path)
  end
end
request = function()
  asked = asked %% #requests + 1
  return requests[asked]
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
    """Send a request over and over for so long, or until a slow server has answered each connection twice.

    Raises Failed when it was not answered with a success every time.
    """
    begun = perf_counter()
    status = ask(url, probe)
    once = perf_counter() - begun
    if not 200 <= status < 300:
        raise Failed(f"{url}: {probe.method} {probe.path} was answered {status}")
    generator = _wrk if WRK else _python
    told = generator(url, probe, max(seconds, 2 * CONNECTIONS * once))
    if told is None:
        raise Failed(f"{url}: {probe.method} {probe.path} was not answered in time")
    if told.pop("bad"):
        raise Failed(f"{url}: some of {probe.method} {probe.path} were not answered with a success")
    return Load(**told)


def _wrk(url: str, probe: Probe, seconds: float) -> dict[str, float] | None:
    headers = "\n".join(f"wrk.headers[{_lua(name)}] = {_lua(it)}" for name, it in probe.headers.items())
    body = _lua(probe.body.decode()) if probe.body else "nil"
    walk = WALK % f"{{{', '.join(map(_lua, probe.walk))}}}" if probe.walk else ""
    with NamedTemporaryFile("w", suffix=".lua", encoding="utf-8") as script:
        script.write(SCRIPT % (_lua(probe.method), body, headers, walk))
        script.flush()
        length = ("-d", f"{max(round(seconds), 1)}s", "--timeout", "30s")
        command = [WRK or "", "-t1", f"-c{CONNECTIONS}", *length, "-s", script.name]
        done = subprocess.run([*command, f"{url}{probe.path}"], capture_output=True, text=True, check=True)
    if done.stderr:
        raise Failed(f"wrk: {done.stderr}")
    last = done.stdout.strip().splitlines()[-1]
    return json.loads(last) if last.startswith("{") else None


def _lua(text: str) -> str:
    """A text as Lua writes it, which knows no escapes of Unicode."""
    return json.dumps(text, ensure_ascii=False)


def _python(url: str, probe: Probe, seconds: float) -> dict[str, float] | None:
    asked = json.dumps([probe.method, probe.path, probe.headers, probe.body.decode(), probe.walk])
    command = [sys.executable, "-m", "benchmarks.load", url, str(seconds)]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=True, cwd=ROOT)
    told: dict[str, float] | None = json.loads(done.stdout)
    return told


class Asker:
    """One connection: sends a request, and the next one when the answer is complete.

    An answer ends as RFC 9112 6.3 has it: at once where it has no body, behind its last chunk, or after its length.
    """

    def __init__(self, address: tuple[str, int], requests: Iterator[bytes]) -> None:
        self.socket = socket.create_connection(address)
        self.requests = requests
        self.times: list[float] = []
        self.bad = 0
        self._missing = -1
        self._chunks: ChunkedBody | None = None
        self._head = b""
        self._begun = 0.0
        self._bodiless = False

    def ask(self) -> None:
        """Send the next request."""
        self._head, self._missing, self._chunks, self._begun = b"", -1, None, perf_counter()
        request = next(self.requests)
        self._bodiless = request.startswith(b"HEAD ")
        self.socket.sendall(request)

    def hear(self) -> None:
        """Take in what arrived."""
        data = self.socket.recv(262_144)
        if not data:
            raise ConnectionError("the server hung up")
        if self._chunks is not None:
            self._take_chunks(data)
        elif self._missing >= 0:
            self._missing -= len(data)
        else:
            self._head += data
            end = self._head.find(b"\r\n\r\n")
            if end < 0:
                return
            self._begin(self._head[: end + 2].lower(), self._head[end + 4 :])
        if self._missing <= 0:
            self.times.append(perf_counter() - self._begun)
            self.ask()

    def _begin(self, head: bytes, body: bytes) -> None:
        """Learn from a head how long the answer is, of which a part of the body has arrived."""
        self.bad += not head.startswith(b"http/1.1 2")
        if self._bodiless or head[9:12] in (b"204", b"304"):
            self._missing = 0
        elif b"\r\ntransfer-encoding:" in head:
            self._chunks = ChunkedBody(LARGEST)
            self._take_chunks(body)
        elif b"\r\ncontent-length:" in head:
            length = head.partition(b"\r\ncontent-length:")[2].partition(b"\r\n")[0]
            self._missing = int(length) - len(body)
        else:
            raise ConnectionError("the server does not say where its answer ends")

    def _take_chunks(self, data: bytes) -> None:
        assert self._chunks is not None
        self._chunks.received(data)
        self._missing = 0 if self._chunks.completed else 1


def generate(url: str, asked: Probe, seconds: float) -> dict[str, float] | None:
    """Ask for so long over all connections; gives the figures of a `Load` and the number of bad answers.

    None when nothing was answered in that time.
    """
    place = urlsplit(url)
    sent = {"Host": place.netloc, **asked.headers, **({"Content-Length": str(len(asked.body))} if asked.body else {})}
    lines = "".join(f"{name}: {value}\r\n" for name, value in sent.items())
    paths = asked.walk or (asked.path,)
    requests = cycle([f"{asked.method} {path} HTTP/1.1\r\n{lines}\r\n".encode() + asked.body for path in paths])
    askers = [Asker((place.hostname or "", place.port or 80), requests) for _ in range(CONNECTIONS)]
    with selectors.DefaultSelector() as selector:
        for asker in askers:
            selector.register(asker.socket, selectors.EVENT_READ, asker)
            asker.ask()
        begun = perf_counter()
        while (spent := perf_counter() - begun) < seconds:
            for key, _ in selector.select(0.1):
                key.data.hear()
    times = sorted(time for asker in askers for time in asker.times)
    if not times:
        return None
    at = {share: times[int(len(times) * share)] for share in (0.5, 0.99)}
    bad = sum(asker.bad for asker in askers)
    return {"per_second": len(times) / spent, "p50": at[0.5], "p99": at[0.99], "bad": bad}


if __name__ == "__main__":
    method, path, headers, body, walk = json.load(sys.stdin)
    probe = Probe("", method, path, headers, body.encode(), tuple(walk))
    print(json.dumps(generate(sys.argv[1], probe, float(sys.argv[2]))))
