"""The deliveries of a world that are remembered: numbered from 1, and bounded."""

from collections import deque
from collections.abc import Iterator

from ats_sandbox.contract.webhooks import Attempt
from ats_sandbox.control.errors import Unknown
from ats_sandbox.control.webhooks.delivery import Delivery
from ats_sandbox.control.webhooks.notices import Told


class Deliveries:
    """Deliveries in the order of their events; one thread adds at a time.

    `last` is the number of the newest one; `forgotten` counts those that are gone.
    """

    MOST = 10_000
    """Deliveries that are remembered; then those that have been over for longest are forgotten."""
    MOST_BYTES = 64 * 1024 * 1024
    """Bytes of bodies and answers that those may hold which are over."""

    def __init__(self) -> None:
        self._held: dict[int, Delivery] = {}
        self._of_commit: dict[int, list[Delivery]] = {}
        self._over: deque[tuple[Delivery, int]] = deque()
        self._bytes = 0
        self.last = self.forgotten = 0

    def __iter__(self) -> Iterator[Delivery]:
        return iter(list(self._held.values()))

    def __len__(self) -> int:
        return len(self._held)

    def __getitem__(self, number: int) -> Delivery:
        """A delivery by its number. Raises Unknown."""
        found = self._held.get(number)
        if found is None:
            raise Unknown(what="delivery", name=str(number), known=f"1 to {self.last}" if self.last else "none")
        return found

    def of_commit(self, number: int) -> tuple[Delivery, ...]:
        """Those that follow from a commit."""
        return tuple(self._of_commit.get(number, ()))

    def last_accepted(self, subscription: str) -> Delivery | None:
        """The latest one of a subscription that was delivered."""
        accepted = (one for one in reversed(list(self)) if one.subscription == subscription and one.accepted)
        return next(accepted, None)

    def add(self, told: Told, of: int | None = None) -> Delivery:
        """Number a notice."""
        vendor, notice, commit = told
        self.last += 1
        delivery = self._held[self.last] = Delivery(self.last, vendor, notice, commit, of)
        if commit.number:
            self._of_commit.setdefault(commit.number, []).append(delivery)
        self._make_room()
        return delivery

    def end(self, delivery: Delivery) -> None:
        """Put down that a delivery is over."""
        held = len(delivery.notice.body) + sum(map(_bytes_of, delivery.attempts))
        self._over.append((delivery, held))
        self._bytes += held
        self._make_room()

    def clear(self) -> None:
        """Forget all, and number from 1 again."""
        self._held.clear()
        self._of_commit.clear()
        self._over.clear()
        self._bytes = self.last = self.forgotten = 0

    def _make_room(self) -> None:
        while self._over and (len(self._held) > self.MOST or self._bytes > self.MOST_BYTES):
            gone, held = self._over.popleft()
            self._bytes -= held
            self._forget(gone)

    def _forget(self, gone: Delivery) -> None:
        del self._held[gone.number]
        self.forgotten += 1
        if gone.commit:
            together = self._of_commit[gone.commit]
            together.remove(gone)
            if not together:
                del self._of_commit[gone.commit]


def _bytes_of(attempt: Attempt) -> int:
    """What an attempt holds beside the body of the notice."""
    return len(attempt.answer) + sum(len(name) + len(value) for name, value in attempt.headers + attempt.answer_headers)
