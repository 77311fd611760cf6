"""Subscriptions over HTTP: made, shown with their keys, switched, given other keys, ended."""

from typing import Any

import pytest

from tests.client import VendorClient

HOOKS = "/webhooks-api/v201907/subscriptions"


def subscribed(tester: VendorClient, vendor: str = "smartrecruiters", **wish: Any) -> dict[str, Any]:
    answer = tester.post("/webhooks/subscriptions", json={"vendor": vendor, **wish})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json
    return made


def row(tester: VendorClient, name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in tester.get("/webhooks").json["subscriptions"] if one["name"] == name)
    return found


def test_what_a_tester_subscribes_is_the_vendors_own(tester: VendorClient, smartrecruiters: VendorClient) -> None:
    made = subscribed(tester, events=["candidate.created"], url="http://127.0.0.1:9/hooks", secret="s3cret")

    shown = smartrecruiters.get(f"{HOOKS}/{made['id']}").json
    assert (shown["callbackUrl"], shown["status"]) == ("http://127.0.0.1:9/hooks", "active")
    assert [one["name"] for one in shown["events"]] == ["candidate.created"] == made["events"]
    assert smartrecruiters.get(f"{HOOKS}/{made['id']}/secret-key").json == {"secretKey": "s3cret"}
    assert [key["secret"] for key in made["keys"]] == ["s3cret"]
    assert made["receiver"] == "network"


def test_the_overview_has_no_secrets_and_every_name(tester: VendorClient) -> None:
    made = subscribed(tester, secret="s3cret")

    overview = tester.get("/webhooks")

    assert "s3cret" not in overview.text
    assert {name: value for name, value in made.items() if name != "keys"} in overview.json["subscriptions"]
    events = {one["vendor"]: one["events"] for one in overview.json["vendors"]}
    assert "candidate.created" in events["smartrecruiters"]
    assert "connector_synced" in events["bindbee"]
    assert overview.json["forgotten"] == 0


def test_what_is_told_is_counted(tester: VendorClient, smartrecruiters: VendorClient) -> None:
    name = subscribed(tester, events=["candidate.created"])["name"]
    tester.post("/webhooks/disturbances", json={"kind": "drop", "subscription": name})
    tester.post("/webhooks/disturbances", json={"kind": "delay", "subscription": name, "seconds": 90, "times": 3})
    people = [{"firstName": "Ada", "lastName": "Quill", "email": f"ada{at}@example.com"} for at in range(3)]
    for person in people:
        assert smartrecruiters.post("/candidates", json=person).status_code == 201

    waiting = row(tester, name)
    tester.post("/webhooks/run", json={"advance": True})
    done = row(tester, name)

    counts = ("waiting", "delivered", "lost", "dropped")
    assert [waiting[one] for one in counts] == [2, 0, 0, 1]
    assert waiting["next_attempt"].startswith("2026-03-02T09:01:30")
    assert [done[one] for one in counts] == [0, 2, 0, 1]
    assert done["next_attempt"] is None


def test_a_disabled_subscription_hears_nothing(tester: VendorClient, smartrecruiters: VendorClient) -> None:
    name = subscribed(tester, events=["candidate.created"])["name"]
    person = {"firstName": "Ada", "lastName": "Quill", "email": "ada@example.com"}

    off = tester.patch(f"/webhooks/subscriptions/{name}", json={"enabled": False})
    smartrecruiters.post("/candidates", json=person)
    on = tester.patch(f"/webhooks/subscriptions/{name}", json={"enabled": True})
    smartrecruiters.post("/candidates", json={**person, "email": "bea@example.com"})

    assert (off.json["enabled"], on.json["enabled"]) == (False, True)
    assert row(tester, name)["delivered"] == 1


def test_a_rotated_key_is_the_newest(tester: VendorClient, smartrecruiters: VendorClient) -> None:
    made = subscribed(tester)

    rotated = tester.post(f"/webhooks/subscriptions/{made['name']}/rotate")

    shown = tester.get(f"/webhooks/subscriptions/{made['id']}").json
    assert rotated.status_code == 201
    assert shown["keys"][-1] == rotated.json
    assert smartrecruiters.get(f"{HOOKS}/{made['id']}/secret-key").json == {"secretKey": rotated.json["secret"]}
    assert shown["keys"][0]["expires_at"].startswith("2026-03-03T09:00")


def test_an_ended_subscription_is_gone_and_what_it_was_told_is_not(
    tester: VendorClient, smartrecruiters: VendorClient
) -> None:
    made = subscribed(tester, events=["candidate.created"])
    smartrecruiters.post("/candidates", json={"firstName": "Ada", "lastName": "Quill", "email": "ada@example.com"})

    assert tester.delete(f"/webhooks/subscriptions/{made['name']}").status_code == 204

    assert tester.get(f"/webhooks/subscriptions/{made['name']}").status_code == 404
    assert smartrecruiters.get(f"{HOOKS}/{made['id']}").status_code == 404
    (told,) = tester.get(f"/webhooks/deliveries?subscription={made['name']}").json["deliveries"]
    assert told["event"] == "candidate.created"


