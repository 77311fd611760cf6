"""One sandbox in a process of its own, for the tests that only ask it."""

from collections.abc import Iterator

import pytest

from tests.serving.process import Served, serving


@pytest.fixture(scope="session")
def served() -> Iterator[Served]:
    with serving() as program:
        yield program
