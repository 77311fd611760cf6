"""The HTTP server as clients meet it: over real sockets, one thread each."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from sandbox.server import CONNECTION, HEAD_LIMIT, IN_MEMORY, PortTaken, Server

HEAD = b"HTTP/1.1\r\nHost: sandbox.example\r\n"


class Desk:
    """The application under the server, with two gates that let a test hold an answer back."""

    def __init__(self):
        self.entered = threading.Event()
        self.released = threading.Event()

    def __call__(self, environ, start_response):
        body = getattr(self, environ["PATH_INFO"].strip("/") or "index")(environ)
        if isinstance(body, tuple):
            status, body = body
        else:
            status = "200 OK"
        if isinstance(body, bytes):
            length = environ.get("HTTP_X_PROMISED_LENGTH", str(len(body)))
            start_response(status, [("Content-Type", "text/plain"), ("Content-Length", length)])
            return [body]
        start_response(status, [("Content-Type", "text/plain")])
        return body

    def index(self, environ):
        return b"hello"

    def refusal(self, environ):
        return "401 Unauthorized", b"no"

    def echo(self, environ):
        return environ["wsgi.input"].read()

    def described(self, environ):
        told = {key: value for key, value in environ.items() if isinstance(value, str)}
        return json.dumps(told).encode()

    def pieces(self, environ):
        return iter([b"one,", b"", b"two"])

    def held(self, environ):
        self.entered.set()
        assert self.released.wait(5)
        return b"finished"

    def broken(self, environ):
        raise LookupError("a fault of the application")

    def missing_file(self, environ):
        raise FileNotFoundError("a fault of the application that is an OSError")

    def split_header(self, environ):
        return "200 OK\r\nX-Smuggled: yes", b""

    def reset(self, environ):
        environ[CONNECTION].reset()
        return b"unseen"

    def empty(self, environ):
        environ[CONNECTION].close()
        return b"unseen"

    def truncated(self, environ):
        environ[CONNECTION].send(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this")
        return b"unseen"

    def reset_midway(self, environ):
        environ[CONNECTION].send(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this")
        self.entered.set()
        assert self.released.wait(5)
        environ[CONNECTION].reset()
        return b"unseen"

    def dripped(self, environ):
        connection = environ[CONNECTION]
        connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n")
        for letter in b"drip":
            assert connection.send(bytes([letter]))
        connection.keep()
        return b"unseen"


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def server(desk) -> Iterator[Server]:
    with Server(desk, grace=3) as running:
        yield running
        desk.released.set()


@pytest.fixture
def caller(server) -> Iterator[http.client.HTTPConnection]:
    connection = http.client.HTTPConnection(*server.address, timeout=5)
    yield connection
    connection.close()


def ask(caller, method, path, body=None, headers=None):
    caller.request(method, path, body, headers or {})
    answer = caller.getresponse()
    return answer.status, answer.read()


def talk(server, data, *, half_close=False):
    """Send raw bytes and read until the server closes."""
    with socket.create_connection(server.address, timeout=5) as client:
        client.sendall(data)
        if half_close:
            client.shutdown(socket.SHUT_WR)
        received = b""
        while piece := client.recv(65536):
            received += piece
    return received


def closing(line, headers=b""):
    return line + b" " + HEAD + b"Connection: close\r\n" + headers + b"\r\n"


def test_a_connection_serves_one_request_after_another(caller):
    ask(caller, "GET", "/")
    first = caller.sock

    assert ask(caller, "GET", "/") == (200, b"hello")
    assert caller.sock is first


def test_an_old_client_without_keep_alive_sees_the_connection_close(server):
    assert talk(server, b"GET / HTTP/1.0\r\n\r\n").endswith(b"Connection: close\r\n\r\nhello")


def test_the_headers_are_the_applications_and_three_of_ours(server):
    head, _, body = talk(server, closing(b"GET /")).partition(b"\r\n\r\n")
    date = rb"Date: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT"

    assert re.sub(date, b"Date: now", head).split(b"\r\n") == [
        b"HTTP/1.1 200 OK",
        b"Content-Type: text/plain",
        b"Content-Length: 5",
        b"Server: ats-sandbox",
        b"Date: now",
        b"Connection: close",
    ]
    assert body == b"hello"


def test_small_answers_are_not_held_back_to_be_sent_together(server, desk):
    """Without TCP_NODELAY an answer in several pieces waits for the client's acknowledgement."""
    options = []
    desk.index = lambda environ: str(options.append(option(environ)) or "").encode()

    def option(environ):
        return environ[CONNECTION]._socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)

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