def test_a_reset_takes_subscriptions_back(tester: VendorClient) -> None:
    before = tester.get("/webhooks").json
    subscribed(tester)

    tester.post(f"/worlds/{tester.name}/reset")

    assert tester.get("/webhooks").json == before


@pytest.mark.parametrize(
    ("wish", "status", "text"),
    [
        ({}, 400, "is required"),
        ({"vendor": "skailer"}, 404, "there is no vendor with webhooks 'skailer'"),
        ({"vendor": "smartrecruiters", "events": ["candidate.creatd"]}, 400, "did you mean candidate.created?"),
        ({"vendor": "smartrecruiters", "events": []}, 400, "is below 1"),
        ({"vendor": "smartrecruiters", "events": "candidate.created"}, 400, "must be: array"),
        ({"vendor": "smartrecruiters", "url": "ftp://127.0.0.1/"}, 400, "an absolute http:// or https:// address"),
        ({"vendor": "smartrecruiters", "url": "http://127.0.0.1:99999/"}, 400, "an absolute http:// or https://"),
        ({"vendor": "smartrecruiters", "url": "http://\u00fc.example/"}, 400, "in ASCII"),
        ({"vendor": "smartrecruiters", "secret": None}, 400, "string"),
        ({"vendor": "smartrecruiters", "events": ["candidate.created"] * 201}, 400, "is above 200"),
        ({"vendor": "smartrecruiters", "callbackUrl": "http://127.0.0.1/"}, 400, "callbackUrl"),
        ({"vendor": "smartrecruiters", "scope": "acme"}, 400, "hears of the whole company"),
        ({"vendor": "smartrecruiters", "every": 0}, 400, "tells of events at once"),
        ({"vendor": "stackone", "scope": "nobody"}, 400, "no linked account nobody"),
        ({"vendor": "stackone", "every": -1}, 400, "is below 0"),
        ({"vendor": "bindbee", "scope": "staging"}, 400, "not for staging"),
        ({"vendor": "bindbee", "every": 60}, 400, "tells of events at once"),
    ],
)
def test_what_cannot_be_subscribed_is_refused(
    tester: VendorClient, wish: dict[str, Any], status: int, text: str
) -> None:
    before = tester.world.state

    answer = tester.post("/webhooks/subscriptions", json=wish)

    assert (answer.status_code, text in answer.text) == (status, True), answer.text
    assert tester.world.state is before


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "", None),
        ("PATCH", "", {"enabled": True}),
        ("POST", "/rotate", None),
        ("DELETE", "", None),
    ],
)
@pytest.mark.parametrize("name", ["smartrecruiters-99", "nobody", "\u00fc", "0"])
def test_an_unknown_subscription_is_not_found(
    tester: VendorClient, method: str, path: str, body: Any, name: str
) -> None:
    answer = tester.send(method, f"/webhooks/subscriptions/{name}{path}", json=body)

    assert answer.status_code == 404
    assert "bindbee-1" in answer.json["error"]


def test_a_vendor_that_polls_says_when_it_looks_again(tester: VendorClient) -> None:
    answer = tester.post("/webhooks/subscriptions", json={"vendor": "stackone", "every": 600})
    assert answer.status_code == 201, answer.text
    assert (answer.json["every"], answer.text.count('"every":600,')) == (600, 1)
    assert answer.json["next_look"].startswith("2026-03-02T09:10:00.")
    assert tester.get("/webhooks/subscriptions/bindbee-1").json["next_look"] is None

    (row,) = [one for one in tester.get("/webhooks").json["subscriptions"] if one["name"] == answer.json["name"]]
    assert row["next_look"] == answer.json["next_look"]


@pytest.mark.parametrize(
    ("wish", "member", "text"),
    [
        ({"vendor": "stackone", "every": 60}, "every", "StackOne looks every 300 seconds at most, not every 60"),
        ({"vendor": "smartrecruiters", "every": 60}, "every", "tells of events at once"),
        ({"vendor": "bindbee", "scope": "staging"}, "scope", "not for staging"),
        ({"vendor": "stackone", "scope": "nobody"}, "scope", "no linked account nobody"),
    ],
)
def test_what_a_vendor_has_no_place_for_is_named(
    tester: VendorClient, wish: dict[str, Any], member: str, text: str
) -> None:
    answer = tester.post("/webhooks/subscriptions", json=wish)

    assert answer.status_code == 400
    assert member in answer.text
    assert text in answer.text
    assert "milliseconds" not in answer.text
