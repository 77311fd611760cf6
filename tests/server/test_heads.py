"""Heads of requests that HTTP says how to take, and heads of answers without a body."""

import gc
import http.client
import json
import socket
import tracemalloc

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.server import Server
from ats_sandbox.server.bounds import LINE_LIMIT
from tests.server.application import closing, talk

DESCRIBED = b"GET /described HTTP/1.1\r\nConnection: close\r\n"


def refused(answer: bytes, why: bytes) -> bool:
    return answer.startswith(b"HTTP/1.") and answer.split(b" ")[1] == b"400" and why in answer


def described(answer: bytes) -> dict[str, str]:
    told: dict[str, str] = json.loads(answer.partition(b"\r\n\r\n")[2])
    return told


@pytest.mark.parametrize(
    "framing",
    [
        b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
        b"transfer-encoding: chunked\r\ncontent-length: 4\r\n",
        b"Transfer-Encoding: identity\r\nContent-Length:4\r\n",
    ],
)
def test_a_body_with_a_length_and_a_coding_is_refused_with_its_connection(server: Server, framing: bytes) -> None:
    hidden = b"0\r\n\r\nGET /hidden HTTP/1.1\r\nHost: x\r\n\r\n"

    answer = talk(server, b"POST /echo HTTP/1.1\r\nHost: x\r\n" + framing + b"\r\n" + hidden)

    assert refused(answer, b"exclude each other")
    assert answer.count(b"HTTP/1.1 ") + answer.count(b"HTTP/1.0 ") == 1


@pytest.mark.parametrize(
    ("hosts", "why"),
    [
        (b"", b"missing"),
        (b"Host: one.example\r\nHost: two.example\r\n", b"not one host name"),
        (b"Host: one.example\r\nHost: one.example\r\n", b"not one host name"),
        (b"Host: " + b"h" * 5000 + b"\r\n", b"not one host name"),
        (b"Host: one.example/path\r\n", b"not one host name"),
        (b"Host: user@one.example\r\n", b"not one host name"),
        (b"Host: one.example:port\r\n", b"not one host name"),
        (b"Host: \xff\xfe\r\n", b"not one host name"),
    ],
    ids=["none", "two", "twice the same", "5000 letters", "a path", "a user", "a port by name", "no text"],
)
def test_a_request_without_one_valid_host_is_refused(server: Server, hosts: bytes, why: bytes) -> None:
    assert refused(talk(server, DESCRIBED + hosts + b"\r\n"), why)


@pytest.mark.parametrize(
    "host", [b"", b"localhost", b"one.example:8080", b"127.0.0.1", b"[::1]:80", b"under_score.example"]
)
def test_a_valid_host_is_taken(server: Server, host: bytes) -> None:
    assert talk(server, DESCRIBED + b"Host: " + host + b"\r\n\r\n").startswith(b"HTTP/1.1 200 ")


def test_an_old_client_needs_no_host(server: Server) -> None:
    assert talk(server, b"GET / HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.0 200 ")


def test_an_absolute_target_is_the_host_whatever_the_header_says(server: Server) -> None:
    asked = b"GET http://api.example:81/described?a=1 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"

    told = described(talk(server, asked))

    assert (told["HTTP_HOST"], told["PATH_INFO"], told["QUERY_STRING"]) == ("api.example:81", "/described", "a=1")


@pytest.mark.parametrize(
    "asked",
    [
        b"GET /described?a=1 HTTP/1.1\nHost: x\nConnection: close\n\n",
        b"GET /described?a=1 HTTP/1.1\nHost: x\nConnection: close\n\r\n",
        b"GET /described?a=1 HTTP/1.1\r\nHost: x\nConnection: close\r\n\n",
        b"\n\nGET /described?a=1 HTTP/1.1\nHost: x\r\nConnection: close\r\n\r\n",
    ],
    ids=["all", "but the last", "one", "the first"],
)
@pytest.mark.parametrize("drips", [False, True])
def test_a_single_line_feed_ends_a_line(server: Server, asked: bytes, drips: bool) -> None:
    with socket.create_connection(server.address, timeout=5) as client, client.makefile("rb") as answer:
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for at in range(len(asked) if drips else 1):
            client.sendall(asked[at : at + 1] if drips else asked)
        told = described(answer.read())

    assert (told["HTTP_HOST"], told["PATH_INFO"], told["QUERY_STRING"]) == ("x", "/described", "a=1")


def test_what_follows_a_head_of_single_line_feeds_is_its_body_and_the_next_request(server: Server) -> None:
    asked = b"POST /echo HTTP/1.1\nHost: x\nContent-Length: 6\n\n\n\r\n\r\n\n"

    answers = talk(server, asked + closing(b"GET /"))

    assert answers.count(b"HTTP/1.1 200 ") == 2
    assert b"\r\n\r\n\n\r\n\r\n\nHTTP/1.1 " in answers


