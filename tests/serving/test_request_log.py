"""The line that the server writes for each request."""

import io
import json
import socket
from concurrent.futures import Future
from typing import Any
from urllib.parse import urlsplit

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.faults.plan import PLAN, Pause, Plan
from ats_sandbox.server import Server
from ats_sandbox.server.answered import Answered
from ats_sandbox.server.request_log import RequestLog
from ats_sandbox.vendors import VENDORS
from tests.serving.process import Connection, serving
from tests.serving.recording import demo, recorded_request

TOLD = {"Authorization": "Bearer sandbox-admin"}
SOURCES = "/skailer/api/v1/sources/all"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def written(*answered: Answered, style: str = "text", stream: io.StringIO | None = None) -> str:
    stream = stream or io.StringIO()
    log = RequestLog(stream, style)
    for one in answered:
        log(one)
    return stream.getvalue()


def answered(status: int = 200, target: str = "/", **environ: Any) -> Answered:
    return Answered("GET", target, status, (), 0.0015, environ)


def lines_of(*asked: tuple[str, str, dict[str, str]], style: str = "json") -> list[str]:
    """The lines that a server writes for these requests, each after its answer."""
    stream = io.StringIO()
    with Server(SandboxApp(), watch=RequestLog(stream, style)) as server:
        line = Connection(server.url)
        for method, path, headers in asked:
            line.ask(method, path, headers)
        line.close()
    return stream.getvalue().splitlines()


def facts_of(method: str, path: str, headers: dict[str, str]) -> dict[str, Any]:
    [line] = lines_of((method, path, headers))
    facts: dict[str, Any] = json.loads(line)
    return facts


@pytest.mark.parametrize("vendor", VENDORS, ids=lambda vendor: vendor.name)
def test_a_line_tells_what_was_asked_and_answered(vendor) -> None:
    operation = next(one for one in vendor.operations if one.method == "GET" and not one.example.path)
    one = recorded_request(vendor, operation, demo())

    facts = facts_of("GET", f"/w/seen{one.path}", dict(one.headers))

    assert facts.pop("time").endswith("+00:00")
    assert facts.pop("milliseconds") >= 0
    assert facts.pop("path").startswith(f"/w/seen/{vendor.name}/")
    assert facts == {
        "method": "GET",
        "status": 200,
        "world": "seen",
        "vendor": vendor.name,
        "operation": operation.id,
        "fault": None,
        "why": None,
        "left": False,
    }


@pytest.mark.parametrize(
    ("method", "path", "headers", "why"),
    [
        ("GET", SOURCES, {}, "header.Authorization"),
        ("GET", "/nope", {}, "nothing is served at this path"),
        ("GET", "/skailer/api/v1/sources/al", TOLD, "/al should be /all"),
        ("GET", "/_sandbox/nothing", {}, "nothing is served at /nothing"),
        ("GET", "/_sandbox/worlds/nowhere", {}, "there is no world 'nowhere'"),
        ("GET", "/_sandbox/clock", {"Host": "evil.example"}, "does not answer to 'evil.example'"),
        ("POST", "/_sandbox/clock/advance", {"Content-Type": "application/json"}, "body"),
    ],
)
def test_a_line_tells_why_a_request_was_refused(method: str, path: str, headers: dict[str, str], why: str) -> None:
    facts = facts_of(method, path, headers)

    assert 400 <= facts["status"] < 500
    assert why in facts["why"]


def test_text_for_people_has_the_same() -> None:
    [line] = lines_of(("GET", SOURCES, {}), style="text")

    time, status, asked, operation, world, duration, why = line.split("  ")
    assert (status, asked, operation, world) == ("401", f"GET {SOURCES}", "skailer list_sources", "world default")
    assert len(time) == len("09:00:00")
    assert duration.endswith(" ms")
    assert why


def test_a_fault_is_named_and_one_that_hangs_up_has_a_line_too() -> None:
    stream = io.StringIO()
    sandbox = SandboxApp()
    sandbox.worlds["default"].faults.add("reset", first=1)
    with Server(sandbox, watch=RequestLog(stream)) as server:
        line = Connection(server.url)
        with pytest.raises(ConnectionResetError):
            line.ask("GET", SOURCES, TOLD)

    assert "fault reset-1" in stream.getvalue()


def test_what_never_reached_the_application_has_a_line(tmp_path) -> None:
    stream = io.StringIO()
    with Server(SandboxApp("empty"), watch=RequestLog(stream, "json")) as server:
        place = urlsplit(server.url)
        with socket.create_connection((place.hostname or "", place.port or 0), timeout=5) as client:
            client.sendall(b"GET /skailer HTTP/1.1\r\n\r\n")
            assert client.makefile("rb").read().startswith(b"HTTP/1.1 400 ")

    assert json.loads(stream.getvalue())["status"] == 400


def test_colour_is_for_terminals_and_for_people() -> None:
    assert "\033" not in written(answered(), answered(404))
    assert "\033[32m200\033[0m" in written(answered(), stream=Terminal())
    assert "\033[33m404\033[0m" in written(answered(404), stream=Terminal())
    assert "\033" not in written(answered(), style="json", stream=Terminal())


@pytest.mark.parametrize("style", ["text", "json"])
def test_a_request_cannot_write_a_line_of_its_own_nor_move_the_cursor(style: str) -> None:
    hostile = "\033[2J\n200  GET /forged\x07\x9b"

    told = written(
        Answered("GET", f"/{hostile}", 404, (("X-Sandbox-Why", hostile),), 0.0, {}),
        answered(404, **{"ats_sandbox.reason": hostile}),
        style=style,
        stream=Terminal() if style == "json" else None,
    )

    assert len(told.splitlines()) == 2
    assert "\033" not in told
    assert all(" " <= letter <= "~" or letter == "\n" for letter in told)


def test_secrets_in_a_query_are_masked_and_long_ones_cut() -> None:
    told = written(answered(target="/oauth?access_token=hidden&a=1"), answered(target="/" + "x" * 60_000))

    assert "hidden" not in told
    assert "access_token=***&a=1" in told
    assert len(told) < 2_000


def test_a_closed_pipe_stops_no_answer() -> None:
    stream = io.StringIO()
    watch = RequestLog(stream)
    stream.close()
    with Server(SandboxApp("empty"), watch=watch) as server:
        line = Connection(server.url)

        assert [line.ask("GET", "/_sandbox/health").status for _ in range(2)] == [200, 200]
        line.close()


def test_a_client_that_left_is_said() -> None:
    entered: Future[None] = Future()

    def application(environ, start_response):
        start_response("200 OK", [("Content-Length", "2")])
        environ[PLAN] = Plan(Pause(), lambda: None, seconds=60)
        entered.set_result(None)
        return [b"ok"]

    seen: Future[Answered] = Future()
    with Server(application, watch=seen.set_result) as server:
        place = urlsplit(server.url)
        with socket.create_connection((place.hostname or "", place.port or 0), timeout=5) as client:
            client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            entered.result(5)

        assert seen.result(5).left is True
    assert "the client had left" in written(seen.result())


def test_the_program_writes_lines_to_its_error_output() -> None:
    with serving("--recipe", "empty", "--log", "json") as program:
        assert program.get(SOURCES, authorization="Bearer sandbox-admin").status == 200
        _, told = program.end()

    assert [json.loads(line)["operation"] for line in told.splitlines()] == ["list_sources"]


def test_a_quiet_program_writes_none() -> None:
    with serving("--recipe", "empty", "--quiet") as program:
        assert program.get(SOURCES, authorization="Bearer sandbox-admin").status == 200

        assert program.end() == (0, "")
