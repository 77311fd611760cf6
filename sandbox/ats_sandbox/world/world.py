"""A world: one company's hiring, changing by transactions."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock

from ats_sandbox.world.clock import END, Clock, ClockMode
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.store.state import Commit, State


class TimeRefused(ValueError):
    """Time cannot go there: back, or beyond END."""


class World:
    """A name, a seed and a current state.

    Readings never wait and never see half a write; transactions run one after the other. Forking shares the state,
    so it costs the same whatever the world holds.

    `chores` come first in every transaction: they do what has come due since the last one, by the clock.
    """

    __slots__ = ("_base", "_chores", "_held", "_lock", "name", "previous", "watch")

    def __init__(
        self,
        name: str,
        seed: int,
        state: State,
        clock: Clock | None = None,
        chores: tuple[Callable[[Transaction], None], ...] = (),
    ) -> None:
        self.name = name
        self._held = (seed, state, clock or Clock())  # one value, so that a reading never mixes two of them
        self._base = state
        self._chores = chores
        self._lock = RLock()
        self.watch: Callable[[Commit], None] | None = None
        """Called with every commit that changed something, while the world is still locked."""
        self.previous: State | None = None
        """The state before the last write; None when nothing was written since the world began or was restored."""

    @property
    def seed(self) -> int:
        """What ids and choices are derived from."""
        return self._held[0]

    @property
    def state(self) -> State:
        """The current state: keep it as a snapshot, give it to `restore` later."""
        return self._held[1]

    @property
    def base(self) -> State:
        """How this world began."""
        return self._base

    @property
    def mode(self) -> ClockMode:
        """How this world's time passes."""
        return self._held[2].mode

    @property
    def now(self) -> int:
        """The world's instant (milliseconds since 1970)."""
        _, state, clock = self._held
        return clock.now(state.now)

    def read(self) -> Reading:
        """The world as it is now."""
        seed, state, clock = self._held
        return Reading(state, seed, clock.now(state.now))

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Write to the world: everything in the block takes effect at its end, or nothing when it raises."""
        with self._lock:
            seed, state, clock = self._held
            draft = Transaction(state, seed, clock.tick(state.now))
            for chore in self._chores:
                chore(draft)
            yield draft
            commit = draft.commit
            if commit.changes:
                self.previous = state
                self._held = (seed, draft.state.at(draft.now), clock)
                if self.watch is not None:
                    self.watch(commit)

    def advance(self, milliseconds: int) -> int:
        """Let time pass; returns the new instant. Raises TimeRefused: time never goes back, nor beyond END."""
        with self._lock:
            return self.advance_to(self.now + milliseconds)

    def advance_to(self, instant: int) -> int:
        """Let time pass until an instant; returns it. Raises TimeRefused."""
        with self._lock:
            seed, state, clock = self._held
            if instant < clock.now(state.now):
                raise TimeRefused("time never goes back")
            if instant > END:
                raise TimeRefused("time ends with the year 9998")
            self._held = (seed, state.at(instant), clock.at(instant))
            return instant

    def set_mode(self, mode: ClockMode) -> int:
        """Let time pass in another way from now on; returns the instant. `real` jumps to the wall clock's, if later."""
        with self._lock:
            seed, state, clock = self._held
            instant = clock.now(state.now)
            self._held = (seed, state.at(instant), clock.at(instant, mode))
            return self.now

    def snapshot(self) -> State:
        """The present, to keep: its instant included."""
        _, state, clock = self._held
        return state if clock.mode is ClockMode.FROZEN else state.at(clock.now(state.now))

    def fork(self, name: str) -> "World":
        """Another world that begins as this one is now, and as which it resets."""
        seed, _, clock = self._held
        return World(name, seed, self.snapshot(), clock, self._chores)

    def branch(self, name: str, state: State) -> "World":
        """Another world that begins as a state that this one had, with its own clock set to that state's instant."""
        seed, _, clock = self._held
        return World(name, seed, state, clock.at(state.now), self._chores)

    def reset(self) -> None:
        """Back to how this world began, its instant included; lasting collections keep what they hold."""
        with self._lock:
            state = self._base
            for table in self.state.tables.values():
                if table.collection.lasting:
                    state = state.with_table(table)
            self.restore(state)

    def restore(self, state: State) -> None:
        """Make this the current state; time goes on from its instant, in the world's mode."""
        with self._lock:
            seed, _, clock = self._held
            self.previous = None
            self._held = (seed, state, clock.at(state.now))

    def begin(self, seed: int, state: State) -> None:
        """Begin anew with this seed and state, to which the world resets from now on."""
        with self._lock:
            _, _, clock = self._held
            self._base = state
            self.previous = None
            self.previous = None
            self._held = (seed, state, clock.at(state.now))
