"""A world: one company's hiring, changing by transactions."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock, get_ident

from ats_sandbox.world.clock import END, Clock, ClockMode
from ats_sandbox.world.commits import CommitStream, Subscription
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.schedule import NEVER, Scheduled, earliest
from ats_sandbox.world.store.cause import SCHEDULE, TESTER, Cause
from ats_sandbox.world.store.state import Commit, State

Recorder = Callable[[Transaction], None]
"""Puts down what follows from the changes of a transaction, in derived collections."""

_UNKNOWN = -1 << 63
"""The instant of the next scheduled work, before it has been computed."""


class TimeRefused(ValueError):
    """Time cannot go there: back, or beyond END."""


class TransactionOpen(RuntimeError):
    """A transaction was begun within another one of the same world, which would have undone what it wrote."""

    def __init__(self) -> None:
        super().__init__("a transaction of this world is open already; write to that one")


class World:
    """A name, a seed and a current state.

    Readers never wait and never see half a write; transactions run one after the other. Forking shares the state,
    so it costs the same whatever the world holds.

    The work in `schedule` runs because time has passed: before the first read or write that notices it, and in a commit
    of its own. What a fork takes over from its parent: `due` is the instant of the next scheduled work, `commits` the
    number of the last commit, and `stream` delivers the next ones.

    The `recorders` are given each transaction before it takes effect: what they put is part of its commit, or of none.
    """

    __slots__ = (
        "_base",
        "_lock",
        "_present",
        "_reading",
        "_recorders",
        "_schedule",
        "_stream",
        "_writer",
        "name",
        "previous",
    )

    def __init__(
        self,
        name: str,
        seed: int,
        state: State,
        clock: Clock | None = None,
        schedule: tuple[Scheduled, ...] = (),
        *,
        recorders: tuple[Recorder, ...] = (),
        due: int = _UNKNOWN,
        commits: int = 0,
        stream: "CommitStream[World] | None" = None,
    ) -> None:
        self.name = name
        # Seed, state, clock, instant of the next scheduled work, number of commits: one value, so that a reading never
        # mixes two of them.
        self._present = (seed, state, clock or Clock(), due if schedule else NEVER, commits)
        self._reading: Reading | None = None  # the last one, which shows what was found in it already
        self._base = state
        self._schedule = schedule
        self._recorders = recorders
        self._lock = RLock()
        self._writer: int | None = None  # the thread whose transaction is open
        self._stream = stream
        self.previous: State | None = None
        """The state before the last write, scheduled work aside; None when there was none since the last restore."""

    @property
    def seed(self) -> int:
        """What ids and choices are derived from."""
        return self._present[0]

    @property
    def state(self) -> State:
        """The current state: keep it as a snapshot, give it to `restore` later."""
        return self._present[1]

    @property
    def base(self) -> State:
        """How this world began."""
        return self._base

    @property
    def mode(self) -> ClockMode:
        """How this world's time passes."""
        return self._present[2].mode

    @property
    def now(self) -> int:
        """The world's instant (milliseconds since 1970)."""
        _, state, clock, _, _ = self._present
        return clock.now(state.now)

    @property
    def due(self) -> int | None:
        """When scheduled work is due next; None when none ever is, unless something changes."""
        reading = self.read()
        due = self._present[3]
        due = earliest(self._schedule, reading) if due == _UNKNOWN else due
        return None if due >= NEVER else due

    def subscribe(
        self,
        subscriber: Callable[["World", Commit], None],
        *,
        restored: Callable[["World"], None] | None = None,
        passed: Callable[["World"], None] | None = None,
        foretold: Callable[["World", Transaction], None] | None = None,
        stops: Callable[["World", int], Iterator[int]] | None = None,
        forks: bool = True,
    ) -> Callable[[], None]:
        """Call a subscriber with every later commit of this world and its forks; returns a function that ends this.

        Each commit is delivered once, in the order of the commits, after the world is unlocked, so a subscriber may
        read and write. When several threads write, one of them may deliver the commits of the others.

        A reset, a restore and an import are not commits, because nothing happened in the world: its state was replaced.
        `restored` is called for each of them, in order with the commits. `passed` is called after somebody has let time
        pass, or set how it does. `foretold` is called before a commit takes effect, with the transaction, which is
        final by then: whoever reads the world still sees it as it was, and whoever writes waits. `stops` gives the
        instants before another one at which time, on its way there, stops for `passed`. Without `forks` only this world
        tells.
        """
        subscription = Subscription(subscriber, restored, passed, foretold, stops, forks)
        with self._lock:
            if self._stream is None:
                self._stream = CommitStream()
            self._stream.add(subscription)

        def unsubscribe() -> None:
            subscription.active = False

        return unsubscribe

    def read(self) -> Reading:
        """The world as it is now."""
        seed, state, clock, due, _ = self._present
        now = clock.now(state.now)
        if now >= due:
            self._notice()
            seed, state, clock, _, _ = self._present
            now = clock.now(state.now)
        kept = self._reading
        if kept is None or kept.state is not state or kept.now != now or kept.seed != seed:
            kept = self._reading = Reading(state, seed, now)
        return kept

    @contextmanager
    def transaction(self, cause: Cause = TESTER) -> Iterator[Transaction]:
        """Write to the world: everything in the block takes effect at its end, or nothing when it raises."""
        try:
            with self._lock:
                self._closed()
                self._run_due()
                seed, state, clock, due, _ = self._present
                now = clock.tick(state.now)
                scheduled = None
                if now >= due:  # a frozen clock reaches the instant with this very write, if it takes effect
                    scheduled = self._done(seed, state, now)
                    state = scheduled.state
                draft = Transaction(state, seed, now, cause)
                self._writer = get_ident()
                try:
                    yield draft
                    self._record(draft)
                finally:
                    self._writer = None
                if draft.changed:
                    if scheduled is not None and scheduled.changed:
                        self._commit(scheduled)
                    self._commit(draft)
                    self.previous = state
        finally:
            self._deliver()

    @contextmanager
    def annotation(self) -> Iterator[Transaction]:
        """Write what only a log shows: no time passes, and it is no commit. All of it takes effect, or nothing."""
        with self._lock:
            self._closed()
            seed, state, clock, due, number = self._present
            draft = Transaction(state, seed, clock.now(state.now), SCHEDULE)
            self._writer = get_ident()
            try:
                yield draft
            finally:
                self._writer = None
            if draft.state is not state:
                if self._schedule and any(work.affected(state, draft.state) for work in self._schedule):
                    due = _UNKNOWN
                self._show(seed, draft.state, clock, due, number)

    def advance(self, milliseconds: int) -> int:
        """Let time pass; returns the new instant. Raises TimeRefused: time never goes back, nor beyond END."""
        return self.advance_to(self.now + milliseconds)

    def advance_to(self, instant: int) -> int:
        """Let time pass until an instant; returns it. It stops where subscribers want it to. Raises TimeRefused."""
        with self._lock:
            self._check_time(instant)
        for stop in () if self._stream is None else self._stream.stops(self, instant):
            with self._lock:
                if stop > self.now:
                    self._set_time(stop)
            self._pass_time()
        with self._lock:
            self._set_time(instant)
        self._pass_time()
        return instant

    def set_mode(self, mode: ClockMode) -> int:
        """Let time pass in another way from now on; returns the instant. `real` jumps to the wall clock's, if later."""
        with self._lock:
            self._closed()
            seed, state, clock, due, number = self._present
            instant = clock.now(state.now)
            self._show(seed, state.at(instant), clock.at(instant, mode), due, number)
            self._run_due()
            instant = self.now
        self._pass_time()
        return instant

    def state_after(self) -> State:
        """The state that a commit led to, for the subscriber that it is being delivered to."""
        state = None if self._stream is None else self._stream.after
        return self.state if state is None else state

    def settle(self) -> None:
        """Wait until every commit so far has been delivered, by whichever thread."""
        if self._stream is not None and self._writer != get_ident():
            self._stream.settle(self)

    def snapshot(self) -> State:
        """The present, to keep: its instant included."""
        reading = self.read()
        return reading.state if reading.state.now == reading.now else reading.state.at(reading.now)

    def fork(self, name: str) -> "World":
        """Another world that begins as this one is now, and as which it resets. It keeps the subscribers."""
        self.read()
        seed, state, clock, due, number = self._present
        now = state if clock.mode is ClockMode.FROZEN else state.at(clock.now(state.now))
        return self._other(name, seed, now, clock, due=due, commits=number)

    def branch(self, name: str, state: State) -> "World":
        """Another world that begins as a state that this one had, with its own clock set to that state's instant."""
        seed, _, clock, _, number = self._present
        clock = clock.at(state.now)
        return self._other(name, seed, state, clock, commits=number)

    def reset(self) -> None:
        """Back to how this world began, its instant included; lasting collections keep what they hold."""
        with self._lock:
            state = self._base
            for table in self.state.tables.values():
                if table.collection.lasting:
                    state = state.with_table(table)
            self._become(self.seed, state)
        self._deliver()

    def restore(self, state: State) -> None:
        """Make this the current state; time goes on from its instant, in the world's mode."""
        with self._lock:
            self._become(self.seed, state)
        self._deliver()

    def begin(self, seed: int, state: State) -> None:
        """Replace this world by another seed and state, to which it resets from now on."""
        with self._lock:
            self._closed()
            self._base = state
            self._become(seed, state)
        self._deliver()

    def _closed(self) -> None:
        """Raise TransactionOpen within this thread's own transaction, which would undo what is done to the world."""
        if self._writer is not None:
            raise TransactionOpen

    def _become(self, seed: int, state: State) -> None:
        self._closed()
        _, _, clock, due, number = self._present
        self.previous = None
        self._show(seed, state, clock.at(state.now), _UNKNOWN if self._schedule else due, number)
        if self._stream is not None:
            self._stream.publish(None, state)

    def _show(self, seed: int, state: State, clock: Clock, due: int, number: int) -> None:
        """Make this the present."""
        self._present = (seed, state, clock, due, number)
        self._reading = None

    def _check_time(self, instant: int) -> None:
        """Raise TimeRefused for an instant until which time cannot pass."""
        self._closed()
        if instant < self.now:
            raise TimeRefused("time never goes back")
        if instant > END:
            raise TimeRefused("time ends with the year 9998")

    def _set_time(self, instant: int) -> None:
        self._check_time(instant)
        seed, state, clock, due, number = self._present
        self._show(seed, state.at(instant), clock.at(instant), due, number)
        self._run_due()

    def _foretell(self, draft: Transaction) -> None:
        """Tell of a draft before it takes effect. Nobody writes meanwhile, this thread included."""
        assert self._stream is not None
        draft.number = self._present[4] + 1
        self._writer = get_ident()
        try:
            self._stream.foretell(self, draft)
        finally:
            self._writer = None

    def _commit(self, draft: Transaction) -> None:
        """Let a draft take effect."""
        if self._stream is not None and self._stream.foretells:
            self._foretell(draft)
        seed, before, clock, due, number = self._present
        state = draft.state.at(draft.now)
        if self._schedule and any(work.affected(before, state) for work in self._schedule):
            due = _UNKNOWN
        draft.number = number + 1
        self._show(seed, state, clock, due, draft.number)
        if self._stream is not None:
            self._stream.publish(draft.commit, state)

    def _notice(self) -> None:
        """Run what a reader found due. A reader does not wait for a writer: it reads the state before both."""
        if self._lock.acquire(blocking=False):
            try:
                self._run_due()
            finally:
                self._lock.release()
            self._deliver()

    def _run_due(self) -> None:
        """Run the scheduled work whose time has come, in a commit of its own at the present instant."""
        seed, state, clock, due, number = self._present
        now = clock.now(state.now)
        if now < due or self._writer is not None:
            return
        if due == _UNKNOWN:
            due = earliest(self._schedule, Reading(state, seed, now))
        if now >= due:
            done = self._done(seed, state, now)
            if done.changed:
                self._commit(done)
            _, state, _, _, number = self._present
            due = max(earliest(self._schedule, Reading(state, seed, now)), now + 1)
        self._show(seed, state, clock, due, number)

    def _done(self, seed: int, state: State, now: int) -> Transaction:
        """A draft of what the schedule does at an instant."""
        draft = Transaction(state, seed, now, SCHEDULE)
        for work in self._schedule:
            work.run(draft)
        self._record(draft)
        return draft

    def _record(self, draft: Transaction) -> None:
        """Let what follows from a draft be recorded in it."""
        if draft.changed:
            for record in self._recorders:
                record(draft)

    def _other(self, name: str, seed: int, state: State, clock: Clock, **taken: int) -> "World":
        """Another world that is told, recorded and scheduled like this one."""
        stream = None if self._stream is None else self._stream.fork()
        return World(name, seed, state, clock, self._schedule, recorders=self._recorders, stream=stream, **taken)

    def _pass_time(self) -> None:
        self._deliver()
        if self._stream is not None and self._writer != get_ident():
            self._stream.pass_time(self)

    def _deliver(self) -> None:
        if self._stream is not None and self._writer != get_ident():
            self._stream.deliver(self)
