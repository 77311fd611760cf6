"""Worlds for the tests of the kernel: founded once, forked for each test."""

from collections.abc import Callable
from functools import cache

import pytest

from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.seeding import seed_state
from ats_sandbox.world.store.state import State
from ats_sandbox.world.world import World


@cache
def founded(recipe: str, seed: int, candidates: int | None = None) -> State:
    return seed_state(recipe, seed, candidates)


@pytest.fixture
def world() -> World:
    """A demo world of the test's own."""
    return World("test", 1, founded("demo", 1))


@pytest.fixture(scope="session")
def reading() -> Callable[..., Reading]:
    """Readings of founded worlds, by recipe, seed and number of candidates."""

    def read(recipe: str = "demo", seed: int = 1, candidates: int | None = None) -> Reading:
        state = founded(recipe, seed, candidates)
        return Reading(state, seed, state.now)

    return read


@pytest.fixture
def demo(reading: Callable[..., Reading]) -> Reading:
    """The demo world as everybody finds it."""
    return reading()
