"""The pytest plugin: a world for each test, by fixtures whose names begin with `ats`.

Nothing of the sandbox is imported until a test asks for it.
"""

from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from ats_sandbox.testing.ats import Ats
    from ats_sandbox.testing.guard import Guard
    from ats_sandbox.testing.sleeps import Sleeps
    from ats_sandbox.testing.world_pool import WorldPool

WORLD: pytest.StashKey["Ats"] = pytest.StashKey()
GUARD: pytest.StashKey["Guard"] = pytest.StashKey()
POOL: pytest.StashKey["WorldPool"] = pytest.StashKey()

MARKER = (
    "ats(seed=…, world=…, candidates=…, limits=…, clock=…, skailer=…, others=…): the world of the fixture "
    "`ats`: a seed, a recipe (demo, empty, edge, large), the number of candidates, rate limits (count, enforce), the "
    "mode of the clock (frozen, running, real); for `ats_intercept` the company's Skailer host, and what happens to "
    "other hosts (pass, refuse)"
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of the command line and of the configuration file."""
    group = parser.getgroup("ats-sandbox", "worlds of the ATS sandbox")
    group.addoption("--ats-seed", type=int, default=None, metavar="N", help="seed of every world that names none (1)")
    group.addoption("--ats-guard", action="store_true", help="fail a test that is about to contact a real ATS")
    parser.addini("ats_guard", "always guard against contact with a real ATS", type="bool", default=False)
    parser.addini("ats_skailer_host", "the company's Skailer host: guarded, and intercepted", default="")


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker."""
    config.addinivalue_line("markers", MARKER)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Guard from before the first fixture until after the last one."""
    if not (item.config.getoption("--ats-guard") or item.config.getini("ats_guard")):
        return (yield)
    guard = item.stash[GUARD] = _guard(item.config)
    guard.start()
    try:
        return (yield)
    finally:
        guard.stop()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """Fail the test after a contact whose error the code under test swallowed, also in a fixture's setup."""
    yield from _checked(item)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    """The same for the teardown of fixtures."""
    yield from _checked(item)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add a report on its world to a failed test."""
    report = yield
    ats = item.stash.get(WORLD, None)
    if report.failed and ats is not None:
        report.sections.append((f"ATS sandbox, world {ats.name}", ats.story()))
    return report


@pytest.fixture
def ats_sandbox_world(request: pytest.FixtureRequest) -> "Iterator[Ats]":
    """The world of `ats`; the other fixtures request it by this name, so that a project may have its own `ats`."""
    pool = _pool_of(request.config)
    made = pool.take(_marker_settings(request.node))
    request.node.stash[WORLD] = made
    yield made
    del request.node.stash[WORLD]  # a report made later must not ask for a world that is gone
    pool.give_back(made)


@pytest.fixture
def ats(ats_sandbox_world: "Ats") -> "Ats":
    """A world of the test's own, in this process: see `ats_sandbox.Ats`. The marker `ats` configures it."""
    return ats_sandbox_world


@pytest.fixture
def ats_server(ats_sandbox_world: "Ats", request: pytest.FixtureRequest) -> "Ats":
    """The test's world behind a real server, which the whole run shares: `ats_server.stackone.url` and so on."""
    return _pool_of(request.config).serve(ats_sandbox_world)


@pytest.fixture
def ats_intercept(ats_sandbox_world: "Ats", request: pytest.FixtureRequest) -> "Iterator[Ats]":
    """The test's world, reached by the real vendors' own addresses while the test runs."""
    settings = _marker_settings(request.node)
    skailer = settings.get("skailer") or request.config.getini("ats_skailer_host") or None
    with ats_sandbox_world.intercept(others=settings.get("others", "pass"), skailer=skailer):
        yield ats_sandbox_world


@pytest.fixture
def ats_sleeps(ats_sandbox_world: "Ats") -> "Iterator[Sleeps]":
    """While the test runs, code that sleeps moves the world's clock on instead; `seconds` are the sleeps so far."""
    with ats_sandbox_world.sleeps() as sleeps:
        yield sleeps


@pytest.fixture
def ats_guard(request: pytest.FixtureRequest) -> "Iterator[Guard]":
    """Fails the test when a real ATS is about to be contacted. Request it before `ats_intercept`, if both."""
    guard = _guard(request.config)
    guard.start()
    try:
        yield guard
    finally:
        guard.stop()
    guard.verify()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server, if there is one."""
    pool = config.stash.get(POOL, None)
    if pool is not None:
        pool.close()


def _pool_of(config: pytest.Config) -> "WorldPool":
    pool = config.stash.get(POOL, None)
    if pool is None:
        from ats_sandbox.testing.world_pool import WorldPool

        seed = config.getoption("--ats-seed")
        pool = config.stash[POOL] = WorldPool(1 if seed is None else seed)
    return pool


def _checked(item: pytest.Item) -> Generator[None, None, None]:
    guard = item.stash.get(GUARD, None)
    try:
        yield
    except BaseException:
        if guard is not None:
            guard.acknowledge()  # what is reported already must not be reported again as an error of the teardown
        raise
    if guard is not None:
        guard.verify()


def _guard(config: pytest.Config) -> "Guard":
    from ats_sandbox.testing.guard import Guard
    from ats_sandbox.testing.hosts import hosts_of
    from ats_sandbox.vendors import VENDORS

    try:
        return Guard(hosts_of(VENDORS, config.getini("ats_skailer_host") or None))
    except ValueError as error:
        raise pytest.UsageError(f"ats_skailer_host: {error}") from None


def _marker_settings(node: pytest.Item) -> dict[str, Any]:
    """The settings of the markers; those of the marker nearest to the test override the others."""
    settings: dict[str, Any] = {}
    for marker in reversed(list(node.iter_markers("ats"))):
        if marker.args:
            raise pytest.UsageError(f"{node.nodeid}: the marker ats takes names only, such as ats(seed=7)")
        settings |= marker.kwargs
    known = {"seed", "world", "candidates", "limits", "clock", "skailer", "others"}
    unknown = sorted(settings.keys() - known)
    if unknown:
        raise pytest.UsageError(
            f"{node.nodeid}: the marker ats has no {', '.join(unknown)}; it has {', '.join(sorted(known))}"
        )
    return settings
