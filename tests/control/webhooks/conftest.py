"""Webhooks, and what a tester does with them."""

from collections.abc import Callable

import pytest

from tests.client import VendorClient
from tests.control.webhooks.laboratory import Laboratory


@pytest.fixture
def laboratory(client_of: Callable[[str], VendorClient]) -> Laboratory:
    """The test's own world."""
    return Laboratory(client_of)
