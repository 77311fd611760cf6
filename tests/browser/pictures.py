"""Takes the README's pictures of the demo world: `python -m tests.browser.pictures`, in an editable installation."""

from collections.abc import Iterator
from pathlib import Path

from ats_sandbox.app import SandboxApp
from ats_sandbox.server import Server
from tests.browser.chromium import Page, chromium, expect
from tests.browser.tab import Tab

DOCS = Path(__file__).parents[2] / "docs"
PORT = 8080
"""What `ats-sandbox serve` takes: it stands in the pictures."""

JOB = "REF00015"
"""With people in several stages."""


def pictures(tab: Tab) -> Iterator[tuple[str, Page]]:
    """The name of each picture, and the page to take once it is as it should be."""
    yield "start", tab.open("/")
    yield "board", tab.ui("board", job=JOB)
    tab.ask("GET", "/smartrecruiters/jobs?limit=5")
    tab.ask("GET", "/smartrecruiters/candidates?limit=2")
    page = tab.ui("journal")
    bearer = {"Authorization": "Bearer sandbox-admin"}
    tab.api.patch("/datadriven/v3/ats/application-steps/1", headers=bearer, json={"step": "Offer"})
    tab.api.post("/smartrecruiters/candidates", json={"firstName": "Nora", "email": "nora@example.com"})
    expect(page.locator("#new")).to_contain_text("2 since this page was opened")
    yield "journal", page


def main() -> None:
    """Write the pictures."""
    DOCS.mkdir(exist_ok=True)
    with Server(SandboxApp(), port=PORT) as server, chromium() as browser:
        tab = Tab(browser, server.url)
        for name, page in pictures(tab):
            page.screenshot(path=DOCS / f"{name}.png")
        tab.close()


if __name__ == "__main__":
    main()
