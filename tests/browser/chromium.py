"""Playwright, which drives the Chromium of this machine; what imports this is skipped where one of them is absent."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
"""What Chromium is called here and there."""

FOUND = os.environ.get("ATS_SANDBOX_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
"""The program, if it is installed."""


def lacking() -> str | None:
    """What is not installed, and how it comes."""
    if find_spec("playwright") is None:
        return "Playwright is not installed; run pip install --editable '.[browser]'"
    if FOUND is None:
        return "Chromium is not installed; run apt-get install chromium, or say where it is in ATS_SANDBOX_CHROMIUM"
    if shutil.which("curl") is None:
        return "curl is not installed; run apt-get install curl"
    return None


if (reason := lacking()) is not None:
    if os.environ.get("ATS_SANDBOX_REQUIRE_BROWSER") == "1":
        pytest.fail(f"{reason}, and ATS_SANDBOX_REQUIRE_BROWSER asks for it")
    pytest.skip(reason, allow_module_level=True)

from playwright.sync_api import Browser as Browser  # noqa: E402
from playwright.sync_api import Locator as Locator  # noqa: E402
from playwright.sync_api import Page as Page  # noqa: E402
from playwright.sync_api import Position as Position  # noqa: E402
from playwright.sync_api import expect as expect  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without windows, with a profile of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=FOUND)
        yield browser
        browser.close()
