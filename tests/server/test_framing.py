"""Where a body ends, and whether its connection does: what leaves room for doubt is refused with the connection."""

import http.client
import re
import socket

import pytest

from ats_sandbox.server import Server
from ats_sandbox.server.bounds import BODY_LIMIT, CHUNK_LINE_LIMIT, TRAILER_LIMIT
from tests.server.application import HEAD, ask, closing, talk

CHUNKED = b"POST /echo " + HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
CHUNKED_AND_CLOSING = closing(b"POST /echo", b"Transfer-Encoding: chunked\r\n")
HIDDEN = b"GET /hidden " + HEAD + b"\r\n"


def statuses(answers: bytes) -> list[bytes]:
    """The status of each answer, in order."""
    return re.findall(rb"HTTP/1\.[01] (\d{3}) ", answers)


@pytest.mark.parametrize(
    "coding",
    [
        b"chunked, chunked",
        b"chunked\r\nTransfer-Encoding: chunked",
        b"gzip, chunked",
        b"chunked, identity",
        b"chunked\r\n , chunked",
        b"\r\n chunked, chunked",
        b"chunked,",
        b"xchunked",
        b'"chunked"',
        b"chunked;q=1",
        b",",
        b"",
        b"identity",
    ],
)
def test_any_coding_but_a_single_chunked_is_refused_with_the_connection(server: Server, coding: bytes) -> None:
    asked = b"POST /echo " + HEAD + b"Transfer-Encoding: " + coding + b"\r\n\r\n0\r\n\r\n"

    assert statuses(talk(server, asked + HIDDEN)) == [b"501"]


@pytest.mark.parametrize("coding", [b"Chunked", b" chunked \t", b"\r\n chunked"])
def test_a_single_chunked_is_read_however_it_is_written(server: Server, coding: bytes) -> None:
    asked = closing(b"POST /echo", b"transfer-encoding:" + coding + b"\r\n")

    assert talk(server, asked + b"4\r\nbody\r\n0\r\n\r\n").endswith(b"\r\n\r\nbody")


@pytest.mark.parametrize("version", [b" HTTP/1.0", b" HTTP/1.9", b""], ids=["1.0", "1.9", "none"])
def test_a_coding_outside_http_1_1_is_refused_with_the_connection(server: Server, version: bytes) -> None:
    asked = b"POST /echo" + version + b"\r\nHost: x\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n"

    answer = talk(server, asked + HIDDEN)

    assert statuses(answer) == [b"400"]
    assert b"\r\nConnection: close\r\n" in answer
    assert b"Keep-Alive" not in answer


@pytest.mark.parametrize("version", [b"2.0", b"2", b"3.0", b"0.9", b"10.1"])
def test_another_major_version_is_refused_with_the_connection(server: Server, version: bytes) -> None:
    asked = b"GET / HTTP/" + version + b"\r\nHost: x\r\nConnection: keep-alive\r\n\r\n"

    assert statuses(talk(server, asked + HIDDEN)) == [b"505"]


