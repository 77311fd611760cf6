"""The page of webhooks: subscriptions, deliveries on their time line, and letting them go."""

import pytest

from ats_sandbox.control.webhooks.webhooks import WorldWebhooks
from ats_sandbox.dashboard.pages.webhooks import MOST
from ats_sandbox.dashboard.timeline import span
from tests.dashboard.browser import Browser
from tests.dashboard.webhooks import CREATED, HOSTILE, do, form_of, hire, part, refusing, subscribed


@pytest.mark.parametrize("vendor", ["smartrecruiters", "stackone", "bindbee"])
def test_a_subscription_is_made_with_each_vendor(browser: Browser, hooks: WorldWebhooks, vendor: str) -> None:
    events = hooks.events(vendor)[:2]
    page = browser.ui("webhooks")
    offered = form_of(page, "subscribe", vendor=vendor).all("input", type="checkbox")
    assert tuple(one.attributes["value"] for one in offered) == hooks.events(vendor)
    before = len(list(hooks))

    values = {"url": "https://hooks.example.com/in", "events": list(events), "secret": "s3same", "name": HOSTILE}
    page = do(browser, "subscribe", values, vendor=vendor)

    made = list(hooks)
    assert len(made) == before + 1
    one = next(one for one in made if one.url == "https://hooks.example.com/in")
    assert (one.vendor.name, one.subscriber.events, one.secret) == (vendor, events, "s3same")
    shown = part(page, "subscription")
    assert one.name in shown.text
    assert "s3same" in shown.text
    assert "nobody: it is in the inbox" in shown.text
    assert HOSTILE in shown.text or one.subscriber.name != HOSTILE
    assert not [script for script in browser.ui("webhooks").all("script") if script.children]


def test_a_refused_subscription_keeps_what_was_filled_in(browser: Browser) -> None:
    browser.ui("webhooks")

    page = do(browser, "subscribe", {"url": HOSTILE, "events": [CREATED]}, vendor="smartrecruiters")

    assert browser.response.status_code == 400
    assert "url" in page.one("div", id="refusal").text
    form = form_of(page, "subscribe", vendor="smartrecruiters")
    assert form.fields["url"] == HOSTILE
    assert form.fields["events"] == CREATED


def test_a_subscription_is_disabled_enabled_given_a_key_and_ended(browser: Browser, hooks: WorldWebhooks) -> None:
    name = subscribed(browser)
    browser.ui("webhooks")

    page = do(browser, "switch", name=name)
    assert not hooks[name].subscriber.enabled
    assert "disabled" in part(page, "subscriptions").text
    do(browser, "switch", name=name)
    assert hooks[name].subscriber.enabled
    page = do(browser, "rotate", name=name)
    keys = hooks[name].subscriber.keys
    assert len(keys) == 2
    assert [key.secret in part(page, "subscription").text for key in keys] == [True, True]
    page = do(browser, "end", name=name)
    assert name not in part(page, "subscriptions").text
    assert browser.response.status_code == 200
    browser.ui(f"webhooks?subscription={name}")
    assert browser.response.status_code == 404


def test_who_receives_and_how_much_is_told(browser: Browser) -> None:
    name = subscribed(browser)
    hire(browser)

    row = next(row for row in part(browser.ui("webhooks"), "subscriptions").rows if row[0].startswith(name))

    assert "inbox" in row[1]
    assert row[2:7] == [CREATED, "0", "1", "0", "0"]


def test_deliveries_are_listed_with_their_attempts_on_a_time_line(browser: Browser, hooks: WorldWebhooks) -> None:
    refusing(hooks)
    subscribed(browser)
    hire(browser)
    hooks.run_until_delivered()
    browser.api("POST", "/clock/advance", json={"duration": "PT5M"})
    hooks.run_until_delivered()

    page = browser.ui("webhooks")

    table = part(page, "deliveries")
    assert [row[0] for row in table.rows] == ["2", "1"]
    refused = next(one for one in table.all("svg") if "refused" in one.attributes["aria-label"])
    assert len(refused.all("rect")) == 3
    assert len(refused.all("circle", class_="next")) == 1
    assert refused.all("rect")[0].text.startswith("attempt 1 refused 500 2026-03-02T09:00:00")
    places = [float(one.attributes["x"]) for one in refused.all("rect")]
    assert places == sorted(places)
    assert places[1] - places[0] < places[2] - places[1]
    accepted = next(one for one in table.all("svg") if one is not refused)
    assert len(accepted.all("circle", class_="accepted")) == 1
    due = hooks.outbox.next_at
    assert due is not None
    assert len(refused.all("line", class_="now")) == 1


