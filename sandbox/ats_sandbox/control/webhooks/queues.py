"""The queues of an outbox: each subscription has its own, in the order of the world's clock."""

from heapq import heappop, heappush

from ats_sandbox.control.webhooks.delivery import Delivery
from ats_sandbox.control.webhooks.switchboard import Place, Switchboard

Head = tuple[int, int, int, str]
"""When the first delivery of a queue is due, its turn among those of an instant, its number, and whose queue it is."""


class Queues:
    """Deliveries that wait. Of each queue one is under way at a time; `busy` are the names of these queues.

    Finding the next one costs the logarithm of how many queues there are. One thread looks at a time.
    """

    def __init__(self, switchboard: Switchboard) -> None:
        self._switchboard = switchboard
        self._waiting: dict[str, list[tuple[int, int, int, Delivery]]] = {}
        self._heads: dict[Place, list[Head]] = {place: [] for place in Place}
        self._sorted = switchboard.receivers.changes
        self.busy: set[str] = set()

    @property
    def next_at(self) -> int | None:
        """When the next delivery is due; None when none waits."""
        return min((at for place in Place if (at := self.at(place)) is not None), default=None)

    def at(self, place: Place) -> int | None:
        """When the next one is due at a place."""
        head = self._first(place)
        return None if head is None else head[0]

    def push(self, delivery: Delivery, turn: int | None = None) -> None:
        """Put a delivery in. Those of an instant go by their numbers, unless they have another turn."""
        name, number = delivery.subscription, delivery.number
        queue = self._waiting.setdefault(name, [])
        heappush(queue, (delivery.next_at or 0, number if turn is None else turn, number, delivery))
        if queue[0][3] is delivery:
            self._offer(name)

    def take(self, place: Place, now: int) -> Delivery | None:
        """The next delivery that is due at a place, whose queue is busy from now on; None when none is."""
        head = self._first(place)
        if head is None or head[0] > now:
            return None
        heappop(self._heads[place])
        name = head[3]
        queue = self._waiting[name]
        delivery = heappop(queue)[3]
        if not queue:
            del self._waiting[name]
        self.busy.add(name)
        return delivery

    def due(self, place: Place, now: int) -> bool:
        """True when a delivery is due at a place."""
        head = self._first(place)
        return head is not None and head[0] <= now

    def free(self, name: str) -> None:
        """Let the next one of a queue go."""
        self.busy.discard(name)
        self._offer(name)

    def clear(self) -> None:
        """Take all out. What is under way still is."""
        self._waiting.clear()
        for heads in self._heads.values():
            heads.clear()

    def _offer(self, name: str) -> None:
        queue = self._waiting.get(name)
        if queue and name not in self.busy:
            next_at, turn, number, delivery = queue[0]
            place = self._switchboard.place(delivery.notice.subscriber.url)
            heappush(self._heads[place], (next_at, turn, number, name))

    def _first(self, place: Place) -> Head | None:
        """The first of the queues that are not busy. Heads whose queue has another by now are dropped."""
        if self._sorted != self._switchboard.receivers.changes:
            self._sort()
        heads = self._heads[place]
        while heads:
            head = heads[0]
            queue = self._waiting.get(head[3])
            if queue and head[3] not in self.busy and queue[0][:3] == head[:3]:
                return head
            heappop(heads)
        return None

    def _sort(self) -> None:
        """Find the places anew, as there are other receivers."""
        self._sorted = self._switchboard.receivers.changes
        for heads in self._heads.values():
            heads.clear()
        for name in list(self._waiting):
            self._offer(name)
