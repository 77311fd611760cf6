"""Receivers of every kind are sent the same bytes, and what they answer counts the same."""

import asyncio
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from flask import Flask, request

from ats_sandbox.control.webhooks.receivers import Answer, Message
from tests.client import VendorClient
from tests.control.webhooks.hooked import hooks_of, tag
from tests.control.webhooks.laboratory import Laboratory

EVENT = "candidate.updated"
Sent = tuple[dict[str, str], bytes]


def in_lower_case(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The vendor's own headers: those that say how a message is carried are left out."""
    carried = {"host", "content-length", "accept-encoding", "connection", "user-agent"}
    return {name.lower(): value for name, value in headers if name.lower() not in carried}


def test_a_function_a_wsgi_and_an_asgi_application_and_an_address_are_sent_the_same(
    smartrecruiters: VendorClient,
) -> None:
    sent: dict[str, Sent] = {}

    def function(message: Message) -> None:
        sent["function"] = in_lower_case(message.headers), message.body

    app = Flask("receiver")

    @app.post("/<path:path>")
    def received(path: str) -> tuple[str, int]:
        sent["wsgi"] = in_lower_case(request.headers.items()), request.get_data()
        return "", 202

    async def asgi(scope: Any, receive: Any, send: Any) -> None:
        told = await receive()
        pairs = [(name.decode(), value.decode()) for name, value in scope["headers"]]
        sent["asgi"] = in_lower_case(pairs), told["body"]
        await send({"type": "http.response.start", "status": 202, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            sent["address"] = in_lower_case(self.headers.items()), body
            self.send_response(202)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    hooks = hooks_of(smartrecruiters)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        for one in (function, app, asgi):
            hooks.subscribe("smartrecruiters", one, events=[EVENT], secret="one key")
        url = f"http://127.0.0.1:{server.server_port}/hooks"
        hooks.subscribe("smartrecruiters", url=url, events=[EVENT], secret="one key")
        tag(smartrecruiters)
        hooks.run_until_delivered()
        ended = hooks.deliveries()
    finally:
        server.shutdown()
        server.server_close()

    assert len(ended) == 4
    assert all(one.attempts[0].accepted for one in ended)
    assert sent.keys() == {"function", "wsgi", "asgi", "address"}
    assert sent["wsgi"] == sent["asgi"] == sent["address"] == sent["function"]


def test_an_asgi_application_answers_within_a_running_loop_too(smartrecruiters: VendorClient) -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 202, "headers": [(b"x-seen", b"yes")]})
        await send({"type": "http.response.body", "body": b"thanks"})

    hooks = hooks_of(smartrecruiters)
    hooks.subscribe("smartrecruiters", app, events=[EVENT])
    tag(smartrecruiters)

    async def within() -> None:
        hooks.run_until_delivered()

    asyncio.run(within())

    (delivery,) = hooks.deliveries()
    assert delivery.attempts[0].accepted
    assert delivery.attempts[0].answer_headers == (("x-seen", "yes"),)
    assert delivery.attempts[0].answer == b"thanks"


@pytest.mark.parametrize(
    ("answer", "accepted"),
    [(None, True), (202, True), (204, False), (Answer(202), True), (Answer(503), False), (Answer(202, after=9), False)],
)
def test_a_function_says_in_its_own_way_what_it_answers(
    smartrecruiters: VendorClient, answer: Answer | int | None, accepted: bool
) -> None:
    hooks = hooks_of(smartrecruiters)
    hooks.subscribe("smartrecruiters", lambda message: answer, events=[EVENT])
    tag(smartrecruiters)

    hooks.run_until_delivered()

    (delivery,) = hooks.deliveries()
    assert delivery.attempts[0].accepted is accepted


def test_an_application_that_breaks_answers_500(smartrecruiters: VendorClient) -> None:
    def app(environ: Any, start_response: Any) -> list[bytes]:
        raise RuntimeError("out of order")

    hooks = hooks_of(smartrecruiters)
    hooks.subscribe("smartrecruiters", app, events=[EVENT])
    tag(smartrecruiters)

    hooks.run_until_delivered()

    (delivery,) = hooks.deliveries()
    assert delivery.attempts[0].status == 500


def test_redirects_are_not_followed(smartrecruiters: VendorClient) -> None:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)
            self.send_response(307)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        do_GET = do_POST

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        hooks = hooks_of(smartrecruiters)
        hooks.subscribe("smartrecruiters", url=f"http://127.0.0.1:{server.server_port}/here", events=[EVENT])
        tag(smartrecruiters)
        hooks.run_until_delivered()
    finally:
        server.shutdown()
        server.server_close()

    (delivery,) = hooks.deliveries()
    assert asked == ["/here"]
    assert delivery.attempts[0].status == 307
    assert not delivery.attempts[0].accepted


def test_what_is_elsewhere_is_not_called(smartrecruiters: VendorClient) -> None:
    hooks = hooks_of(smartrecruiters)
    hooks.subscribe("smartrecruiters", url="https://hooks.acme.test/here", events=[EVENT])
    tag(smartrecruiters)

    hooks.run_until_delivered()

    (delivery,) = hooks.deliveries()
    assert delivery.attempts[0].result == "unreachable"
    assert "--callbacks-anywhere" in delivery.attempts[0].said


@pytest.mark.parametrize("name", ["X-StackOne-Signature", "x-stackone-signature", "X-STACKONE-SIGNATURE"])
def test_a_header_is_found_in_any_case(laboratory: Laboratory, name: str) -> None:
    found: list[str] = []

    def receive(message: Message) -> None:
        assert name in message.header
        assert message.header.get(name) == message.header[name]
        assert message.header.get("x-other") is None
        assert "x-other" not in message.header
        found.append(message.header[name])

    laboratory.subscribe("stackone", receive)
    laboratory.provoke("stackone")
    laboratory.webhooks.run_until_delivered()

    delivery = laboratory.webhooks.deliveries(vendor="stackone")[-1]
    assert [delivery.header[name]] == found
