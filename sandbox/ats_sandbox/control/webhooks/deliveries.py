"""The deliveries of a world that are remembered: numbered from 1, and bounded."""

from collections.abc import Iterator

from ats_sandbox.control.errors import Unknown
from ats_sandbox.control.webhooks.delivery import Delivery
from ats_sandbox.control.webhooks.notices import Told


class Deliveries:
    """Deliveries in the order of their events; one thread adds at a time. `forgotten` counts those that are gone."""

    MOST = 10_000
    """Deliveries that are remembered; then the oldest that are over are forgotten."""

    def __init__(self) -> None:
        self._held: dict[int, Delivery] = {}
        self._of_commit: dict[int, list[Delivery]] = {}
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
        if len(self._held) > self.MOST:
            over = next((one for one in self._held.values() if not one.open), None)
            if over is not None:
                self._forget(over)
        return delivery

    def clear(self) -> None:
        """Forget all, and number from 1 again."""
        self._held.clear()
        self._of_commit.clear()
        self.last = self.forgotten = 0

    def _forget(self, gone: Delivery) -> None:
        del self._held[gone.number]
        self.forgotten += 1
        if gone.commit:
            together = self._of_commit[gone.commit]
            together.remove(gone)
            if not together:
                del self._of_commit[gone.commit]
