"""The page of webhooks: subscriptions, deliveries on their time line, what goes wrong, and drills."""

from collections.abc import Callable
from typing import Any

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.webhooks.disturbances import Kind
from ats_sandbox.control.webhooks.receivers import Answer, Message
from ats_sandbox.control.webhooks.webhooks import WorldWebhooks
from ats_sandbox.dashboard.live import marks_of
from ats_sandbox.dashboard.pages.webhooks import MOST
from ats_sandbox.dashboard.timeline import span
from tests.dashboard.browser import Browser
from tests.dashboard.html import Element

TOKEN = {"X-SmartToken": "sandbox-admin"}
HOSTILE = "\"'><script>alert(1)</script>{{7*7}}"
CREATED = "candidate.created"


@pytest.fixture
def hooks(browser: Browser, app: SandboxApp) -> WorldWebhooks:
    """The webhooks of the browser's world."""
    browser.api("GET", "/clock")
    return app.worlds[browser.prefix.removeprefix("/w/")].webhooks


def hire(browser: Browser, name: str = "Ada", number: int = 1) -> None:
    """Let somebody become a candidate, of whom SmartRecruiters tells."""
    person = {"firstName": name, "lastName": "Quill", "email": f"quill-{number}@example.com"}
    path = f"{browser.prefix}/smartrecruiters/candidates"
    assert browser.client.post(path, json=person, headers=TOKEN).status_code == 201


def subscribed(browser: Browser, vendor: str = "smartrecruiters", **wish: Any) -> str:
    wish = {"events": [CREATED], **wish} if vendor == "smartrecruiters" else wish
    name: str = browser.api("POST", "/webhooks/subscriptions", json={"vendor": vendor, **wish})["name"]
    return name


def refusing(hooks: WorldWebhooks, answer: Callable[[Message], Any] = lambda message: 500) -> str:
    """A subscription whose receiver answers so."""
    return hooks.subscribe("smartrecruiters", answer, events=[CREATED]).name


def form_of(page: Element, action: str, button: str = "", **values: str) -> Element:
    """The first form for an action whose button has this text, and whose fields have these values."""
    found = [
        one
        for one in page.all("form")
        if one.attributes.get("action", "").partition("?")[0].endswith(f"/webhooks/{action}")
        and one.fields.items() >= values.items()
        and button in one.all("button")[0].text
    ]
    return found[0]


def do(browser: Browser, action: str, values: dict[str, Any] | None = None, button: str = "", **hidden: str) -> Element:
    """Send a form of the page."""
    form = form_of(browser.page, action, button, **hidden)
    return browser.send(form, values)


def part(page: Element, id: str) -> Element:
    return page.one("section", id=id)


def delivery(browser: Browser, number: int | str = "last") -> Element:
    return browser.ui(f"webhooks?delivery={number}")


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


def test_one_delivery_shows_what_was_sent_and_answered_at_each_attempt(browser: Browser, hooks: WorldWebhooks) -> None:
    answers = [Answer(503, (("X-Receiver", HOSTILE),), HOSTILE.encode()), Answer(202)]
    refusing(hooks, lambda message: answers[len(hooks.outbox[1].attempts)])
    hire(browser, HOSTILE)
    page = delivery(browser)
    assert "Body that will be sent" in [one.attributes.get("aria-label") for one in page.all("pre")]
    hooks.run_until_delivered(advance=True)

    page = delivery(browser)

    attempts = page.one("ol", class_="attempts").all("li")
    assert len(attempts) == 2
    assert "refused" in attempts[0].text
    assert "1 min later" in attempts[1].text
    assert "accepted" in attempts[1].text
    sent = {row[0]: row[1] for row in attempts[0].rows}
    assert sent["event-name"] == CREATED
    assert sent["smartrecruiters-signature"].startswith("v1=")
    assert sent["X-Receiver"] == HOSTILE
    assert HOSTILE in attempts[0].text
    assert '"id":' in attempts[0].one("pre", aria_label="Body that was sent at attempt 1").text
    assert not [script for script in page.all("script") if script.children]
    assert "sse:webhooks" in part(page, "delivery").attributes["hx-trigger"]


