"""A served sandbox for the whole run, a browser for each module, and a tab in a world of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.server import Server

if TYPE_CHECKING:
    from tests.browser.chromium import Browser
    from tests.browser.tab import Tab

_numbers = count(1)


@pytest.fixture(scope="session")
def app() -> SandboxApp:
    return SandboxApp(strict=True)


@pytest.fixture(scope="session")
def origin(app: SandboxApp) -> Iterator[str]:
    with Server(app) as server:
        yield server.url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Of a module, as its event loop stays in the way of tests elsewhere that run one of their own."""
    from tests.browser.chromium import chromium

    with chromium() as found:
        yield found


@pytest.fixture
def tab(app: SandboxApp, browser: Browser, origin: str) -> Iterator[Tab]:
    from tests.browser.tab import Tab

    tab = Tab(browser, origin, f"tab-{next(_numbers)}")
    yield tab
    tab.close()
    app.worlds.drop(tab.world)
    assert tab.complaints == []
