"""One strict sandbox for the whole run; a world of its own for each test."""

import os
import sys
from collections.abc import Callable, Iterator
from itertools import count

import pytest
from ats_sandbox.app import SandboxApp
from ats_sandbox.vendors import VENDORS

from tests.client import VendorClient, notice
from tests.ledger import Ledger

# Programs that tests start find compiled modules, as those of an installed package are.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

LEDGER = Ledger(VENDORS)
_numbers = count(1)
_sandbox: list[SandboxApp] = []


def the_sandbox() -> SandboxApp:
    """The run's sandbox, demo world, seed 1, every answer held against its declaration."""
    if not _sandbox:
        _sandbox.append(SandboxApp(strict=True, watchers=(notice, LEDGER.enter)))
    return _sandbox[0]


@pytest.fixture(scope="session")
def sandbox() -> SandboxApp:
    return the_sandbox()


@pytest.fixture
def world_name(sandbox: SandboxApp) -> Iterator[str]:
    name = f"test-{next(_numbers)}"
    yield name
    sandbox.worlds.drop(name)


@pytest.fixture
def client_of(sandbox: SandboxApp, world_name: str) -> Callable[[str], VendorClient]:
    """Clients of any vendor, all in the test's own world."""
    by_name = {vendor.name: vendor for vendor in sandbox.vendors}
    return lambda name: VendorClient(sandbox, by_name[name], world_name)


@pytest.fixture
def smartrecruiters(client_of: Callable[[str], VendorClient]) -> VendorClient:
    return client_of("smartrecruiters")


@pytest.fixture
def stackone(client_of: Callable[[str], VendorClient]) -> VendorClient:
    return client_of("stackone")


@pytest.fixture
def bindbee(client_of: Callable[[str], VendorClient]) -> VendorClient:
    return client_of("bindbee")


@pytest.fixture
def datadriven(client_of: Callable[[str], VendorClient]) -> VendorClient:
    return client_of("datadriven")


@pytest.fixture
def skailer(client_of: Callable[[str], VendorClient]) -> VendorClient:
    return client_of("skailer")


def _whole_suite(config: pytest.Config) -> bool:
    narrowed = any(config.getoption(name, None) for name in ("keyword", "markexpr", "deselect", "lf"))
    return not narrowed and list(config.args) in (config.getini("testpaths"), [str(config.rootpath)])


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["ledger"] = sorted(LEDGER.seen)
        return
    if _whole_suite(session.config) and exitstatus == 0 and LEDGER.missing:
        session.exitstatus = 1


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object, error: object) -> None:
    LEDGER.merge(getattr(node, "workeroutput", {}).get("ledger", ()))


def pytest_terminal_summary(terminalreporter: object, config: pytest.Config) -> None:
    if _whole_suite(config):
        terminalreporter.write_line(LEDGER.report())  # type: ignore[attr-defined]
