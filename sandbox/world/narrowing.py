"""Sets of ids that are worked out while they are read: changed since an instant, or under any of some keys."""

from collections.abc import Iterator
from heapq import merge
from itertools import islice
from typing import Generic, Protocol

from sandbox.world.order import Order
from sandbox.world.table import SHIFT, R, Table


class Ids(Protocol):
    """An ascending set of ids. `bound` is a size that it does not exceed, known without counting."""

    @property
    def bound(self) -> int: ...
    def __len__(self) -> int: ...
    def __contains__(self, id: int, /) -> bool: ...
    def above(self, id: int) -> Iterator[int]: ...
    def below(self, id: int) -> Iterator[int]: ...
    def start(self, rank: int) -> Iterator[int]: ...
    def start_newest(self, rank: int) -> Iterator[int]: ...


class Recent(Generic[R]):
    """The records of a table whose timeline instant is later than one, found through its zones."""

    __slots__ = ("_instant", "_table", "_timeline", "bound")

    def __init__(self, table: Table[R], instant: int) -> None:
        timeline = table.collection.timeline
        assert timeline is not None, f"{table.collection} declares no timeline"
        self._table = table
        self._timeline = timeline
        self._instant = instant
        self.bound = len(table.moments) - table.moments.rank((instant + 1) << SHIFT)

    def __len__(self) -> int:
        return self.bound

    def __contains__(self, id: int) -> bool:
        record = self._table.records.get(id)
        return record is not None and self._timeline(record) > self._instant

    def above(self, id: int) -> Iterator[int]:
        """Those after an id, ascending."""
        return (one for one in self._table.zones.later(self._instant, max(id + 1, 0)) if one in self)

    def below(self, id: int) -> Iterator[int]:
        """Those before an id, descending."""
        zones = self._table.zones
        return (one for one in zones.later_downwards(self._instant, min(id, zones.end) - 1) if one in self)

    def start(self, rank: int) -> Iterator[int]:
        """Ascending, from the one at this rank."""
        return islice(self.above(0), rank, None)

    def start_newest(self, rank: int) -> Iterator[int]:
        """Descending, from the one at this rank."""
        return islice(self.below(self._table.zones.end), rank, None)


class Either:
    """The members of any of some orders."""

    __slots__ = ("_orders", "bound")

    def __init__(self, orders: tuple[Order, ...]) -> None:
        self._orders = orders
        self.bound = sum(map(len, orders))

    def __len__(self) -> int:
        return len({number for order in self._orders for number in order})

    def __contains__(self, id: int) -> bool:
        return any(id in order for order in self._orders)

    def above(self, id: int) -> Iterator[int]:
        """Those after an id, ascending."""
        return _once(merge(*(order.above(id) for order in self._orders)))

    def below(self, id: int) -> Iterator[int]:
        """Those before an id, descending."""
        return _once(merge(*(order.below(id) for order in self._orders), reverse=True))

    def start(self, rank: int) -> Iterator[int]:
        """Ascending, from the one at this rank."""
        return islice(_once(merge(*(order.start(0) for order in self._orders))), rank, None)

    def start_newest(self, rank: int) -> Iterator[int]:
        """Descending, from the one at this rank."""
        return islice(_once(merge(*(order.start_newest(0) for order in self._orders), reverse=True)), rank, None)


def _once(numbers: Iterator[int]) -> Iterator[int]:
    last = None
    for number in numbers:
        if number != last:
            yield number
        last = number
