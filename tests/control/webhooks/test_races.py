"""Events that arrive before the answer to the write that caused them, and before what they tell of can be read."""

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from threading import Event
from typing import Any
from urllib.request import Request, urlopen

import pytest
from msgspec.structs import replace
from werkzeug.test import Client

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.webhooks import Result
from ats_sandbox.control.errors import BadRequest
from ats_sandbox.control.webhooks.delivery import Delivery, DeliveryState
from ats_sandbox.control.webhooks.patience import Patience
from ats_sandbox.control.webhooks.receivers import Message
from ats_sandbox.server import Server
from ats_sandbox.world.clock import HOUR
from tests.client import VendorClient
from tests.contract.receivers import receiver
from tests.control.webhooks.laboratory import EVENTS, Laboratory
from tests.vendors.bindbee.demo_world import CANDIDATES

NEW = {"firstName": "Ada", "lastName": "Byron", "email": "ada@example.com"}
BOTH = ["before_answer", "before_commit"]


def candidate(laboratory: Laboratory, turn: int = 1) -> str:
    """A new candidate by a request to SmartRecruiters."""
    id: str = laboratory.client.post("/candidates", json={**NEW, "email": f"ada{turn}@example.com"}).json["id"]
    return id


class Reader:
    """A receiver that reads at once what it is told of, as somebody who trusts the order of things."""

    def __init__(self, read: Callable[[Message], int]) -> None:
        self.read = read
        self.statuses: list[int] = []
        self.messages: list[Message] = []

    def __call__(self, message: Message) -> None:
        self.messages.append(message)
        self.statuses.append(self.read(message))


def by_smartrecruiters(laboratory: Laboratory) -> Reader:
    return Reader(lambda message: laboratory.client.get(f"/candidates/{message.json()['id']}").status_code)


def by_stackone(laboratory: Laboratory) -> Reader:
    client = laboratory.client_of("stackone")
    return Reader(lambda message: client.get(f"/unified/ats/candidates/{message.json()['record_id']}").status_code)


def by_bindbee(laboratory: Laboratory) -> Reader:
    client = laboratory.client_of("bindbee")
    return Reader(lambda message: client.get(f"{CANDIDATES}/{message.json()['data']['ats_candidate'][0]}").status_code)


def create(laboratory: Laboratory) -> None:
    candidate(laboratory)


def synchronize(laboratory: Laboratory) -> None:
    """Let Bindbee bring a new candidate, with time."""
    candidate(laboratory)
    laboratory.provoke("bindbee")
    laboratory.webhooks.world.advance(HOUR)


CASES: dict[str, tuple[str, Callable[[Laboratory], Reader], Callable[[Laboratory], None], dict[str, Any]]] = {
    "smartrecruiters": ("candidate.created", by_smartrecruiters, create, {}),
    "stackone": ("ats_candidates.created", by_stackone, create, {"scope": "acme"}),
    "bindbee": ("connector_data_modified", by_bindbee, synchronize, {}),
}


@pytest.mark.parametrize("vendor", CASES)
@pytest.mark.parametrize(("timing", "status"), [("before_answer", 200), ("before_commit", 404), (None, 200)])
def test_both_orders_on_demand(laboratory: Laboratory, vendor: str, timing: str | None, status: int) -> None:
    event, reading, write, wish = CASES[vendor]
    reader = reading(laboratory)
    one = laboratory.webhooks.subscribe(vendor, reader, events=[event], **wish).name
    if timing is not None:
        laboratory.webhooks.race(one, timing)

    write(laboratory)
    at_once = list(reader.statuses)
    laboratory.webhooks.run_until_delivered()

    assert reader.statuses == [status]
    assert at_once == ([] if timing is None and vendor != "bindbee" else [status])
    (delivery,) = laboratory.webhooks.deliveries(subscription=one)
    assert (delivery.state, len(delivery.attempts)) == (DeliveryState.DELIVERED, 1)
    assert delivery.attempts[0].disturbance == ("" if timing is None or timing == "before_answer" else timing)
    assert ("a tester planned" in delivery.said) is (timing is not None)


def test_the_answer_comes_after_the_event(laboratory: Laboratory) -> None:
    order: list[str] = []
    one = laboratory.subscribe("smartrecruiters", lambda message: order.append("event"))
    for timing in ("before_answer", None):
        if timing is not None:
            laboratory.webhooks.race(one, timing)
        laboratory.rename(f"Ada {timing}")
        order.append("answer")
        laboratory.webhooks.run_until_delivered()

    assert order == ["event", "answer", "answer", "event"]


