"""A sandbox for the whole run, and a browser in a world of its own for each test."""

from collections.abc import Iterator
from itertools import count

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.webhooks.webhooks import WorldWebhooks
from tests.dashboard.browser import Browser

_numbers = count(1)


@pytest.fixture(scope="session")
def app() -> SandboxApp:
    return SandboxApp("empty", strict=True)


@pytest.fixture
def browser(app: SandboxApp) -> Iterator[Browser]:
    name = f"dashboard-{next(_numbers)}"
    yield Browser(app, name)
    app.worlds.drop(name)


@pytest.fixture
def hooks(browser: Browser, app: SandboxApp) -> WorldWebhooks:
    """The webhooks of the browser's world."""
    browser.api("GET", "/clock")
    return app.worlds[browser.prefix.removeprefix("/w/")].webhooks
