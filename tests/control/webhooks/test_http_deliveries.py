"""Deliveries over HTTP: every attempt with its bytes, retries on the world's clock, the inbox, a delivery once more."""

import json
from typing import Any
from urllib.request import Request, urlopen

import pytest

from ats_sandbox.app import SandboxApp
from tests.client import VendorClient
from tests.contract.receivers import receiver
from tests.control.webhooks.test_http_subscriptions import row, subscribed

CREATED = "candidate.created"


def hire(smartrecruiters: VendorClient, *names: str) -> None:
    for name in names:
        person = {"firstName": name, "lastName": "Quill", "email": f"{name.lower()}@example.com"}
        assert smartrecruiters.post("/candidates", json=person).status_code == 201


def page(tester: VendorClient, query: str = "") -> Any:
    answer = tester.get(f"/webhooks/deliveries{query}")
    assert answer.status_code == 200, answer.text
    return answer.json


def test_a_delivery_shows_the_bytes_of_every_attempt(tester: VendorClient, smartrecruiters: VendorClient) -> None:
    seen: list[tuple[dict[str, str], str]] = []

    def answer(handler: Any) -> None:
        body = handler.rfile.read(int(handler.headers["Content-Length"])).decode()
        seen.append((dict(handler.headers.items()), body))
        handler.send_response(500 if len(seen) < 3 else 202)
        handler.send_header("Content-Length", "2")
        handler.end_headers()
        handler.wfile.write(b"no")

    with receiver(answer) as url:
        subscribed(tester, events=[CREATED], url=f"{url}/hooks")
        hire(smartrecruiters, "Ada")
        first = tester.post("/webhooks/run")
        ended = tester.post("/webhooks/run", json={"advance": True})

    assert (first.json["ended"], first.json["open"]) == ([], 1)
    assert [(one["state"], one["attempts"]) for one in ended.json["ended"]] == [("delivered", 3)]
    shown = tester.get("/webhooks/deliveries/last").json
    assert [one["at"][:16] for one in shown["tries"]] == ["2026-03-02T09:00", "2026-03-02T09:01", "2026-03-02T09:04"]
    assert [one["result"] for one in shown["tries"]] == ["refused", "refused", "accepted"]
    for (headers, body), attempt in zip(seen, shown["tries"], strict=True):
        assert attempt["body"] == body == shown["body"]
        assert attempt["headers"].items() <= dict(headers).items()
        assert attempt["answer"]["body"] == "no"
    assert {one["headers"]["event-id"] for one in shown["tries"]} == {shown["id"]}
    assert shown["caused_by"] == "exchange smartrecruiters create_candidate"


def test_deliveries_are_filtered_and_paged(tester: VendorClient, smartrecruiters: VendorClient) -> None:
    one, other = subscribed(tester, events=[CREATED]), subscribed(tester, events=[CREATED, "candidate.updated"])
    hire(smartrecruiters, "Ada", "Bea", "Cy")

    everything = page(tester)["deliveries"]
    assert [told["number"] for told in everything] == [1, 2, 3, 4, 5, 6]
    assert page(tester, f"?subscription={one['id']}")["deliveries"] == everything[::2]
    assert page(tester, f"?subscription={other['name']}")["deliveries"] == everything[1::2]
    assert page(tester, f"?event={CREATED}&state=delivered&vendor=smartrecruiters")["deliveries"] == everything
    assert page(tester, "?vendor=bindbee")["deliveries"] == []
    assert page(tester, "?event=candidate.updated")["deliveries"] == []
    first = page(tester, "?limit=4")
    assert (first["deliveries"], first["next"]) == (everything[:4], 4)
    assert page(tester, f"?limit=4&after={first['next']}") == {
        "deliveries": everything[4:],
        "next": None,
        "forgotten": 0,
    }
    assert page(tester, "?newest=true&limit=2")["deliveries"] == everything[:3:-1]


