"""The page of the faults: what is offered can be armed, and what is armed happens."""

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.faults.kinds import KINDS
from ats_sandbox.vendors import VENDORS
from tests.dashboard.browser import Browser
from tests.dashboard.html import Element

JOBS = "/stackone/unified/ats/jobs"
HEADERS = {"Authorization": "Basic c2FuZGJveC1hZG1pbjo=", "x-account-id": "acme"}
OF_JOBS = {"vendor": "stackone", "operation": "ats_list_jobs"}
NEEDED = {"seconds": "0.5", "rate": "100000"}
"""What is filled in where a kind leaves it open."""


@pytest.fixture
def browser() -> Browser:
    return Browser(SandboxApp("empty"))


def choose(browser: Browser, **chosen: str) -> Element:
    """Choose step by step, as the page offers it; gives the form."""
    browser.ui("faults")
    for name, value in chosen.items():
        assert value in offered(browser, name), f"{value} is not offered as {name}"
        form = browser.form("arm")
        (show,) = form.all("button", formmethod="get")
        values = {**form.fields, name: value}
        browser._load("GET", show.attributes["formaction"], query_string=values)
    return browser.form("arm")


def offered(browser: Browser, name: str) -> list[str]:
    """The values of a select, without the one that stands for no choice."""
    options = browser.form("arm").one("select", id=name).all("option")
    return [one.attributes.get("value", one.text) for one in options if one.attributes.get("value") != ""]


def arm(browser: Browser, form: Element, **values: str) -> Element:
    return browser.send(form, values, button=next(one for one in form.all("button") if one.text == "Arm"))


def test_a_fault_is_armed_happens_and_is_disarmed(browser: Browser) -> None:
    form = choose(browser, **OF_JOBS, kind="status", status="429")

    arm(browser, form, first="2", retry_after="7")

    (fault,) = browser.api("GET", "/faults")["faults"]
    assert (fault["kind"], fault["status"], fault["first"], fault["retry_after"]) == ("status", 429, 2, 7)
    heard = [browser.client.get(JOBS, headers=HEADERS) for _ in range(3)]
    assert [one.status_code for one in heard] == [429, 429, 200]
    assert heard[0].headers["Retry-After"] == "7"
    armed = browser.ui("faults").one("section", id="armed")
    assert armed.all("p")[0].text == "1 armed, 2 hits."
    (row,) = armed.one("table").rows
    assert row[:6] == [
        "status-1 over",
        "stackone ats_list_jobs",
        "the first 2",
        "status 429 , retry_after 7 , seconds 0.0",
        "2",
        "2",
    ]

    browser.send(browser.form("disarm"))
    assert browser.api("GET", "/faults") == {"faults": []}


def test_all_faults_are_disarmed(browser: Browser) -> None:
    for _ in range(3):
        browser.api("POST", "/faults", json={"kind": "reset"})
    browser.ui("faults")

    browser.send(browser.form("disarm-all"))

    assert browser.api("GET", "/faults") == {"faults": []}


@pytest.mark.parametrize("vendor", [one.name for one in VENDORS])
def test_every_kind_that_is_offered_can_be_armed(browser: Browser, vendor: str) -> None:
    choose(browser, vendor=vendor)

    for kind in offered(browser, "kind"):
        form = choose(browser, vendor=vendor, kind=kind)
        values = {name: text for name, text in NEEDED.items() if name in form.fields and not form.fields[name]}
        if "status" in form.fields and not form.fields["status"]:
            form = choose(browser, vendor=vendor, kind=kind, status=offered(browser, "status")[-1])
        words = {name: "anything" for name in form.fields if name.startswith("word-")}
        arm(browser, form, **values, **words)
        assert browser.response.status_code == 200, browser.page.one("div", id="refusal").text
        assert browser.api("GET", "/faults")["faults"][-1]["kind"] == kind


@pytest.mark.parametrize("vendor", [one.name for one in VENDORS])
def test_every_status_and_code_that_is_offered_can_be_armed_for_an_operation(browser: Browser, vendor: str) -> None:
    operation = next(one for one in next(each for each in VENDORS if each.name == vendor).operations if one.writes)
    chosen = {"vendor": vendor, "operation": operation.id, "kind": "status"}
    choose(browser, **chosen)

    for status in offered(browser, "status"):
        choose(browser, **chosen, status=status)
        codes = offered(browser, "code") if browser.form("arm").all("select", id="code") else []
        for code in codes or [None]:
            form = choose(browser, **chosen, status=status, **({} if code is None else {"code": code}))
            arm(browser, form, **{name: "anything" for name in form.fields if name.startswith("word-")})
            assert browser.response.status_code == 200, browser.page.one("div", id="refusal").text
            (fault,) = browser.api("GET", "/faults")["faults"]
            assert (str(fault["status"]), fault.get("code")) == (status, code)
            browser.send(browser.form("disarm"))


def test_only_what_an_operation_can_answer_is_offered(browser: Browser) -> None:
    choose(browser, **OF_JOBS)
    assert {"status", "stale-read"} <= {*offered(browser, "kind")}
    assert {"committed-then-drop", "partial-batch"}.isdisjoint(offered(browser, "kind"))

    choose(browser, **OF_JOBS, kind="html")
    assert offered(browser, "status") == ["502", "503", "504"]


def test_a_choice_that_is_not_offered_is_forgotten(browser: Browser) -> None:
    browser.ui("faults?vendor=bindbee&operation=ats_list_jobs&kind=%3Cscript%3E&status=999")

    assert browser.response.status_code == 200
    assert browser.form("arm").fields == {"vendor": "bindbee", "operation": "", "kind": ""}


@pytest.mark.parametrize(
    "values",
    [
        {"first": "0"},
        {"first": "two"},
        {"first": "1", "every": "2"},
        {"calls": "1, <script>"},
        {"times": "9" * 30},
        {"seconds": "-1"},
        {"retry_after": "\u202e"},
    ],
)
def test_a_refusal_keeps_the_choice_and_what_was_filled_in(browser: Browser, values: dict[str, str]) -> None:
    form = choose(browser, **OF_JOBS, kind="status", status="429")

    arm(browser, form, **values)

    assert browser.response.status_code in (400, 422)
    form = browser.form("arm")
    assert form.one("div", id="refusal").text
    assert form.fields.items() >= {**OF_JOBS, "kind": "status", "status": "429", **values}.items()
    assert browser.api("GET", "/faults") == {"faults": []}


def test_a_fault_that_is_gone_already_is_said_to_be(browser: Browser) -> None:
    browser.api("POST", "/faults", json={"kind": "reset"})
    browser.ui("faults")
    browser.api("DELETE", "/faults")

    browser.send(browser.form("disarm"))

    assert browser.response.status_code == 404
    assert "reset-1" in browser.page.one("div", id="refusal").text


def test_every_kind_is_offered_for_some_vendor(browser: Browser) -> None:
    found = set()
    for vendor in VENDORS:
        choose(browser, vendor=vendor.name)
        found |= {*offered(browser, "kind")}

    assert found == {*KINDS}
