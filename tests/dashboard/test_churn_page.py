"""The page of the churn."""

import pytest

from ats_sandbox.app import SandboxApp
from tests.dashboard.browser import Browser

CANDIDATES = "/stackone/unified/ats/candidates"
HEADERS = {"Authorization": "Basic c2FuZGJveC1hZG1pbjo=", "x-account-id": "acme"}


@pytest.fixture
def browser() -> Browser:
    return Browser(SandboxApp("empty"))


def seen(browser: Browser) -> int:
    return len(browser.client.get(CANDIDATES, headers=HEADERS).json["data"])


def test_a_step_is_put_in_place_happens_and_is_shown(browser: Browser) -> None:
    browser.ui("churn")
    values = {"after": "1", "do": "insert", "count": "2", "vendor": "stackone", "operation": "ats_list_candidates"}

    page = browser.send(browser.form("step"), values)

    (row,) = page.one("section", id="script").one("table").rows
    assert row[:5] == ["list call 1", "ats_list_candidates of stackone", "insert candidate", "0", "waits"]
    assert [seen(browser), seen(browser)] == [0, 2]
    (row,) = browser.ui("churn").one("section", id="script").one("table").rows
    assert row[3:5] == ["1", "done inserted 2"]

    browser.send(browser.form("end"))
    assert browser.api("GET", "/churn") == {"steps": []}


def test_a_script_is_put_in_place(browser: Browser) -> None:
    browser.ui("churn")

    browser.send(browser.form("script"), {"steps": '[{"after": 1, "do": "insert"}, {"after": 2, "do": "insert"}]'})

    assert [one["after"] for one in browser.api("GET", "/churn")["steps"]] == [1, 2]


@pytest.mark.parametrize(
    ("action", "values"),
    [
        ("script", {"steps": "{"}),
        ("script", {"steps": "null"}),
        ("script", {"steps": "[" * 5_000}),
        ("script", {"steps": '[{"after": 1, "do": "<script>"}]'}),
        ("script", {"steps": '[{"after": 1, "do": "insert", "who": "\\ud800"}]'}),
        ("step", {"after": "0"}),
        ("step", {"after": "soon"}),
        ("step", {"do": "delete"}),
        ("step", {"do": "delete", "record": "</textarea><script>\u202e"}),
    ],
)
def test_a_refusal_is_shown_beside_its_form(browser: Browser, action: str, values: dict[str, str]) -> None:
    browser.ui("churn")

    browser.send(browser.form(action), values)

    assert browser.response.status_code == 400
    assert browser.form(action).one("div", id="refusal").text
    assert browser.form(action).fields.items() >= values.items()
    assert browser.api("GET", "/churn") == {"steps": []}
