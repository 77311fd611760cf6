"""What is told, and what is not: each event once, whatever receivers do, and whatever becomes of the world."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

import pytest

from ats_sandbox.control.errors import BadRequest, Unknown
from ats_sandbox.control.webhooks.deliveries import Deliveries
from ats_sandbox.control.webhooks.delivery import DeliveryState
from ats_sandbox.control.webhooks.outbox import Outbox
from ats_sandbox.control.webhooks.receivers import Inbox, Message
from tests.client import VendorClient
from tests.control.webhooks.hooked import Taken, bytes_of, hooks_of, tag


@contextmanager
def listening(free: Event, status: int = 202) -> Iterator[tuple[str, list[bytes]]]:
    """A receiver on the network that answers once it is free; gives its address, and what it has been sent."""
    taken: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            taken.append(self.rfile.read(int(self.headers["Content-Length"])))
            free.wait(30)
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/hooks", taken
    finally:
        free.set()
        server.shutdown()
        server.server_close()


def test_a_receiver_that_does_not_answer_holds_up_no_request(smartrecruiters: VendorClient) -> None:
    hooks, free = hooks_of(smartrecruiters), Event()
    with listening(free) as (url, taken):
        hooks.subscribe("smartrecruiters", url=url, events=["candidate.updated"])

        for _ in range(30):
            tag(smartrecruiters)

        assert len(hooks.unfinished()) == 30
        free.set()
        hooks.run_until_delivered()
        assert [one.state for one in hooks.deliveries()] == [DeliveryState.DELIVERED] * 30
        assert len(taken) == 30
        assert not hooks.unfinished()


def test_what_one_receiver_is_told_comes_one_after_the_other(smartrecruiters: VendorClient) -> None:
    hooks, free = hooks_of(smartrecruiters), Event()
    free.set()
    with listening(free) as (url, taken):
        hooks.subscribe("smartrecruiters", url=url, events=["candidate.updated", "candidate.created"])
        for number in range(8):
            tag(smartrecruiters)
            body = {"firstName": "Ada", "lastName": f"Novak {number}", "email": f"ada{number}@example.com"}
            assert smartrecruiters.post("/candidates", json=body).status_code == 201
        hooks.run_until_delivered()
        assert taken == [one.notice.body for one in hooks.deliveries()]


def test_nobody_receives_into_the_inbox(smartrecruiters: VendorClient) -> None:
    hooks = hooks_of(smartrecruiters)
    hooks.subscribe("smartrecruiters", events=["candidate.updated"])

    id = tag(smartrecruiters)

    (delivery,) = hooks.inbox
    assert delivery.state is DeliveryState.DELIVERED
    assert json.loads(delivery.attempts[0].body) == {"id": id}


def test_a_full_inbox_says_so(smartrecruiters: VendorClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Inbox, "MOST", 2)
    hooks = hooks_of(smartrecruiters)
    hooks.subscribe("smartrecruiters", events=["candidate.updated"])

    for _ in range(3):
        tag(smartrecruiters)

    *_, last = hooks.deliveries()
    assert last.state is DeliveryState.WAITING
    assert "the inbox is full" in last.attempts[0].said


def test_a_full_outbox_drops_what_is_new_and_says_so(
    smartrecruiters: VendorClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Outbox, "MOST_OPEN", 2)
    hooks = hooks_of(smartrecruiters)
    hooks.subscribe("smartrecruiters", Taken(202), events=["candidate.updated"])

    for _ in range(3):
        tag(smartrecruiters)

    first, second, third = hooks.deliveries()
    assert third.state is DeliveryState.DROPPED
    assert "full" in third.said
    assert [one.number for one in hooks.run_until_delivered()] == [first.number, second.number]


def test_old_deliveries_are_forgotten_and_counted(
    smartrecruiters: VendorClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Deliveries, "MOST", 3)
    hooks = hooks_of(smartrecruiters)
    hooks.subscribe("smartrecruiters", events=["candidate.updated"])

    for _ in range(5):
        tag(smartrecruiters)

    assert [one.number for one in hooks.deliveries()] == [3, 4, 5]
    assert hooks.outbox.forgotten == 2
    with pytest.raises(Unknown):
        hooks.outbox[1]


def test_a_disabled_subscription_is_not_told(smartrecruiters: VendorClient) -> None:
    hooks, receiver = hooks_of(smartrecruiters), Taken(202)
    subscription = hooks.subscribe("smartrecruiters", receiver, events=["candidate.updated"])
    tag(smartrecruiters)
    hooks.enable(subscription.name, False)
    tag(smartrecruiters)

    hooks.run_until_delivered()

    (delivery,) = hooks.deliveries()
    assert delivery.state is DeliveryState.DROPPED
    assert "disabled" in delivery.said
    assert receiver.messages == []


def test_what_waits_for_a_subscription_that_is_ended_is_dropped(smartrecruiters: VendorClient) -> None:
    hooks, receiver = hooks_of(smartrecruiters), Taken(202)
    subscription = hooks.subscribe("smartrecruiters", receiver, events=["candidate.updated"])
    tag(smartrecruiters)
    hooks.unsubscribe(subscription.name)

    hooks.run_until_delivered()

    assert [(one.state, receiver.messages) for one in hooks.deliveries()] == [(DeliveryState.DROPPED, [])]


def test_a_fork_tells_what_happens_in_it_and_nothing_of_its_parent(smartrecruiters: VendorClient) -> None:
    hooks, receiver = hooks_of(smartrecruiters), Taken(202)
    hooks.subscribe("smartrecruiters", receiver, events=["candidate.updated"])
    tag(smartrecruiters)
    name = f"{smartrecruiters.name}-fork"
    fork = smartrecruiters.sandbox.worlds.fork(name, smartrecruiters.name)
    try:
        there = VendorClient(smartrecruiters.sandbox, smartrecruiters.vendor, name)
        tag(there)

        assert len(hooks.deliveries()) == 1
        assert len(fork.webhooks.deliveries()) == 1
        fork.webhooks.run_until_delivered()
        assert receiver.messages == []
        hooks.run_until_delivered()
        assert len(receiver.messages) == 1
    finally:
        smartrecruiters.sandbox.worlds.drop(name)


def test_a_reset_forgets_what_was_to_be_told(smartrecruiters: VendorClient) -> None:
    hooks, receiver = hooks_of(smartrecruiters), Taken(202)
    hooks.subscribe("smartrecruiters", receiver, events=["candidate.updated"])
    tag(smartrecruiters)

    smartrecruiters.sandbox.worlds[smartrecruiters.name].reset()

    assert hooks.run_until_delivered() == []
    assert hooks.deliveries() == []
    assert receiver.messages == []


def test_a_restored_world_drops_what_happened_since_and_names_it(smartrecruiters: VendorClient) -> None:
    hooks, receiver = hooks_of(smartrecruiters), Taken(202)
    hooks.subscribe("smartrecruiters", receiver, events=["candidate.updated"])
    workspace = smartrecruiters.sandbox.worlds[smartrecruiters.name]
    workspace.snapshots.take("before")
    tag(smartrecruiters)

    workspace.restore("before")
    tag(smartrecruiters)
    hooks.run_until_delivered()

    dropped, told = hooks.deliveries()
    assert dropped.state is DeliveryState.DROPPED
    assert "set back" in dropped.said
    assert told.state is DeliveryState.DELIVERED
    assert len(receiver.messages) == 1


def test_an_answer_that_comes_after_a_reset_is_not_put_down(smartrecruiters: VendorClient) -> None:
    hooks, free = hooks_of(smartrecruiters), Event()
    with listening(free) as (url, taken):
        hooks.subscribe("smartrecruiters", url=url, events=["candidate.updated"])
        tag(smartrecruiters)
        while not taken:
            pass
        smartrecruiters.sandbox.worlds[smartrecruiters.name].reset()
        free.set()
        hooks.run_until_delivered()
        assert hooks.deliveries() == []


def test_what_a_receiver_writes_is_told_in_its_turn(smartrecruiters: VendorClient) -> None:
    hooks = hooks_of(smartrecruiters)
    left = [3, 2, 1]

    def receive(message: Message) -> None:
        if left:
            left.pop()
            tag(smartrecruiters)

    hooks.subscribe("smartrecruiters", receive, events=["candidate.updated"])
    tag(smartrecruiters)

    assert len(hooks.run_until_delivered()) == 4


def test_a_receiver_that_fails_counts_as_one_that_answers_500(smartrecruiters: VendorClient) -> None:
    hooks = hooks_of(smartrecruiters)
    hooks.subscribe("smartrecruiters", lambda message: 1 // 0, events=["candidate.updated"])
    tag(smartrecruiters)

    hooks.run_until_delivered()

    (delivery,) = hooks.deliveries()
    assert delivery.attempts[0].status == 500
    assert b"ZeroDivisionError" in delivery.attempts[0].answer


def test_every_attempt_is_in_the_vendors_own_log(smartrecruiters: VendorClient) -> None:
    hooks, receiver = hooks_of(smartrecruiters), Taken(500, 202)
    subscription = hooks.subscribe("smartrecruiters", receiver, events=["candidate.updated"])
    tag(smartrecruiters)
    hooks.run_until_delivered(advance=True)

    log = f"/webhooks-api/v201907/subscriptions/{subscription.subscriber.id}/callbacks-log"
    newest, oldest = smartrecruiters.get(log).json

    assert (oldest["status"], newest["status"]) == ("failed", "successful")
    assert newest["requestDetails"]["headers"] == dict(receiver.messages[1].headers)
    assert newest["requestDetails"]["body"].encode() == receiver.messages[1].body


def test_a_delivery_ticks_no_clock_and_is_no_commit(smartrecruiters: VendorClient) -> None:
    hooks = hooks_of(smartrecruiters)
    hooks.subscribe("smartrecruiters", Taken(202), events=["candidate.updated"])
    tag(smartrecruiters)
    commits: list[Any] = []
    smartrecruiters.world.subscribe(lambda _, commit: commits.append(commit))
    now = smartrecruiters.world.now

    hooks.run_until_delivered()

    assert smartrecruiters.world.now == now
    assert commits == []


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"url": "ftp://hooks.example.com"}, "url"),
        ({"url": "nonsense"}, "url"),
        ({"url": "https://"}, "url"),
        ({"url": "https://a b"}, "url"),
        ({"url": "http://[::1"}, "url"),
        ({"events": ["candidate.changed"]}, "events"),
    ],
)
def test_a_wish_that_cannot_be_is_refused(smartrecruiters: VendorClient, wish: Any, field: str) -> None:
    hooks = hooks_of(smartrecruiters)
    before = len(list(hooks))

    with pytest.raises(BadRequest) as refused:
        hooks.subscribe("smartrecruiters", **wish)

    assert refused.value.violations[0].path == (field,)
    assert len(list(hooks)) == before


def test_vendors_without_webhooks_are_not_subscribed_to(smartrecruiters: VendorClient) -> None:
    with pytest.raises(Unknown, match="bindbee"):
        hooks_of(smartrecruiters).subscribe("skailer")


def script() -> list[tuple[object, ...]]:
    """The bytes of what is told in the course of a script, in a sandbox of its own."""
    from ats_sandbox.app import SandboxApp
    from ats_sandbox.vendors import VENDORS

    sandbox = SandboxApp()
    client = VendorClient(sandbox, VENDORS[0], "default")
    hooks = hooks_of(client)
    hooks.subscribe("smartrecruiters", Taken(500, 500, 202), events=["candidate.updated", "candidate.created"])
    hooks.subscribe("stackone", Taken(503, 200))
    hooks.subscribe("bindbee", Taken(200))
    for kind in ("duplicate", "wrong_signature", "cut_body", "replay", "stale_timestamp"):
        hooks.disturb(kind)
        tag(client)
        hooks.run_until_delivered()
    client.world.advance(26 * 3_600_000)
    hooks.run_until_delivered(advance=True)
    return bytes_of(hooks.deliveries())


def test_the_same_script_tells_the_same_bytes_in_another_process() -> None:
    code = "from tests.control.webhooks.test_outbox import script; print(repr(script()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == repr(script())
    assert len(script()) > 20
