"""In process: what one call costs, beside a Flask view that returns the same bytes."""

from collections.abc import Iterator

from flask import Flask, Response

from ats_sandbox.app import SandboxApp
from benchmarks.probe import Probe, measured_vendor, probes
from benchmarks.report import Bar, Section, seconds, times
from benchmarks.wsgi import direct, side_by_side, through_client

LIMIT = 0.0003


def flask_answering(size: int) -> Flask:
    """A Flask application with one view, which answers so many bytes to anything."""
    app = Flask("bare", static_folder=None)
    content = b"x" * size

    def view(path: str) -> Response:
        return Response(content, content_type="application/json")

    app.add_url_rule("/<path:path>", "view", view, methods=["GET", "POST", "PUT", "PATCH"])
    return app


def measure(quick: bool) -> Section:
    """Read, page and write, called directly and through werkzeug's client."""
    sandbox = SandboxApp()
    vendor = measured_vendor()
    rounds = 200 if quick else 1500
    rows: list[tuple[str, ...]] = []
    bars: list[Bar] = []
    for probe in probes(vendor, sandbox.world.read()):
        size = direct(sandbox, probe)()
        for way, ours, theirs in _pairs(sandbox, flask_answering(size), probe, rounds):
            rows.append((f"{probe.name}, {way}", f"{size} B", seconds(ours), seconds(theirs), times(ours / theirs)))
            if probe.name == "one read" and way == "direct":
                bars.append(Bar("one in-process call: under 0.3 ms median", seconds(ours), ours < LIMIT))
    return Section(
        "One call in process",
        f"{vendor.title}, demo world. Medians of {rounds} calls, taking turns with a Flask view that returns as many\n"
        "bytes. *direct* calls the WSGI application; *client* goes through werkzeug's test client.",
        ("Call", "Answer", "Sandbox", "Bare Flask", "Ratio"),
        rows,
        bars,
    )


def _pairs(sandbox: SandboxApp, flask: Flask, probe: Probe, rounds: int) -> Iterator[tuple[str, float, float]]:
    for way, make in (("direct", direct), ("client", through_client)):
        ours, theirs = side_by_side(make(sandbox, probe), make(flask, probe), rounds=rounds)
        yield way, ours, theirs
