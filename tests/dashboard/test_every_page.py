"""What holds for every page: nothing from elsewhere, nothing inline, usable without a mouse, a screen or scripts."""

import re

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.dashboard.pages import PAGES
from tests.dashboard.browser import Browser
from tests.dashboard.html import Element
from tests.dashboard.promises import check_accessible, check_nothing_inline

NAMES = [page.name for page in PAGES if page.name != "home"]
PATHS = ["/", "/_sandbox/", *(f"/_sandbox/ui/{name}" for name in (*NAMES, "login", "nothing-here"))]
STATIC = [
    *("board.js", "dashboard.css", "dashboard.js", "htmx-2.0.11.min.js", "htmx-ext-sse-2.2.4.min.js"),
    *("icon.svg", "LICENSES.txt"),
]

each_path = pytest.mark.parametrize("path", PATHS)


@each_path
def test_browsers_are_told_to_load_and_frame_nothing_else(browser: Browser, path: str) -> None:
    browser.open(path)

    headers = browser.response.headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"


@each_path
def test_nothing_is_inline_and_nothing_is_loaded_from_elsewhere(browser: Browser, path: str) -> None:
    page = browser.open(path)

    check_nothing_inline(browser, page)


@pytest.mark.parametrize("name", STATIC)
def test_what_pages_load_calls_nobody(browser: Browser, name: str) -> None:
    answer = browser.client.get(f"/_sandbox/ui/static/{name}")

    assert answer.status_code == 200
    if name.endswith((".css", ".svg")):
        assert not re.findall(r"@import|url\(|https?://(?!www\.w3\.org/2000/svg)", answer.text)


@each_path
def test_a_page_is_for_keyboards_and_screen_readers(browser: Browser, path: str) -> None:
    page = browser.open(path)

    check_accessible(page)


@pytest.mark.parametrize("name", NAMES)
def test_the_navigation_leads_to_every_page_and_says_where_one_is(browser: Browser, name: str) -> None:
    navigation = browser.ui(name).one("nav")

    links = {one.attributes["href"]: one for one in navigation.all("a")}
    assert [one for one in links if not one.startswith(browser.prefix + "/")] == []
    (current,) = [one.attributes["href"] for one in navigation.all("a", aria_current="page")]
    assert current.endswith(f"/ui/{name}")
    assert len(links) == len(PAGES)
    for link in links:
        browser.open(link)
        assert browser.response.status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_what_is_live_fetches_itself(browser: Browser, name: str) -> None:
    page = browser.ui(name)

    for part in [one for one in page.inside if "sse:" in one.attributes.get("hx-trigger", "")]:
        fetched = browser.open(part.attributes["hx-get"])
        assert part.attributes["hx-select"] == f"#{part.attributes['id']} > *"
        assert [one for one in fetched.inside if one.attributes.get("id") == part.attributes["id"]]


def test_an_action_that_there_is_not_is_not_found(browser: Browser, app: SandboxApp) -> None:
    for path in ("clock/nothing", "nothing/advance", "board/advance", "home/reset"):
        answer = browser.client.post(f"/_sandbox/ui/{path}")
        assert answer.status_code == 404


def test_a_page_reads_as_one_with_its_world_named(app: SandboxApp) -> None:
    page: Element = Browser(app, "team-7").ui("clock")
    app.worlds.drop("team-7")

    assert "team-7" in page.one("header").text
    assert "team-7" in page.one("title").text
