"""Room for many clients, and for the next one: connections in nobody's use give way."""

import http.client
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.server import Server, bounds
from tests.server.application import HEAD, Application, ask, closing, talk

ROOM = 30
IDLE = 5_000


def answer_of(client: socket.socket) -> bytes:
    """What arrives up to the end of one answer, or of the connection."""
    received = b""
    while not received.endswith(b"hello") and (piece := client.recv(65_536)):
        received += piece
    return received


@contextmanager
def clients(server: Server, number: int, sent: bytes = b"", *, answered: bool = False) -> Iterator[list[socket.socket]]:
    """So many clients, which have sent this, and read what they were answered."""
    with ExitStack() as stack:
        held = []
        for _ in range(number):
            client = stack.enter_context(socket.create_connection(server.address, timeout=20))
            client.sendall(sent)
            if answered:
                assert answer_of(client).startswith(b"HTTP/1.1 200 ")
            held.append(client)
        yield held


@pytest.fixture
def narrow(application: Application, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server with room for few, where what arrives too slowly gives way at once."""
    monkeypatch.setattr(bounds, "connections", lambda: ROOM)
    for name in ("HURRIED_HEAD_TIME", "BODY_PAUSE"):
        monkeypatch.setattr(bounds, name, -1.0)
    with Server(application, grace=3) as running:
        yield running
        application.released.set()


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"\x16",
        b"GET / HTTP/1.1\r\nHost: x\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n\r",
        b"POST /echo " + HEAD + b"Content-Length: 9\r\n\r\nab",
    ],
    ids=["nothing", "half a greeting", "half a head", "half a blank line", "half a body"],
)
def test_clients_that_send_half_a_request_do_not_keep_others_out(narrow: Server, sent: bytes) -> None:
    with clients(narrow, ROOM + 20, sent):
        assert talk(narrow, closing(b"GET /")).endswith(b"hello")


def test_clients_that_keep_their_connections_do_not_keep_others_out(narrow: Server) -> None:
    asked = b"GET / " + HEAD + b"\r\n"
    with clients(narrow, ROOM + 20, asked, answered=True):
        assert talk(narrow, closing(b"GET /")).endswith(b"hello")


def test_the_client_that_was_heard_last_keeps_its_connection(narrow: Server) -> None:
    asked = b"GET / " + HEAD + b"\r\n"
    with clients(narrow, ROOM, asked, answered=True) as held:
        held[0].sendall(asked)
        assert answer_of(held[0]).startswith(b"HTTP/1.1 200 ")
        assert talk(narrow, closing(b"GET /")).endswith(b"hello")
        held[0].sendall(asked)

        assert answer_of(held[0]).startswith(b"HTTP/1.1 200 ")
        assert held[1].recv(1) == b"", "it had been quiet longest"


def test_a_request_in_hand_does_not_give_way(narrow: Server, application: Application) -> None:
    with socket.create_connection(narrow.address, timeout=20) as busy:
        busy.sendall(closing(b"GET /held"))
        assert application.entered.wait(5)
        with clients(narrow, ROOM + 20):
            assert talk(narrow, closing(b"GET /")).endswith(b"hello")
        application.released.set()

        assert busy.makefile("rb").read().endswith(b"finished")


def test_when_nobody_can_give_way_the_next_client_is_turned_away(narrow: Server, application: Application) -> None:
    inside = threading.Semaphore(0)

    def waiting(environ: dict[str, Any]) -> bytes:
        inside.release()
        return application.planned(environ, b"woken", seconds=60)

    application.waiting = waiting
    with clients(narrow, ROOM, b"GET /waiting " + HEAD + b"\r\n") as held:
        assert all(inside.acquire(timeout=5) for _ in held)
        with socket.create_connection(narrow.address, timeout=5) as next_one:
            assert next_one.recv(1) == b""
        application.wake()

        assert all(client.recv(65_536).endswith(b"woken") for client in held)


def test_a_client_that_does_not_read_is_answered_no_further(application: Application) -> None:
    """What it asked for would be 100 MB; a few are in the server's hands and the system's."""
    calls = []
    application.may_wait = lambda environ: False
    application.big = lambda environ: calls.append(1) or b"x" * 1_000_000
    with Server(application) as running, socket.create_connection(running.address, timeout=5) as client:
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for _ in range(99):
            client.sendall(b"GET /big " + HEAD + b"\r\n")
            assert talk(running, closing(b"GET /")).endswith(b"hello")
        assert len(calls) < 50
        client.sendall(closing(b"GET /big"))

        assert client.makefile("rb").read().count(b"HTTP/1.1 200 OK") == 100
    assert len(calls) == 100


@pytest.mark.parametrize(("bound", "sent"), [("HEAD_TIME", b"GET / HTTP/1.1\r\nHost: x\r\n"), ("IDLE_TIME", b"")])
def test_what_takes_too_long_is_given_up(
    application: Application, monkeypatch: pytest.MonkeyPatch, bound: str, sent: bytes
) -> None:
    monkeypatch.setattr(bounds, bound, -1.0)
    monkeypatch.setattr(bounds, "LOOKING_TIME", 0.01)

    with Server(application) as server:
        assert talk(server, sent) == b""


def test_thousands_of_idle_connections_leave_room_for_a_question() -> None:
    """As many as the machine allows, if that is less: here both ends of each count as open files of one process."""
    number = min(IDLE, bounds.connections() // 2 - 100)
    asked = b"GET /_sandbox/health HTTP/1.1\r\nHost: x\r\n\r\n"
    with Server(SandboxApp("empty")) as server, clients(server, number) as held:
        for client in held:
            client.sendall(asked)
        for client in held:
            assert client.recv(65_536).startswith(b"HTTP/1.1 200 ")
        caller = http.client.HTTPConnection(*server.address, timeout=20)
        assert ask(caller, "GET", "/_sandbox/health")[0] == 200
        caller.close()
        for client in (held[0], held[-1]):
            client.sendall(asked)
            assert client.recv(65_536).startswith(b"HTTP/1.1 200 "), "none of them had to give way"
