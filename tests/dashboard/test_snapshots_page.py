"""The page of the snapshots."""

from urllib.parse import urlencode

import pytest

from ats_sandbox.app import SandboxApp
from tests.dashboard.browser import Browser

HOSTILE = "<script>alert(\"1\")</script> \u202e & 'quoted'"
SMARTRECRUITERS = {"X-SmartToken": "sandbox-admin"}


@pytest.fixture
def browser() -> Browser:
    return Browser(SandboxApp("empty"))


def hire(browser: Browser, first_name: str) -> str:
    body = {"firstName": first_name, "lastName": "Last", "email": "hostile@example.com"}
    made = browser.client.post("/smartrecruiters/candidates", json=body, headers=SMARTRECRUITERS)
    assert made.status_code == 201, made.text
    return str(made.json["id"])


def test_a_snapshot_is_taken_compared_restored_and_deleted(browser: Browser) -> None:
    browser.ui("snapshots")
    browser.send(browser.form("take"), {"name": "before"})
    assert [one["name"] for one in browser.api("GET", "/snapshots")] == ["before"]
    made = hire(browser, HOSTILE)

    page = browser.open(browser.page.one("section", id="taken").one("a").attributes["href"])
    assert page.one("div", id="changes").one("p").text.startswith("1 created, ")
    assert HOSTILE.replace('"', '\\"') in page.one("div", id="changes").text
    assert not any(one.text for one in page.all("script"))

    browser.send(browser.form("restore"))
    gone = browser.client.get(f"/smartrecruiters/candidates/{made}", headers=SMARTRECRUITERS)
    assert gone.status_code == 404

    browser.send(browser.form("drop"))
    assert browser.api("GET", "/snapshots") == []


def test_a_difference_shows_members_before_and_after(browser: Browser) -> None:
    made = hire(browser, "Ada")
    browser.api("POST", "/snapshots", json={"name": "before"})
    changed = browser.client.patch(
        f"/smartrecruiters/candidates/{made}", json={"firstName": "Grace"}, headers=SMARTRECRUITERS
    )
    assert changed.status_code == 200, changed.text

    page = browser.ui("snapshots?since=before&collection=candidates")

    rows = page.one("div", id="changes").one("table").rows
    assert ["candidates 1", "first_name", '"Ada"', '"Grace"'] in rows


@pytest.mark.parametrize("name", ["", "has blanks", HOSTILE, "x" * 65])
def test_a_name_that_is_none_is_refused_beside_the_form(browser: Browser, name: str) -> None:
    browser.ui("snapshots")

    browser.send(browser.form("take"), {"name": name})

    assert browser.response.status_code == 400
    assert browser.form("take").one("div", id="refusal").text
    assert browser.form("take").fields == {"name": name}


@pytest.mark.parametrize("name", ["nothing", "../worlds", HOSTILE, "a/b?c#d"])
def test_a_snapshot_that_there_is_not_is_named(browser: Browser, name: str) -> None:
    page = browser.ui(f"snapshots?{urlencode({'since': name})}")

    assert browser.response.status_code == 200
    assert page.one("p", role="alert").text
    assert not page.all("div", id="changes")
