"""Worlds for tests: one sandbox for the whole run, and one of its worlds for each test."""

from itertools import count

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.wire import WireForm
from ats_sandbox.server import Server
from ats_sandbox.testing.arguments import checked_candidates, checked_recipe, checked_seed
from ats_sandbox.testing.ats import Ats
from ats_sandbox.world.clock import ClockMode


class WorldPool:
    """Hands out worlds and takes them back. A recipe and seed are built once; every further world is a fork."""

    def __init__(self, seed: int = 1) -> None:
        self._application = SandboxApp(seed=checked_seed(seed))
        self._numbers = count(1)
        self._server: Server | None = None

    def take(self, settings: WireForm) -> Ats:
        """A world with a `seed`, a recipe (`world`), a number of `candidates`, `limits` and a `clock` mode."""
        ats = Ats(self._application, f"test-{next(self._numbers)}")
        recipe = checked_recipe(settings.get("world"))
        seed = checked_seed(settings["seed"]) if "seed" in settings else None
        candidates = checked_candidates(settings.get("candidates"))
        self._application.worlds.create(ats.name, recipe, seed, candidates)
        if "limits" in settings:
            ats.limits = settings["limits"]
        if "clock" in settings:
            ats.clock.mode = ClockMode(settings["clock"])
        return ats

    def give_back(self, ats: Ats) -> None:
        """Drop a world."""
        self._application.reach.worlds.pop(ats.name, None)
        self._application.worlds.drop(ats.name)

    def serve(self, ats: Ats) -> Ats:
        """A world at the run's server, which starts on first use.

        Webhooks of this world link there from now on; those of the worlds of other tests do not, whichever come first.
        """
        if self._server is None:
            self._server = Server(self._application)
            self._server.__enter__()
            self._application.served_at("")
        served = ats.at(self._server.url)
        self._application.reach.worlds[ats.name] = served.url
        return served

    def close(self) -> None:
        """Stop the server."""
        if self._server is not None:
            self._server.stop()
            self._server = None
