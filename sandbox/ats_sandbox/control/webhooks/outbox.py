"""The outbox of a world: deliveries that are due on its clock, and who carries them."""

from collections.abc import Iterator
from heapq import heappop, heappush
from threading import Condition, RLock, Timer

import msgspec

from ats_sandbox.contract.outgoing import Unreachable
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.contract.webhooks import Attempt, Result
from ats_sandbox.control.errors import Unknown
from ats_sandbox.control.webhooks.couriers import COURIERS
from ats_sandbox.control.webhooks.delivery import Delivery, DeliveryState
from ats_sandbox.control.webhooks.disturbances import AT_BIRTH, Disturbance, Disturbances, Kind
from ats_sandbox.control.webhooks.notices import Notices, Told, webhooks_of
from ats_sandbox.control.webhooks.reach import Reach
from ats_sandbox.control.webhooks.sending import attempted, message_of
from ats_sandbox.control.webhooks.switchboard import Place, Switchboard
from ats_sandbox.world.clock import SECOND, ClockMode
from ats_sandbox.world.store.state import Commit
from ats_sandbox.world.world import World

AT_ATTEMPT = frozenset(Kind) - AT_BIRTH - {Kind.WRONG_ENVIRONMENT}
MOST_ROUNDS = 100_000
"""Attempts that one run makes: receivers that make new events for ever would never let it end."""


class NeverSettled(RuntimeError):
    """Deliveries make new ones, without end."""


