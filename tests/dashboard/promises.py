"""What every page keeps to, whatever it shows."""

from urllib.parse import urljoin, urlsplit

from tests.dashboard.browser import Browser
from tests.dashboard.html import Element


def check_nothing_inline(browser: Browser, page: Element) -> None:
    """Nothing is inline, and nothing is loaded from elsewhere."""
    for one in page.inside:
        assert not [name for name in one.attributes if name.startswith(("on", "style", "hx-on"))]
        assert one.name not in ("style", "iframe", "base", "object")
        if one.name == "script":
            assert not one.text
        for name in ("src", "href", "action", "hx-get", "hx-post", "sse-connect"):
            if name in one.attributes:
                where = urlsplit(urljoin(browser.origin, one.attributes[name]))
                assert where.netloc == urlsplit(browser.origin).netloc
                if name == "src" or one.name == "link":
                    assert browser.client.get(where.path).status_code == 200


def check_accessible(page: Element) -> None:
    """It is for keyboards and screen readers."""
    assert page.one("html").attributes["lang"] == "en"
    assert page.one("title").text
    assert len(page.all("h1")) == 1
    assert page.one("a", class_="skip").attributes["href"] == "#main"
    for landmark in ("header", "nav", "main", "footer"):
        assert page.one(landmark)
    assert page.one("main").attributes["id"] == "main"
    identifiers = [one.attributes["id"] for one in page.inside if "id" in one.attributes]
    assert len({*identifiers}) == len(identifiers)
    for one in page.inside:
        for name in ("aria-labelledby", "aria-describedby", "for"):
            for to in one.attributes.get(name, "").split():
                assert to in identifiers, f"{name}={to}"
    labelled = {one.attributes.get("for") for one in page.all("label")}
    for one in page.inside:
        if one.name in ("input", "select", "textarea") and one.attributes.get("type") != "hidden":
            assert one.attributes.get("id") in labelled or one.attributes.get("aria-label"), one
        if one.name in ("button", "a"):
            assert one.text or one.attributes.get("aria-label"), one
        if one.name == "table":
            assert one.all("th"), one
            assert all(cell.attributes.get("scope") in ("col", "row") for cell in one.all("th"))