def test_a_body_too_large_for_memory_arrives_whole(caller):
    body = os.urandom(3 * IN_MEMORY)

    assert ask(caller, "POST", "/echo", body) == (200, body)


def test_a_body_that_breaks_off_never_reaches_the_application(server, desk):
    request = b"POST /held " + HEAD + b"Content-Length: 40\r\n\r\nabc"

    assert talk(server, request, half_close=True) == b""
    assert not desk.entered.is_set()


def test_pipelined_requests_are_answered_in_order(server):
    requests = b"POST /echo " + HEAD + b"Content-Length: 5\r\n\r\nfirst" + closing(b"GET /")
    answers = talk(server, requests)

    assert re.findall(rb"\r\n\r\n(first|hello)", answers) == [b"first", b"hello"]


def test_a_large_body_with_the_next_head_in_its_tail_is_not_too_much_head(server):
    """The tail of one request and half the head of the next can come in one packet."""
    body = b"x" * (2 * HEAD_LIMIT)
    with socket.create_connection(server.address, timeout=5) as client:
        client.sendall(b"POST /refusal " + HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body + b"GET / HTT")
        assert client.recv(65536).endswith(b"no")
        client.sendall(b"P/1.1\r\nHost: sandbox.example\r\n\r\n")

        assert client.recv(65536).endswith(b"hello")


def test_a_client_that_asks_leave_to_send_its_body_gets_it(server):
    with socket.create_connection(server.address, timeout=5) as client:
        client.sendall(b"POST /echo " + HEAD + b"Content-Length: 4\r\nExpect: 100-continue\r\n\r\n")
        assert client.recv(65536) == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.sendall(b"body")

        assert client.recv(65536).endswith(b"\r\n\r\nbody")


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
    b"GET / HTTP/9.9\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\xff\xff",
    b"GET / " + HEAD + b"no colon\r\n\r\n",
    b"POST / " + HEAD + b"Content-Length: -5\r\n\r\n",
    b"POST / " + HEAD + b"Content-Length: many\r\n\r\n",
    b"POST / " + HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\nabc",
    b"POST / " + HEAD + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST / " + HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
])  # fmt: skip
def test_what_is_not_http_is_a_bad_request_and_nothing_more(server, request_bytes, caplog, capsys):
    answer = talk(server, request_bytes)

    assert answer.startswith(b"HTTP/1.1 400 Bad Request\r\n")
    assert answer.endswith(b"\r\n\r\nBad Request\n")
    assert not caplog.records
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("request_bytes", "status"), [
    (b"GET / " + HEAD + b"X-Long: " + b"a" * 500_000 + b"\r\n\r\n", b"431"),
    (b"GET / " + HEAD + b"X-Many: a\r\n" * 9_000 + b"\r\n", b"431"),
    (b"GET /" + b"a" * 500_000 + b" " + HEAD + b"\r\n", b"414"),
    (b"GET /" + b"a" * 20_000 + b" " + HEAD + b"\r\n", b"414"),
    (b"CONNECT sandbox.example:80 " + HEAD + b"\r\n", b"405"),
])  # fmt: skip
def test_a_head_beyond_measure_is_refused_and_the_client_can_read_why(server, request_bytes, status):
    assert talk(server, request_bytes).split()[1] == status


