"""What goes wrong with deliveries, and drills for receivers, on the page of webhooks."""

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.webhooks.disturbances import Kind
from ats_sandbox.control.webhooks.webhooks import WorldWebhooks
from ats_sandbox.dashboard.live import mark_of
from tests.dashboard.browser import Browser
from tests.dashboard.webhooks import CREATED, HOSTILE, do, form_of, hire, part, subscribed


def test_only_what_exists_can_be_made_to_go_wrong(browser: Browser, hooks: WorldWebhooks) -> None:
    name = subscribed(browser)

    form = form_of(browser.ui("webhooks"), "arm")

    offered = {one.attributes["name"]: [each.text for each in one.all("option")] for one in form.all("select")}
    kinds = [one.attributes["value"] for one in form.one("select", id="kind").all("option")]
    assert kinds == [one.value for one in Kind]
    assert offered["subscription"] == ["anybody", *(one.name for one in hooks)]
    assert name in offered["subscription"]
    assert offered["event"] == ["any", *hooks.events()]


def test_disturbances_are_armed_counted_and_taken_back(browser: Browser, hooks: WorldWebhooks) -> None:
    name = subscribed(browser)
    browser.ui("webhooks")
    page = do(browser, "arm", {"kind": "duplicate", "subscription": name, "event": CREATED, "times": "3"})
    row = part(page, "disturbances").rows[0]
    assert row[0] == "1"
    assert "duplicate" in row[1]
    assert row[2:6] == [f"{CREATED} to {name}", "3 times", "0", "0"]
    hire(browser)

    page = browser.ui("webhooks")
    assert part(page, "disturbances").rows[0][3:5] == ["2 times", "1"]
    assert len(part(page, "deliveries").rows) == 2

    page = do(browser, "arm", {"kind": "delay", "always": "yes", "seconds": "5"})
    assert [row[3] for row in part(page, "disturbances").rows] == ["2 times", "always"]
    page = do(browser, "disarm", number="1")
    assert [row[0] for row in part(page, "disturbances").rows] == ["2"]
    page = do(browser, "disarm-all")
    assert not part(page, "disturbances").rows


@pytest.mark.parametrize(
    ("action", "values", "status"),
    [
        ("arm", {"kind": "nonsense"}, 400),
        ("arm", {"kind": "hold", "seconds": "5"}, 400),
        ("arm", {"kind": "delay", "seconds": "soon"}, 400),
        ("arm", {"kind": HOSTILE, "event": HOSTILE}, 400),
        ("arm", {"kind": "drop", "subscription": "nobody-1"}, 404),
        ("outage", {"amount": "soon"}, 400),
        ("outage", {"amount": "-1"}, 400),
        ("outage", {"amount": "9" * 15}, 400),
        ("outage", {"subscription": HOSTILE}, 404),
        ("race", {"timing": "never"}, 400),
        ("handshake", {"case": HOSTILE}, 400),
    ],
)
def test_a_refusal_is_shown_in_its_form(
    browser: Browser, hooks: WorldWebhooks, action: str, values: dict[str, str], status: int
) -> None:
    subscribed(browser)
    browser.ui("webhooks")

    page = do(browser, action, values)

    assert browser.response.status_code == status
    assert form_of(page, action).one("div", id="refusal").text
    assert not [script for script in page.all("script") if script.children]
    assert not list(hooks.outbox.disturbances)


def test_open_pages_are_told_of_what_is_armed_hit_examined_and_emptied(browser: Browser, hooks: WorldWebhooks) -> None:
    subscribed(browser)
    marks = [mark_of(hooks.outbox)]
    for step in (
        lambda: browser.api("POST", "/webhooks/disturbances", json={"kind": "old_key", "times": 2}),
        lambda: hire(browser),
        lambda: browser.api("POST", "/webhooks/deliveries/1/clinic"),
        lambda: browser.api("DELETE", "/webhooks/inbox"),
        lambda: browser.api("DELETE", "/webhooks/disturbances"),
    ):
        step()
        assert mark_of(hooks.outbox) != marks[-1]
        assert mark_of(hooks.outbox) == mark_of(hooks.outbox)
        marks.append(mark_of(hooks.outbox))


def test_an_outage_shows_what_was_late_and_what_is_lost(browser: Browser, hooks: WorldWebhooks) -> None:
    name = hooks.subscribe("smartrecruiters", lambda message: 202, events=[CREATED]).name
    hire(browser, "before")
    hooks.run_until_delivered()
    hire(browser, "meanwhile", 2)
    browser.ui("webhooks")

    page = do(browser, "outage", {"subscription": name, "amount": "2", "unit": "hours"})

    report = page.one("section", aria_labelledby="report")
    assert f"{name} was away from" in report.text
    assert "1 events, 1 late, 0 lost" in report.text
    (row,) = report.rows
    assert row[:2] == ["2", CREATED]
    assert row[3] == "delivered"
    assert "Then you see" in page.text
    again = browser.open(browser.address)
    assert again.one("section", aria_labelledby="report").text == report.text


def test_what_an_outage_loses_for_good_is_told_with_the_request_that_would_have_shown_it() -> None:
    sandbox = SandboxApp("demo")
    browser = Browser(sandbox)
    browser.ui("webhooks")
    browser.api("POST", "/worlds", json={"name": "same"})

    page = do(browser, "outage", {"subscription": "bindbee-1", "amount": "2", "unit": "days"})

    shown = page.one("section", aria_labelledby="report")
    direct = Browser(sandbox, "same").api(
        "POST", "/webhooks/drills/outage", json={"subscription": "bindbee-1", "minutes": 2_880}
    )
    assert direct["lost"] > 0
    assert f"{len(direct['events'])} events, {direct['late']} late, {direct['lost']} lost" in shown.text
    assert [row[3] for row in shown.rows] == [one["state"] for one in direct["events"]]
    assert "GET /api/ats/v1/connectors" in shown.text


def test_a_race_is_armed(browser: Browser, hooks: WorldWebhooks) -> None:
    name = subscribed(browser)
    browser.ui("webhooks")

    page = do(browser, "race", {"subscription": name, "timing": "before_commit", "times": "2"})

    assert "before_commit" in part(page, "disturbances").rows[0][1]
    (armed,) = hooks.outbox.disturbances
    assert (armed.kind, armed.subscription, armed.times) == (Kind.BEFORE_COMMIT, name, 2)


@pytest.mark.parametrize(("case", "status"), [("right", "204"), ("wrong_value", "424")])
def test_a_handshake_shows_what_came_of_it(browser: Browser, case: str, status: str) -> None:
    browser.ui("webhooks")

    page = do(browser, "handshake", {"case": case})

    shaken = page.one("section", aria_labelledby="shaken")
    assert status in shaken.text
    browser.open(shaken.one("a").attributes["href"])
    assert "activation" in browser.page.one("main").text
