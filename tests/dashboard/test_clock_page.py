"""The clock's page: what time it is, and letting it pass."""

import pytest

from tests.dashboard.browser import Browser


def test_it_tells_the_time_and_how_it_passes(browser: Browser) -> None:
    page = browser.ui("clock")

    assert page.one("section", id="face").one("time").attributes["datetime"] == "2026-03-02T09:00:00.000Z"
    assert browser.form("mode").fields == {"mode": "frozen"}


@pytest.mark.parametrize(
    ("label", "then"), [("+1 hour", "2026-03-02T10:00:00.000Z"), ("+1 day", "2026-03-03T09:00:00.000Z")]
)
def test_a_button_lets_time_pass(browser: Browser, label: str, then: str) -> None:
    browser.ui("clock")
    form = browser.form("advance")

    page = browser.send(form, button=next(one for one in form.all("button") if one.text == label))

    assert browser.api("GET", "/clock")["now"] == then
    assert page.one("section", id="face").one("time").attributes["datetime"] == then
    assert "Time has passed" in page.one("p", role="status").text


@pytest.mark.parametrize(
    ("amount", "unit", "then"),
    [("1.5", "hours", "2026-03-02T10:30:00.000Z"), ("2", "weeks", "2026-03-16T09:00:00.000Z")],
)
def test_any_amount_passes(browser: Browser, amount: str, unit: str, then: str) -> None:
    browser.ui("clock")

    browser.send(browser.form("advance-by"), {"amount": amount, "unit": unit})

    assert browser.api("GET", "/clock")["now"] == then


def test_time_passes_until_an_instant(browser: Browser) -> None:
    browser.ui("clock")

    browser.send(browser.form("advance-until"), {"until": "2026-04-01T09:00:00Z"})

    assert browser.api("GET", "/clock")["now"] == "2026-04-01T09:00:00.000Z"


@pytest.mark.parametrize("mode", ["running", "real", "frozen"])
def test_the_mode_is_set(browser: Browser, mode: str) -> None:
    browser.ui("clock")

    browser.send(browser.form("mode"), {"mode": mode})

    assert browser.api("GET", "/clock")["mode"] == mode
    assert browser.form("mode").fields == {"mode": mode}


@pytest.mark.parametrize(
    ("action", "values"),
    [
        ("advance-by", {"amount": "soon"}),
        ("advance-by", {"amount": "-1"}),
        ("advance-by", {"amount": "nan"}),
        ("advance-by", {"amount": "1e300"}),
        ("advance-by", {"amount": "inf"}),
        ("advance-until", {"until": "2020-01-01"}),
        ("advance-until", {"until": '"><script>alert(1)</script>'}),
        ("advance-until", {"until": "\u202e\x00"}),
        ("advance-until", {"until": "x" * 100_000}),
        ("mode", {"mode": "backwards"}),
    ],
)
def test_a_refusal_is_shown_beside_the_form_with_what_was_filled_in(
    browser: Browser, action: str, values: dict[str, str]
) -> None:
    browser.ui("clock")

    browser.send(browser.form(action), values)

    assert browser.response.status_code == 400
    form = browser.form(action)
    assert form.one("div", id="refusal").text
    assert browser.page.all("div", id="refusal") == form.all("div", id="refusal")
    if action != "mode":
        assert form.fields.items() >= values.items()
    assert browser.api("GET", "/clock") == {
        "now": "2026-03-02T09:00:00.000Z",
        "milliseconds": 1_772_442_000_000,
        "mode": "frozen",
    }
