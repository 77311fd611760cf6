"""Answers that go on: what is carried, and what ends them."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from ats_sandbox.control.streaming import STREAMS, Stream
from ats_sandbox.server import Server, bounds, streaming
from tests.server.application import HEAD

PATIENCE = 60


class Telling:
    """An application that answers everything with a stream, of pieces that a test gives it."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self.offered: list[bool] = []
        self.closed = threading.Semaphore(0)
        self.status = "200 OK"

    def __call__(self, environ, start_response):
        self.offered.append(environ.get(STREAMS, False))
        start_response(self.status, [("Content-Type", "text/plain")])
        return Stream(self.look, 0.01, self.closed.release)

    def look(self) -> bytes:
        return self.pieces.pop(0) if self.pieces else b""


@pytest.fixture
def telling() -> Telling:
    return Telling()


@pytest.fixture
def server(telling: Telling) -> Iterator[Server]:
    with Server(telling, grace=3_600) as running:
        yield running


@contextmanager
def asked(server: Server, request: bytes = b"GET / " + HEAD + b"\r\n") -> Iterator[socket.socket]:
    with socket.create_connection(server.address, PATIENCE) as line:
        line.sendall(request)
        yield line


def hear(line: socket.socket, until: bytes) -> bytes:
    """What arrives, up to and with these bytes."""
    heard = b""
    while until not in heard:
        piece = line.recv(4_096)
        assert piece, f"the connection ended after {heard!r}"
        heard += piece
    return heard


def rest(line: socket.socket) -> bytes:
    """What arrives until the end."""
    heard = b""
    while piece := line.recv(65_536):
        heard += piece
    return heard


def test_what_there_is_to_say_leaves_as_it_comes(server: Server, telling: Telling) -> None:
    with asked(server) as line:
        head = hear(line, b"\r\n\r\n")
        telling.pieces.append(b"one;")
        hear(line, b"one;")
        telling.pieces += [b"two;", b"three;"]
        assert hear(line, b"three;") in (b"two;three;", b"three;")

    assert head.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"Connection: close\r\n" in head
    assert b"Content-Length" not in head
    assert b"Transfer-Encoding" not in head
    assert telling.offered == [True]


def test_a_client_that_leaves_ends_it(server: Server, telling: Telling) -> None:
    with asked(server) as line:
        hear(line, b"\r\n\r\n")

    assert telling.closed.acquire(timeout=PATIENCE)


def test_a_client_that_says_that_it_is_done_ends_it(server: Server, telling: Telling) -> None:
    with asked(server) as line:
        hear(line, b"\r\n\r\n")
        line.shutdown(socket.SHUT_WR)
        rest(line)

    assert telling.closed.acquire(timeout=PATIENCE)


def test_a_server_that_stops_ends_it(telling: Telling) -> None:
    with Server(telling, grace=3_600) as server:
        line = socket.create_connection(server.address, PATIENCE)
        line.sendall(b"GET / " + HEAD + b"\r\n")
        hear(line, b"\r\n\r\n")

    assert rest(line) == b""
    assert telling.closed.acquire(timeout=PATIENCE)
    line.close()


def test_one_that_breaks_off_ends_the_connection(server: Server, telling: Telling, caplog) -> None:
    telling.look = lambda: 1 // 0  # type: ignore[method-assign]

    with asked(server) as line:
        assert rest(line).endswith(b"\r\n\r\n")

    assert telling.closed.acquire(timeout=PATIENCE)
    assert "a stream broke off" in caplog.text


def test_a_status_that_is_none_leaves_no_stream_behind(server: Server, telling: Telling, caplog) -> None:
    telling.status = "200 OK\r\nX-Smuggled: yes"

    with asked(server) as line:
        assert rest(line).startswith(b"HTTP/1.1 500 ")

    assert telling.closed.acquire(timeout=PATIENCE)


def test_the_head_alone_is_no_stream(server: Server, telling: Telling) -> None:
    with asked(server, b"HEAD / " + HEAD + b"\r\n") as line:
        assert rest(line).endswith(b"\r\n\r\n")

    assert telling.closed.acquire(timeout=PATIENCE)


def test_a_client_that_does_not_read_is_cut_off(server: Server, telling: Telling, monkeypatch) -> None:
    monkeypatch.setattr(streaming, "DEAF_TIME", 0.05)
    looks = []

    def look() -> bytes:
        looks.append(1)
        return b"x" * 4 * bounds.UNREAD_LIMIT

    telling.look = look  # type: ignore[method-assign]

    with asked(server):
        assert telling.closed.acquire(timeout=PATIENCE)

    assert len(looks) == 1


def test_what_stands_behind_it_waits_for_its_end(server: Server, telling: Telling) -> None:
    with asked(server, (b"GET / " + HEAD + b"\r\n") * 2) as line:
        hear(line, b"\r\n\r\n")
        telling.pieces.append(b"more")
        hear(line, b"more")

    assert telling.offered == [True]


def test_a_server_that_does_not_know_what_it_is_sends_nothing(telling: Telling) -> None:
    assert b"".join(telling({}, lambda status, headers: None)) == b""
