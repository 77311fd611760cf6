"""Tables whose records are worked out when they are first looked into."""

from collections.abc import Callable, Iterable
from threading import RLock

from ats_sandbox.world.store.table import Collection, R, Table


class LazyTable(Table[R]):
    """A table of records that are worked out on first use, and are the same whenever that is.

    `records` must depend on nothing that changes: on a reading of a world, say, which never does.
    """

    __slots__ = ("_lock", "_records")

    def __init__(self, collection: Collection[R], records: Callable[[], Iterable[R]]) -> None:
        self.collection = collection
        self._records: Callable[[], Iterable[R]] | None = records
        self._lock = RLock()

    def prepare(self) -> None:
        """Prepare the table if it is there."""
        if self._records is None:
            super().prepare()

    def complete(self) -> None:
        """Complete the table if it is there."""
        if self._records is None:
            super().complete()

    def __getattr__(self, name: str) -> object:
        """A part of the table, asked for before it is there."""
        if name not in Table.__slots__:
            raise AttributeError(name)
        with self._lock:
            if self._records is not None:
                built = Table.build(self.collection, self._records())
                for part in Table.__slots__:
                    setattr(self, part, getattr(built, part))
                self._records = None
        return getattr(self, name)
