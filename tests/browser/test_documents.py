"""The pages of the documents: they show every operation and webhook, and Execute succeeds with what they fill in."""

from collections.abc import Iterator

import pytest

from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.api import CONTROL
from ats_sandbox.vendors import VENDORS
from tests.browser.chromium import Locator, Page, expect
from tests.browser.tab import Tab

PATIENCE = 30_000
"""Milliseconds until Swagger UI has made a page of the longest document, on a machine that has much else to do."""

PAINTED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
BLOCKS = """() => [...document.querySelectorAll(".opblock")].map((one) => [
    one.querySelector(".opblock-summary-method").textContent, one.querySelector("[data-path]").dataset.path])"""


def open_document(tab: Tab, vendor: Vendor) -> Page:
    page = tab.open(f"/_sandbox/docs/{vendor.name}/")
    page.locator(".opblock").first.wait_for(timeout=PATIENCE)
    return page


def tried(vendor: Vendor) -> Iterator[Operation]:
    """The first list, the first read of one record, and the first write that sends a body; of vendors alone."""
    if vendor is CONTROL:
        return
    plain = [one for one in vendor.operations if not one.public and not one.example.files]
    yield next(one for one in plain if one.method == "GET" and "{" not in one.path)
    yield next(one for one in plain if one.method == "GET" and "{" in one.path)
    yield next(one for one in plain if one.method in ("POST", "PUT", "PATCH") and one.body is not None)


def seen(page: Page) -> Iterator[set[tuple[str, str]]]:
    """The operations in sight, from the top of the page down: of long documents there is nothing else."""
    page.evaluate("scrollTo(0, 0)")
    while True:
        page.evaluate(PAINTED)
        yield {(method, path) for method, path in page.evaluate(BLOCKS)}
        if page.evaluate("scrollY + innerHeight >= document.documentElement.scrollHeight - 1"):
            return
        page.evaluate("scrollBy(0, innerHeight)")


def block_of(page: Page, operation: Operation) -> Locator:
    """An operation, once it is in sight."""
    assert any((operation.method, operation.path) in some for some in seen(page))
    named = page.locator(f'[data-path="{operation.path}"]')
    return page.locator(f".opblock-{operation.method.lower()}").filter(has=named)


@pytest.mark.parametrize("vendor", [*VENDORS, CONTROL], ids=lambda one: one.name)
def test_whoever_scrolls_sees_everything_and_execute_succeeds(tab: Tab, vendor: Vendor) -> None:
    page = open_document(tab, vendor)

    operations = {(one.method, one.path) for one in vendor.operations}
    webhooks = {("POST", name) for name in tab.ask("GET", f"/_sandbox/openapi/{vendor.name}.json").get("webhooks", ())}
    assert set().union(*seen(page)) == operations | webhooks

    for operation in tried(vendor):
        block = block_of(page, operation)
        block.locator(".opblock-summary-control").click(timeout=PATIENCE)
        block.get_by_role("button", name="Execute").click(timeout=PATIENCE)

        answered = block.locator(".live-responses-table .response-col_status").last
        expect(answered).to_have_text(str(min(operation.returns)), timeout=PATIENCE)
        block.locator(".opblock-summary-control").click(timeout=PATIENCE)