def test_a_single_carriage_return_ends_nothing(server: Server) -> None:
    for asked in (b"GET / HTTP/1.1\rHost: x\r\n\r\n", b"GET / HTTP/1.1\nHost: x\rX-Hidden: 1\n\n"):
        assert refused(talk(server, asked), b"Bare CR")


@pytest.mark.parametrize("target", [b"/a%bb", b"/?a=%bb", b"/%b", b"%b/", b"http://x%b/", b"http://x/%ba"])
@pytest.mark.parametrize("version", [b" HTTP/1.1", b""])
def test_no_target_holds_what_controls(server: Server, target: bytes, version: bytes) -> None:
    """Nor does nginx let one through. A line feed ends the line, and what follows is no field."""
    for control in (*range(0x20), 0x7F):
        asked = b"GET " + target % bytes([control]) + version + b"\r\nHost: x\r\n\r\n"

        assert refused(talk(server, asked), b"") or (control == 0x0A and not version), control


@pytest.mark.parametrize("end", [b"\r\n", b"\n"])
@pytest.mark.parametrize("blank", [b" ", b"\t"])
def test_the_request_line_is_not_continued(server: Server, end: bytes, blank: bytes) -> None:
    """RFC 9112 2.2: what begins with a blank behind it could be read by one as a field, by another as nothing."""
    for first in (b"GET /", b"GET / HTTP/1.1"):
        asked = first + end + blank + b"HTTP/1.1\r\nHost: x\r\n\r\n"

        assert refused(talk(server, asked), b"continued")


@pytest.mark.parametrize("length", [LINE_LIMIT - 100, LINE_LIMIT + 1])
def test_a_request_line_has_its_bound(server: Server, length: int) -> None:
    answer = talk(server, closing(b"GET /?" + b"'" * length))

    assert answer.split(b" ")[1] == (b"200" if length < LINE_LIMIT else b"414")


@pytest.mark.parametrize("path", ["/nothing", "/not_modified"])
def test_an_answer_without_a_body_keeps_the_connection(caller: http.client.HTTPConnection, path: str) -> None:
    caller.request("GET", path)
    answer = caller.getresponse()
    assert answer.read() == b""
    first = caller.sock
    assert answer.getheader("Connection") is None
    assert answer.getheader("Content-Length") is None
    assert answer.getheader("Transfer-Encoding") is None

    caller.request("GET", "/")

    assert caller.getresponse().read() == b"hello"
    assert caller.sock is first


def test_two_pipelined_requests_are_answered_though_the_first_answer_has_no_body(server: Server) -> None:
    answers = talk(server, b"GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n" + closing(b"GET /"))

    assert answers.startswith(b"HTTP/1.1 204 ")
    assert answers.endswith(b"\r\n\r\nhello")


def test_an_answer_without_a_body_closes_when_the_client_asks_for_it(server: Server) -> None:
    assert b"\r\nConnection: close\r\n" in talk(server, closing(b"GET /nothing"))


def test_what_the_server_refuses_itself_is_no_type_to_be_guessed(server: Server) -> None:
    assert b"\r\nX-Content-Type-Options: nosniff\r\n" in talk(server, b"GET / HTTP/1.1\r\n\r\n")


@pytest.mark.parametrize(
    "head",
    [
        b"GET /%d" + b"x" * 15_000 + b" HTTP/1.1\r\nHost: x\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nConnection: %d" + b",a" * 15_000 + b"\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX-Sandbox-World: %d" + b"x" * 30_000 + b"\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX-Some: %d" + b"x" * 30_000 + b"\r\n",
        b"GET /stackone/unified/ats/jobs/c28xIQ%d" + b"x" * 15_000 + b" HTTP/1.1\r\nHost: x\r\n",
    ],
    ids=["target", "options", "world", "header", "an id"],
)
def test_long_heads_leave_nothing_behind(head: bytes) -> None:
    """What is kept to read the next head sooner is as long as clients make it, so that only short ones are kept."""
    sandbox = SandboxApp("empty", remember=False)
    with (
        Server(sandbox) as server,
        socket.create_connection(server.address, timeout=30) as client,
        client.makefile("rb") as answers,
    ):

        def ask(number: int) -> None:
            client.sendall(head % number + b"\r\n")
            length = 0
            while (line := answers.readline()) != b"\r\n":
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split()[1])
            answers.read(length)
            for name in sandbox.worlds:
                sandbox.worlds[name].journal.clear()

        for number in range(10):
            ask(1_000 + number)
        tracemalloc.start()
        try:
            for number in range(100):
                ask(2_000 + number)
            gc.collect()
            held, _ = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()

    assert held < 100 * 10_000
