"""Disturbances over HTTP: armed, counted, taken back; what each does is shown by the messages that arrive."""

from typing import Any

import pytest

from ats_sandbox.control.webhooks.disturbances import Kind
from tests.client import VendorClient
from tests.control.webhooks.test_http_deliveries import CREATED, hire
from tests.control.webhooks.test_http_subscriptions import subscribed


def disturbed(tester: VendorClient, kind: str, **more: Any) -> dict[str, Any]:
    answer = tester.post("/webhooks/disturbances", json={"kind": kind, **more})
    assert answer.status_code == 201, answer.text
    armed: dict[str, Any] = answer.json
    return armed


def test_a_disturbance_happens_as_often_as_it_was_planned(tester: VendorClient, smartrecruiters: VendorClient) -> None:
    name = subscribed(tester, events=[CREATED])["name"]
    armed = disturbed(tester, "duplicate", subscription=name, event=CREATED, times=2)
    assert armed == {
        "number": 1,
        "kind": "duplicate",
        "about": "The notice is sent twice, with the same id.",
        "subscription": name,
        "event": CREATED,
        "times": 2,
        "seconds": None,
        "count": None,
        "hits": 0,
        "held": 0,
    }

    hire(smartrecruiters, "Ada")
    (left,) = tester.get("/webhooks/disturbances").json
    hire(smartrecruiters, "Bea", "Cy")

    assert (left["times"], left["hits"]) == (1, 1)
    assert tester.get("/webhooks/disturbances").json == []
    ids = [one["headers"]["event-id"] for one in tester.get("/webhooks/inbox").json["messages"]]
    assert [ids.count(one) for one in dict.fromkeys(ids)] == [2, 2, 1]


def test_one_may_happen_always(tester: VendorClient, smartrecruiters: VendorClient) -> None:
    subscribed(tester, events=[CREATED])
    armed = disturbed(tester, "drop", always=True)

    hire(smartrecruiters, "Ada", "Bea", "Cy")

    assert armed["times"] is None
    assert tester.get("/webhooks/inbox").json["messages"] == []
    assert {one["state"] for one in tester.get("/webhooks/deliveries").json["deliveries"]} == {"dropped"}


def test_deliveries_are_reordered(tester: VendorClient, smartrecruiters: VendorClient) -> None:
    subscribed(tester, events=[CREATED])
    disturbed(tester, "reorder", count=3)
    hire(smartrecruiters, "Ada", "Bea")
    assert tester.get("/webhooks/disturbances").json[0]["held"] == 2

    hire(smartrecruiters, "Cy")

    log = smartrecruiters.get(
        f"/webhooks-api/v201907/subscriptions/{tester.get('/webhooks/subscriptions/smartrecruiters-2').json['id']}"
        "/callbacks-log"
    ).json
    newest_first = [one["requestDetails"]["headers"]["event-id"] for one in log]
    made = [tester.get(f"/webhooks/deliveries/{number}").json["id"] for number in (1, 2, 3)]
    assert newest_first == made


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_can_be_planned_and_taken_back(tester: VendorClient, kind: Kind) -> None:
    armed = disturbed(tester, kind)

    assert armed["about"] == kind.about
    assert tester.get("/webhooks/disturbances").json == [armed]
    assert tester.delete(f"/webhooks/disturbances/{armed['number']}").status_code == 204
    assert tester.get("/webhooks/disturbances").json == []
    disturbed(tester, kind)
    disturbed(tester, kind)
    assert tester.delete("/webhooks/disturbances").status_code == 204
    assert tester.get("/webhooks/disturbances").json == []


@pytest.mark.parametrize(
    ("wish", "status", "text"),
    [
        ({}, 400, "is required"),
        ({"kind": "dupliate"}, 400, "did you mean duplicate?"),
        ({"kind": "drop", "event": "candidate.creatd"}, 400, "did you mean candidate.created?"),
        ({"kind": "drop", "subscription": "nobody"}, 404, "there is no webhook subscription 'nobody'"),
        ({"kind": "drop", "subscription": "bindbee-1", "event": CREATED}, 400, "there is no event"),
        ({"kind": "drop", "times": 0}, 400, "is below 1"),
        ({"kind": "drop", "times": 10**7}, 400, "is above"),
        ({"kind": "drop", "times": 2, "always": True}, 400, "means nothing to what happens always"),
        ({"kind": "drop", "seconds": 5}, 400, "means nothing to drop"),
        ({"kind": "delay", "seconds": 10**10}, 400, "is above"),
        ({"kind": "drop", "count": 2}, 400, "means nothing to drop"),
        ({"kind": "reorder", "count": 1}, 400, "is below 2"),
        ({"kind": ["drop"]}, 400, "string"),
        ({"kind": "drop", "evnt": CREATED}, 400, "evnt"),
    ],
)
def test_what_cannot_be_planned_is_refused(tester: VendorClient, wish: Any, status: int, text: str) -> None:
    answer = tester.post("/webhooks/disturbances", json=wish)

    assert (answer.status_code, text in answer.text) == (status, True), answer.text
    assert tester.get("/webhooks/disturbances").json == []


@pytest.mark.parametrize("number", ["1", "x", "-1", "9" * 30])
def test_an_unknown_disturbance_is_not_found(tester: VendorClient, number: str) -> None:
    assert tester.delete(f"/webhooks/disturbances/{number}").status_code == 404


def test_so_many_and_no_more(tester: VendorClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from ats_sandbox.control.webhooks import disturbances

    monkeypatch.setattr(disturbances, "MOST", 1)
    disturbed(tester, "drop")

    assert tester.post("/webhooks/disturbances", json={"kind": "drop"}).status_code == 422
