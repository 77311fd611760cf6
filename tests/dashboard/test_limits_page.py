"""The page of the limits."""

import pytest

from ats_sandbox.app import SandboxApp
from tests.dashboard.browser import Browser

JOBS = "/stackone/unified/ats/jobs"
HEADERS = {"Authorization": "Basic c2FuZGJveC1hZG1pbjo=", "x-account-id": "acme"}


@pytest.fixture
def browser() -> Browser:
    return Browser(SandboxApp("empty"))


def used(browser: Browser) -> list[list[str]]:
    tables = browser.ui("limits").one("section", id="budgets").all("table")
    return [row for table in tables for row in table.rows]


def test_a_budget_is_used_up_and_filled_again(browser: Browser) -> None:
    assert used(browser) == []
    for _ in range(3):
        assert browser.client.get(JOBS, headers=HEADERS).status_code == 200

    assert [row[:3] for row in used(browser)] == [["stackone", "sandbox-admin", "3"]]

    browser.send(browser.form("refill"))
    assert used(browser) == []
    assert browser.api("GET", "/limits")["counters"] == 0


def test_a_window_that_has_ended_is_not_shown(browser: Browser) -> None:
    browser.client.get(JOBS, headers=HEADERS)
    browser.api("POST", "/clock/advance", json={"duration": "PT1H"})

    assert used(browser) == []


def test_a_credential_that_is_not_published_is_not_shown(browser: Browser) -> None:
    issued = browser.api("POST", "/principals", json={"token": "my-own-secret-token", "about": "mine"})
    assert issued["token"] == "my-own-secret-token"
    headers = {"Authorization": "Basic bXktb3duLXNlY3JldC10b2tlbjo=", "x-account-id": "acme"}
    assert browser.client.get(JOBS, headers=headers).status_code == 200

    (row,) = used(browser)
    assert row[1] == "my-o…"


@pytest.mark.parametrize("mode", ["enforce", "count"])
def test_the_mode_is_set(browser: Browser, mode: str) -> None:
    browser.ui("limits")

    browser.send(browser.form("mode"), {"mode": mode})

    assert browser.api("GET", "/limits")["mode"] == mode
    assert browser.form("mode").fields == {"mode": mode}


def test_the_limits_are_those_of_the_operation(browser: Browser) -> None:
    rows = browser.ui("limits").all("table")[-1].rows

    declared = browser.api("GET", "/limits")["limits"]
    assert [row[:3] for row in rows] == [[one["vendor"], str(one["requests"]), str(one["seconds"])] for one in declared]


def test_another_mode_is_refused_beside_the_form(browser: Browser) -> None:
    browser.ui("limits")

    browser.send(browser.form("mode"), {"mode": "ignore"})

    assert browser.response.status_code == 400
    assert browser.form("mode").one("div", id="refusal").text
