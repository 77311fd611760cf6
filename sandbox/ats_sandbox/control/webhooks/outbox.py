"""The outbox of a world: deliveries that are due on its clock, and who carries them."""

import logging
from collections.abc import Callable, Iterator
from threading import Condition, RLock

from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.contract.webhooks import Attempt, Subscriber
from ats_sandbox.control.webhooks.alarm import Alarm
from ats_sandbox.control.webhooks.couriers import COURIERS
from ats_sandbox.control.webhooks.deliveries import Deliveries
from ats_sandbox.control.webhooks.delivery import Delivery, DeliveryState
from ats_sandbox.control.webhooks.disturbances import AT_ATTEMPT, Disturbance, Disturbances, Kind
from ats_sandbox.control.webhooks.nesting import Nesting
from ats_sandbox.control.webhooks.notices import Notices, Told, webhooks_of
from ats_sandbox.control.webhooks.patience import Patience
from ats_sandbox.control.webhooks.plans import Plans
from ats_sandbox.control.webhooks.queues import Queues
from ats_sandbox.control.webhooks.races import Races
from ats_sandbox.control.webhooks.reach import Reach
from ats_sandbox.control.webhooks.sending import tried
from ats_sandbox.control.webhooks.switchboard import Place, Switchboard
from ats_sandbox.world.clock import SECOND, ClockMode
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.state import Commit, State
from ats_sandbox.world.world import TimeRefused, World

log = logging.getLogger("ats_sandbox")


class NeverSettled(RuntimeError):
    """Deliveries make new ones, without end."""


