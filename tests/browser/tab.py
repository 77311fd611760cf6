"""A tab of the browser, in one world, which holds against a page whatever it complains of."""

import subprocess
from typing import Any
from urllib.parse import urlencode

import httpx

from tests.browser.chromium import Browser, Page, expect

WIDE, NARROW = (1280, 800), (360, 740)
"""Sizes of windows, in CSS pixels."""


class Tab:
    """Looks at a world's pages; `api` asks the same world as programs do, as SmartRecruiters knows them.

    `complaints` has what the console said, errors of scripts, and requests to other hosts.
    """

    def __init__(self, browser: Browser, origin: str, world: str = "default") -> None:
        self.origin, self.world = origin, world
        self.address = origin if world == "default" else f"{origin}/w/{world}"
        self.complaints: list[str] = []
        self.context = browser.new_context(viewport={"width": WIDE[0], "height": WIDE[1]})
        self.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
        self.context.on("request", lambda one: self._hold(one.url))
        self.api = httpx.Client(base_url=self.address, headers={"X-SmartToken": "sandbox-admin"}, timeout=30)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(5_000)
        self.page.on("console", lambda one: self._hear(one.type, one.text))
        self.page.on("pageerror", lambda one: self._hear("error", str(one)))
        self.page.on("dialog", lambda one: one.accept())

    def close(self) -> None:
        """Close the tab."""
        self.api.close()
        self.context.close()

    def open(self, path: str) -> Page:
        """Open an address of the world."""
        self.page.goto(f"{self.address}{path}")
        return self.page

    def ui(self, name: str, **query: str) -> Page:
        """Open a page of the dashboard, and wait until it follows what happens."""
        self.open(f"/_sandbox/ui/{name}" + (f"?{urlencode(query)}" if query else ""))
        expect(self.page.locator("#live")).to_have_text("Live.")
        return self.page

    def ask(self, method: str, path: str, json: Any = None) -> Any:
        """What an operation answers, which succeeds."""
        answer = self.api.request(method, path, json=json)
        assert answer.status_code < 400, answer.text
        return answer.json() if answer.content else None

    @property
    def clipboard(self) -> str:
        """What was copied last."""
        return str(self.page.evaluate("navigator.clipboard.readText()"))

    @property
    def overflows(self) -> bool:
        """Whether the page is wider than the window."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))

    def _hold(self, url: str) -> None:
        if not url.startswith((f"{self.origin}/", "data:", "blob:")):
            self.complaints.append(f"a request to another host: {url}")

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(f"{kind} in the console of {self.page.url}: {text}")


def run(command: str) -> str:
    """What a command that was copied prints, in a shell; it succeeds."""
    pasted = ["bash", "-c", f"{command} --fail --show-error"]
    done = subprocess.run(pasted, capture_output=True, text=True, check=False, timeout=30)
    assert done.returncode == 0, f"{command}: {done.stderr}"
    return done.stdout