@pytest.mark.parametrize(
    ("query", "status", "text"),
    [
        ("?state=done", 400, "there is no state 'done'"),
        ("?event=candidate.creatd", 400, "did you mean candidate.created?"),
        ("?event=connector_synced&vendor=smartrecruiters", 400, "there is no event"),
        ("?vendor=skailer", 404, "there is no vendor with webhooks 'skailer'"),
        ("?subscription=nobody", 404, "there is no webhook subscription 'nobody'"),
        ("?limit=0", 400, "is below 1"),
        ("?limit=1001", 400, "is above 1000"),
        ("?after=-1", 400, "is below 0"),
        ("?after=99999999999999999999", 400, "integer"),
        ("?sate=waiting", 400, "did you mean state?"),
    ],
)
def test_a_condition_that_cannot_be_is_refused(tester: VendorClient, query: str, status: int, text: str) -> None:
    answer = tester.get(f"/webhooks/deliveries{query}")

    assert (answer.status_code, text in answer.text) == (status, True), answer.text
    if status == 400:
        assert {one["where"] for one in answer.json["details"]} == {"query"}


@pytest.mark.parametrize("number", ["0", "7", "last", "-1", "x", "9" * 30, "\u00bd"])
@pytest.mark.parametrize(("method", "path"), [("GET", ""), ("POST", "/redeliver"), ("POST", "/release")])
def test_an_unknown_delivery_is_not_found(tester: VendorClient, number: str, method: str, path: str) -> None:
    answer = tester.send(method, f"/webhooks/deliveries/{number}{path}")

    assert answer.status_code == 404
    assert "there is no delivery" in answer.json["error"]


def test_nobodys_messages_are_in_the_inbox_until_it_is_emptied(
    tester: VendorClient, smartrecruiters: VendorClient
) -> None:
    name = subscribed(tester, events=[CREATED])["name"]
    hire(smartrecruiters, "Ada", "Bea")

    inbox = tester.get(f"/webhooks/inbox?subscription={name}").json
    assert [one["number"] for one in inbox["messages"]] == [1, 2]
    shown = tester.get("/webhooks/deliveries/1").json
    (message, *_), (attempt,) = inbox["messages"], shown["tries"]
    assert (message["headers"], message["body"], message["url"]) == (
        attempt["headers"],
        attempt["body"],
        attempt["url"],
    )
    assert message["headers"]["event-name"] == CREATED
    assert tester.get("/webhooks/inbox?limit=1").json["next"] == 1
    assert [one["number"] for one in tester.get("/webhooks/inbox?after=1").json["messages"]] == [2]
    assert tester.get("/webhooks/inbox?event=candidate.updated").json["messages"] == []

    assert tester.delete("/webhooks/inbox").status_code == 204
    assert tester.get("/webhooks/inbox").json == {"messages": [], "next": None}
    assert row(tester, name)["delivered"] == 2
    hire(smartrecruiters, "Cy")
    assert [one["number"] for one in tester.get("/webhooks/inbox").json["messages"]] == [3]