def test_a_client_that_begins_with_http_2_is_told_the_version(server: Server) -> None:
    assert statuses(talk(server, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0")) == [b"505"]


def test_a_later_minor_version_is_answered(server: Server) -> None:
    assert statuses(talk(server, b"GET / HTTP/1.9\r\nHost: x\r\nConnection: close\r\n\r\n")) == [b"200"]


@pytest.mark.parametrize(
    "options",
    [b"close", b"CLOSE", b"keep-alive, close", b"TE, Close", b"close,", b"TE\r\nConnection: close", b"a ,\tclose\t, b"],
)
@pytest.mark.parametrize("path", [b"/", b"/nothing"])
def test_close_among_the_options_closes_the_connection(server: Server, path: bytes, options: bytes) -> None:
    for version in (b"HTTP/1.1", b"HTTP/1.0"):
        asked = b"GET " + path + b" " + version + b"\r\nHost: x\r\nConnection: " + options + b"\r\n\r\n"

        answer = talk(server, asked + HIDDEN)

        assert statuses(answer) in ([b"200"], [b"204"])
        assert b"\r\nConnection: close\r\n" in answer


@pytest.mark.parametrize("options", [b"closed", b"not-close", b"TE, keep-alive"])
def test_other_options_keep_the_connection(server: Server, options: bytes) -> None:
    asked = b"GET / " + HEAD + b"Connection: " + options + b"\r\n\r\n"

    assert statuses(talk(server, asked + closing(b"GET /"))) == [b"200", b"200"]


@pytest.mark.parametrize("path", [b"/", b"/nothing", b"/not_modified"])
@pytest.mark.parametrize("options", [b"keep-alive", b"Keep-Alive, TE"])
def test_an_old_client_keeps_the_connection_it_asks_to_keep(server: Server, path: bytes, options: bytes) -> None:
    answers = talk(server, b"GET " + path + b" HTTP/1.0\r\nConnection: " + options + b"\r\n\r\nGET / HTTP/1.0\r\n\r\n")

    first, second = answers.split(b"HTTP/1.0 ")[1:]
    assert b"\r\nConnection: Keep-Alive\r\n" in first
    assert b"\r\nConnection: close\r\n" in second
    assert answers.endswith(b"\r\n\r\nhello")


def test_the_application_sees_the_connection_header_as_it_was_sent(caller: http.client.HTTPConnection) -> None:
    _, told = ask(caller, "GET", "/described", headers={"Connection": "Keep-Alive, TE"})

    assert b'"HTTP_CONNECTION": "Keep-Alive, TE"' in told


@pytest.mark.parametrize(
    "body",
    [
        b"0" * 5000,
        b"0" * CHUNK_LINE_LIMIT + b"4\r\nbody\r\n0\r\n\r\n",
        b"4;" + b"x" * CHUNK_LINE_LIMIT + b"\r\nbody\r\n0\r\n\r\n",
        b"1" * 17 + b"\r\n",
        b"0" * 16 + b"4\r\nbody\r\n0\r\n\r\n",
        b"4\nbody\n0\n\n",
        b"4\n\r\nbody\r\n0\r\n\r\n",
        b"4\r\nbodyX",
        b"4\r\nbody\n",
        b"4\r\nbody\rX",
        b"\r\n4\r\nbody\r\n0\r\n\r\n",
        b"-4\r\nbody\r\n",
        b"0x4\r\nbody\r\n",
        b"4 \r\nbody\r\n",
        b"4;=\r\nbody\r\n",
        b"0\r\nX: " + b"y" * TRAILER_LIMIT,
        b"0\r\n" + b"X: y\r\n" * TRAILER_LIMIT,
    ],
    ids=lambda body: str(body[:12]),
)
def test_chunks_that_can_be_none_are_refused_at_once(server: Server, body: bytes) -> None:
    assert statuses(talk(server, CHUNKED + body)) == [b"400"]


def test_a_line_without_an_end_is_refused_when_it_comes_in_drips_too(server: Server) -> None:
    with socket.create_connection(server.address, timeout=5) as client:
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client.sendall(CHUNKED)
        for _ in range(CHUNK_LINE_LIMIT + 1):
            client.sendall(b"0")

        assert statuses(client.makefile("rb").read()) == [b"400"]


@pytest.mark.parametrize("size", [b"f" * 16, b"%x" % (BODY_LIMIT + 1)])
def test_a_chunk_beyond_all_bounds_is_refused_before_it_is_sent(server: Server, size: bytes) -> None:
    assert statuses(talk(server, CHUNKED + size + b"\r\n")) == [b"413"]


@pytest.mark.parametrize(
    "body",
    [
        b"4\r\nbody\r\n0\r\n\r\n",
        b"0000000000000004\r\nbody\r\n000\r\n\r\n",
        b'4;name=value;other="quoted value"\r\nbody\r\n0;last\r\n\r\n',
        b"1\r\nb\r\n1\r\no\r\n2\r\ndy\r\n0\r\nX-Sum: 1\r\nX-Other: 2\r\n\r\n",
    ],
    ids=["one", "leading zeros", "extensions", "trailers"],
)
@pytest.mark.parametrize("whole", [True, False], ids=["whole", "byte by byte"])
def test_a_chunked_body_ends_where_it_says_however_it_arrives(server: Server, body: bytes, whole: bool) -> None:
    sent = CHUNKED + body + CHUNKED_AND_CLOSING + body
    with socket.create_connection(server.address, timeout=5) as client:
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for at in range(0, len(sent), len(sent) if whole else 1):
            client.sendall(sent[at : at + (len(sent) if whole else 1)])
        answers = client.makefile("rb").read()

    assert statuses(answers) == [b"200", b"200"]
    assert answers.count(b"\r\n\r\nbody") == 2
