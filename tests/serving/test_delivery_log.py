"""The line that the server writes for each webhook that it sends."""

import io
import json
from typing import Any

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.webhooks.webhooks import WorldWebhooks
from ats_sandbox.server.request_log import RequestLog
from tests.client import VendorClient
from tests.contract.receivers import receiver
from tests.serving.process import serving

CREATED = "candidate.created"
ADA = {"firstName": "Ada", "lastName": "Quill", "email": "ada@example.com"}
WORLD = "told"


def told(stream: io.StringIO, url: str, style: str = "text", disturbance: str = "") -> WorldWebhooks:
    """The webhooks of a world in which a subscriber at a URL is told of a candidate."""
    sandbox = SandboxApp()
    sandbox.reach.watch = RequestLog(stream, style).attempted
    vendor = next(one for one in sandbox.vendors if one.name == "smartrecruiters")
    hooks = sandbox.worlds[WORLD].webhooks
    hooks.subscribe("smartrecruiters", url=url, events=[CREATED])
    if disturbance:
        hooks.disturb(disturbance)
    assert VendorClient(sandbox, vendor, WORLD).post("/candidates", json=ADA).status_code == 201
    hooks.run_until_delivered()
    return hooks


def refusing(handler: Any) -> None:
    handler.rfile.read(int(handler.headers["Content-Length"]))
    handler.send_response(401)
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def test_a_line_tells_what_was_sent_where_and_when_it_is_tried_again() -> None:
    stream = io.StringIO()
    with receiver(refusing) as url:
        told(stream, f"{url}/in")

    [line] = stream.getvalue().splitlines()
    time, status, sent, event, world, number, retry, why = line.split("  ")
    assert len(time) == len("09:00:00")
    assert (status, sent, event) == ("401", f"-> POST {url}/in", f"smartrecruiters {CREATED}")
    assert (world, number) == (f"world {WORLD}", "delivery 1 attempt 1")
    assert retry.startswith("retry 2026-03-02T09:01:00.")
    assert why.startswith("it answered 401")


def test_programs_are_told_the_same() -> None:
    stream = io.StringIO()
    with receiver(refusing) as url:
        hooks = told(stream, url, "json", "cut_body")

    facts = json.loads(stream.getvalue())
    assert facts.pop("time").endswith("+00:00")
    assert facts.pop("why").startswith("it answered 401")
    assert facts.pop("retry").startswith("2026-03-02T09:01:00.")
    assert facts == {
        "method": "POST",
        "to": hooks.outbox[1].notice.subscriber.url,
        "status": 401,
        "result": "refused",
        "world": WORLD,
        "vendor": "smartrecruiters",
        "event": CREATED,
        "delivery": 1,
        "attempt": 1,
        "planned": "cut_body",
    }


def test_where_nobody_answers_the_result_stands_for_the_status() -> None:
    stream = io.StringIO()
    hooks = told(stream, "http://127.0.0.1:9/in")
    hooks.run_until_delivered(advance=True)

    lines = [line.split("  ") for line in stream.getvalue().splitlines()]
    assert [line[1] for line in lines] == ["unreachable"] * 11
    assert not lines[-1][-2].startswith("retry")


def test_secrets_of_an_address_are_masked() -> None:
    stream = io.StringIO()
    told(stream, "http://user:hidden@127.0.0.1:9/in?token=hidden&a=1")

    assert "hidden" not in stream.getvalue()
    assert "http://127.0.0.1:9/in?token=***&a=1" in stream.getvalue()


@pytest.mark.parametrize("url", ["https://hooks.example.com/in"])
def test_the_inbox_is_no_network(url: str) -> None:
    stream = io.StringIO()
    hooks = told(stream, url)

    assert [one.event for one in hooks.inbox] == [CREATED]
    assert stream.getvalue() == ""


def test_the_program_writes_the_lines_between_those_of_requests() -> None:
    headers = {"X-SmartToken": "sandbox-admin", "Content-Type": "application/json"}
    wish = {"vendor": "smartrecruiters", "url": "http://127.0.0.1:9/in", "events": [CREATED]}
    with serving("--recipe", "empty", "--log", "json") as program:
        program.ask("POST", "/_sandbox/webhooks/subscriptions", headers, json.dumps(wish).encode())
        program.ask("POST", "/smartrecruiters/candidates", headers, json.dumps(ADA).encode())
        program.ask("POST", "/_sandbox/webhooks/run", headers, b"{}")
        _, said = program.end()

    lines = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    assert [one["event"] for one in lines if "delivery" in one] == [CREATED]