def test_a_full_inbox_takes_no_more_until_it_is_emptied(
    tester: VendorClient, smartrecruiters: VendorClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ats_sandbox.control.webhooks.receivers import Inbox

    monkeypatch.setattr(Inbox, "MOST", 1)
    subscribed(tester, events=[CREATED])
    hire(smartrecruiters, "Ada", "Bea")

    full = tester.get("/webhooks/deliveries/2").json
    assert (full["state"], full["said"]) == (
        "waiting",
        "the inbox is full with 1 messages: empty it, or let somebody receive them",
    )
    tester.delete("/webhooks/inbox")
    tester.post("/webhooks/run", json={"advance": True})
    assert tester.get("/webhooks/deliveries/2").json["state"] == "delivered"


def test_a_notice_is_delivered_once_more(tester: VendorClient, smartrecruiters: VendorClient) -> None:
    subscribed(tester, events=[CREATED])
    hire(smartrecruiters, "Ada")
    tester.post("/clock/advance", json={"seconds": 60})

    again = tester.post("/webhooks/deliveries/1/redeliver")

    first = tester.get("/webhooks/deliveries/1").json
    assert again.status_code == 201
    assert (again.json["number"], again.json["of"], again.json["state"]) == (2, 1, "delivered")
    assert (again.json["id"], again.json["body"]) == (first["id"], first["body"])
    earlier, later = (one["tries"][0]["headers"] for one in (first, again.json))
    assert int(later["smartrecruiters-timestamp"]) - int(earlier["smartrecruiters-timestamp"]) == 60
    assert later["smartrecruiters-signature"] != earlier["smartrecruiters-signature"]


def test_what_is_held_goes_when_it_is_released(tester: VendorClient, smartrecruiters: VendorClient) -> None:
    name = subscribed(tester, events=[CREATED])["name"]
    tester.post("/webhooks/disturbances", json={"kind": "hold", "subscription": name})
    hire(smartrecruiters, "Ada")

    held = tester.post("/webhooks/run", json={"advance": True}).json
    released = tester.post("/webhooks/deliveries/1/release")

    assert (held["ended"], [one["number"] for one in held["held"]], held["open"]) == ([], [1], 1)
    assert (released.status_code, released.json["state"]) == (200, "delivered")
    assert tester.post("/webhooks/deliveries/1/release").json["attempts"] == 1


def test_what_is_lost_says_so_after_eleven_attempts(tester: VendorClient, smartrecruiters: VendorClient) -> None:
    name = subscribed(tester, events=[CREATED], url="http://127.0.0.1:9/hooks")["name"]
    hire(smartrecruiters, "Ada")

    ended = tester.post("/webhooks/run", json={"advance": True}).json["ended"]

    (lost,) = [one for one in ended if one["subscription"] == name]

    assert (lost["state"], lost["attempts"], lost["status"]) == ("lost", 11, None)
    assert lost["said"].startswith("11 attempts failed, and there will be no other; the last one: ")
    assert "refused" in lost["said"]
    assert tester.get("/clock").json["now"].startswith("2026-03-05T")


def test_receivers_that_make_new_events_for_ever_are_told(
    tester: VendorClient, smartrecruiters: VendorClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ats_sandbox.control.webhooks.outbox import Outbox

    monkeypatch.setattr(Outbox, "MOST_BORN", 20)
    hooks = tester.sandbox.worlds[tester.name].webhooks
    hooks.subscribe("smartrecruiters", lambda message: tag(), events=["candidate.updated"])
    person = tester.read().candidates.first()
    assert person is not None

    def tag() -> int:
        with tester.arrange() as world:
            from ats_sandbox.world.domain.commands.candidates import tag as put

            put(world, world.candidates[person.id], (f"{len(hooks.deliveries())}",))
        return 202

    tag()
    answer = tester.post("/webhooks/run")

    assert answer.status_code == 504
    assert "receivers make new events" in answer.json["error"]


def test_a_receiver_may_ask_the_sandbox_while_it_is_waited_for(served: tuple[SandboxApp, str]) -> None:
    """It follows the link of what it is told, before it answers."""
    url = served[1]
    asked: list[tuple[int, Any]] = []

    def ask(method: str, address: str, body: Any = None) -> tuple[int, Any]:
        headers = {"X-SmartToken": "sandbox-admin", "Content-Type": "application/json"}
        request = Request(address, None if body is None else json.dumps(body).encode(), headers, method=method)
        with urlopen(request) as answer:
            return answer.status, json.load(answer)

    def answer(handler: Any) -> None:
        handler.rfile.read(int(handler.headers["Content-Length"]))
        asked.append(ask("GET", handler.headers["Link"].partition(">")[0][1:]))
        handler.send_response(202)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    base = f"{url}/w/asking"
    with receiver(answer) as address:
        wish = {"vendor": "smartrecruiters", "events": [CREATED], "url": address}
        ask("POST", f"{base}/_sandbox/webhooks/subscriptions", wish)
        ask("POST", f"{base}/_sandbox/webhooks/disturbances", {"kind": "delay", "seconds": 1})
        ask("POST", f"{base}/smartrecruiters/candidates", {"firstName": "Ada", "lastName": "Quill", "email": "a@b.de"})
        status, ran = ask("POST", f"{base}/_sandbox/webhooks/run", {"advance": True})

    assert (status, [one["state"] for one in ran["ended"]]) == (200, ["delivered"])
    assert [(status, found["email"]) for status, found in asked] == [(200, "a@b.de")]


@pytest.mark.parametrize("body", [[], {"advance": 1}, {"advance": None}, {"advnce": True}, "x"])
def test_a_run_that_cannot_be_is_refused(tester: VendorClient, body: Any) -> None:
    assert tester.post("/webhooks/run", json=body).status_code == 400
