"""What open pages are told, over real sockets."""

import http.client
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from werkzeug.test import Client

from ats_sandbox.app import SandboxApp
from ats_sandbox.dashboard.live import HEARTBEATS, KINDS, LOOK, MOST, Watching, event, marks_of
from ats_sandbox.server import Server

EVENTS = "/_sandbox/ui/events"
PATIENCE = 60


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(SandboxApp("empty"), grace=60) as running:
        yield running


class Listener:
    """Somebody who listens to a stream, from its first events on."""

    def __init__(self, server: Server, path: str = EVENTS) -> None:
        self.connection = http.client.HTTPConnection(*server.address, timeout=PATIENCE)
        self.connection.request("GET", path)
        self.answer = self.connection.getresponse()
        self.status = self.answer.status

    def hear(self) -> str:
        """The next event's kind; "" at the end."""
        while line := self.answer.readline():
            if line.startswith(b"event: "):
                return line[7:].decode().strip()
        return ""

    def begin(self) -> "Listener":
        """Hear what is told at the beginning."""
        assert [self.hear() for _ in KINDS] == [*KINDS]
        return self

    def close(self) -> None:
        self.answer.close()
        self.connection.close()


@contextmanager
def listening(server: Server, path: str = EVENTS) -> Iterator[Listener]:
    listener = Listener(server, path)
    try:
        yield listener.begin()
    finally:
        listener.close()


def ask(server: Server, method: str, path: str, body: str | None = None, **headers: str) -> int:
    connection = http.client.HTTPConnection(*server.address, timeout=PATIENCE)
    connection.request(method, path, body, {"Content-Type": "application/json", **headers})
    status = connection.getresponse().status
    connection.close()
    return status


def test_a_stream_begins_with_every_kind_as_the_page_may_be_older(server: Server) -> None:
    with listening(server) as listener:
        assert listener.status == 200
        assert listener.answer.getheader("Content-Type", "").startswith("text/event-stream")
        assert listener.answer.getheader("Cache-Control") == "no-store"


@pytest.mark.parametrize(
    ("method", "path", "body", "told"),
    [
        ("GET", "/stackone/unified/ats/jobs", None, {"journal"}),
        ("POST", "/_sandbox/clock/advance", '{"duration": "PT1H"}', {"clock"}),
        ("POST", "/_sandbox/faults", '{"kind": "delay", "seconds": 1}', {"faults"}),
        ("PATCH", "/_sandbox/limits", '{"mode": "enforce"}', {"faults"}),
        ("POST", "/_sandbox/snapshots", '{"name": "first"}', {"commit"}),
        ("PUT", "/_sandbox/churn", '{"steps": [{"after": 1, "do": "insert"}]}', {"faults"}),
    ],
)
def test_what_happens_is_told_by_its_kind(
    server: Server, method: str, path: str, body: str | None, told: set[str]
) -> None:
    with listening(server) as listener:
        assert ask(server, method, path, body) < 400 or method == "GET"

        assert {listener.hear() for _ in told} == told


def test_another_world_is_not_told_of(server: Server) -> None:
    with listening(server, f"/w/one{EVENTS}") as listener:
        ask(server, "POST", "/w/two/_sandbox/clock/advance", '{"duration": "PT1H"}')
        ask(server, "POST", "/w/one/_sandbox/snapshots", '{"name": "first"}')

        assert listener.hear() == "commit"


def test_a_page_of_a_world_that_was_deleted_does_not_bring_it_back(server: Server) -> None:
    with listening(server, f"/w/one{EVENTS}") as listener:
        ask(server, "DELETE", "/_sandbox/worlds/one")
        assert "one" not in server.application.worlds
        ask(server, "POST", "/_sandbox/worlds", '{"name": "one"}')

        assert [listener.hear() for _ in range(2)] == ["journal", "commit"]


def test_the_token_is_asked_for_where_there_is_one() -> None:
    app = SandboxApp("empty", admin_token="long-enough-token")
    with Server(app) as server:
        cookie = Client(app).post("/_sandbox/ui/login", data={"token": "long-enough-token"}).headers["Set-Cookie"]
        cookie = cookie.partition(";")[0]

        assert ask(server, "GET", EVENTS) == 401
        assert ask(server, "HEAD", EVENTS, Cookie=cookie) == 200
        assert ask(server, "HEAD", EVENTS, Cookie=cookie, Origin="https://evil.example") == 403


