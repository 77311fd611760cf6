"""The pytest plugin: a world for each test, on fixtures' names that begin with `ats`.

Nothing of the sandbox is imported until a test asks for it.
"""

from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from ats_sandbox.testing.ats import Ats
    from ats_sandbox.testing.guard import Guard
    from ats_sandbox.testing.worlds import Supply

WORLD: pytest.StashKey["Ats"] = pytest.StashKey()
GUARD: pytest.StashKey["Guard"] = pytest.StashKey()
SUPPLY: pytest.StashKey["Supply"] = pytest.StashKey()

MARKER = (
    "ats(seed=…, world=…, candidates=…, limits=…, clock=…, skailer=…, others=…): the world that the fixture `ats` "
    "begins with: a seed, a recipe (demo, empty, edge, large), how many people, rate limits (count, enforce), how time "
    "passes (frozen, running, real); for `ats_intercept` the company's Skailer host, and what becomes of others (pass, "
    "refuse)"
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """The command line's options, and those of a configuration file."""
    group = parser.getgroup("ats-sandbox", "worlds of the ATS sandbox")
    group.addoption("--ats-seed", type=int, default=None, metavar="N", help="seed of every world that names none (1)")
    group.addoption("--ats-guard", action="store_true", help="fail a test that is about to contact a real ATS")
    parser.addini("ats_guard", "always guard against contact with a real ATS", type="bool", default=False)
    parser.addini("ats_skailer_host", "the company's Skailer host: guarded, and intercepted", default="")


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line("markers", MARKER)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Stand guard from before the first fixture until behind the last one."""
    if not (item.config.getoption("--ats-guard") or item.config.getini("ats_guard")):
        return (yield)
    guard = item.stash[GUARD] = _guard(item.config)
    guard.stand()
    try:
        return (yield)
    finally:
        guard.leave()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """A contact fails the test also when the code under test swallowed its error, in a fixture's setup too."""
    yield from _verified(item)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    """The same of what fixtures do at their end."""
    yield from _verified(item)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Tell with a failed test what happened in its world."""
    report = yield
    ats = item.stash.get(WORLD, None)
    if report.failed and ats is not None:
        report.sections.append((f"ATS sandbox, world {ats.name}", ats.story()))
    return report


@pytest.fixture
def ats_sandbox_world(request: pytest.FixtureRequest) -> "Iterator[Ats]":
    """What `ats` is; the other fixtures ask for it by this name, so that a project may call its own thing `ats`."""
    supply = _supply(request.config)
    made = supply.take(_wishes(request.node))
    request.node.stash[WORLD] = made
    yield made
    del request.node.stash[WORLD]  # a report made later must not ask for a world that is gone
    supply.give_back(made)


@pytest.fixture
def ats(ats_sandbox_world: "Ats") -> "Ats":
    """A world of the test's own, in this process: see `ats_sandbox.Ats`. The marker `ats` says which."""
    return ats_sandbox_world


@pytest.fixture
def ats_server(ats_sandbox_world: "Ats", request: pytest.FixtureRequest) -> "Ats":
    """The test's world behind a real server, which the whole run shares: `ats_server.stackone.url` and so on."""
    return ats_sandbox_world.at(_supply(request.config).server_url())


@pytest.fixture
def ats_intercept(ats_sandbox_world: "Ats", request: pytest.FixtureRequest) -> "Iterator[Ats]":
    """The test's world, which the real vendors' own addresses lead to while the test runs."""
    wishes = _wishes(request.node)
    skailer = wishes.get("skailer") or request.config.getini("ats_skailer_host") or None
    with ats_sandbox_world.intercept(others=wishes.get("others", "pass"), skailer=skailer):
        yield ats_sandbox_world


@pytest.fixture
def ats_guard(request: pytest.FixtureRequest) -> "Iterator[Guard]":
    """Fails the test when a real ATS is about to be contacted. Ask for it before `ats_intercept`, if for both."""
    guard = _guard(request.config)
    guard.stand()
    try:
        yield guard
    finally:
        guard.leave()
    guard.verify()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server, if there is one."""
    supply = config.stash.get(SUPPLY, None)
    if supply is not None:
        supply.close()


def _supply(config: pytest.Config) -> "Supply":
    supply = config.stash.get(SUPPLY, None)
    if supply is None:
        from ats_sandbox.testing.worlds import Supply

        seed = config.getoption("--ats-seed")
        supply = config.stash[SUPPLY] = Supply(1 if seed is None else seed)
    return supply


def _verified(item: pytest.Item) -> Generator[None, None, None]:
    guard = item.stash.get(GUARD, None)
    try:
        yield
    except BaseException:
        if guard is not None:
            guard.settle()  # what is told already is not to be told again as an error of the teardown
        raise
    if guard is not None:
        guard.verify()


def _guard(config: pytest.Config) -> "Guard":
    from ats_sandbox.testing.guard import Guard
    from ats_sandbox.testing.hosts import hosts_of
    from ats_sandbox.vendors import VENDORS

    return Guard(hosts_of(VENDORS, config.getini("ats_skailer_host") or None))


def _wishes(node: pytest.Item) -> dict[str, Any]:
    """What the markers ask for; the one nearest to the test has the last word on each."""
    wishes: dict[str, Any] = {}
    for marker in reversed(list(node.iter_markers("ats"))):
        if marker.args:
            raise pytest.UsageError(f"{node.nodeid}: the marker ats takes names only, such as ats(seed=7)")
        wishes |= marker.kwargs
    known = {"seed", "world", "candidates", "limits", "clock", "skailer", "others"}
    strange = sorted(wishes.keys() - known)
    if strange:
        raise pytest.UsageError(
            f"{node.nodeid}: the marker ats knows no {', '.join(strange)}; it knows {', '.join(sorted(known))}"
        )
    return wishes