def test_it_leads_to_the_request_that_caused_it_and_those_that_came_after(
    browser: Browser, hooks: WorldWebhooks
) -> None:
    subscribed(browser)
    hire(browser)
    id = hooks.outbox[1].json()["id"]
    browser.client.get(f"{browser.prefix}/smartrecruiters/candidates/{id}", headers=TOKEN)

    why = delivery(browser, 1).one("section", aria_labelledby="why")

    assert "POST /smartrecruiters/candidates" in why.text
    assert "created candidates" in why.text
    assert [row[0] for row in why.one("table", class_="exchanges").rows] == ["2"]
    link = next(one for one in why.all("a") if one.text == "exchange 1")
    page = browser.open(link.attributes["href"])
    assert f"{CREATED} to smartrecruiters-1" in part(page, "told").text


def test_what_is_fetched_while_it_goes_on_leaves_the_reasons_alone(browser: Browser) -> None:
    subscribed(browser)
    hire(browser)
    live = part(delivery(browser, 1), "delivery")

    fetched = browser.open(live.attributes["hx-get"], **{"HX-Request": "true", "HX-Target": "delivery"})

    assert part(fetched, "delivery").text == live.text
    assert not fetched.all("section", aria_labelledby="why")


def test_the_clinic_says_what_is_wrong_with_a_receiver(browser: Browser, hooks: WorldWebhooks) -> None:
    refusing(hooks, lambda message: Answer(200))
    hire(browser)
    hooks.run_until_delivered()
    delivery(browser, 1)

    page = do(browser, "clinic")

    shown = part(page, "delivery").text
    assert "What the clinic found" in shown
    assert "answer 202" in shown
    assert "It takes what is signed with a key that nobody knows" in shown
    assert "What the clinic found" in part(delivery(browser, 1), "delivery").text


def test_a_delivery_is_sent_once_more(browser: Browser, hooks: WorldWebhooks) -> None:
    subscribed(browser)
    hire(browser)
    delivery(browser, 1)

    page = do(browser, "redeliver")

    assert "Delivery 2" in part(page, "delivery").text
    assert "delivery 1" in [one.text for one in page.all("a")]
    assert hooks.outbox[2].of == 1


def test_a_delivery_that_is_held_is_released(browser: Browser, hooks: WorldWebhooks) -> None:
    subscribed(browser)
    browser.ui("webhooks")
    do(browser, "arm", {"kind": "hold"})
    hire(browser)
    page = delivery(browser, 1)
    assert "held" in part(page, "delivery").text

    page = do(browser, "release")

    assert hooks.outbox[1].accepted
    assert "delivered" in part(page, "delivery").text


def test_the_inbox_is_shown_and_emptied(browser: Browser) -> None:
    subscribed(browser)
    hire(browser)
    page = browser.ui("webhooks")
    assert "1 messages" in part(page, "inbox").text
    assert part(page, "inbox").one("a").text == "Delivery 1"

    page = do(browser, "empty")

    assert "0 messages" in part(page, "inbox").text
    assert [row[0] for row in part(page, "deliveries").rows] == ["1"]


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


def test_arming_is_told_to_other_pages(browser: Browser, hooks: WorldWebhooks, app: SandboxApp) -> None:
    subscribed(browser)
    workspace = app.worlds[browser.prefix.removeprefix("/w/")]
    before = marks_of(workspace, app.worlds)

    browser.api("POST", "/webhooks/disturbances", json={"kind": "drop"})

    after = marks_of(workspace, app.worlds)
    assert [one != other for one, other in zip(before, after, strict=True)] == [False] * 4 + [True, False]


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


@pytest.mark.parametrize(
    ("milliseconds", "said"),
    [(0, "0 s"), (5, "5 ms"), (60_000, "1 min"), (61_500, "1 min 1 s"), (90_060_000, "1 d 1 h"), (86_400_001, "1 d")],
)
def test_lengths_of_time_are_said_in_their_largest_units(milliseconds: int, said: str) -> None:
    assert span(milliseconds) == said