def test_there_are_so_many_streams_and_the_place_of_one_that_ended_is_free(server: Server) -> None:
    listeners = [Listener(server).begin() for _ in range(MOST)]
    try:
        assert ask(server, "GET", EVENTS) == 503
        assert ask(server, "GET", "/_sandbox/ui/clock") == 200
        listeners.pop().close()
        while (again := Listener(server)).status == 503:  # until the server has noticed
            again.close()
        listeners.append(again.begin())
    finally:
        for one in listeners:
            one.close()


def test_a_stream_takes_no_thread_from_anybody() -> None:
    with Server(SandboxApp("empty"), threads=1) as server:
        listeners = [Listener(server).begin() for _ in range(5)]
        assert ask(server, "POST", "/_sandbox/clock/advance", '{"duration": "PT1H"}') == 200
        assert [one.hear() for one in listeners] == ["clock"] * 5
        for one in listeners:
            one.close()


def test_a_server_stops_though_pages_are_open() -> None:
    server = Server(SandboxApp("empty"), grace=3_600)
    with server:
        listener = Listener(server).begin()

    assert listener.hear() == ""
    listener.close()


def test_a_client_that_only_asks_for_the_head_gets_no_stream(server: Server) -> None:
    connection = http.client.HTTPConnection(*server.address, timeout=PATIENCE)
    for _ in range(MOST + 1):
        connection.request("HEAD", EVENTS)
        answer = connection.getresponse()
        assert (answer.status, answer.read()) == (200, b"")
    connection.close()


def test_clients_of_http_1_0_are_told_too(server: Server) -> None:
    with socket.create_connection(server.address, PATIENCE) as line:
        line.sendall(f"GET {EVENTS} HTTP/1.0\r\n\r\n".encode())
        heard = b""
        while event(KINDS[-1]) not in heard:
            heard += line.recv(4_096)

    head, _, content = heard.partition(b"\r\n\r\n")
    assert b"Connection: close" in head
    assert content.startswith(b"retry: ")


def test_a_server_that_carries_no_streams_says_so() -> None:
    answer = Client(SandboxApp("empty")).get(EVENTS)

    assert answer.status_code == 503
    assert "look again" in answer.json["error"]


def test_nothing_is_subscribed_to_for_an_open_page() -> None:
    app = SandboxApp("empty")
    stream = app.world._stream
    before = None if stream is None else stream._subscriptions
    with Server(app) as server, listening(server):
        stream = app.world._stream
        assert (None if stream is None else stream._subscriptions) == before


def test_deliveries_are_told() -> None:
    app = SandboxApp("empty")
    hooks = app.worlds["default"].webhooks
    hooks.receive("https://hooks.example.com/ats", lambda message: None)
    hooks.subscribe("smartrecruiters", url="https://hooks.example.com/ats", events=["candidate.created"])
    watching = Watching(lambda: marks_of("default", app.worlds))
    watching.look()

    body = {"firstName": "Ada", "lastName": "Quill", "email": "ada@example.com"}
    made = Client(app).post("/smartrecruiters/candidates", json=body, headers={"X-SmartToken": "sandbox-admin"})
    assert made.status_code == 201
    hooks.run_until_delivered()

    assert event("webhooks") in watching.look()
    assert watching.look() == b""


def test_a_quiet_stream_shows_that_it_lives() -> None:
    app = SandboxApp("empty")
    watching = Watching(lambda: marks_of("default", app.worlds))
    watching.look()

    said = [watching.look() for _ in range(2 * HEARTBEATS)]

    assert HEARTBEATS * LOOK == 15
    assert [number for number, one in enumerate(said, 1) if one] == [HEARTBEATS, 2 * HEARTBEATS]
    assert {*said} == {b"", b":\n\n"}


def test_what_happens_between_two_looks_is_told_once() -> None:
    app = SandboxApp("empty")
    watching = Watching(lambda: marks_of("default", app.worlds))
    watching.look()
    for _ in range(50):
        app.world.advance(1)

    assert watching.look() == event("clock")
