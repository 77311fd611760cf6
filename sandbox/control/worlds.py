"""The worlds of one sandbox, by name."""

import re
from collections.abc import Iterator
from threading import Lock

from sandbox.control.bench import Bench, Desk
from sandbox.world.world import World

DEFAULT = "default"
MOST = 10_000
"""Worlds that one sandbox holds at once; the next one is refused."""

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


class WorldRefused(ValueError):
    """A world that cannot be had: its name is no name, or there are too many."""


class Worlds:
    """The default world and its forks. A name that is not known yet is forked from the seed on first use."""

    def __init__(self, seedling: World, *, enforce_limits: bool = False) -> None:
        self._seedling = seedling
        self._enforce = enforce_limits
        self._lock = Lock()
        self._held: dict[str, Bench] = {}
        self.desk: Desk | None = None

    def __getitem__(self, name: str) -> Bench:
        held = self._held.get(name)
        return held if held is not None else self._forked(name)

    def _forked(self, name: str) -> Bench:
        if not NAME.fullmatch(name):
            raise WorldRefused(
                "a world's name is 1 to 64 letters, digits, dots, dashes or underscores, a letter or digit first"
            )
        with self._lock:
            if name not in self._held:
                if len(self._held) >= MOST:
                    raise WorldRefused(f"{MOST} worlds are open; delete some or restart the sandbox")
                assert self.desk is not None, "worlds stand on a desk"
                self._held[name] = Bench(self.desk, self._seedling.fork(name), enforce_limits=self._enforce)
            return self._held[name]

    def drop(self, name: str) -> None:
        """Forget a world; its name would fork from the seed again."""
        with self._lock:
            self._held.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        return iter(list(self._held))

    def __len__(self) -> int:
        return len(self._held)
