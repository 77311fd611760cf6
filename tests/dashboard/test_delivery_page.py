"""One delivery: what was sent and answered, why it came about, and what is wrong with its receiver."""

from ats_sandbox.control.webhooks.receivers import Answer
from ats_sandbox.control.webhooks.webhooks import WorldWebhooks
from tests.dashboard.browser import Browser
from tests.dashboard.webhooks import CREATED, HOSTILE, delivery, do, hire, part, refusing, subscribed

TOKEN = {"X-SmartToken": "sandbox-admin"}


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
    assert [one for one in why.all("a") if "/ui/records?kind=candidate&" in one.attributes["href"]]
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