def test_a_header_with_an_underscore_cannot_pose_as_the_one_with_a_hyphen(caller):
    _, told = ask(caller, "GET", "/described", headers={"x_account_id": "forged", "x-account-id": "true"})

    assert json.loads(told)["HTTP_X_ACCOUNT_ID"] == "true"


def test_the_absolute_form_of_a_target_names_the_host(server):
    answer = talk(server, closing(b"GET http://api.example.com/described?a=%20b#c"))
    told = json.loads(answer.partition(b"\r\n\r\n")[2])

    assert (told["HTTP_HOST"], told["PATH_INFO"], told["QUERY_STRING"]) == ("api.example.com", "/described", "a=%20b")


def test_a_client_silent_amid_its_request_is_told_so(desk, monkeypatch):
    monkeypatch.setattr("sandbox.server.PATIENCE", 0.05)
    with Server(desk) as server:
        assert talk(server, b"GET / HTTP/1.1\r\nHost").startswith(b"HTTP/1.1 408 Request Timeout\r\n")


def test_a_client_silent_between_requests_is_left_without_a_word(desk, monkeypatch):
    monkeypatch.setattr("sandbox.server.PATIENCE", 0.05)
    with Server(desk) as server:
        assert talk(server, b"GET / " + HEAD + b"\r\n").endswith(b"\r\n\r\nhello")


def test_an_answer_of_unknown_length_is_chunked(caller, server):
    assert ask(caller, "GET", "/pieces") == (200, b"one,two")
    assert talk(server, b"GET /pieces HTTP/1.0\r\n\r\n").endswith(b"\r\n\r\none,two")


def test_a_head_request_gets_the_head_alone(caller):
    caller.request("HEAD", "/")
    answer = caller.getresponse()

    assert (answer.headers["Content-Length"], answer.read()) == ("5", b"")
    assert ask(caller, "GET", "/") == (200, b"hello")


@pytest.mark.parametrize("path", ["/broken", "/missing_file", "/split_header"])
def test_an_application_that_fails_is_a_500_in_the_log_and_no_traceback_on_the_wire(caller, path, caplog):
    assert ask(caller, "GET", path) == (500, b"Internal Server Error\n")
    assert [record.exc_info is not None for record in caplog.records] == [True]


def test_an_answer_shorter_than_promised_ends_with_the_connection(caller):
    with pytest.raises(http.client.IncompleteRead):
        ask(caller, "GET", "/", headers={"X-Promised-Length": "9"})


def test_an_answer_longer_than_promised_is_cut_to_its_promise(caller):
    assert ask(caller, "GET", "/", headers={"X-Promised-Length": "4"}) == (200, b"hell")
    assert ask(caller, "GET", "/") == (200, b"hello")


def test_the_application_can_reset_the_connection(caller):
    with pytest.raises(ConnectionResetError):
        ask(caller, "GET", "/reset")


def test_the_application_can_reset_the_connection_amid_an_answer(caller, desk):
    caller.request("GET", "/reset_midway")
    answer = caller.getresponse()
    assert answer.read(9) == b"only this"
    desk.released.set()

    with pytest.raises(ConnectionResetError):
        answer.read()


def test_the_application_can_leave_without_an_answer(caller):
    with pytest.raises(http.client.RemoteDisconnected):
        ask(caller, "GET", "/empty")


def test_the_application_can_cut_its_answer_short(caller):
    caller.request("GET", "/truncated")

    with pytest.raises(http.client.IncompleteRead) as cut:
        caller.getresponse().read()
    assert cut.value.partial == b"only this"


def test_the_application_can_drip_its_answer_and_keep_the_connection(caller):
    assert ask(caller, "GET", "/dripped") == (200, b"drip")
    first = caller.sock

    assert ask(caller, "GET", "/") == (200, b"hello")
    assert caller.sock is first


