"""What `ats-sandbox serve` says of webhooks when it ends, and where it says that it is."""

import json
import socket
from collections.abc import Iterator
from contextlib import closing
from threading import Event
from typing import Any

import pytest

from tests.contract.receivers import receiver
from tests.serving.process import Served, serving

CREATED = ["candidate.created"]
PERSON = {"firstName": "Ada", "lastName": "Quill"}
HEADERS = {"X-SmartToken": "sandbox-admin", "Content-Type": "application/json"}


@pytest.fixture
def program() -> Iterator[Served]:
    with serving() as program:
        yield program


def posted(program: Served, path: str, body: Any) -> Any:
    answer = program.ask("POST", path, HEADERS, json.dumps(body).encode())
    assert answer.status == 201, answer.body
    return answer.json


def hired(program: Served, number: int, world: str = "") -> None:
    posted(program, f"{world}/smartrecruiters/candidates", {**PERSON, "email": f"ada{number}@example.com"})


def test_what_is_open_is_named(program: Served) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    wish = {"vendor": "smartrecruiters", "url": f"http://127.0.0.1:{port}/", "events": CREATED}
    posted(program, "/_sandbox/webhooks/subscriptions", wish)
    posted(program, "/w/test-1/_sandbox/webhooks/subscriptions", {"vendor": "smartrecruiters", "events": CREATED})
    posted(program, "/w/test-1/_sandbox/webhooks/disturbances", {"kind": "hold", "always": True})
    hired(program, 0)
    program.ask("POST", "/_sandbox/webhooks/run", HEADERS, b"{}")
    for number in range(11):
        hired(program, number, "/w/test-1")

    status, said = program.end()

    told = said.splitlines()
    assert status == 0
    assert told[0] == "webhooks that were not delivered: 12"
    assert told[1].startswith("  #1 candidate.created to smartrecruiters-2: waiting, 1 attempt (")
    assert "refused" in told[1]
    assert ", the next at 2026-03-02T09:01:00" in told[1]
    assert told[2].startswith("  in test-1: #1 candidate.created to smartrecruiters-2: held")
    assert told[11:] == ["  and 2 more"]


def test_what_is_under_way_is_given_a_moment(program: Served) -> None:
    """The receiver answers once the program has begun to end, which closes connections that are idle."""
    arrived = Event()
    idle = socket.create_connection(("127.0.0.1", int(program.url.rpartition(":")[2])))

    def answer(handler: Any) -> None:
        handler.rfile.read(int(handler.headers["Content-Length"]))
        arrived.set()
        assert idle.recv(1) == b""
        handler.send_response(202)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    with receiver(answer) as url, closing(idle):
        wish = {"vendor": "smartrecruiters", "url": url, "events": CREATED}
        posted(program, "/_sandbox/webhooks/subscriptions", wish)
        hired(program, 0)
        arrived.wait()
        status, said = program.end()

    assert (status, said) == (0, "")


def test_links_in_messages_lead_to_the_server(program: Served) -> None:
    for world in ("", "/w/test-1"):
        wish = {"vendor": "smartrecruiters", "events": CREATED}
        posted(program, f"{world}/_sandbox/webhooks/subscriptions", wish)
        hired(program, 0, world)

        (message,) = program.get(f"{world}/_sandbox/webhooks/inbox").json["messages"]

        link = message["headers"]["Link"].partition(">")[0].removeprefix("<")
        assert link.startswith(f"{program.url}{world}/smartrecruiters/candidates/")
        found = program.get(link.removeprefix(program.url), x_smarttoken="sandbox-admin")
        assert (found.status, found.json["email"]) == (200, "ada0@example.com")