class Outbox:
    """What the vendors of one world have to tell, in the order of its clock. Safe to use from many threads.

    One subscription is told one thing at a time.
    """

    MOST_OPEN = 10_000
    """Deliveries that wait at once; further ones are dropped, and say so."""
    MOST_KEPT = 10_000
    """Deliveries that are remembered; then the oldest that are over are forgotten."""

    def __init__(self, world: World, vendors: tuple[Vendor, ...], reach: Reach) -> None:
        self._world = world
        self._reach = reach
        self.disturbances = Disturbances()
        self.switchboard = Switchboard(reach)
        self.forgotten = 0
        self.notices = Notices(world, vendors, self.disturbances, reach)
        self._lock = RLock()
        self._changed = Condition(self._lock)
        self._deliveries: dict[int, Delivery] = {}
        self._queues: dict[str, list[tuple[int, int, int, Delivery]]] = {}
        self._busy: set[str] = set()
        self._last = self._open = self._generation = 0
        self._timer: Timer | None = None

    def __iter__(self) -> Iterator[Delivery]:
        """The deliveries that are remembered, in the order of their events."""
        with self._lock:
            return iter(list(self._deliveries.values()))

    def __len__(self) -> int:
        return len(self._deliveries)

    def __getitem__(self, number: int) -> Delivery:
        """A delivery by its number. Raises Unknown."""
        found = self._deliveries.get(number)
        if found is None:
            raise Unknown(what="delivery", name=str(number), known=f"1 to {self._last}" if self._last else "none")
        return found

    def committed(self, commit: Commit) -> None:
        """Tell of a commit what there is to tell."""
        if self.notices.listening(commit):
            with self._lock:
                for told in self.notices.of(commit):
                    self.add(told)
        if self._open:
            self.go()

    def passed(self) -> None:
        """Time has passed: vendors that poll look again, and what has become due goes, here too."""
        with self._lock:
            for told in self.notices.polled():
                self.add(told)
        self.go()
        self._carry(Place.HERE)

    def restored(self) -> None:
        """The world is not what it was: nothing that happened there is told any more."""
        with self._lock:
            self._generation += 1
            for one in self._deliveries.values():
                if one.open:
                    self._end(one, DeliveryState.DROPPED, "the world was set back before it was delivered")
            self._queues.clear()
            self.notices.clear()

    def clear(self) -> None:
        """Forget every delivery, disturbance and outage, and what is in the inboxes. Receivers stay."""
        with self._lock:
            self._generation += 1
            self._deliveries.clear()
            self._queues.clear()
            self._last = self._open = self.forgotten = 0
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
        self._last += 1
        self._open += 1
        vendor, notice, commit = told
        delivery = Delivery(self._last, vendor, notice, commit.number, commit.cause, of)
        self._deliveries[self._last] = delivery
        if len(self._deliveries) > self.MOST_KEPT:
            over = next((one.number for one in self._deliveries.values() if not one.open), None)
            if over is not None:
                del self._deliveries[over]
                self.forgotten += 1
        return delivery

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
            case Kind.REPLAY:
                before = self._last_accepted(delivery.subscription)
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

    def _last_accepted(self, subscription: str) -> Delivery | None:
        of = (one for one in reversed(self._deliveries.values()) if one.subscription == subscription)
        return next((one for one in of if one.state is DeliveryState.DELIVERED), None)

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
        commit = Commit(before.commit, self._world.now, before.cause, ())
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
                next_at = min((heap[0][0] for heap in self._queues.values() if heap), default=None)
            if not advance or next_at is None:
                return [one for one in self if not one.open and one.number not in before]
            self._world.advance_to(max(next_at, self._world.now))
        raise NeverSettled(f"after {MOST_ROUNDS} attempts there are still deliveries: receivers make new events")

    def _due(self, place: Place) -> Iterator[tuple[int, int, str]]:
        """What could go now: the instant and the order of each subscription's next delivery, and its name."""
        now = self._world.now
        for name, heap in list(self._queues.items()):
            if heap and heap[0][0] <= now and name not in self._busy and self.switchboard.place(heap[0][3]) is place:
                yield heap[0][0], heap[0][1], name

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

    def _attempt(self, delivery: Delivery, generation: int) -> None:
        """Make the next attempt of a delivery."""
        vendor, at = delivery.vendor, delivery.next_at or 0
        webhooks, number = webhooks_of(vendor), delivery.notice.subscriber.number
        replayed = delivery.attempts[0] if delivery.of is not None and delivery.attempts else None
        every = webhooks.subscribers(self._world.read())
        subscriber = next((one for one in every if one.number == number), None)
        if subscriber is None or not subscriber.enabled:
            gone = "its subscription is gone" if subscriber is None else "its subscription is disabled"
            self._finish(delivery, generation, gone)
            return
        met = self.disturbances.met(delivery.subscription, delivery.event, AT_ATTEMPT)
        kinds = {one.kind for one in met}
        if Kind.SUSPENSION in kinds:
            with self._world.transaction() as draft:
                webhooks.enable(draft, number, False)
            self._finish(delivery, generation, "a tester planned: suspension; its subscription is disabled")
            return
        delivery.notice = notice = msgspec.structs.replace(delivery.notice, subscriber=subscriber)
        turn = len(delivery.attempts) + (replayed is None)
        try:
            message = message_of(webhooks, notice, at, met, self._reach.outgoing)
            if replayed is not None:
                message = msgspec.structs.replace(message, headers=replayed.headers, body=replayed.body)
                delivery.attempts = ()
            if Kind.ROTATION in kinds:
                with self._world.transaction() as draft:
                    webhooks.rotate(draft, number)
            attempt = attempted(webhooks, self.switchboard.receiver(delivery, at), message, turn, at, met)
        except Unreachable as error:
            nothing = {"url": subscriber.url, "headers": (), "body": notice.body}
            attempt = Attempt(number=turn, at=at, result=Result.UNREACHABLE, said=str(error), **nothing)  # type: ignore[arg-type]
        if generation == self._generation:
            with self._world.annotation() as log:
                delivery.log = webhooks.record(log, notice, attempt, delivery.log)
        self._finish(delivery, generation, attempt=attempt)

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

    def inbox(self) -> list[Delivery]:
        """The deliveries that were taken by nobody, the oldest first."""
        return [
            one for one in self if one.state is DeliveryState.DELIVERED and self.switchboard.place(one) is Place.INBOX
        ]

    def _set_timer(self) -> None:
        """See to it that what becomes due while time passes by itself goes."""
        if self._world.mode is ClockMode.FROZEN:
            return
        with self._lock:
            instants = [heap[0][0] for heap in self._queues.values() if heap]
            poll = self.notices.next_poll
            if poll is not None:
                instants.append(poll)
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            if instants:
                wait = max(min(instants) - self._world.now, 1) / SECOND
                self._timer = Timer(wait, self.passed)
                self._timer.daemon = True
                self._timer.start()