def test_eight_clients_are_served_at_the_same_time(server, desk):
    """None of the eight is answered before all have arrived, so they must be inside together."""
    together = threading.Barrier(8, timeout=5)
    desk.held = lambda environ: str(together.wait()).encode()

    def visit(_):
        return talk(server, closing(b"GET /held")).rpartition(b"\r\n")[2]

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(visit, range(8))) == [b"%d" % n for n in range(8)]


def test_when_all_places_are_taken_an_idle_client_makes_room(desk):
    with Server(desk, threads=2) as server:
        idle = [socket.create_connection(server.address, timeout=5) for _ in range(2)]
        assert talk(server, closing(b"GET /")).endswith(b"hello")
        for client in idle:
            client.close()


def test_a_client_waits_its_turn_when_all_places_are_busy(desk):
    with Server(desk, threads=1) as server, ThreadPoolExecutor(2) as pool:
        busy = pool.submit(talk, server, closing(b"GET /held"))
        assert desk.entered.wait(5)
        waiting = pool.submit(talk, server, closing(b"GET /"))
        desk.released.set()

        assert busy.result(5).endswith(b"finished")
        assert waiting.result(5).endswith(b"hello")


def test_a_port_in_use_says_what_to_do(server):
    host, port = server.address

    with pytest.raises(PortTaken) as taken:
        Server(Desk(), host, port).start()
    assert str(taken.value) == (
        f"port {port} on 127.0.0.1 is taken by another program: "
        "choose another with --port, or --port 0 for one that is free"
    )


def test_port_0_is_any_free_port(desk):
    with Server(desk) as one, Server(desk) as other:
        assert 0 not in (one.address[1], other.address[1])
        assert one.url != other.url
        assert one.url == f"http://127.0.0.1:{one.address[1]}"


def test_a_stop_lets_the_request_in_hand_finish_and_refuses_others(server, desk):
    with ThreadPoolExecutor(2) as pool:
        in_hand = pool.submit(talk, server, b"GET /held " + HEAD + b"\r\n")
        assert desk.entered.wait(5)
        stopping = pool.submit(server.stop)
        refused = threading.Event()
        while not refused.is_set():
            try:
                socket.create_connection(server.address, timeout=5).close()
            except ConnectionError:
                refused.set()
        desk.released.set()

        assert in_hand.result(5).endswith(b"Connection: close\r\n\r\nfinished")
        stopping.result(5)


def test_a_stop_does_not_wait_for_idle_clients(caller, server):
    ask(caller, "GET", "/")
    thread = threading.Thread(target=server.stop)
    thread.start()
    thread.join(2)

    assert not thread.is_alive()


def test_a_stop_gives_up_on_a_request_that_outlasts_the_grace_period(desk):
    with Server(desk, grace=0.1) as server, ThreadPoolExecutor(1) as pool:
        in_hand = pool.submit(talk, server, b"GET /held " + HEAD + b"\r\n")
        assert desk.entered.wait(5)
        server.stop()

        assert in_hand.result(5) == b""
        desk.released.set()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_program_after_the_request_in_hand(number):
    program = textwrap.dedent("""
        import sys
        from sandbox.server import Server

        def application(environ, start_response):
            print("entered", flush=True)
            sys.stdin.readline()
            start_response("200 OK", [("Content-Length", "8")])
            return [b"finished"]

        server = Server(application)
        server.start()
        print(server.address[1], flush=True)
        server.run(signals=True)
        print("ended", flush=True)
    """)
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", program], text=True, **pipes) as process:
        port = int(process.stdout.readline())
        with socket.create_connection(("127.0.0.1", port), timeout=5) as client:
            client.sendall(b"GET / " + HEAD + b"\r\n")
            assert process.stdout.readline() == "entered\n"
            process.send_signal(number)
            process.stdin.write("\n")
            process.stdin.flush()
            answer = b""
            while piece := client.recv(65536):
                answer += piece
        assert answer.endswith(b"finished")
        assert process.communicate(timeout=5) == ("ended\n", "")
        assert process.returncode == 0
