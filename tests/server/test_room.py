"""Room for the next client: connections in nobody's use give way."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from ats_sandbox.server import SETTINGS, Server, channel
from ats_sandbox.server.bounds import CONNECTIONS
from tests.server.application import HEAD, Application, closing, talk


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
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections give way at once that otherwise would within seconds."""
    for name in ("IDLE_TIME", "HURRIED_HEAD_TIME", "BODY_PAUSE"):
        monkeypatch.setattr(channel, name, 0.0)


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"\x16",
        b"GET / HTTP/1.1\r\nHost: x\r\n",
        b"GET / HTTP/1.1\n\n",
        b"POST /echo " + HEAD + b"Content-Length: 9\r\n\r\nab",
    ],
    ids=["nothing", "half a greeting", "half a head", "bare line ends", "half a body"],
)
def test_clients_that_send_half_a_request_do_not_keep_others_out(server: Server, hurry: None, sent: bytes) -> None:
    with clients(server, CONNECTIONS + 20, sent):
        assert talk(server, closing(b"GET /")).endswith(b"hello")


def test_clients_that_keep_their_connections_do_not_keep_others_out(server: Server) -> None:
    asked = b"GET / " + HEAD + b"\r\n"
    with clients(server, CONNECTIONS + 20, asked, answered=True):
        assert talk(server, closing(b"GET /")).endswith(b"hello")


def test_the_client_that_was_heard_last_keeps_its_connection(server: Server, hurry: None) -> None:
    asked = b"GET / " + HEAD + b"\r\n"
    with clients(server, CONNECTIONS, asked, answered=True) as held:
        held[-1].sendall(asked)

        assert answer_of(held[-1]).startswith(b"HTTP/1.1 200 ")


def test_a_request_in_hand_does_not_give_way(server: Server, application: Application, hurry: None) -> None:
    with socket.create_connection(server.address, timeout=20) as busy:
        busy.sendall(closing(b"GET /held"))
        assert application.entered.wait(5)
        with clients(server, CONNECTIONS + 20):
            assert talk(server, closing(b"GET /")).endswith(b"hello")
        application.released.set()

        assert busy.makefile("rb").read().endswith(b"finished")


def test_a_head_that_never_ends_is_given_up(application: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel, "HEAD_TIME", 0.0)
    monkeypatch.setitem(SETTINGS, "cleanup_interval", 0)

    with Server(application) as server:
        assert talk(server, b"GET / HTTP/1.1\r\nHost: x\r\n") == b""