@pytest.mark.parametrize("timing", BOTH)
def test_a_race_is_counted_and_then_over(laboratory: Laboratory, timing: str) -> None:
    webhooks, arrived = laboratory.webhooks, []
    one = laboratory.subscribe("smartrecruiters", lambda message: arrived.append(message.header["event-id"]))
    armed = webhooks.race(one, timing, times=2)

    seen = []
    for turn in range(3):
        laboratory.rename(f"Ada {turn}")
        seen.append(len(arrived))
    webhooks.run_until_delivered()

    assert seen == [1, 2, 2]
    assert (armed.hits, armed.times, list(webhooks.outbox.disturbances)) == (2, 0, [])
    assert arrived == [one.notice.id for one in webhooks.deliveries()]
    assert len({*arrived}) == 3


@pytest.mark.parametrize("timing", BOTH)
def test_only_the_event_that_was_named_races(laboratory: Laboratory, timing: str) -> None:
    webhooks, arrived = laboratory.webhooks, []
    one = webhooks.subscribe("smartrecruiters", lambda message: arrived.append(message.header["event-name"])).name
    webhooks.race(one, timing, event="candidate.updated", times=None)

    candidate(laboratory)
    laboratory.rename("Bea")

    assert arrived == ["candidate.updated"]


@pytest.mark.parametrize("vendor", ["smartrecruiters", "bindbee"])
@pytest.mark.parametrize("timing", BOTH)
def test_the_vendors_log_has_what_came_early_once(laboratory: Laboratory, vendor: str, timing: str) -> None:
    webhooks = laboratory.webhooks
    one = laboratory.subscribe(vendor, lambda message: 500)
    webhooks.race(one, timing)

    laboratory.provoke(vendor)
    (delivery,) = webhooks.deliveries(subscription=one)

    assert (delivery.state, delivery.log is not None) == (DeliveryState.WAITING, True)
    assert delivery.next_at == delivery.attempts[0].at + laboratory.vendor(vendor).webhooks().delays[0]  # type: ignore[misc]
    webhooks.world.advance(10 * 24 * HOUR)
    assert delivery.state is DeliveryState.LOST
    assert [one.number for one in delivery.attempts] == list(range(1, len(delivery.attempts) + 1))


@pytest.mark.parametrize("timing", BOTH)
def test_whoever_else_hears_of_it_is_told_as_usual(laboratory: Laboratory, timing: str) -> None:
    webhooks = laboratory.webhooks
    racing, other = laboratory.subscribe("smartrecruiters"), laboratory.subscribe("smartrecruiters")
    webhooks.race(racing, timing)

    laboratory.rename("Ada")

    told = [(one.subscription, one.state.value) for one in webhooks.deliveries()]
    assert sorted(told) == [(racing, "delivered"), (other, "delivered")]
    first, second = (webhooks.deliveries(subscription=one)[0] for one in (racing, other))
    assert (first.notice.id, first.notice.body) == (second.notice.id, second.notice.body)
    assert webhooks.why(first.number).exchange is laboratory.webhooks.journal.last


