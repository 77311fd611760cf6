"""`Sandbox`: a whole sandbox in this process, and its default world."""

from types import TracebackType
from typing import Any, Self

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.workspace import Workspace
from ats_sandbox.control.worlds.worlds import Worlds
from ats_sandbox.testing.ats import Ats
from ats_sandbox.world.clock import ClockMode


class Sandbox(Ats):
    """Five ATS APIs in memory: no server, no network.

    >>> with Sandbox(seed=7, world="demo") as ats:
    ...     session = ats.requests_session()
    ...     session.get(f"{ats.stackone}/unified/ats/jobs", headers=ats.stackone.headers())

    `world` (or `recipe`, the same) is the recipe: `demo`, `empty`, `edge` or `large`; `candidates` is the number of
    candidates, and the same `seed` gives the same bytes. `limits` is `count` or `enforce`, `clock` is
    `frozen`, `running` or `real`. Further options are those of `ats_sandbox.app.SandboxApp`. Nothing has to be
    closed: the block only drops the other worlds at its end. Raises BadRequest (an Exception
    whose text lists the recipes) for a world that does not exist.
    """

    def __init__(
        self,
        recipe: str | None = None,
        seed: int = 1,
        candidates: int | None = None,
        *,
        world: str | None = None,
        limits: str | None = None,
        clock: ClockMode | str = ClockMode.FROZEN,
        **options: Any,
    ) -> None:
        if recipe is not None and world not in (None, recipe):
            raise TypeError(f"world and recipe are the same, and were given as {world!r} and {recipe!r}")
        if limits not in (None, "count", "enforce"):
            raise ValueError(f"limits are 'count' or 'enforce', not {limits!r}")
        if limits is not None:
            options["enforce_limits"] = limits == "enforce"
        super().__init__(SandboxApp(recipe or world or "demo", seed, candidates, clock=ClockMode(clock), **options))

    @property
    def worlds(self) -> Worlds:
        """Every world by name, each a `Workspace`; `ats.fork("other")` gives one to test against."""
        return self.application.worlds

    def fork(self, name: str) -> Ats:
        """A fork of this world. Raises Taken for a name in use."""
        self.worlds.fork(name)
        return Ats(self.application, name)

    def __getitem__(self, name: str) -> Ats:
        """A world by name; a new name is forked from the seed on first use."""
        made: Workspace = self.worlds[name]
        return Ats(self.application, made.world.name)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for name in list(self.worlds):
            if name != self.name:
                self.worlds.drop(name)
