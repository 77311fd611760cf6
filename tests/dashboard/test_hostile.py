"""Whatever is sent to a page, it answers for itself, and shows it as the text that it is."""

from typing import Any
from urllib.parse import urlencode

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.dashboard.pages import PAGES
from tests.dashboard.browser import Browser
from tests.dashboard.html import read

ACTIONS = [(page.name, action.name) for page in PAGES for action in page.actions]
FIELDS = [
    *(
        "name",
        "fork",
        "snapshot",
        "world",
        "recipe",
        "seed",
        "candidates",
        "mode",
        "duration",
        "amount",
        "unit",
        "until",
    ),
    *("vendor", "operation", "kind", "status", "code", "words", "first", "calls", "seconds", "fault", "steps", "after"),
    *("application", "reason", "id", "q", "part", "column", "member", "of"),
    *("do", "record", "job", "state", "count", "since", "collection", "like", "to", "token", "done", "word-x"),
]
ASKED = ("since", "collection", "like", "vendor", "to", "done", "job", "q", "part", "kind", "id")
"""Those that pages read from a query by themselves."""
HOSTILE = [
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "\u202e\u2066מי\u0000\ufeff\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "%00%ff/../..?#",
    "9" * 400,
    "-1e999",
    "x" * 20_000,
    "[" * 2_000,
    "",
]
BODIES: list[dict[str, Any]] = [
    {"data": b"\xff\xfe%zz&&==&name", "content_type": "application/x-www-form-urlencoded"},
    {"data": b"{}", "content_type": "application/json"},
    {"data": b"--x\r\nbroken", "content_type": "multipart/form-data; boundary=x"},
    {"data": b"\x00" * 1_000, "content_type": "multipart/form-data"},
    {"data": b"a=1&" * 2_000, "content_type": "application/x-www-form-urlencoded"},
    {"data": b"name=" + b"x" * 1_000_000, "content_type": "application/x-www-form-urlencoded"},
    {"data": b"", "content_type": ""},
]


@pytest.fixture
def browser() -> Browser:
    return Browser(SandboxApp("empty"))


def check(answer: Any, text: str) -> None:
    """It is no failure; and no element of the page is made of what was sent."""
    assert answer.status_code < 500, answer.text
    if answer.mimetype == "text/html":
        page = read(answer.text)
        assert not [one for one in page.all("script") if one.text or not one.attributes.get("src", "").startswith("/")]
        assert not page.all("img")
        assert "{{ 7 * 7 }}" not in text or "49{%" not in answer.text


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_in_any_field(browser: Browser, text: str) -> None:
    for page, action in ACTIONS:
        known = {"vendor": "stackone", "kind": "status"} if page == "faults" else {}
        for more in ({}, known):
            check(
                browser.client.post(f"/_sandbox/ui/{page}/{action}", data={**dict.fromkeys(FIELDS, text), **more}), text
            )


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("page", [page.name for page in PAGES if page.name != "home"])
def test_any_text_in_any_query(browser: Browser, page: str, text: str) -> None:
    for query in [dict.fromkeys(FIELDS, text), *({name: text} for name in ASKED)]:
        check(browser.client.get(f"/_sandbox/ui/{page}?{urlencode(query, errors='replace')}"), text)


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_any_body(browser: Browser, body: dict[str, Any]) -> None:
    for page, action in [*ACTIONS, ("login", ""), ("logout", "")]:
        path = f"/_sandbox/ui/{page}/{action}".rstrip("/")
        check(browser.client.post(path, **body), "")


@pytest.mark.parametrize("world", ["<script>", "%3Cscript%3E", "a b", "x" * 300, "..", "%00", "\u202e"])
def test_any_name_of_a_world(browser: Browser, world: str) -> None:
    answer = browser.client.get(f"/w/{world}/_sandbox/ui/clock", headers={"Accept": "text/html"})

    assert answer.status_code in (400, 404)
    assert answer.mimetype == "application/json"


def test_many_fields_are_read_within_bounds(browser: Browser) -> None:
    answer = browser.client.post("/_sandbox/ui/faults/arm", data={f"word-{number}": "x" for number in range(900)})

    check(answer, "")
    assert answer.status_code == 400
