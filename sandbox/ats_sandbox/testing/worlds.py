"""Worlds for tests: one sandbox for the whole run, and a world of it for each test."""

from collections.abc import Mapping
from itertools import count
from typing import Any

from ats_sandbox.app import SandboxApp
from ats_sandbox.server import Server
from ats_sandbox.testing.ats import Ats
from ats_sandbox.world.clock import ClockMode


class Supply:
    """Gives worlds out and takes them back. A recipe and seed are founded once; after that a world is a mere fork."""

    def __init__(self, seed: int = 1) -> None:
        self._application = SandboxApp(seed=seed)
        self._numbers = count(1)
        self._server: Server | None = None

    def take(self, wishes: Mapping[str, Any]) -> Ats:
        """A world of a `seed`, a recipe (`world`), a number of `candidates`, with `limits` and a `clock` mode."""
        ats = Ats(self._application, f"test-{next(self._numbers)}")
        blueprint = [wishes.get(name) for name in ("world", "seed", "candidates")]
        self._application.worlds.create(ats.name, *blueprint)
        if "limits" in wishes:
            ats.limits = wishes["limits"]
        if "clock" in wishes:
            ats.clock.mode = ClockMode(wishes["clock"])
        return ats

    def give_back(self, ats: Ats) -> None:
        """Forget a world."""
        self._application.worlds.drop(ats.name)

    def server_url(self) -> str:
        """The address of the run's server, which starts when it is first asked for."""
        if self._server is None:
            self._server = Server(self._application)
            self._server.__enter__()
        return self._server.url

    def close(self) -> None:
        """Stop the server."""
        if self._server is not None:
            self._server.stop()
            self._server = None
