"""The commits of a world, delivered to subscribers."""

import logging
from collections import deque
from collections.abc import Callable, Iterator
from threading import Lock, get_ident
from typing import Generic, TypeVar

from ats_sandbox.world.domain.reading import Transaction
from ats_sandbox.world.store.state import Commit, State

log = logging.getLogger("ats_sandbox")

W = TypeVar("W")


class Subscription(Generic[W]):
    """A subscriber: `committed` is called with each commit, `restored` when the state was replaced.

    `passed` is called when time has passed, `foretold` with what is about to be written; `stops` gives the instants
    before another one at which time is to stop, for `passed` to be called. `forks` tells whether the forks of its world
    have it, too.
    """

    __slots__ = ("active", "committed", "foretold", "forks", "passed", "restored", "stops")

    def __init__(
        self,
        committed: Callable[[W, Commit], None],
        restored: Callable[[W], None] | None,
        passed: Callable[[W], None] | None = None,
        foretold: Callable[[W, Transaction], None] | None = None,
        stops: Callable[[W, int], Iterator[int]] | None = None,
        forks: bool = True,
    ) -> None:
        self.stops = stops
        self.foretold = foretold
        self.committed = committed
        self.restored = restored
        self.passed = passed
        self.forks = forks
        self.active = True

    def deliver(self, world: W, commit: Commit | None) -> None:
        """Call the subscriber, unless it has unsubscribed. An exception that it raises is logged."""
        if not self.active:
            return
        try:
            if commit is not None:
                self.committed(world, commit)
            elif self.restored is not None:
                self.restored(world)
        except Exception:
            log.exception("a subscriber to the commits of a world failed")


class CommitStream(Generic[W]):
    """Delivers the commits of one world once each and in their order, outside the world's lock.

    Commits are queued in their order while the world is locked. The first thread to come delivers all that are queued.
    What others write meanwhile, subscribers included, is delivered by it too, after the present commit.
    `foretells` is True when somebody wants to know what is about to be written. `after` is the state that the commit
    led to which is being delivered; others may have written since.
    """

    __slots__ = ("_deliverer", "_delivering", "_queue", "_subscriptions", "after", "foretells")

    def __init__(self, subscriptions: tuple[Subscription[W], ...] = ()) -> None:
        self._subscriptions = subscriptions
        self.foretells = any(one.foretold is not None for one in subscriptions)
        self._queue: deque[tuple[Commit | None, State, tuple[Subscription[W], ...]]] = deque()
        self.after: State | None = None
        self._delivering = Lock()
        self._deliverer: int | None = None

    def add(self, subscription: Subscription[W]) -> None:
        """Add a subscriber to every commit from now on. The world must be locked."""
        self._subscriptions = (*(one for one in self._subscriptions if one.active), subscription)
        self.foretells = any(one.foretold is not None for one in self._subscriptions)

    def fork(self) -> "CommitStream[W]":
        """The stream of a fork, with the same subscribers."""
        return CommitStream(tuple(one for one in self._subscriptions if one.active and one.forks))

    def publish(self, commit: Commit | None, after: State) -> None:
        """Queue a commit, or None for a restore, with the state that it led to. The world must be locked."""
        self._queue.append((commit, after, self._subscriptions))

    def foretell(self, world: W, draft: Transaction) -> None:
        """Tell of a draft that is about to take effect. The world must be locked. An exception is logged."""
        for one in self._subscriptions:
            if one.active and one.foretold is not None:
                try:
                    one.foretold(world, draft)
                except Exception:
                    log.exception("a subscriber to what a world is about to be failed")

    def stops(self, world: W, instant: int) -> Iterator[int]:
        """The instants before this one at which somebody wants time to stop for a moment."""
        for one in self._subscriptions:
            if one.active and one.stops is not None:
                yield from one.stops(world, instant)

    def pass_time(self, world: W) -> None:
        """Tell those who want to know that time has passed. The world must not be locked."""
        for one in self._subscriptions:
            if one.active and one.passed is not None:
                one.passed(world)

    def settle(self, world: W) -> None:
        """Deliver what is queued, and wait for another thread that does so. A subscriber does not wait for itself."""
        waits = True
        while waits and self._deliverer != get_ident():
            self.deliver(world)
            with self._delivering:
                waits = bool(self._queue)

    def deliver(self, world: W) -> None:
        """Deliver what is queued, unless another thread is doing so. The world must not be locked.

        What is no mere exception (an interrupt, a test that fails itself) is raised once everybody has been told.
        """
        stopped: BaseException | None = None
        while self._queue and self._delivering.acquire(blocking=False):
            try:
                self._deliverer = get_ident()
                while self._queue:
                    commit, self.after, subscriptions = self._queue.popleft()
                    for subscription in subscriptions:
                        try:
                            subscription.deliver(world, commit)
                        except BaseException as error:  # noqa: BLE001  # raised below
                            stopped = stopped or error
            finally:
                self._deliverer = self.after = None
                self._delivering.release()
        if stopped is not None:
            raise stopped
