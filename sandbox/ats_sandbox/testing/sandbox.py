"""`Sandbox`: a whole sandbox in this process, and its default world."""

from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Self, TypedDict, Unpack

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.exchange import Exchange
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.fixtures.overlay import Source
from ats_sandbox.control.workspace import Workspace
from ats_sandbox.control.worlds.worlds import Worlds
from ats_sandbox.testing.arguments import checked_candidates, checked_recipe, checked_seed
from ats_sandbox.testing.ats import Ats, Limits, enforced
from ats_sandbox.world.clock import ClockMode, ClockName
from ats_sandbox.world.seeding.recipes import RecipeName
from ats_sandbox.world.spelling import no_such


class Options(TypedDict, total=False):
    """Settings of a sandbox that are just those of `SandboxApp`."""

    strict: bool
    cors: bool
    watchers: Iterable[Callable[[Exchange], None]]
    vendors: tuple[Vendor, ...]
    admin_token: str | None
    data: Source | None
    origins: Iterable[str]
    callbacks_anywhere: bool
    remember: bool


class Sandbox(Ats):
    """Five ATS APIs in memory: no server, no network.

    >>> with Sandbox(seed=7, world="demo") as ats:
    ...     session = ats.requests_session()
    ...     session.get(f"{ats.stackone}/unified/ats/jobs", headers=ats.stackone.headers())

    `world` (or `recipe`, the same) is the recipe: `demo`, `empty`, `edge` or `large`; `candidates` is the number of
    candidates, and the same `seed` gives the same bytes. `limits` is `count` or `enforce`, `clock` is
    `frozen`, `running` or `real`. Further options are those of `ats_sandbox.app.SandboxApp`. Nothing has to be
    closed: the block only drops the other worlds at its end. Raises ValueError for a world, limits or a clock that
    there are not, and says which there are; and for a seed or a number of candidates (1 to 1 000 000) out of bounds.
    """

    __slots__ = ()

    def __init__(
        self,
        recipe: RecipeName | None = None,
        seed: int = 1,
        candidates: int | None = None,
        *,
        world: RecipeName | None = None,
        limits: Limits | None = None,
        clock: ClockMode | ClockName = ClockMode.FROZEN,
        **options: Unpack[Options],
    ) -> None:
        if recipe is not None and world not in (None, recipe):
            raise TypeError(f"world and recipe are the same, and were given as {world!r} and {recipe!r}")
        for name in options.keys() - Options.__annotations__.keys():
            known = ("recipe", "seed", "candidates", "world", "limits", "clock", *Options.__annotations__)
            raise TypeError(no_such("setting of a sandbox", name, known))
        chosen = checked_recipe(recipe or world) or "demo"
        enforce = limits is not None and enforced(limits)
        mode = ClockMode(clock)
        people = checked_candidates(candidates)
        super().__init__(SandboxApp(chosen, checked_seed(seed), people, clock=mode, enforce_limits=enforce, **options))

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
