"""Every page, light and dark, wide and narrow: nobody is kept out, and nothing sticks out."""

from pathlib import Path

import pytest

from ats_sandbox.dashboard.pages import PAGES
from tests.browser.chromium import Page
from tests.browser.tab import NARROW, WIDE, Tab

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
GRAVE = ("serious", "critical")

VIEWS = {
    **{one.name: f"/_sandbox/ui/{one.name}" for one in PAGES if one.name != "home"},
    "start": "/",
    "login": "/_sandbox/ui/login",
    "documents": "/_sandbox/docs/",
    "a board": "/_sandbox/ui/board?job=REF1001",
    "candidates": "/_sandbox/ui/records?kind=candidate",
    "a record": "/_sandbox/ui/records?kind=candidate&id=1",
    "an exchange": "/_sandbox/ui/journal?number=1",
    "a delivery": "/_sandbox/ui/webhooks?delivery=1",
    "a comparison": "/_sandbox/ui/snapshots?since=before",
    "a fault": "/_sandbox/ui/faults?vendor=smartrecruiters&kind=status&status=404",
}


@pytest.fixture
def busy(tab: Tab) -> Tab:
    """A tab in a world in which something of everything has happened."""
    tab.ask("POST", "/_sandbox/snapshots", {"name": "before"})
    tab.ask("POST", "/_sandbox/faults", {"kind": "delay", "seconds": 1, "vendor": "bindbee"})
    tab.ask("POST", "/_sandbox/webhooks/subscriptions", {"vendor": "smartrecruiters"})
    tab.ask(
        "POST", "/smartrecruiters/candidates", {"firstName": "Nora", "lastName": "Late", "email": "nora@late.example"}
    )
    assert tab.api.post("/smartrecruiters/candidates", json={}).status_code == 400
    return tab


def findings(page: Page) -> list[str]:
    """What axe finds grave, a line for each element."""
    told = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']} ({one['impact']}): {node['html'][:200]}: {node['failureSummary']}"
        for one in told["violations"]
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("view", VIEWS)
def test_nobody_is_kept_out_and_nothing_sticks_out(busy: Tab, view: str) -> None:
    page = busy.open(VIEWS[view])
    page.evaluate(AXE)

    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width, height in (WIDE, NARROW):
            page.set_viewport_size({"width": width, "height": height})
            assert not busy.overflows, f"{scheme}, {width}"
            assert findings(page) == [], f"{scheme}, {width}"
