"""What the sandbox itself sends, and what comes back."""

import socket
from http.server import BaseHTTPRequestHandler
from threading import Event

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.outgoing import IncomingAnswer, OutgoingRequest, Unreachable, on_this_machine, over_http
from tests.contract.receivers import receiver


def test_a_request_arrives_as_it_was_sent_and_the_answer_comes_back() -> None:
    received: list[tuple[str, str | None, bytes]] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        received.append((handler.path, handler.headers["X-Mark"], body))
        handler.send_response(202)
        handler.send_header("X-Answer", "yes")
        handler.end_headers()

    with receiver(answer) as url:
        found = over_http(OutgoingRequest("POST", f"{url}/hooks?a=1", {"X-Mark": "7"}, b"{}"))

    assert received == [("/hooks?a=1", "7", b"{}")]
    assert (found.status, found.headers["x-answer"]) == (202, "yes")


def test_a_redirect_is_an_answer_like_any_other() -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", "http://127.0.0.1:1/elsewhere")
        handler.end_headers()

    with receiver(answer) as url:
        assert over_http(OutgoingRequest("POST", url)).status == 302


def test_an_answer_that_comes_byte_by_byte_is_not_waited_for() -> None:
    done = Event()

    def answer(handler: BaseHTTPRequestHandler) -> None:
        for _ in range(200):
            if done.wait(0.02):
                return
            handler.wfile.write(b"H")
            handler.wfile.flush()

    with receiver(answer) as url:
        with pytest.raises(Unreachable, match=r"no answer within 0\.2 seconds"):
            over_http(OutgoingRequest("POST", url, timeout=0.2))
        done.set()


def test_what_is_no_http_is_no_answer() -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"\x00\x01\x02\r\n\r\n")

    with receiver(answer) as url, pytest.raises(Unreachable):
        over_http(OutgoingRequest("POST", url))


def test_nobody_there_is_no_answer() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    with pytest.raises(Unreachable):
        over_http(OutgoingRequest("POST", f"http://127.0.0.1:{port}"))


def test_tls_is_spoken_to_an_https_address() -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        raise AssertionError("a request came without TLS")

    with receiver(answer) as url, pytest.raises(Unreachable):
        over_http(OutgoingRequest("POST", url.replace("http:", "https:"), timeout=2))


@pytest.mark.parametrize("host", ["example.com", "hooks.example.org", "a.b.example", "EXAMPLE.net"])
def test_the_sandbox_plays_who_is_at_an_address_for_examples(host: str) -> None:
    found = over_http(OutgoingRequest("POST", f"https://{host}/x", {"X-Hook-Secret": "s"}))

    assert (found.status, found.headers) == (200, {"x-hook-secret": "s"})


@pytest.mark.parametrize(
    "address",
    [
        "https://hooks.acme.test/x",
        "https://10.0.0.1",
        "https://169.254.169.254/latest/meta-data",
        "https://192.168.0.1:8443",
        "https://[::ffff:10.0.0.1]/",
        "https://[fe80::1]/",
        "https://0.0.0.0/",
        "https://localhost.acme.test/",
        "https://127.0.0.1.acme.test/",
        "https://2130706433/",
        "https://example.com.acme.test/",
        "https:///x",
    ],
)
def test_other_machines_are_not_called_unless_that_is_allowed(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []

    def note(request: OutgoingRequest) -> IncomingAnswer:
        sent.append(request.url)
        return IncomingAnswer(200)

    monkeypatch.setattr("ats_sandbox.contract.outgoing.over_http", note)

    with pytest.raises(Unreachable, match="--callbacks-anywhere"):
        on_this_machine(OutgoingRequest("POST", address))
    assert sent == []


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "[::1]", "localhost", "LOCALHOST"])
def test_this_machine_is_called(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ats_sandbox.contract.outgoing.over_http", lambda request: IncomingAnswer(204))

    assert on_this_machine(OutgoingRequest("POST", f"https://{host}:8443/x")).status == 204


def test_a_sandbox_calls_anywhere_only_when_it_is_told_to() -> None:
    assert SandboxApp("empty").outgoing is on_this_machine
    assert SandboxApp("empty", callbacks_anywhere=True).outgoing is over_http
