"""The worlds of one sandbox: the default one, its forks, and worlds of other recipes."""

from collections.abc import Iterator
from threading import Lock

from ats_sandbox.contract.outgoing import on_this_machine
from ats_sandbox.control.errors import Full, Stays, Taken, Unknown
from ats_sandbox.control.fixtures.overlay import Source, load_fixtures
from ats_sandbox.control.names import check_name, listed
from ats_sandbox.control.webhooks.reach import Reach
from ats_sandbox.control.workspace import Workspace
from ats_sandbox.control.worlds.blueprints import Blueprint, Blueprints
from ats_sandbox.world.clock import Clock, ClockMode
from ats_sandbox.world.schedule import Scheduled
from ats_sandbox.world.world import Recorder, World

DEFAULT = "default"


class Worlds:
    """Workspaces by the name of their world. An unknown name begins from the sandbox's blueprint on first use.

    Every refusal is a ControlError whose text says what to do.
    """

    MOST = 10_000
    """Worlds that one sandbox holds at once; the next one is refused."""

    def __init__(
        self,
        blueprint: Blueprint,
        blueprints: Blueprints,
        schedule: tuple[Scheduled, ...] = (),
        recorders: tuple[Recorder, ...] = (),
        *,
        clock: ClockMode = ClockMode.FROZEN,
        enforce_limits: bool = False,
        reach: Reach | None = None,
    ) -> None:
        self.blueprint = blueprint
        self.blueprints = blueprints
        self._schedule = schedule
        self._recorders = recorders
        self._clock = clock
        self._enforce = enforce_limits
        self.reach = reach or Reach(on_this_machine)
        self._first = blueprints.state(blueprint)
        self._lock = Lock()
        self._held: dict[str, Workspace] = {}

    def lay(self, source: Source) -> None:
        """Lay own data over the world that later ones of the sandbox's own blueprint begin with. Raises SeedRefused."""
        first = World("seed", self.blueprint.seed, self._first, schedule=self._schedule, recorders=self._recorders)
        load_fixtures(first, self.blueprints.vendors, source)
        self._first = first.state

    def __repr__(self) -> str:
        return f"<Worlds {', '.join(self._held)}>" if len(self._held) < 10 else f"<{len(self._held)} worlds>"

    def __getitem__(self, name: str) -> Workspace:
        """The workspace of a world, which begins on first use."""
        held = self._held.get(name)
        return held if held is not None else self._placed(name, self._begun(name, self.blueprint))

    def provisional(self, name: str) -> Workspace:
        """The workspace of a world; one that is not in use begins, and is forgotten unless it is kept."""
        return self.get(name) or self._begun(name, self.blueprint)

    def keep(self, workspace: Workspace) -> Workspace:
        """The workspace of that name, this one if none was in use. Raises Full."""
        return self._placed(workspace.world.name, workspace)

    def get(self, name: str) -> Workspace | None:
        """The workspace of a world that is in use; None for any other name. The default world always is."""
        return self[name] if name == DEFAULT else self._held.get(name)

    def named(self, name: str) -> Workspace:
        """The workspace of a world that is in use; raises Unknown."""
        workspace = self.get(name)
        if workspace is None:
            raise Unknown(what="world", name=name, known=listed(self))
        return workspace

    def create(
        self, name: str, recipe: str | None = None, seed: int | None = None, candidates: int | None = None
    ) -> Workspace:
        """A new world of a recipe, by default of the sandbox's own. Raises Taken, Full or BadRequest."""
        ours = self.blueprint
        if recipe is None and candidates is None:
            candidates = ours.candidates
        blueprint = Blueprint(recipe or ours.recipe, ours.seed if seed is None else seed, candidates)
        self._free(name)
        return self._placed(name, self._begun(name, blueprint), new=True)

    def fork(self, name: str, of: str = DEFAULT, snapshot: str | None = None) -> Workspace:
        """A new world that begins as another is now, or as it was at a snapshot. Raises Taken, Full or Unknown.

        It takes the clock's mode and the mode of the limits along.
        """
        parent = self.named(of)
        self._free(name)
        if snapshot is None:
            world = parent.world.fork(name)
        else:
            world = parent.world.branch(name, parent.snapshots[snapshot].state)
        enforced = parent.meter.enforced
        fork = Workspace(self.blueprints, world, parent.blueprint, enforce_limits=enforced, reach=self.reach)
        return self._placed(name, fork, new=True)

    def drop(self, name: str) -> bool:
        """Forget a world and all that is kept with it; True when there was one. The default world stays."""
        if name == DEFAULT:
            raise Stays
        with self._lock:
            dropped = self._held.pop(name, None)
        if dropped is not None:
            dropped.faults.clear()
        return dropped is not None

    def __iter__(self) -> Iterator[str]:
        """The names of the worlds in use, the default one first."""
        return iter(sorted({DEFAULT, *self._held}, key=lambda name: (name != DEFAULT, name)))

    def __len__(self) -> int:
        return len(self._held) + (DEFAULT not in self._held)

    def _begun(self, name: str, blueprint: Blueprint) -> Workspace:
        """A workspace with a world as it is founded, that is not held yet."""
        check_name("world", name)
        state = self._first if blueprint == self.blueprint else self.blueprints.state(blueprint)
        world = World(name, blueprint.seed, state, Clock(self._clock), self._schedule, recorders=self._recorders)
        return Workspace(self.blueprints, world, blueprint, enforce_limits=self._enforce, reach=self.reach)

    def _free(self, name: str) -> None:
        """Refuse a name that is in use (the default one always is), or one too many, before anything costly is done."""
        check_name("world", name)
        if name == DEFAULT or name in self._held:
            raise Taken(what="world", name=name)
        if len(self._held) >= self.MOST:
            raise Full(what="worlds", most=self.MOST)

    def _placed(self, name: str, workspace: Workspace, *, new: bool = False) -> Workspace:
        with self._lock:
            held = self._held.get(name)
            if held is not None:
                if new:
                    raise Taken(what="world", name=name)
                return held
            if len(self._held) >= self.MOST:
                raise Full(what="worlds", most=self.MOST)
            self._held[name] = workspace
            return workspace
