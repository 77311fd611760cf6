"""In process: what one call costs, beside a Flask view that returns the same bytes."""

from collections.abc import Callable
from dataclasses import replace
from statistics import mean

from flask import Flask, Response

from ats_sandbox.app import SandboxApp
from benchmarks.paging import writer
from benchmarks.probe import Probe, measured_vendor, probes
from benchmarks.report import Bar, Section, seconds, times
from benchmarks.walks import CANDIDATES, walks
from benchmarks.wsgi import direct, side_by_side, through_client

LIMIT = 0.0003
MOST = {
    ("one read", "warm"): 1.3,
    ("one read", "cold"): 2.0,
    ("page of 100", "warm"): 2.0,
    ("page of 100", "cold"): 8.0,
    ("one write", "warm"): 4.0,
}
"""Times a bare Flask view that a direct call may take."""

WAYS = {"direct": direct, "client": through_client}


def flask_answering(size: int) -> Flask:
    """A Flask application with one view, which answers so many bytes to anything."""
    app = Flask("bare", static_folder=None)
    content = b"x" * size

    def view(path: str) -> Response:
        return Response(content, content_type="application/json")

    app.add_url_rule("/<path:path>", "view", view, methods=["GET", "POST", "PUT", "PATCH"])
    return app


def measure(quick: bool) -> Section:
    """Read, page and write, called directly and through werkzeug's client, warm and cold."""
    sandbox, vendor = SandboxApp(candidates=CANDIDATES), measured_vendor()
    rounds, write = 200 if quick else 1500, writer(sandbox)
    rows: list[tuple[str, ...]] = []
    bars: list[Bar] = []
    cases: list[tuple[str, Probe, Callable[[], object]]] = [
        *(("warm", one, _nothing) for one in probes(vendor, sandbox.world.read())),
        *(("cold", one, write) for one in walks(vendor, sandbox)),
    ]
    for state, probe, before in cases:
        size = _size(sandbox, probe)
        for way, make in WAYS.items():
            flask = make(flask_answering(size), replace(probe, walk=()))
            ours, theirs = side_by_side(make(sandbox, probe), flask, rounds=rounds, before=before)
            ratio, name = ours / theirs, f"{probe.name}, {state}"
            rows.append((f"{name}, {way}", f"{size} B", seconds(ours), seconds(theirs), times(ratio)))
            if way == "direct":
                if name == "one read, warm":
                    bars.append(Bar("one in-process call: under 0.3 ms median", seconds(ours), ours < LIMIT))
                most = MOST[probe.name, state]
                bars.append(Bar(f"{name}: at most {most} x a bare Flask view", times(ratio), ratio <= most))
    return Section(
        "One call in process",
        f"{vendor.title}, {CANDIDATES} candidates. Medians of {rounds} calls, taking turns with a Flask view that\n"
        "returns as many bytes. *direct* calls the WSGI application; *client* goes through werkzeug's test client.\n"
        "*warm*: the same request again and again. *cold*: another candidate, or another page, each time, and a\n"
        "candidate is changed before each call, outside the time taken; the bytes are the mean of all answers.",
        ("Call", "Answer", "Sandbox", "Bare Flask", "Ratio"),
        rows,
        bars,
    )


def _size(sandbox: SandboxApp, probe: Probe) -> int:
    """The mean bytes of a probe's answers."""
    call = direct(sandbox, probe)
    return round(mean(call() for _ in probe.walk or (probe.path,)))


def _nothing() -> None:
    """What goes before a warm call."""
