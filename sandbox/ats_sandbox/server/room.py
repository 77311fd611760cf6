"""The connections of a server, and which of them give way when there are too many."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import monotonic
from typing import TYPE_CHECKING

from ats_sandbox.server import bounds

if TYPE_CHECKING:
    from ats_sandbox.server.connection import Connection


class Room:
    """Room for so many connections.

    Each is in one of three places: `idle` without a request, `reading` one that has not arrived whole, or neither
    while one is in hand. The first two are in the order in which the connections came there, and so the quiet come
    first.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.all: set[Connection] = set()
        self.idle: dict[Connection, float] = {}
        self.reading: dict[Connection, float] = {}
        self._emptied: Callable[[], object] | None = None

    def enter(self, connection: Connection) -> bool:
        """Take a new connection in; False when all the others have requests in hand, so that none can give way."""
        if len(self.all) >= self.most:
            given = next(iter(self.idle), None) or next(iter(self._quiet()), None)
            if given is None:
                return False
            given.abort()
            self.leave(given)
        self.all.add(connection)
        self.idle[connection] = monotonic()
        return True

    def leave(self, connection: Connection) -> None:
        """Forget a connection."""
        self.all.discard(connection)
        self.idle.pop(connection, None)
        self.reading.pop(connection, None)
        if not self.all and self._emptied is not None:
            self._emptied()

    def when_empty(self, emptied: Callable[[], object]) -> None:
        """Have a call made when the last connection has gone; at once if there is none."""
        self._emptied = emptied
        if not self.all:
            emptied()

    def rest(self, connection: Connection) -> None:
        """A connection has no request."""
        self.reading.pop(connection, None)
        self.idle[connection] = monotonic()

    def read(self, connection: Connection, *, anew: bool) -> None:
        """A connection has a part of a request; `anew` begins the time that it may take."""
        self.idle.pop(connection, None)
        if anew:
            self.reading.pop(connection, None)
        self.reading.setdefault(connection, monotonic())

    def serve(self, connection: Connection) -> None:
        """A connection has a request in hand."""
        self.idle.pop(connection, None)
        if self.reading:
            self.reading.pop(connection, None)

    def look(self) -> None:
        """End the connections that take too long."""
        now = monotonic()
        slow = [one for one, since in self.reading.items() if now - since > _allowed(one)]
        for one in slow:
            one.abort()
        for one, since in list(self.idle.items()):
            if now - since <= bounds.IDLE_TIME:
                break
            one.abort()

    def _quiet(self) -> Iterable[Connection]:
        """Those whose requests arrive too slowly to keep others out."""
        now = monotonic()
        for one, since in self.reading.items():
            if now - since > (bounds.BODY_PAUSE if one.in_body else bounds.HURRIED_HEAD_TIME):
                yield one


def _allowed(connection: Connection) -> float:
    return bounds.IDLE_TIME if connection.in_body else bounds.HEAD_TIME
