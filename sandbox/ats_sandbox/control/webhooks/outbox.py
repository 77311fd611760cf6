"""The outbox of a world: deliveries that are due on its clock, and who carries them."""

from collections.abc import Callable, Iterator
from heapq import heappop, heappush
from threading import Condition, RLock, Timer

import msgspec

from ats_sandbox.contract.outgoing import Unreachable
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.contract.webhooks import Attempt, Result, Subscriber
from ats_sandbox.control.webhooks.couriers import COURIERS
from ats_sandbox.control.webhooks.deliveries import Deliveries
from ats_sandbox.control.webhooks.delivery import Delivery, DeliveryState
from ats_sandbox.control.webhooks.disturbances import AT_ATTEMPT, AT_BIRTH, Disturbance, Disturbances, Kind
from ats_sandbox.control.webhooks.notices import Notices, Told, webhooks_of
from ats_sandbox.control.webhooks.patience import Patience
from ats_sandbox.control.webhooks.races import Races
from ats_sandbox.control.webhooks.reach import Reach
from ats_sandbox.control.webhooks.sending import attempted, message_of
from ats_sandbox.control.webhooks.switchboard import Place, Switchboard
from ats_sandbox.world.clock import SECOND, ClockMode
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.state import Commit
from ats_sandbox.world.world import World

MOST_ROUNDS = 100_000
"""Attempts that one run makes: receivers that make new events for ever would never let it end."""


class NeverSettled(RuntimeError):
    """Deliveries make new ones, without end."""


