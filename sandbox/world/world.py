"""A world: one company's hiring, changing by transactions."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock

from sandbox.world.clock import Clock
from sandbox.world.reading import Reading, Transaction
from sandbox.world.state import Commit, State


class World:
    """A name, a seed and a current state.

    Readings never wait and never see half a write; transactions run one after the other. Forking shares the state,
    so it costs the same whatever the world holds.

    `chores` come first in every transaction: they do what has come due since the last one, by the clock.
    """

    __slots__ = ("_ahead", "_base", "_chores", "_clock", "_lock", "_state", "name", "seed", "watch")

    def __init__(
        self,
        name: str,
        seed: int,
        state: State,
        clock: Clock | None = None,
        chores: tuple[Callable[[Transaction], None], ...] = (),
    ) -> None:
        self.name = name
        self.seed = seed
        self._base = state
        self._state = state
        self._clock = clock or Clock()
        self._chores = chores
        self._ahead = 0
        self._lock = RLock()
        self.watch: Callable[[Commit], None] | None = None
        """Called with every commit that changed something, while the world is still locked."""

    @property
    def state(self) -> State:
        """The current state: keep it as a snapshot, give it to `restore` later."""
        return self._state

    @property
    def now(self) -> int:
        """The world's instant (milliseconds since 1970)."""
        return self._clock.now(self._state.now, self._ahead)

    def read(self) -> Reading:
        """The world as it is now."""
        state = self._state
        return Reading(state, self.seed, self._clock.now(state.now, self._ahead))

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Write to the world: everything in the block takes effect at its end, or nothing when it raises."""
        with self._lock:
            state = self._state
            draft = Transaction(state, self.seed, self._clock.tick(state.now, self._ahead))
            for chore in self._chores:
                chore(draft)
            yield draft
            commit = draft.commit
            if commit.changes:
                self._state = draft.state.at(draft.now)
                if self.watch is not None:
                    self.watch(commit)

    def advance(self, milliseconds: int) -> int:
        """Let time pass; returns the new instant. Time never goes back."""
        if milliseconds < 0:
            raise ValueError("time never goes back")
        with self._lock:
            self._state = self._state.at(self.now + milliseconds)
            self._ahead += milliseconds
            return self._state.now

    def fork(self, name: str) -> "World":
        """Another world that begins as this one is now, and as which it resets."""
        fork = World(name, self.seed, self._state, self._clock, self._chores)
        fork._ahead = self._ahead
        return fork

    def reset(self) -> None:
        """Back to how this world began."""
        self.restore(self._base)

    def restore(self, state: State) -> None:
        """Make this the current state."""
        with self._lock:
            self._state = state
