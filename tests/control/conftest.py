"""The tester's side of a world, in process and over the wire."""

import sys
from collections.abc import Callable, Iterator
from types import FrameType

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.api import CONTROL
from ats_sandbox.server import Server
from tests.client import VendorClient


@pytest.fixture
def tester(sandbox: SandboxApp, world_name: str) -> VendorClient:
    """The tester's side of the test's own world."""
    return VendorClient(sandbox, CONTROL, world_name)


@pytest.fixture
def elsewhere(sandbox: SandboxApp, world_name: str) -> Iterator[Callable[[str], str]]:
    """Names of further worlds, which are deleted after the test."""
    given: list[str] = []

    def name(kind: str) -> str:
        given.append(f"{world_name}-{kind}")
        return given[-1]

    yield name
    for one in given:
        sandbox.worlds.drop(one)


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[SandboxApp, str]]:
    """A sandbox of its own behind a real server: the sandbox, and where it listens."""
    sandbox = SandboxApp(strict=True)
    with Server(sandbox) as server:
        yield sandbox, server.url


def lines_run(work: Callable[[], object]) -> int:
    """How many lines of Python some work takes: the same on every machine."""
    count = 0

    def step(frame: FrameType, event: str, argument: object) -> object:
        nonlocal count
        count += event == "line"
        return step

    before = sys.gettrace()
    sys.settrace(step)  # type: ignore[arg-type]
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.fixture
def count_lines() -> Callable[[Callable[[], object]], int]:
    return lines_run
