"""The page of the worlds."""

from io import BytesIO

import msgspec
import pytest

from ats_sandbox.app import SandboxApp
from tests.dashboard.browser import Browser


@pytest.fixture
def browser() -> Browser:
    return Browser(SandboxApp("empty"))


def names(browser: Browser) -> list[str]:
    return [one["name"] for one in browser.api("GET", "/worlds")]


def test_a_world_is_created_of_a_recipe_and_a_seed(browser: Browser) -> None:
    browser.ui("worlds")

    page = browser.send(browser.form("create"), {"name": "large-1", "recipe": "demo", "seed": "7", "candidates": "12"})

    made = next(one for one in browser.api("GET", "/worlds") if one["name"] == "large-1")
    assert (made["recipe"], made["seed"], made["candidates"]) == ("demo", 7, 12)
    row = next(one for one in page.one("section", id="worlds").one("table").rows if one[0] == "large-1")
    assert row[1:4] == ["demo", "7", "12"]


def test_a_fork_begins_as_the_world_is_or_was(browser: Browser) -> None:
    browser.api("POST", "/snapshots", json={"name": "before"})
    browser.api("POST", "/clock/advance", json={"duration": "P1D"})
    browser.ui("worlds")

    browser.send(browser.form("fork"), {"fork": "now"})
    browser.send(browser.form("fork"), {"fork": "then", "snapshot": "before"})

    instants = {one["name"]: one["now"][:10] for one in browser.api("GET", "/worlds")}
    assert instants == {"default": "2026-03-03", "now": "2026-03-03", "then": "2026-03-02"}


def test_a_world_is_reset_and_another_one_deleted(browser: Browser) -> None:
    browser.api("POST", "/worlds", json={"name": "other"})
    browser.api("POST", "/clock/advance", json={"duration": "P1D"})
    browser.ui("worlds")

    browser.send(browser.form("reset"))
    assert browser.api("GET", "/clock")["now"] == "2026-03-02T09:00:00.000Z"

    browser.send(browser.form("drop"))
    assert names(browser) == ["default"]


def test_the_world_that_is_looked_at_stays(browser: Browser) -> None:
    here = Browser(browser.client.application, "here")
    here.ui("worlds")
    there = Browser(browser.client.application, "there")
    there.ui("worlds")
    form = there.form("drop")
    assert form.fields == {"world": "here"}

    form.one("input").attributes["value"] = "there"
    there.send(form)

    assert there.response.status_code == 409
    assert "go to another one first" in there.page.one("div", id="refusal").text
    assert names(browser) == ["default", "here", "there"]


def test_an_export_is_downloaded_and_imported_elsewhere(browser: Browser) -> None:
    browser.api("POST", "/clock/advance", json={"duration": "P9D"})
    link = next(one for one in browser.ui("worlds").all("a") if "download" in one.attributes)
    exported = browser.client.get(link.attributes["href"]).data

    other = Browser(browser.client.application, "other")
    other.ui("worlds")
    other.send(other.form("import"), {"document": (BytesIO(exported), "world.json")})

    assert other.api("GET", "/clock")["now"] == "2026-03-11T09:00:00.000Z"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\x00", msgspec.json.encode({"format": "<script>"})])
def test_what_is_no_export_is_refused_beside_its_form(browser: Browser, content: bytes) -> None:
    browser.ui("worlds")

    browser.send(browser.form("import"), {"document": (BytesIO(content), "world.json")})

    assert browser.response.status_code == 400
    assert browser.form("import").one("div", id="refusal").text


def test_no_document_is_refused(browser: Browser) -> None:
    browser.ui("worlds")

    browser.send(browser.form("import"))

    assert browser.response.status_code == 400


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"name": "default"}, 409),
        ({"name": "<script>alert(1)</script>"}, 400),
        ({"name": "\u202ename"}, 400),
        ({"name": ""}, 400),
        ({"name": "a", "seed": "many"}, 400),
        ({"name": "a", "seed": "9" * 30}, 400),
        ({"name": "a", "candidates": "0"}, 400),
        ({"name": "a", "candidates": "1.5"}, 400),
    ],
)
def test_a_refusal_keeps_what_was_filled_in(browser: Browser, values: dict[str, str], status: int) -> None:
    browser.ui("worlds")

    browser.send(browser.form("create"), values)

    assert browser.response.status_code == status
    form = browser.form("create")
    assert form.one("div", id="refusal").text
    assert form.fields.items() >= values.items()
    assert names(browser) == ["default"]


def test_of_many_worlds_some_are_shown_and_all_are_found(browser: Browser) -> None:
    for number in range(120):
        browser.client.application.worlds.fork(f"one-{number}")

    page = browser.ui("worlds")
    assert len(page.one("section", id="worlds").one("table").rows) == 100
    (find,) = page.all("form", role="search")

    page = browser.send(find, {"like": "ONE-119"})
    assert [row[0] for row in page.one("section", id="worlds").one("table").rows] == ["one-119"]


def test_every_link_to_a_world_leads_there(browser: Browser) -> None:
    browser.api("POST", "/worlds", json={"name": "other"})
    page = browser.ui("worlds")
    link = page.one("section", id="worlds").one("a")

    page = browser.open(link.attributes["href"])

    assert page.one("header").one("bdi").text == "other"
    back = page.one("section", id="worlds").one("a")
    assert browser.open(back.attributes["href"]).one("header").one("bdi").text == "default"