class Outbox:
    """What the vendors of one world have to tell, in the order of its clock. Safe to use from many threads.

    One subscription is told one thing at a time, races aside. `position` gives where the journal is.
    """

    MOST_OPEN = 10_000
    """Deliveries that wait at once; further ones are dropped, and say so."""
    MOST_BORN = 10_000
    """Deliveries that come up during one run: receivers that make new events for ever would never let it end."""

    def __init__(
        self, world: World, vendors: tuple[Vendor, ...], reach: Reach, position: Callable[[], tuple[int, int]]
    ) -> None:
        self._world = world
        self._position = position
        self.disturbances = Disturbances()
        self.switchboard = Switchboard(reach)
        self.notices = Notices(world, vendors, self.disturbances, reach)
        self.races = Races(self)
        self._plans = Plans(self)
        self._lock = RLock()
        self._changed = Condition(self._lock)
        self.deliveries = Deliveries()
        self.queues = Queues(self.switchboard)
        self._nesting = Nesting(self._changed)
        self._open = self._generation = self.attempted = 0
        self._alarm = Alarm(self.passed_by_itself)

    def __iter__(self) -> Iterator[Delivery]:
        """The deliveries that are remembered, in the order of their events."""
        return iter(self.deliveries)

    def __len__(self) -> int:
        return len(self.deliveries)

    def __getitem__(self, number: int) -> Delivery:
        """A delivery by its number. Raises Unknown."""
        return self.deliveries[number]

    @property
    def forgotten(self) -> int:
        """How many deliveries are not remembered any more."""
        return self.deliveries.forgotten

    @property
    def now(self) -> int:
        """The instant of the world."""
        return self._world.now

    @property
    def next_at(self) -> int | None:
        """When the next attempt is due; None when nothing waits."""
        with self._lock:
            return self.queues.next_at

    def what_there_is(self, commit: Commit, after: Reading) -> list[Told]:
        """What there is to tell of a commit; each call counts the events anew."""
        with self._lock:
            return list(self.notices.of(commit, after))

    def committed(self, commit: Commit, after: State) -> None:
        """Tell of a commit what there is to tell, and has not been told before it took effect."""
        foretold = self.races.after(commit)
        if foretold is not None:
            for delivery, attempt, generation in foretold.early:
                self._put_down(delivery, generation, attempt)
        if foretold is not None or self.notices.listening(commit, after):
            world = self._world.read()
            if world.state is not after:  # others have written since
                world = Reading(after, world.seed, commit.at)
            with self._lock:
                added = [self.add(told) for told in self.notices.polled_before(commit, after)]
                left = self.notices.of(commit, world) if foretold is None else foretold.left
                added += [self.add(told) for told in left]
                generation = self._generation
            self._hurry(added, generation)
        if self._open or self.notices.next_poll is not None:
            self.go()

    def passed(self) -> None:
        """Time has passed: vendors that poll look again, what is due goes, here too. Raises NeverSettled."""
        with self._lock:
            added, generation = [self.add(told) for told in self.notices.polled()], self._generation
        self._hurry(added, generation)
        self.go()
        self._carry(Place.HERE, until=self.deliveries.last + self.MOST_BORN)

    def passed_by_itself(self) -> None:
        """The same, where nobody let it."""
        if self._world.mode is not ClockMode.FROZEN:
            try:
                self.passed()
            finally:
                self._set_alarm()

    def restored(self) -> None:
        """The world is not what it was: nothing that happened there is told any more."""
        with self._lock:
            self._generation += 1
            for one in self.deliveries:
                if one.open:
                    self.end(one, DeliveryState.DROPPED, "the world was set back before it was delivered")
            self.queues.clear()
            self.notices.clear()

    def clear(self) -> None:
        """Forget every delivery, disturbance and outage, and what is in the inboxes. Receivers stay."""
        with self._lock:
            self._generation += 1
            self.deliveries.clear()
            self.queues.clear()
            self._open = 0
            self.switchboard.clear()
            self.disturbances.clear()
            self.notices.clear()
            self._changed.notify_all()

    def add(self, told: Told) -> Delivery:
        """Put a notice in, with what a tester planned for it."""
        with self._lock:
            delivery = self.numbered(told)
            if not self._full(delivery):
                self._plans.meet(delivery, told)
            return delivery

    def _full(self, delivery: Delivery) -> bool:
        """Drop a delivery for which there is no room."""
        if self._open <= self.MOST_OPEN:
            return False
        self.end(delivery, DeliveryState.DROPPED, f"the outbox is full: {self.MOST_OPEN} deliveries wait")
        return True

    def numbered(self, told: Told, of: int | None = None) -> Delivery:
        """Give a notice a number, which is all: it is neither sent nor dropped. The outbox must be locked."""
        self._open += 1
        return self.deliveries.add(told, of)

    def begin(self, told: Told, planned: Disturbance) -> tuple[Delivery, int]:
        """Put a notice in whose first attempt is made at once, by the caller; gives the generation beside it."""
        with self._lock:
            delivery = self.numbered(told)
            delivery.state = DeliveryState.UNDER_WAY
            delivery.add(f"a tester planned: {planned.kind.value}")
            return delivery, self._generation

    def release(self, number: int) -> Delivery:
        """Let a delivery go that is held, at the present instant. Raises Unknown."""
        delivery = self[number]
        with self._lock:
            if delivery.state is DeliveryState.HELD:
                delivery.state, delivery.next_at = DeliveryState.WAITING, max(delivery.next_at or 0, self._world.now)
                self.queues.push(delivery)
        self.go()
        return delivery

    def again(self, number: int) -> Delivery:
        """Send a notice once more, as a delivery of its own that is due at once. Raises Unknown."""
        before = self[number]
        commit = Commit(before.commit, self._world.now, before.cause, before.changes)
        with self._lock:
            delivery = self.numbered(Told(before.vendor, before.notice, commit), before.number)
            delivery.next_at = self._world.now
            if not self._full(delivery):
                self.queues.push(delivery)
        self.go()
        return delivery

    def go(self) -> None:
        """Let everything go that is due and that needs nobody's thread: to inboxes, and by couriers."""
        self._carry(Place.INBOX)
        if self._due(Place.NETWORK):
            COURIERS.carry(self._over_the_network)
        self._set_alarm()

    def _over_the_network(self) -> None:
        if self._carry(Place.NETWORK):
            self._set_alarm()

    def run(self, *, advance: bool = False, timeout: float = 30.0) -> list[Delivery]:
        """Deliver all that is due, and wait for what is under way; gives what is over now and was not before.

        With `advance` time passes until nothing waits any more. `timeout` are seconds without any progress. A receiver
        that runs does not wait for itself. Raises TimeoutError, and NeverSettled.
        """
        own = self._nesting.own
        if not own:
            self._world.settle()
        before, until = {one.number for one in self if not one.open}, self.deliveries.last + self.MOST_BORN
        with self._nesting.waiting(own):
            while True:
                if self._carry(Place.INBOX, 1, until) or self._carry(Place.HERE, 1, until):
                    continue
                self.go()
                with self._lock:
                    if self._nesting.others(self.queues.busy, own) or self._due(Place.NETWORK):
                        if not self._changed.wait(timeout):
                            raise TimeoutError(f"no delivery ended within {timeout:g} seconds")
                        continue
                    next_at = self.next_at
                if not advance or next_at is None:
                    return [one for one in self if not one.open and one.number not in before]
                self.let_pass(next_at)

    def let_pass(self, instant: int) -> None:
        """Let time pass until an instant, if it has not yet. Raises TimeRefused beyond the end of time."""
        try:
            self._world.advance_to(max(instant, self._world.now))
        except TimeRefused:
            if self._world.now < instant:  # it has not gone on meanwhile, by itself or by somebody else
                raise

    def _due(self, place: Place) -> bool:
        """True when something could go now."""
        with self._lock:
            return self.queues.due(place, self._world.now)

    def _carry(self, place: Place, most: int | None = None, until: int | None = None) -> int:
        """Attempt what is due at a place, one after the other, until nothing is; gives how many that were.

        Raises NeverSettled once there are deliveries of higher numbers than `until`.
        """
        made = 0
        while most is None or made < most:
            if until is not None and self.deliveries.last > until:
                raise NeverSettled(f"{self.MOST_BORN} came up, and others do: receivers make new events")
            with self._lock:
                delivery = self.queues.take(place, self._world.now)
                if delivery is None:
                    break
                delivery.state = DeliveryState.UNDER_WAY
                generation = self._generation
            made += 1
            name = delivery.subscription
            try:
                self._attempt_safely(delivery, generation, name)
            finally:
                with self._lock:
                    self.queues.free(name)
                    self._changed.notify_all()
        return made

    def _hurry(self, added: list[Delivery], generation: int) -> None:
        """Attempt those that are to arrive before whoever wrote has an answer, in the writer's own time."""
        hurried = [one for one in added if one.hurried]
        if not hurried:
            return
        with self._lock:
            under_way = {f"{one.number}" for one in hurried}  # no subscription's name: its queue goes on
            self.queues.busy |= under_way
        patience = Patience(webhooks_of(hurried[0].vendor).timeout)
        try:
            for one in hurried:
                self._attempt_safely(one, generation, f"{one.number}", patience)
        finally:
            with self._lock:
                self.queues.busy -= under_way
                self._changed.notify_all()

    def _attempt_safely(self, delivery: Delivery, generation: int, name: str, patience: Patience | None = None) -> None:
        """Make the next attempt of a delivery, which has an end whatever is raised; an interrupt still interrupts."""
        try:
            with self._nesting.telling(name):
                self._attempt(delivery, generation, patience)
        except BaseException as error:
            self.fail(delivery, generation, error)
            if not isinstance(error, Exception):
                raise

    def fail(self, delivery: Delivery, generation: int, error: BaseException) -> None:
        """Drop a delivery that could not be attempted."""
        if isinstance(error, Exception):
            log.error("a webhook could not be told", exc_info=error)
        self._finish(delivery, generation, f"sending it was broken off: {type(error).__name__}: {error}")

    def _attempt(self, delivery: Delivery, generation: int, patience: Patience | None = None) -> None:
        """Make the next attempt of a delivery, for which a writer waits as long as its patience lasts."""
        webhooks, number = webhooks_of(delivery.vendor), delivery.notice.subscriber.number
        subscriber = webhooks.subscriber(self._world.read(), number)
        if subscriber is None or not subscriber.enabled:
            gone = "its subscription is gone" if subscriber is None else "its subscription is disabled"
            self._finish(delivery, generation, gone)
            return
        met = self.disturbances.met(delivery.subscription, delivery.event, AT_ATTEMPT)
        if any(one.kind is Kind.SUSPENSION for one in met):
            with self._world.transaction() as draft:
                webhooks.enable(draft, number, False)
            self._finish(delivery, generation, "a tester planned: suspension; its subscription is disabled")
            return
        self._put_down(delivery, generation, self.tried(delivery, subscriber, met, patience))

    def tried(
        self, delivery: Delivery, subscriber: Subscriber, met: list[Disturbance], patience: Patience | None = None
    ) -> Attempt:
        """Send a delivery's message to its subscriber as it is now; gives what came of it."""
        if delivery.journal is None:
            delivery.journal = self._position()
        return tried(delivery, subscriber, met, self.switchboard, self._world, patience)

    def _put_down(self, delivery: Delivery, generation: int, attempt: Attempt) -> None:
        """Let the vendor put an attempt into its own log, and go on from there."""
        if generation == self._generation:
            with self._world.annotation() as log:
                delivery.log = webhooks_of(delivery.vendor).record(log, delivery.notice, attempt, delivery.log)
        self._finish(delivery, generation, attempt=attempt)
        self.switchboard.report(self._world.name, delivery, attempt)

    def _finish(self, delivery: Delivery, generation: int, said: str = "", attempt: Attempt | None = None) -> None:
        """Put down what came of an attempt, and plan the next one."""
        with self._lock:
            if generation != self._generation:
                return
            if attempt is None:
                self.end(delivery, DeliveryState.DROPPED, said)
                return
            delivery.attempts = (*delivery.attempts, attempt)
            self.attempted += 1
            failures, delays = len(delivery.attempts), webhooks_of(delivery.vendor).delays
            if attempt.accepted:
                self.end(delivery, DeliveryState.DELIVERED)
            elif failures > len(delays):
                self.end(delivery, DeliveryState.LOST, f"{failures} attempts failed, and there will be no other")
            else:
                delivery.state, delivery.next_at = DeliveryState.WAITING, attempt.at + delays[failures - 1]
                self.queues.push(delivery)

    def end(self, delivery: Delivery, state: DeliveryState, said: str = "") -> None:
        """Leave a delivery at that. The outbox must be locked."""
        delivery.end(state, said)
        self._open -= 1
        self.deliveries.end(delivery)

    def settle(self, seconds: float) -> bool:
        """Wait for what is under way or due on the network, so long at most; True when nothing is any more."""
        own = self._nesting.own

        def idle() -> bool:
            return not (self._nesting.others(self.queues.busy, own) or self._due(Place.NETWORK))

        with self._nesting.waiting(own), self._lock:
            return self._changed.wait_for(idle, seconds)

    def _set_alarm(self) -> None:
        """See to it that what becomes due while time passes by itself goes."""
        if self._world.mode is ClockMode.FROZEN:
            self._alarm.silence()
            return
        now = self._world.now
        with self._lock:
            places = [place for place in Place if place is not Place.NETWORK or not self.queues.due(place, now)]
            instants = [*map(self.queues.at, places), self.notices.next_poll]  # what couriers have is theirs
        due = [one for one in instants if one is not None]
        if due:
            self._alarm.set(max(min(due) - now, 1) / SECOND)
