"""The board: what is dragged or chosen there is what SmartRecruiters answers afterwards."""

import re
from typing import Any

import pytest

from tests.browser.chromium import Locator, Page, Position, expect
from tests.browser.tab import Tab

CORNER: Position = {"x": 6, "y": 6}
"""Of a card or a column: where there is nothing to press."""


@pytest.fixture
def candidate(tab: Tab) -> dict[str, Any]:
    """Somebody who is in review for a job."""
    rows = tab.ask("GET", "/smartrecruiters/candidates?limit=100")["content"]
    return next(one for one in rows if one["primaryAssignment"]["status"] == "IN_REVIEW")


def board_of(tab: Tab, candidate: dict[str, Any]) -> Page:
    return tab.ui("board", job=candidate["primaryAssignment"]["job"]["id"])


def card_of(place: Page | Locator, candidate: dict[str, Any]) -> Locator:
    return place.locator("[data-card]").filter(has_text=f"{candidate['firstName']} {candidate['lastName']}")


def column(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=re.compile(rf"^{name} \d+$"))


def status(tab: Tab, candidate: dict[str, Any]) -> str:
    found: str = tab.ask("GET", f"/smartrecruiters/candidates/{candidate['id']}")["primaryAssignment"]["status"]
    return found


def test_a_card_is_dragged_to_another_stage(tab: Tab, candidate: dict[str, Any]) -> None:
    page = board_of(tab, candidate)
    card, to = card_of(page, candidate), column(page, "Interview")
    to.scroll_into_view_if_needed()

    card.drag_to(to, source_position=CORNER, target_position=CORNER)

    expect(page.get_by_role("status").first).to_have_text("The card was moved.")
    expect(card_of(column(page, "Interview"), candidate)).to_be_visible()
    assert status(tab, candidate) == "INTERVIEW"


def test_a_card_is_moved_with_the_keyboard_alone(tab: Tab, candidate: dict[str, Any]) -> None:
    page = board_of(tab, candidate)
    card = card_of(page, candidate)

    card.get_by_role("link").focus()
    page.keyboard.press("Tab")
    expect(card.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("Offer")
    page.keyboard.press("Tab")
    expect(card.get_by_role("button")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("status").first).to_have_text("The card was moved.")
    assert status(tab, candidate) == "OFFERED"


def test_a_card_that_a_program_moves_goes_there_live(tab: Tab, candidate: dict[str, Any]) -> None:
    page = board_of(tab, candidate)
    job = candidate["primaryAssignment"]["job"]["id"]

    tab.ask("PUT", f"/smartrecruiters/candidates/{candidate['id']}/jobs/{job}/status", {"status": "OFFERED"})

    expect(card_of(column(page, "Offer"), candidate)).to_be_visible()
