"""The journal and the webhooks: what happens shows as it happens, and can be done once more."""

import json
import re

from tests.browser.chromium import expect
from tests.browser.tab import Tab, run


def test_an_exchange_appears_live_and_is_repeated_as_curl(tab: Tab) -> None:
    page = tab.ui("journal")

    answer = tab.ask("GET", "/smartrecruiters/candidates?limit=2")

    ticker = page.get_by_label("Since this page was opened")
    expect(ticker).to_contain_text("GET /smartrecruiters/candidates?limit=2")
    ticker.get_by_role("link", name="Exchange 1", exact=True).click()
    page.get_by_role("button", name="Copy the request as a command").click()
    expect(page.get_by_role("button", name="Copy the request as a command")).to_have_text("Copied")
    head, _, body = run(tab.clipboard).partition("\n\n")
    assert head.startswith("HTTP/1.1 200")
    assert json.loads(body) == answer
    assert len(tab.ask("GET", "/_sandbox/journal")["entries"]) == 2


def test_a_delivery_appears_live_and_is_sent_once_more(tab: Tab) -> None:
    page = tab.ui("webhooks")
    page.get_by_text("of bindbee", exact=True).click()
    page.get_by_role("button", name="Subscribe").and_(page.locator(":visible")).click()
    expect(page.get_by_role("status").first).to_be_visible()
    expect(page.locator("#live")).to_have_text("Live.")

    answer = tab.api.post(
        "/bindbee/api/embedded/v1/connectors/resync",
        headers={"Authorization": "Bearer sandbox-admin", "x-connector-token": "acme"},
    )

    assert answer.status_code < 400, answer.text
    deliveries = page.get_by_role("region", name="Deliveries", exact=True)
    deliveries.get_by_role("link", name=re.compile(r"^Delivery \d")).first.click()
    page.get_by_role("button", name="Send it once more").click()
    expect(page.get_by_role("status").first).to_be_visible()
    told = tab.ask("GET", "/_sandbox/webhooks/deliveries")["deliveries"]
    assert [one for one in told if one["of"] is not None]
