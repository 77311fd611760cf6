"""What somebody sees who comes for the first time: addresses and calls that work, documents, and the way in."""

import json

import httpx

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.api import CONTROL
from ats_sandbox.server import Server
from ats_sandbox.vendors import VENDORS
from tests.browser.chromium import Browser, expect
from tests.browser.tab import Tab, run


def test_the_start_page_copies_base_urls_and_calls_that_succeed(tab: Tab) -> None:
    page = tab.open("/")

    for vendor in VENDORS:
        page.get_by_role("button", name=f"Copy the base URL of {vendor.name}", exact=True).click()
        expect(page.get_by_role("button", name=f"Copy the base URL of {vendor.name}")).to_have_text("Copied")
        assert tab.clipboard == f"{tab.address}/{vendor.name}"
        shown = page.get_by_label(f"A first call to {vendor.name}").inner_text()
        page.get_by_role("button", name=f"Copy the call to {vendor.name}", exact=True).click()
        expect(page.get_by_role("button", name=f"Copy the call to {vendor.name}")).to_have_text("Copied")
        assert tab.clipboard == shown
        assert json.loads(run(shown))


def test_every_token_is_copied(tab: Tab) -> None:
    page = tab.open("/")

    for token in ("sandbox-admin", "sandbox-expired"):
        page.get_by_role("button", name=f"Copy {token}", exact=True).click()
        expect(page.get_by_role("button", name=f"Copy {token}")).to_have_text("Copied")
        assert tab.clipboard == token


def test_the_index_of_documents_leads_to_each_of_them_and_they_back(tab: Tab) -> None:
    page = tab.open("/_sandbox/docs/")
    pages = [one.get_attribute("href") or "" for one in page.get_by_role("link", name="Try it").all()]
    assert [one.removeprefix(f"{tab.address}/_sandbox/docs/") for one in pages] == [
        f"{vendor.name}/" for vendor in (*VENDORS, CONTROL)
    ]

    page.get_by_role("link", name="Try it").nth(-2).click()

    expect(page.locator("#swagger-ui .info .title")).to_contain_text(VENDORS[-1].title)
    page.get_by_role("link", name="All documents").click()
    expect(page).to_have_url(f"{tab.address}/_sandbox/docs/")


def test_whoever_has_the_admin_token_logs_in_and_out(browser: Browser) -> None:
    with Server(SandboxApp("empty", strict=True, admin_token="let-me-in")) as server:
        tab = Tab(browser, server.url, "closed")
        page = tab.open("/")
        assert httpx.get(f"{tab.address}/_sandbox/clock").status_code == 401
        page.get_by_role("link", name="Log in").click()
        page.get_by_label("Admin token").fill("let-me-in")
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("button", name="Log out")).to_be_visible()

        tab.ui("clock").get_by_role("button", name="+1 day").click()

        expect(page.get_by_role("status").first).to_contain_text("Time has passed")
        page.get_by_role("button", name="Log out").click()
        expect(page.get_by_role("link", name="Log in")).to_be_visible()
        tab.close()
        assert tab.complaints == []


def test_a_wrong_admin_token_is_refused_with_a_word(browser: Browser) -> None:
    with Server(SandboxApp("empty", strict=True, admin_token="let-me-in")) as server:
        tab = Tab(browser, server.url, "closed")
        page = tab.open("/_sandbox/ui/login")
        page.get_by_label("Admin token").fill("let-us-in")
        page.get_by_role("button", name="Log in").click()

        expect(page.get_by_role("alert")).to_be_focused()
        expect(page.get_by_label("Admin token")).to_have_value("")
        tab.close()
