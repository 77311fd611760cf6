"""HTTP as clients meet it: what they may send, and what comes back."""

import http.client
import json
import os
import re
import socket
import ssl

import pytest

from ats_sandbox.server import HEAD_LIMIT, Server
from ats_sandbox.server.connection import Connection
from tests.server.application import HEAD, ask, closing, talk


def test_a_connection_serves_one_request_after_another(caller):
    ask(caller, "GET", "/")
    first = caller.sock

    assert ask(caller, "GET", "/") == (200, b"hello")
    assert caller.sock is first


def test_an_old_client_without_keep_alive_sees_the_connection_close(server):
    assert talk(server, b"GET / HTTP/1.0\r\n\r\n").endswith(b"\r\n\r\nhello")


def test_the_headers_are_the_applications_and_three_of_ours(server):
    head, _, body = talk(server, closing(b"GET /")).partition(b"\r\n\r\n")
    date = rb"Date: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT"

    assert re.sub(date, b"Date: now", head).split(b"\r\n") == [
        b"HTTP/1.1 200 OK",
        b"Connection: close",
        b"Content-Length: 5",
        b"Content-Type: text/plain",
        b"Date: now",
        b"Server: ats-sandbox",
    ]
    assert body == b"hello"


def test_small_answers_are_not_held_back_to_be_sent_together(server, application, monkeypatch):
    """Without TCP_NODELAY an answer in several pieces waits for the client's acknowledgement."""
    options = []
    made = Connection.connection_made

    def look(connection, transport):
        made(connection, transport)
        client = transport.get_extra_info("socket")
        options.append(client.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

    monkeypatch.setattr(Connection, "connection_made", look)
    talk(server, closing(b"GET /"))

    assert options[0] != 0


def test_a_body_the_application_ignores_does_not_disturb_the_next_request(caller):
    assert ask(caller, "POST", "/refusal", b"x" * 1_000_000) == (401, b"no")
    first = caller.sock

    assert ask(caller, "GET", "/") == (200, b"hello")
    assert caller.sock is first


def test_an_ignored_chunked_body_does_not_disturb_the_next_request(caller):
    assert ask(caller, "POST", "/refusal", iter([b"GET / ", b"HTTP/1.1\r\n\r\n"])) == (401, b"no")
    assert ask(caller, "GET", "/") == (200, b"hello")


def test_a_chunked_body_arrives_in_one_piece(caller):
    assert ask(caller, "POST", "/echo", iter([b"one,", b"two"])) == (200, b"one,two")


@pytest.mark.parametrize("megabytes", [3, 13])
def test_a_large_body_arrives_whole_for_the_application_to_judge(caller, megabytes):
    body = os.urandom(1024) * 1024 * megabytes

    assert ask(caller, "POST", "/echo", body) == (200, body)


def test_a_body_beyond_all_bounds_is_refused_before_it_is_sent(server):
    answer = talk(server, b"POST /echo " + HEAD + b"Content-Length: 70000000\r\n\r\n")

    assert answer.startswith(b"HTTP/1.1 413 ")


def test_a_body_that_breaks_off_never_reaches_the_application(server, application):
    request = b"POST /held " + HEAD + b"Content-Length: 40\r\n\r\nabc"

    assert talk(server, request, half_close=True) == b""
    assert not application.entered.is_set()


def test_pipelined_requests_are_answered_in_order(server):
    requests = b"POST /echo " + HEAD + b"Content-Length: 5\r\n\r\nfirst" + closing(b"GET /")
    answers = talk(server, requests)

    assert re.findall(rb"\r\n\r\n(first|hello)", answers) == [b"first", b"hello"]


def test_a_client_that_asks_leave_to_send_its_body_gets_it(server):
    with socket.create_connection(server.address, timeout=5) as client:
        client.sendall(closing(b"POST /echo", b"Content-Length: 4\r\nExpect: 100-continue\r\n"))
        assert client.recv(65536) == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.sendall(b"body")

        assert client.makefile("rb").read().endswith(b"\r\n\r\nbody")


@pytest.mark.parametrize(
    "framing", [b"Content-Length: 4\r\n\r\nbody", b"Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n"]
)
def test_an_offer_to_change_protocol_is_declined_and_its_body_read(server, framing):
    """Java's client offers h2c with the first request of every connection."""
    offer = b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAABAAMA\r\n"
    answers = talk(server, b"POST /echo " + HEAD + offer + framing + closing(b"GET /"))

    assert re.findall(rb"\r\n\r\n(body|hello)", answers) == [b"body", b"hello"]


@pytest.mark.parametrize("request_bytes", [
    b"nonsense\r\n\r\n",
    b"get / HTTP/1.1\r\n\r\n",
    b"\x80\x81 / HTTP/1.1\r\n\r\n",
    b"GET http://[ " + HEAD + b"\r\n",
    b"GET /\xff " + HEAD + b"\r\n",
    b"GET / " + HEAD + b"no colon\r\n\r\n",
    b"POST / " + HEAD + b"Content-Length: -5\r\n\r\n",
    b"POST / " + HEAD + b"Content-Length: many\r\n\r\n",
    b"POST / " + HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\nabc",
    b"POST / " + HEAD + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n",
    b"POST / " + HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
])  # fmt: skip
def test_what_is_not_http_is_a_bad_request_and_nothing_more(server, request_bytes, caplog, capsys):
    answer = talk(server, request_bytes)

    assert re.match(rb"HTTP/1\.[01] 400 Bad Request\r\n", answer)
    assert b"\r\nServer: ats-sandbox\r\n" in answer
    assert b"Traceback" not in answer
    assert not caplog.records
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("request_bytes", [
    b"GET / " + HEAD + b"X-Long: " + b"a" * 500_000 + b"\r\n\r\n",
    b"GET / " + HEAD + b"X-Many: a\r\n" * 9_000 + b"\r\n",
    b"GET /" + b"a" * HEAD_LIMIT + b" " + HEAD + b"\r\n",
])  # fmt: skip
def test_a_head_beyond_measure_is_refused_and_the_client_can_read_why(server, request_bytes):
    assert talk(server, request_bytes).split()[1] == b"431"


def test_a_client_that_speaks_tls_is_told_at_once_that_this_is_plain_http(server):
    """Given https:// by mistake, a client would otherwise wait for a handshake that never comes."""
    with (
        socket.create_connection(server.address, timeout=5) as client,
        pytest.raises(ssl.SSLError, match=r"(?i)wrong.version|http.request|record"),
    ):
        ssl.create_default_context().wrap_socket(client, server_hostname="localhost")


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "REQUISITION"])
def test_an_unusual_method_is_the_applications_to_answer(caller, method):
    _, told = ask(caller, method, "/described")

    assert json.loads(told)["REQUEST_METHOD"] == method


