"""The pages that change a world: what is done by a click is done for programs, and shows without a reload."""

import re

from tests.browser.chromium import Page, expect
from tests.browser.tab import Tab


def choose(page: Page, label: str, value: str) -> None:
    """Choose something, and wait for what can be chosen after it."""
    page.locator("#choice").get_by_label(re.compile(f"^{label}\\b")).select_option(value)
    expect(page.locator(".htmx-request")).to_have_count(0)


def test_an_armed_fault_and_its_hit_appear_live(tab: Tab) -> None:
    page = tab.ui("faults")
    choose(page, "Vendor", "smartrecruiters")
    choose(page, "Operation", "list_candidates")
    choose(page, "What happens", "status")
    choose(page, "Status", "503")
    page.get_by_label("The first").fill("1")
    page.get_by_role("button", name="Arm", exact=True).click()
    expect(page.get_by_role("status").first).to_have_text("The fault is armed.")
    armed = page.get_by_label("Armed faults")
    expect(armed).to_contain_text("1 armed, 0 hits.")
    expect(page.locator("#live")).to_have_text("Live.")
    page.evaluate("window.stays = true")

    assert tab.api.get("/smartrecruiters/candidates").status_code == 503

    expect(armed).to_contain_text("1 armed, 1 hits.")
    assert page.evaluate("window.stays")
    assert tab.api.get("/smartrecruiters/candidates").status_code == 200
    armed.get_by_role("button", name="Disarm all").click()
    expect(armed).to_contain_text("0 armed")


def test_a_fault_of_somebody_else_appears_live(tab: Tab) -> None:
    page = tab.ui("faults")

    tab.ask("POST", "/_sandbox/faults", {"kind": "delay", "seconds": 1, "vendor": "bindbee"})

    expect(page.get_by_label("Armed faults")).to_contain_text("1 armed, 0 hits.")


def test_a_day_passes_at_a_click(tab: Tab) -> None:
    page = tab.ui("clock")
    expect(page.get_by_label("Now")).to_contain_text("2026-03-02")

    page.get_by_role("button", name="+1 day").click()

    expect(page.get_by_label("Now")).to_contain_text("2026-03-03")
    assert tab.ask("GET", "/_sandbox/clock")["now"].startswith("2026-03-03T09:00")


def test_time_that_somebody_else_lets_pass_shows_live(tab: Tab) -> None:
    page = tab.ui("clock")

    tab.ask("POST", "/_sandbox/clock/advance", {"duration": "P2D"})

    expect(page.get_by_label("Now")).to_contain_text("2026-03-04")


def test_a_snapshot_is_compared_with_what_came_later_and_restored(tab: Tab) -> None:
    page = tab.ui("snapshots")
    page.get_by_label("Name", exact=True).fill("before")
    page.get_by_role("button", name="Take a snapshot").click()
    expect(page.get_by_role("status").first).to_have_text("The snapshot was taken.")
    nora = {"firstName": "Nora", "lastName": "Late", "email": "nora@late.example"}
    address = f"/smartrecruiters/candidates/{tab.ask('POST', '/smartrecruiters/candidates', nora)['id']}"

    page.get_by_role("link", name="Compare with now: before").click()

    expect(page.locator("#changes summary").filter(has_text="candidates").first).to_be_visible()
    assert tab.ask("GET", address)["lastName"] == "Late"
    page.get_by_role("button", name="Restore before").click()
    expect(page.get_by_role("status").first).to_have_text("The world is as it was at the snapshot.")
    assert tab.api.get(address).status_code == 404


def test_a_world_is_forked_visited_and_deleted(tab: Tab) -> None:
    page, fork = tab.ui("worlds"), f"fork-of-{tab.world}"
    page.get_by_label("Name of the fork").fill(fork)
    page.get_by_role("button", name="Fork", exact=True).click()
    expect(page.get_by_role("status").first).to_have_text("The world was forked.")

    page.get_by_role("link", name=fork, exact=True).click()
    expect(page.locator("header .world")).to_contain_text(fork)
    page.go_back()
    page.get_by_role("button", name=f"Delete {fork}", exact=True).click()

    expect(page.get_by_role("status").first).to_have_text("The world was deleted.")
    expect(page.get_by_role("link", name=fork, exact=True)).to_have_count(0)


def test_a_budget_is_used_up_enforced_and_refilled(tab: Tab) -> None:
    page = tab.ui("limits")
    expect(page.locator("#budgets")).to_contain_text("Every budget is full.")

    tab.ask("GET", "/smartrecruiters/candidates")

    expect(page.locator("#budgets")).to_contain_text("sandbox-admin")
    page.get_by_label("are refused with 429").check()
    page.get_by_role("button", name="Set the mode").click()
    expect(page.get_by_role("status").first).to_have_text("The mode of the limits was set.")
    assert tab.ask("GET", "/_sandbox/limits")["mode"] == "enforce"
    page.get_by_role("button", name="Fill every budget").click()
    expect(page.locator("#budgets")).to_contain_text("Every budget is full.")
