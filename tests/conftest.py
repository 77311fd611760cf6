"""One strict sandbox for the whole run; a world of its own for each test; the lane and the ledger of the run."""

import os
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.vendors import VENDORS
from tests.client import VendorClient, notice
from tests.contract.code_tables import read_codes
from tests.lanes import Lane, Sample, configure, lane_of, leave_out, parametrize, sample_of
from tests.ledger import Ledger

# Programs that tests start find compiled modules, as those of an installed package are.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

LEDGER = Ledger(VENDORS, rows=tuple(row for vendor in VENDORS for row in read_codes(vendor.name)))
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


@pytest.fixture(scope="session")
def lane(pytestconfig: pytest.Config) -> Lane:
    """Whether the run is ordinary or deep, and its seed."""
    return lane_of(pytestconfig)


@pytest.fixture
def sample(request: pytest.FixtureRequest, lane: Lane) -> Sample[Any]:
    """Reduces what a test of each operation loops over to what the lane has of it."""
    return sample_of(request.node, lane)


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("lanes", "the two lanes of this suite")
    group.addoption("--deep", action="store_true", help="run every product, law and made-up request in full")
    group.addoption("--ledger", metavar="FILE", default="build/ledger.json", help="where the contract ledger goes")
    group.addoption("--ledger-of", metavar="VENDOR", help="print what a part of the suite did not see of a vendor")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    configure(config)
    config.addinivalue_line("markers", "each_operation(cases): once for each operation; see tests/lanes.py")
    config.addinivalue_line("markers", "times(name, values): a product with each operation; see tests/lanes.py")
    config.addinivalue_line("markers", "deep: only with --deep; see tests/lanes.py")


def pytest_report_header(config: pytest.Config) -> str:
    lane = lane_of(config)
    hint = "" if lane.deep else "; --deep runs every product, law and made-up request in full"
    return f"{lane} (--hypothesis-seed){hint}"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    parametrize(metafunc, lane_of(metafunc.config))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    leave_out(config, items)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    LEDGER.test = item.nodeid
    return (yield)


def _whole_suite(config: pytest.Config) -> bool:
    narrowing = ("keyword", "markexpr", "deselect", "lf", "ignore", "ignore_glob", "collectonly")
    narrowed = any(config.getoption(name, None) for name in narrowing)
    return not narrowed and list(config.args) in (config.getini("testpaths"), [str(config.rootpath)])


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["ledger"] = LEDGER.dump()
        return
    if not _whole_suite(session.config):
        return
    lane = lane_of(session.config)
    path = Path(session.config.rootpath, session.config.getoption("ledger"))
    LEDGER.write(path, lane=lane.name, seed=lane.seed, complete=exitstatus == 0)
    if exitstatus == 0 and (LEDGER.missing or LEDGER.unheard):
        session.exitstatus = 1


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object, error: object) -> None:
    LEDGER.merge(getattr(node, "workeroutput", {}).get("ledger", ()))


def pytest_terminal_summary(terminalreporter: object, config: pytest.Config) -> None:
    vendor = config.getoption("ledger_of")
    if vendor or _whole_suite(config):
        terminalreporter.write_line(f"{lane_of(config)}\n{LEDGER.report(vendor or '')}")  # type: ignore[attr-defined]
