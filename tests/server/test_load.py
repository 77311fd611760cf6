"""The load generator of the benchmarks knows where every answer ends, whoever gives it."""

import itertools
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from ats_sandbox.server import Server
from benchmarks.load import Asker

ASKED = b"%s %s HTTP/1.1\r\nHost: x\r\n\r\n"
LENGTH = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
CHUNKS = (
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=1\r\n0\r\n\r\na\r\nfive hello\r\n0\r\nX-End: 1\r\n\r\n"
)
NOTHING = b"HTTP/1.1 204 No Content\r\nX-Content-Length: 7\r\n\r\n"
UNCHANGED = b"HTTP/1.1 304 Not Modified\r\nContent-Length: 500\r\n\r\n"
CREATED = b"HTTP/1.1 201 Created\r\ncontent-length:0\r\n\r\n"


@contextmanager
def asking(address: tuple[str, int], method: bytes = b"GET", path: bytes = b"/") -> Iterator[Asker]:
    """A connection of the generator that has asked once."""
    asker = Asker(address, itertools.repeat(ASKED % (method, path)))
    with asker.socket:
        asker.ask()
        yield asker


@pytest.mark.parametrize(
    ("method", "path", "bad"),
    [
        (b"GET", b"/", 0),
        (b"HEAD", b"/", 0),
        (b"GET", b"/nothing", 0),
        (b"GET", b"/not_modified", 5),
        (b"GET", b"/refusal", 5),
    ],
)
def test_it_asks_again_when_an_answer_is_complete(server: Server, method: bytes, path: bytes, bad: int) -> None:
    with asking(server.address, method, path) as asker:
        while len(asker.times) < 5:
            asker.hear()

    assert asker.bad == bad


@pytest.mark.parametrize("answer", [LENGTH, CHUNKS, NOTHING, UNCHANGED, CREATED])
@pytest.mark.parametrize("size", [1, 7, 1_000])
def test_it_finds_the_end_of_an_answer_that_arrives_in_parts(answer: bytes, size: int) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as listening,
        asking(listening.getsockname()) as asker,
        listening.accept()[0] as server,
        server.makefile("rb") as heard,
    ):
        for number in range(3):
            assert heard.read(len(ASKED % (b"GET", b"/"))) == ASKED % (b"GET", b"/")
            for at in range(0, len(answer), size):
                assert len(asker.times) == number
                server.sendall(answer[at : at + size])
                asker.hear()
            assert len(asker.times) == number + 1


def test_an_answer_without_an_end_is_no_answer() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as listening,
        asking(listening.getsockname()) as asker,
        listening.accept()[0] as server,
    ):
        server.sendall(b"HTTP/1.1 200 OK\r\n\r\nhello")
        with pytest.raises(ConnectionError, match="where its answer ends"):
            asker.hear()
