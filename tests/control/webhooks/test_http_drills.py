"""Examinations and drills over HTTP: why, the clinic, outages, handshakes and races."""

from typing import Any

import pytest

from ats_sandbox.control.webhooks.handshakes import HandshakeCase
from tests.client import VendorClient
from tests.contract.receivers import receiver
from tests.control.webhooks.test_http_deliveries import CREATED, hire
from tests.control.webhooks.test_http_subscriptions import subscribed


def done(tester: VendorClient, path: str, body: Any = None, status: int = 200) -> Any:
    answer = tester.post(path, json=body) if body is not None else tester.post(path)
    assert answer.status_code == status, answer.text
    return answer.json


def test_a_delivery_is_traced_to_its_request_and_on(tester: VendorClient, smartrecruiters: VendorClient) -> None:
    subscribed(tester, events=[CREATED])
    hire(smartrecruiters, "Ada")
    (id,) = tester.get("/webhooks/deliveries/1").json["body"].split('"')[3:4]
    smartrecruiters.get(f"/candidates/{id}")

    why = tester.get("/webhooks/deliveries/1/why").json

    assert (why["exchange"]["operation"], why["exchange"]["status"], why["missing"]) == ("create_candidate", 201, "")
    assert ("created", "candidates") in {(one["what"], one["collection"]) for one in why["changes"]}
    assert why["ids"] == [id]
    assert [(one["operation"], one["ids"]) for one in why["afterwards"]] == [("get_candidate", [id])]
    assert why["delivery"] == tester.get("/webhooks/deliveries/1").json
    exchange = tester.get(f"/journal/{why['exchange']['number']}").json
    assert [one["number"] for one in exchange["deliveries"]] == [1]


def test_a_receiver_with_a_mistake_is_examined(tester: VendorClient, smartrecruiters: VendorClient) -> None:
    """It answers 200, which SmartRecruiters does not take, to whatever comes."""

    def answer(handler: Any) -> None:
        handler.rfile.read(int(handler.headers["Content-Length"]))
        handler.send_response(200)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    with receiver(answer) as url:
        subscribed(tester, events=[CREATED], url=url)
        hire(smartrecruiters, "Ada")
        tester.post("/webhooks/run")
        found = done(tester, "/webhooks/deliveries/1/clinic")

    assert (found["verdict"], found["verifies"], found["delivery"]) == ("status", False, 1)
    assert "answers 200, which" in found["says"]
    assert found["advice"].startswith("answer 202")
    assert {"right", "garbage"} <= {one["name"] for one in found["probes"]}
    assert tester.get("/webhooks/deliveries/1").json["attempts"] == 1


def test_an_outage_tells_what_was_late_and_what_is_lost(tester: VendorClient, bindbee: VendorClient) -> None:
    """Bindbee tries for a minute, and syncs once a day."""
    away = done(tester, "/webhooks/drills/outage", {"subscription": "bindbee-1", "minutes": 24 * 60 + 1})

    assert (away["subscription"], away["late"]) == ("bindbee-1", len(away["events"]) - away["lost"])
    assert away["lost"] > 0
    assert {one["event"] for one in away["events"]} == {"connector_sync_started", "connector_synced"}
    lost = next(one for one in away["events"] if one["state"] == "lost")
    assert (lost["attempts"], lost["delivered_at"], lost["late_by"], lost["shown"]) == (5, None, None, None)
    assert lost["polling"].startswith("GET /api/ats/v1/connectors")


@pytest.mark.parametrize("case", HandshakeCase)
def test_a_handshake_fails_but_for_the_right_answer(tester: VendorClient, case: HandshakeCase) -> None:
    before = tester.get("/webhooks").json["subscriptions"]

    shaken = done(tester, "/webhooks/drills/handshake", {"case": case})

    assert shaken["case"] == case
    assert shaken["status"] == (204 if case is HandshakeCase.RIGHT else 424)
    assert bool(shaken["why"]) is (case is not HandshakeCase.RIGHT)
    assert "X-Hook-Secret" in shaken["asked"]["headers"]
    assert tester.get("/webhooks").json["subscriptions"] == before


def test_events_come_early_on_demand(tester: VendorClient, smartrecruiters: VendorClient) -> None:
    name = subscribed(tester, events=[CREATED])["name"]

    armed = done(tester, "/webhooks/drills/race", {"subscription": name, "timing": "before_answer"}, 201)
    hire(smartrecruiters, "Ada")

    assert (armed["kind"], armed["subscription"], armed["times"]) == ("before_answer", name, 1)
    assert tester.get("/webhooks/disturbances").json == []
    assert tester.get("/webhooks/deliveries/1").json["state"] == "delivered"


@pytest.mark.parametrize(
    ("drill", "body", "status", "text"),
    [
        ("outage", {}, 400, "is required"),
        ("outage", {"subscription": "bindbee-1"}, 400, "in one of seconds, minutes, hours or days"),
        ("outage", {"subscription": "bindbee-1", "seconds": 1, "hours": 1}, 400, "in one of seconds"),
        ("outage", {"subscription": "bindbee-1", "seconds": 0}, 400, "is below"),
        ("outage", {"subscription": "bindbee-1", "seconds": 1e12}, 400, "is above"),
        ("outage", {"subscription": "nobody", "seconds": 1}, 404, "there is no webhook subscription 'nobody'"),
        ("handshake", {}, 400, "is required"),
        ("handshake", {"case": "latte"}, 400, "did you mean late?"),
        ("handshake", {"case": "late", "vendor": "skailer"}, 404, "there is no vendor with webhooks 'skailer'"),
        ("handshake", {"case": "late", "vendor": "bindbee"}, 422, "shakes no hands"),
        ("race", {"subscription": "bindbee-1"}, 400, "is required"),
        ("race", {"subscription": "bindbee-1", "timing": "drop"}, 400, "there is no timing 'drop'"),
        ("race", {"subscription": "bindbee-1", "timing": "before_answer", "times": 0}, 400, "is below 1"),
        ("race", {"subscription": "nobody", "timing": "before_answer"}, 404, "there is no webhook subscription"),
        ("marathon", {}, 404, "nothing is served"),
    ],
)
def test_what_cannot_be_drilled_is_refused(tester: VendorClient, drill: str, body: Any, status: int, text: str) -> None:
    answer = tester.post(f"/webhooks/drills/{drill}", json=body)

    assert (answer.status_code, text in answer.text) == (status, True), answer.text


@pytest.mark.parametrize(("method", "what"), [("GET", "why"), ("POST", "clinic")])
def test_of_an_unknown_delivery_nothing_is_known(tester: VendorClient, method: str, what: str) -> None:
    assert tester.send(method, f"/webhooks/deliveries/7/{what}").status_code == 404