def test_a_refused_write_comes_to_nobody(laboratory: Laboratory) -> None:
    arrived: list[Message] = []
    one = laboratory.webhooks.subscribe("smartrecruiters", arrived.append).name
    laboratory.webhooks.race(one, "before_commit", times=None)

    assert laboratory.client.post("/candidates", json={"firstName": "Nobody"}).status_code >= 400

    def change_and_fail() -> None:
        with laboratory.client.arrange() as draft:
            draft.put(draft.candidates.collection, replace(draft.candidates[1], first_name="Nobody"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_and_fail()
    assert arrived == []


def test_a_receiver_may_write_while_the_answer_waits(laboratory: Laboratory) -> None:
    client = laboratory.client

    def receive(message: Message) -> int:
        return client.put(f"/candidates/{message.json()['id']}/tags", json={"tags": ["seen"]}).status_code + 1

    one = laboratory.subscribe("smartrecruiters", receive)
    laboratory.webhooks.race(one, "before_answer")
    id = laboratory.rename("Ada")

    assert client.get(f"/candidates/{id}").json["tags"] == ["seen"]
    first, second = laboratory.webhooks.deliveries()
    assert (first.attempts[0].status, second.state) == (202, DeliveryState.WAITING)


@pytest.mark.parametrize("timing", BOTH)
def test_a_receiver_that_hangs_holds_nobody_up_for_longer_than_the_vendor_waits(
    laboratory: Laboratory, timing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Patience, "left", property(lambda self: 0.01))
    over = Event()
    one = laboratory.subscribe("smartrecruiters", lambda message: 202 if over.wait() else 500)
    laboratory.webhooks.race(one, timing)

    laboratory.rename("Ada")
    (delivery,) = laboratory.webhooks.deliveries()

    assert (delivery.state, delivery.attempts[0].result) == (DeliveryState.WAITING, Result.LATE)
    over.set()
    laboratory.webhooks.run_until_delivered(advance=True)
    assert (delivery.state, len(delivery.attempts)) == (DeliveryState.DELIVERED, 2)


def test_a_write_of_the_receiver_waits_until_the_commit(
    laboratory: Laboratory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Patience, "left", property(lambda self: 0.05))
    client, written, done = laboratory.client, [], Event()

    def receive(message: Message) -> None:
        written.append(client.put(f"/candidates/{message.json()['id']}/tags", json={"tags": ["x"]}).status_code)
        done.set()

    one = laboratory.webhooks.subscribe("smartrecruiters", receive, events=["candidate.created"]).name
    laboratory.webhooks.race(one, "before_commit")
    id = candidate(laboratory)

    assert done.wait(10)
    assert written == [201]
    assert client.get(f"/candidates/{id}").json["tags"] == ["x"]


def deliveries_of(timing: str) -> list[Delivery]:
    sandbox = SandboxApp(strict=True)
    by_name = {vendor.name: vendor for vendor in sandbox.vendors}
    laboratory = Laboratory(lambda name: VendorClient(sandbox, by_name[name], "default"))
    for vendor in EVENTS:
        laboratory.webhooks.race(laboratory.subscribe(vendor), timing)
        laboratory.provoke(vendor)
    return laboratory.webhooks.run_until_delivered() or laboratory.webhooks.deliveries()


@pytest.mark.parametrize("timing", BOTH)
def test_the_same_script_gives_the_same_bytes(timing: str) -> None:
    first, second = ([(one.number, one.state, one.attempts) for one in deliveries_of(timing)] for _ in range(2))

    assert first == second
    assert len(first) >= 3


def test_what_is_no_timing_is_refused(laboratory: Laboratory) -> None:
    with pytest.raises(BadRequest):
        laboratory.webhooks.race(laboratory.subscribe("bindbee"), "before_breakfast")


@pytest.mark.parametrize(("timing", "status"), [("before_answer", 200), ("before_commit", 404)])
def test_a_receiver_on_the_network_reads_from_the_server_that_waits_for_it(timing: str, status: int) -> None:
    """The server's event loop must not be what waits."""
    sandbox, read = SandboxApp(strict=True), []
    with Server(sandbox) as server:
        base, headers = f"{server.url}/smartrecruiters", {"X-SmartToken": "sandbox-admin"}

        def ask(path: str, body: bytes | None = None) -> int:
            request = Request(base + path, body, {**headers, "Content-Type": "application/json"})
            try:
                with urlopen(request, timeout=30) as answer:
                    answered: int = answer.status
            except OSError as error:
                answered = getattr(error, "code", 0)
            return answered

        def answer(handler: BaseHTTPRequestHandler) -> None:
            body = json.loads(handler.rfile.read(int(handler.headers["content-length"])))
            read.append(ask(f"/candidates/{body['id']}"))
            handler.send_response(202)
            handler.send_header("Content-Length", "0")
            handler.end_headers()

        with receiver(answer) as url:
            webhooks = sandbox.worlds["default"].webhooks
            one = webhooks.subscribe("smartrecruiters", url=f"{url}/in", events=["candidate.created"]).name
            assert ask("/jobs") == 200
            webhooks.race(one, timing)
            created = ask("/candidates", b'{"firstName": "Ada", "lastName": "Byron", "email": "ada@example.com"}')

    (delivery,) = webhooks.deliveries()
    assert (created, read, delivery.state) == (201, [status], DeliveryState.DELIVERED)


def test_once_something_raced_every_request_may_wait() -> None:
    sandbox = SandboxApp()
    client = VendorClient(sandbox, sandbox.vendors[0], "default")
    client.get("/any")
    Client(sandbox).get("/_sandbox/health")
    by_name = {vendor.name: vendor for vendor in sandbox.vendors}
    laboratory = Laboratory(lambda name: VendorClient(sandbox, by_name[name], "default"))
    laboratory.rename("Ada")
    environ: Any = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/smartrecruiters/jobs",
        "HTTP_HOST": "localhost",
        "wsgi.url_scheme": "http",
    }
    before = sandbox.may_wait(dict(environ))

    laboratory.webhooks.race(laboratory.subscribe("smartrecruiters"), "before_answer")

    assert (before, sandbox.may_wait(dict(environ))) == (False, True)
    assert not sandbox.may_wait({**environ, "PATH_INFO": "/_sandbox/health"})