def test_a_header_with_an_underscore_cannot_pose_as_the_one_with_a_hyphen(caller):
    _, told = ask(caller, "GET", "/described", headers={"x_account_id": "forged", "x-account-id": "true"})

    assert json.loads(told)["HTTP_X_ACCOUNT_ID"] == "true"


def test_an_answer_of_unknown_length_is_chunked(caller, server):
    assert ask(caller, "GET", "/pieces") == (200, b"one,two")
    assert talk(server, b"GET /pieces HTTP/1.0\r\n\r\n").endswith(b"\r\n\r\none,two")


def test_a_head_request_gets_the_head_alone(server):
    answer = talk(server, closing(b"HEAD /"))

    assert b"\r\nContent-Length: 5\r\n" in answer
    assert answer.endswith(b"\r\n\r\n")


@pytest.mark.parametrize("path", ["/broken", "/missing_file", "/split_header"])
def test_an_application_that_fails_is_a_500_in_the_log_and_no_traceback_on_the_wire(caller, path, caplog):
    status, body = ask(caller, "GET", path)

    assert status == 500
    assert b"fault" not in body
    assert b"Traceback" not in body
    assert [record.exc_info is not None for record in caplog.records] == [True]


def test_an_answer_shorter_than_promised_ends_with_the_connection(caller):
    with pytest.raises(http.client.IncompleteRead):
        ask(caller, "GET", "/", headers={"X-Promised-Length": "9"})


def test_an_answer_longer_than_promised_is_cut_to_its_promise(caller):
    assert ask(caller, "GET", "/", headers={"X-Promised-Length": "4"}) == (200, b"hell")
    assert ask(caller, "GET", "/") == (200, b"hello")


def test_an_answer_that_never_ends_is_cut_to_its_promise_too(server):
    assert talk(server, closing(b"GET /endless")).endswith(b"\r\n\r\naba")


def test_header_names_are_spelled_as_the_application_spells_them():
    def application(environ, start_response):
        start_response("200 OK", [("X-RateLimit-Limit", "10"), ("WWW-Authenticate", "Bearer"), ("Content-Length", "2")])
        return [b"ok"]

    with Server(application) as server, socket.create_connection(server.address) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        answer = b"".join(iter(lambda: client.recv(65536), b""))

    assert b"\r\nX-RateLimit-Limit: 10\r\n" in answer
    assert b"\r\nWWW-Authenticate: Bearer\r\n" in answer
    assert answer.endswith(b"\r\n\r\nok")


@pytest.mark.parametrize("in_thread", [False, True])
def test_whoever_watches_may_fail(application, caplog, in_thread):
    application.may_wait = lambda environ: in_thread

    def watch(answered):
        raise LookupError("a fault of whoever watches")

    with Server(application, watch=watch) as server:
        connection = http.client.HTTPConnection(*server.address, timeout=5)
        for _ in range(2):
            connection.request("GET", "/")
            assert connection.getresponse().read() == b"hello"
        connection.close()

    assert "a fault of whoever watches" in caplog.text
