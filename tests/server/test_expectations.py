"""Clients that ask leave to send a body (`Expect: 100-continue`) are invited to send what will be read, and no more."""

import json
import socket

import pytest

from ats_sandbox.server import Server
from ats_sandbox.server.bounds import BODY_LIMIT, INVITED_LIMIT
from tests.server.application import HEAD, closing, talk

EXPECTING = b"Expect: 100-continue\r\n"
INVITED = b"HTTP/1.1 100 Continue\r\n\r\n"


def length(number: int) -> bytes:
    return b"Content-Length: %d\r\n" % number


@pytest.mark.parametrize("framing", [length(BODY_LIMIT), length(10**15)])
def test_a_body_that_is_never_read_is_refused_instead_of_invited(server: Server, framing: bytes) -> None:
    assert talk(server, b"POST /echo " + HEAD + EXPECTING + framing + b"\r\n").startswith(b"HTTP/1.1 413 ")


def test_a_body_too_long_for_the_application_is_its_to_refuse_without_being_sent(server: Server) -> None:
    asked = b"POST /described " + HEAD + EXPECTING + length(INVITED_LIMIT + 1) + b"\r\n"

    head, _, body = talk(server, asked).partition(b"\r\n\r\n")

    assert head.startswith(b"HTTP/1.1 200 ")
    assert b"\r\nConnection: close" in head
    assert json.loads(body)["CONTENT_LENGTH"] == str(INVITED_LIMIT + 1)


def test_such_a_body_is_read_when_it_comes_without_waiting(server: Server) -> None:
    body = b"x" * (INVITED_LIMIT + 1)

    answer = talk(server, closing(b"POST /echo", EXPECTING + length(len(body))) + body)

    assert answer.removeprefix(INVITED).partition(b"\r\n\r\n")[2] == body


@pytest.mark.parametrize("framing", [b"", length(0)], ids=["no length", "length 0"])
def test_where_no_body_is_to_come_the_answer_is_all_that_comes(server: Server, framing: bytes) -> None:
    answer = talk(server, closing(b"GET /", EXPECTING + framing))

    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.endswith(b"\r\n\r\nhello")


@pytest.mark.parametrize(
    "head",
    [
        b"POST /echo HTTP/1.1\r\n" + length(4),
        b"POST /echo " + HEAD + length(4) + b"Transfer-Encoding: chunked\r\n",
        b"POST /echo " + HEAD + b"Content-Length: four\r\n",
        b"POST /echo " + HEAD + b"Transfer-Encoding: gzip\r\n",
        b"POST /echo HTTP/2.0\r\nHost: x\r\n" + length(4),
    ],
    ids=["no host", "two framings", "no number", "another coding", "another version"],
)
def test_a_refused_head_invites_no_body(server: Server, head: bytes) -> None:
    answer = talk(server, head + EXPECTING + b"\r\n")

    assert answer.split(b" ")[1] in (b"400", b"501", b"505")


@pytest.mark.parametrize("value", [b"100-Continue", b"100-continue, 100-continue", b"other, 100-continue"])
@pytest.mark.parametrize(
    ("framing", "body"),
    [(length(4), b"body"), (b"Transfer-Encoding: chunked\r\n", b"4\r\nbody\r\n0\r\n\r\n")],
    ids=["a length", "chunks"],
)
def test_a_body_that_will_be_read_is_invited(server: Server, value: bytes, framing: bytes, body: bytes) -> None:
    with socket.create_connection(server.address, timeout=5) as client:
        client.sendall(closing(b"POST /echo", framing + b"Expect: " + value + b"\r\n"))
        assert client.recv(65536) == INVITED
        client.sendall(body)

        assert client.makefile("rb").read().endswith(b"\r\n\r\nbody")


def test_a_client_of_http_1_0_is_never_invited(server: Server) -> None:
    answer = talk(server, b"POST /echo HTTP/1.0\r\n" + EXPECTING + length(4) + b"\r\nbody")

    assert answer.startswith(b"HTTP/1.0 200 ")
