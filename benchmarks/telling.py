"""Webhooks: what it costs a write that somebody is told of it, and whether a slow receiver is noticed by anybody."""

import http.client
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from statistics import median
from threading import Event, Thread
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

from ats_sandbox.app import SandboxApp
from benchmarks.probe import Probe, measured_vendor, probes
from benchmarks.report import Bar, Section, seconds, times
from benchmarks.service import SANDBOX
from benchmarks.wsgi import direct, side_by_side

WAITING = 500
MOST = 1.05
SUBSCRIBERS = (0, 1, 10)
KEY = {"X-SmartToken": "sandbox-admin"}
ROOT = "/smartrecruiters/webhooks-api/v201907/subscriptions"


def measure(quick: bool) -> Section:
    """Tell nobody, somebody and many of writes in process; then keep a server's deliveries waiting."""
    rows, bars = [], []
    taken = in_process(200 if quick else 1500)
    for number, time in zip(SUBSCRIBERS, taken, strict=True):
        rows.append((f"one write in process, told to {number}", seconds(time), times(time / taken[0])))
    before, after = beside_a_slow_receiver(500 if quick else 3000)
    for name in before:
        rows.append((f"{name} over HTTP, nothing waits", seconds(before[name]), ""))
        ratio = after[name] / before[name]
        rows.append((f"{name} over HTTP, {WAITING} deliveries wait", seconds(after[name]), times(ratio)))
        promise = f"{WAITING} events to a slow receiver delay {name} by at most 5 %"
        bars.append(Bar(promise, times(ratio), ratio <= MOST))
    return Section(
        "Webhooks",
        "Medians. The receiver takes five seconds for each message, and is told one after the other; the requests are\n"
        "to the same world. A write that somebody hears of makes its messages before it is answered.",
        ("Request", "Time", "Ratio"),
        rows,
        bars,
    )


def in_process(rounds: int) -> list[float]:
    """The seconds of a write whose event so many inboxes hear of."""
    calls = []
    for number in SUBSCRIBERS:
        sandbox = SandboxApp()
        hooks = sandbox.worlds["default"].webhooks
        for _ in range(number):
            hooks.subscribe("smartrecruiters", events=["job.created"])
        _, _, write = probes(measured_vendor(), sandbox.world.read())
        calls.append(direct(sandbox, write))
    return side_by_side(*calls, rounds=rounds)


def beside_a_slow_receiver(rounds: int) -> tuple[dict[str, float], dict[str, float]]:
    """The seconds of a read and of a write, without deliveries and while many wait."""
    read, _, write = probes(measured_vendor(), SandboxApp().world.read())
    free = Event()
    with slow_receiver(free) as url, SANDBOX.running(read) as server:
        asked = Asker(server.url)
        subscription = asked.ask("POST", ROOT, {"callbackUrl": url, "events": ["candidate.updated"]})
        asked.ask("PUT", f"{ROOT}/{subscription['id']}/activation", {})
        before = {"a read": asked.time(read, rounds), "a write": asked.time(write, rounds)}
        person = asked.ask("GET", "/smartrecruiters/candidates?limit=1")["content"][0]["id"]
        for number in range(WAITING):
            asked.ask("PUT", f"/smartrecruiters/candidates/{person}/tags", {"tags": [f"tag {number}"]})
        after = {"a read": asked.time(read, rounds), "a write": asked.time(write, rounds)}
        free.set()
    return before, after


class Asker:
    """One keep-alive connection."""

    def __init__(self, url: str) -> None:
        place = urlsplit(url)
        self._connection = http.client.HTTPConnection(place.hostname or "", place.port)

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """The answer to a request, which must be a success."""
        content = None if body is None else json.dumps(body)
        self._connection.request(method, path, content, {**KEY, "Content-Type": "application/json"})
        answer = self._connection.getresponse()
        told = answer.read()
        assert answer.status < 300, (method, path, answer.status, told[:200])
        return json.loads(told) if told else {}

    def time(self, probe: Probe, rounds: int) -> float:
        """The median seconds of a request."""
        taken = []
        for _ in range(rounds):
            begun = perf_counter()
            self._connection.request(probe.method, probe.path, probe.body or None, probe.headers)
            answer = self._connection.getresponse()
            answer.read()
            taken.append(perf_counter() - begun)
            assert answer.status < 300
        return median(taken)


@contextmanager
def slow_receiver(free: Event) -> Iterator[str]:
    """A receiver that shakes hands at once, and takes five seconds for each message until it is let go."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            secret = self.headers.get("X-Hook-Secret")
            if secret is None:
                free.wait(4.5)
            self.send_response(202 if secret is None else 200)
            self.send_header("X-Hook-Secret", secret or "none")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nobody wants to read it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/hooks"
    finally:
        free.set()
        server.shutdown()
        server.server_close()