def test_the_next_attempt_is_an_action_away_and_all_are_another(browser: Browser, hooks: WorldWebhooks) -> None:
    refusing(hooks)
    hire(browser)
    page = browser.ui("webhooks")
    do(browser, "run", button="Deliver what is due")
    assert len(hooks.outbox[1].attempts) == 1

    page = do(browser, "go-on")

    assert len(hooks.outbox[1].attempts) == 2
    assert browser.api("GET", "/clock")["now"] == "2026-03-02T09:01:00.002Z"
    assert "1 open" in part(page, "pending").text
    assert ", in 3 min" in part(page, "pending").text

    page = do(browser, "run", button="Run until delivered")

    assert "0 open" in part(page, "pending").text
    assert hooks.outbox[1].state.value == "lost"
    form = form_of(page, "go-on")
    assert "disabled" in form.one("button").attributes
    page = browser.send(form)
    assert browser.response.status_code == 409
    assert "No attempt is planned" in page.one("div", id="refusal").text


def test_deliveries_are_found_by_filters_in_the_query(browser: Browser, hooks: WorldWebhooks) -> None:
    first, second = refusing(hooks), subscribed(browser)
    hire(browser)

    for query, numbers in (
        (f"to={second}", ["2"]),
        (f"to={first}&state=waiting", ["1"]),
        ("state=lost", []),
        (f"event={CREATED}", ["2", "1"]),
        ("event=nothing", []),
        (f"to={HOSTILE.replace('&', '')}", []),
    ):
        assert [row[0] for row in part(browser.ui(f"webhooks?{query}"), "deliveries").rows] == numbers
    page = browser.send(browser.ui("webhooks").all("form", aria_label="Which deliveries")[0], {"state": "delivered"})
    assert [row[0] for row in part(page, "deliveries").rows] == ["2"]


def test_many_deliveries_are_turned_page_by_page(browser: Browser, hooks: WorldWebhooks) -> None:
    subscribed(browser)
    for number in range(MOST + 2):
        hire(browser, number=number)

    first = part(browser.ui("webhooks"), "deliveries")
    older = part(browser.open(first.one("a", rel="next").attributes["href"]), "deliveries")

    assert len(first.rows) == MOST
    assert [row[0] for row in older.rows] == ["2", "1"]
    assert not older.all("a", rel="next")


def test_the_inbox_is_shown_and_emptied(browser: Browser) -> None:
    subscribed(browser)
    hire(browser)
    page = browser.ui("webhooks")
    assert "1 messages" in part(page, "inbox").text
    assert part(page, "inbox").one("a").text == "Delivery 1"

    page = do(browser, "empty")

    assert "0 messages" in part(page, "inbox").text
    assert [row[0] for row in part(page, "deliveries").rows] == ["1"]


@pytest.mark.parametrize(
    "query",
    [
        "outage=nobody&from=2026-03-02T09:00:00Z&until=2026-03-02T10:00:00Z&after=0",
        "outage=x&from=never&until=&after=0",
        "outage=x&from=2026-03-02T09:00:00Z&until=2026-03-02T10:00:00Z&after=" + "9" * 300,
        "handshake=right&exchange=9",
        "before=x&to=%00",
        "delivery=",
    ],
)
def test_a_query_that_tells_of_nothing_shows_the_page(browser: Browser, query: str) -> None:
    browser.ui(f"webhooks?{query}")

    assert browser.response.status_code == 200


@pytest.mark.parametrize("query", ["delivery=0", "delivery=x", "delivery=%3Cscript%3E", "subscription=%3Cscript%3E"])
def test_what_there_is_not_is_not_found(browser: Browser, query: str) -> None:
    page = browser.ui(f"webhooks?{query}")

    assert browser.response.status_code == 404
    assert not [script for script in page.all("script") if script.children]


@pytest.mark.parametrize(
    ("milliseconds", "said"),
    [(0, "0 s"), (5, "5 ms"), (60_000, "1 min"), (61_500, "1 min 1 s"), (90_060_000, "1 d 1 h"), (86_400_001, "1 d")],
)
def test_lengths_of_time_are_said_in_their_largest_units(milliseconds: int, said: str) -> None:
    assert span(milliseconds) == said