class Outbox:
    """What the vendors of one world have to tell, in the order of its clock. Safe to use from many threads.

    One subscription is told one thing at a time, races aside. `position` gives where the journal is.
    """

    MOST_OPEN = 10_000
    """Deliveries that wait at once; further ones are dropped, and say so."""

    def __init__(
        self, world: World, vendors: tuple[Vendor, ...], reach: Reach, position: Callable[[], tuple[int, int]]
    ) -> None:
        self._world = world
        self._position = position
        self.disturbances = Disturbances()
        self.switchboard = Switchboard(reach)
        self.notices = Notices(world, vendors, self.disturbances, reach)
        self.races = Races(self)
        self._lock = RLock()
        self._changed = Condition(self._lock)
        self.deliveries = Deliveries()
        self._queues: dict[str, list[tuple[int, int, int, Delivery]]] = {}
        self._busy: set[str] = set()
        self._open = self._generation = 0
        self._timer: Timer | None = None

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
    def next_at(self) -> int | None:
        """When the next attempt is due; None when nothing waits."""
        return min((heap[0][0] for heap in list(self._queues.values()) if heap), default=None)

    def what_there_is(self, commit: Commit, after: Reading | None = None) -> list[Told]:
        """What there is to tell of a commit; each call counts the events anew."""
        with self._lock:
            return list(self.notices.of(commit, after))

    def committed(self, commit: Commit) -> None:
        """Tell of a commit what there is to tell, and has not been told before it took effect."""
        foretold = self.races.after(commit)
        if foretold is not None:
            for delivery, attempt, generation in foretold.early:
                self._put_down(delivery, generation, attempt)
        if foretold is not None or self.notices.listening(commit):
            with self._lock:
                left = self.notices.of(commit) if foretold is None else foretold.left
                added, generation = [self.add(told) for told in left], self._generation
            self._hurry(added, generation)
        if self._open:
            self.go()

    def passed(self) -> None:
        """Time has passed: vendors that poll look again, and what has become due goes, here too."""
        with self._lock:
            added, generation = [self.add(told) for told in self.notices.polled()], self._generation
        self._hurry(added, generation)
        self.go()
        self._carry(Place.HERE)

    def restored(self) -> None:
        """The world is not what it was: nothing that happened there is told any more."""
        with self._lock:
            self._generation += 1
            for one in self.deliveries:
                if one.open:
                    self._end(one, DeliveryState.DROPPED, "the world was set back before it was delivered")
            self._queues.clear()
            self.notices.clear()

    def clear(self) -> None:
        """Forget every delivery, disturbance and outage, and what is in the inboxes. Receivers stay."""
        with self._lock:
            self._generation += 1
            self.deliveries.clear()
            self._queues.clear()
            self._open = 0
            self.switchboard.clear()
            self.disturbances.clear()
            self.notices.clear()
            self._changed.notify_all()

    def add(self, told: Told, of: int | None = None) -> Delivery:
        """Put a notice in, with what a tester planned for it."""
        with self._lock:
            delivery = self._numbered(told, of)
            if self._open > self.MOST_OPEN:
                full = f"the outbox is full: {self.MOST_OPEN} deliveries wait"
                self._end(delivery, DeliveryState.DROPPED, full)
                return delivery
            reordered = False
            for one in self.disturbances.met(delivery.subscription, delivery.event, AT_BIRTH) if of is None else ():
                if delivery.state is DeliveryState.WAITING and not reordered:
                    self._disturb(delivery, one, told)
                    reordered = one.kind is Kind.REORDER
            if delivery.state is DeliveryState.WAITING and not reordered:
                self._push(delivery)
            return delivery

    def _numbered(self, told: Told, of: int | None = None) -> Delivery:
        self._open += 1
        return self.deliveries.add(told, of)

    def begin(self, told: Told, planned: Disturbance) -> tuple[Delivery, int]:
        """Put a notice in whose first attempt is made at once, by the caller; gives the generation beside it."""
        with self._lock:
            delivery = self._numbered(told)
            delivery.state, delivery.said = DeliveryState.UNDER_WAY, f"a tester planned: {planned.kind.value}"
            return delivery, self._generation

    def _disturb(self, delivery: Delivery, planned: Disturbance, told: Told) -> None:
        """Let something go wrong with a delivery before its first attempt."""
        delivery.said = "; ".join(filter(None, (delivery.said, f"a tester planned: {planned.kind.value}")))
        match planned.kind:
            case Kind.DUPLICATE:
                self._push(self._numbered(told, delivery.number))
            case Kind.DELAY:
                delivery.next_at = (delivery.next_at or 0) + planned.seconds * SECOND
            case Kind.DROP:
                self._end(delivery, DeliveryState.DROPPED)
            case Kind.HOLD:
                delivery.state = DeliveryState.HELD
            case Kind.BEFORE_ANSWER:
                delivery.state, delivery.hurried = DeliveryState.UNDER_WAY, True
            case Kind.REPLAY:
                before = self.deliveries.last_accepted(delivery.subscription)
                if before is not None:
                    again = self._numbered(Told(before.vendor, before.notice, told.commit), before.number)
                    again.attempts, again.next_at = before.attempts[-1:], delivery.next_at
                    self._push(again, delivery.number - 1)
            case Kind.REORDER:
                delivery.state = DeliveryState.HELD
                planned.held.append(delivery)
                if len(planned.held) >= planned.count:
                    self._reorder(planned)

    def _reorder(self, planned: Disturbance) -> None:
        """Let go what was held for it, the last one first."""
        latest = max(one.next_at or 0 for one in planned.held)
        for turn, one in enumerate(reversed(planned.held)):
            one.state, one.next_at = DeliveryState.WAITING, latest
            self._push(one, turn)
        planned.held = []

    def release(self, number: int) -> Delivery:
        """Let a delivery go that is held, at the present instant. Raises Unknown."""
        delivery = self[number]
        with self._lock:
            if delivery.state is DeliveryState.HELD:
                delivery.state = DeliveryState.WAITING
                delivery.next_at = max(delivery.next_at or 0, self._world.now)
                self._push(delivery)
        self.go()
        return delivery

    def again(self, number: int) -> Delivery:
        """Send a notice once more, as a delivery of its own that is due at once. Raises Unknown."""
        before = self[number]
        commit = Commit(before.commit, self._world.now, before.cause, before.changes)
        with self._lock:
            delivery = self._numbered(Told(before.vendor, before.notice, commit), before.number)
            delivery.next_at = self._world.now
            self._push(delivery)
        self.go()
        return delivery

    def go(self) -> None:
        """Let everything go that is due and that needs nobody's thread: to inboxes, and by couriers."""
        self._carry(Place.INBOX)
        if any(True for _ in self._due(Place.NETWORK)):
            COURIERS.carry(lambda: self._carry(Place.NETWORK))
        self._set_timer()

    def run(self, *, advance: bool = False, timeout: float = 30.0) -> list[Delivery]:
        """Deliver all that is due, and wait for what is under way; gives what is over now and was not before.

        With `advance` time passes until nothing waits any more. `timeout` are seconds without any progress. Raises
        TimeoutError, and NeverSettled.
        """
        before = {one.number for one in self if not one.open}
        for _ in range(MOST_ROUNDS):
            if self._carry(Place.INBOX, most=1) or self._carry(Place.HERE, most=1):
                continue
            self.go()
            with self._lock:
                if self._busy or any(True for _ in self._due(Place.NETWORK)):
                    if not self._changed.wait(timeout):
                        raise TimeoutError(f"no delivery ended within {timeout:g} seconds")
                    continue
                next_at = self.next_at
            if not advance or next_at is None:
                return [one for one in self if not one.open and one.number not in before]
            self._world.advance_to(max(next_at, self._world.now))
        raise NeverSettled(f"after {MOST_ROUNDS} attempts there are still deliveries: receivers make new events")

    def _due(self, place: Place) -> Iterator[tuple[int, int, str]]:
        """What could go now: the instant and the order of each subscription's next delivery, and its name."""
        now = self._world.now
        for name, heap in list(self._queues.items()):
            if heap and heap[0][0] <= now and name not in self._busy and self._place(heap[0][3]) is place:
                yield heap[0][0], heap[0][1], name

    def _place(self, delivery: Delivery) -> Place:
        return self.switchboard.place(delivery.notice.subscriber.url)

    def _carry(self, place: Place, most: int | None = None) -> int:
        """Attempt what is due at a place, one after the other, until nothing is; gives how many that were."""
        made = 0
        while most is None or made < most:
            with self._lock:
                first = min(self._due(place), default=None)
                if first is None:
                    break
                delivery = heappop(self._queues[first[2]])[3]
                delivery.state = DeliveryState.UNDER_WAY
                self._busy.add(first[2])
                generation = self._generation
            made += 1
            try:
                self._attempt(delivery, generation)
            finally:
                with self._lock:
                    self._busy.discard(first[2])
                    self._changed.notify_all()
        return made

    def _hurry(self, added: list[Delivery], generation: int) -> None:
        """Attempt those that are to arrive before whoever wrote has an answer, in the writer's own time."""
        hurried = [one for one in added if one.hurried]
        if not hurried:
            return
        with self._lock:
            under_way = {f"{one.number}" for one in hurried}  # no subscription's name: its queue goes on
            self._busy |= under_way
        patience = Patience(webhooks_of(hurried[0].vendor).timeout)
        try:
            for one in hurried:
                self._attempt(one, generation, patience)
        finally:
            with self._lock:
                self._busy -= under_way
                self._changed.notify_all()

    def _attempt(self, delivery: Delivery, generation: int, patience: Patience | None = None) -> None:
        """Make the next attempt of a delivery, for which a writer waits as long as its patience lasts."""
        webhooks, number = webhooks_of(delivery.vendor), delivery.notice.subscriber.number
        every = webhooks.subscribers(self._world.read())
        subscriber = next((one for one in every if one.number == number), None)
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
        webhooks, at = webhooks_of(delivery.vendor), delivery.next_at or 0
        replayed = delivery.attempts[0] if delivery.of is not None and delivery.attempts else None
        delivery.notice = notice = msgspec.structs.replace(delivery.notice, subscriber=subscriber)
        if delivery.journal is None:
            delivery.journal = self._position()
        turn = len(delivery.attempts) + (replayed is None)
        try:
            message = message_of(webhooks, notice, at, met, self.switchboard.outgoing)
            if replayed is not None:
                message = msgspec.structs.replace(message, headers=replayed.headers, body=replayed.body)
                delivery.attempts = ()
            if any(one.kind is Kind.ROTATION for one in met):
                with self._world.transaction() as draft:
                    webhooks.rotate(draft, subscriber.number)
            receiver = self.switchboard.receiver(delivery, at)
            if patience is not None:
                receiver = patience.with_receiver(receiver)
            return attempted(webhooks, receiver, message, turn, at, met)
        except Unreachable as error:
            nothing = {"url": subscriber.url, "headers": (), "body": notice.body}
            return Attempt(number=turn, at=at, result=Result.UNREACHABLE, said=str(error), **nothing)  # type: ignore[arg-type]

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
                self._end(delivery, DeliveryState.DROPPED, said)
                return
            delivery.attempts = (*delivery.attempts, attempt)
            failures, delays = len(delivery.attempts), webhooks_of(delivery.vendor).delays
            if attempt.accepted:
                self._end(delivery, DeliveryState.DELIVERED)
            elif failures > len(delays):
                self._end(delivery, DeliveryState.LOST, f"{failures} attempts failed, and there will be no other")
            else:
                delivery.state, delivery.next_at = DeliveryState.WAITING, attempt.at + delays[failures - 1]
                self._push(delivery)

    def _end(self, delivery: Delivery, state: DeliveryState, said: str = "") -> None:
        delivery.end(state, "; ".join(filter(None, (delivery.said, said))))
        self._open -= 1

    def _push(self, delivery: Delivery, order: int | None = None) -> None:
        heap = self._queues.setdefault(delivery.subscription, [])
        turn = delivery.number if order is None else order
        heappush(heap, (delivery.next_at or 0, turn, delivery.number, delivery))

    def settle(self, seconds: float) -> bool:
        """Wait for what is under way, so long at most; True when nothing is any more."""
        with self._lock:
            return self._changed.wait_for(lambda: not self._busy, seconds)

    def _set_timer(self) -> None:
        """See to it that what becomes due while time passes by itself goes."""
        if self._world.mode is ClockMode.FROZEN:
            return
        with self._lock:
            instants = [one for one in (self.next_at, self.notices.next_poll) if one is not None]
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            if instants:
                wait = max(min(instants) - self._world.now, 1) / SECOND
                self._timer = Timer(wait, self.passed)
                self._timer.daemon = True
                self._timer.start()
