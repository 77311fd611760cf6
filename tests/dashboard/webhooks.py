"""The page of webhooks as tests use it: what makes vendors tell something, and the forms of the page."""

from collections.abc import Callable
from typing import Any

from ats_sandbox.control.webhooks.receivers import Message
from ats_sandbox.control.webhooks.webhooks import WorldWebhooks
from tests.dashboard.browser import Browser
from tests.dashboard.html import Element

TOKEN = {"X-SmartToken": "sandbox-admin"}
HOSTILE = "\"'><script>alert(1)</script>{{7*7}}"
CREATED = "candidate.created"


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
