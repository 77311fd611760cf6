"""What has changed in a world, told to the pages that are open: server-sent events that name a kind, and no more.

Only while a page is open does anybody look, a few times a second, at numbers that the world keeps anyway. So nothing
is subscribed to, no write waits for a page, and a page that does not read costs nothing: what has changed in between is
told once. The page then fetches the parts of itself that show such things.
"""

from collections.abc import Callable
from threading import Lock
from typing import Any

from ats_sandbox.control.streaming import Stream
from ats_sandbox.control.webhooks.outbox import Outbox
from ats_sandbox.control.worlds.worlds import Worlds
from ats_sandbox.world.clock import SECOND, ClockMode

KINDS = ("journal", "commit", "clock", "faults", "webhooks", "worlds")
"""What is told: exchanges; changed records and snapshots; time; faults, churn and limits; deliveries; other worlds."""

MOST = 16
"""Streams that one process has at once; further pages look again from time to time instead."""

LOOK = 0.25
"""Seconds between two looks, and so between two tellings."""

HEARTBEATS = 60
"""Looks after which something is said in any case, so that both ends notice when the other has gone: 15 seconds."""

RECENT = 200
"""Deliveries, the last ones, of which it is told what comes of them."""

RECONNECT = b"retry: 2000\n\n"
"""Milliseconds after which a browser asks again when a stream has ended."""

Marks = tuple[Any, ...]
"""Values that change with what they stand for, one for each of `KINDS`."""


class Same:
    """Stands for a value that is compared by what it is, never by what it holds."""

    __slots__ = ("_value",)

    def __init__(self, value: object) -> None:
        self._value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other._value is self._value

    __hash__ = None  # type: ignore[assignment]  # nothing keeps it in a set


def marks_of(name: str, worlds: Worlds) -> Marks | None:
    """The marks of a world among others; None for one that is gone."""
    workspace = worlds.get(name)
    if workspace is None:
        return None
    world, journal = workspace.world, workspace.journal
    now = world.now if world.mode is ClockMode.FROZEN else world.now // SECOND
    faults = tuple((one.id, one.calls, one.hits) for one in workspace.faults)
    churn = tuple((Same(one.step), one.calls, one.done_at) for one in workspace.churn)
    return (
        (Same(journal), len(journal), journal.size),
        (Same(world), Same(world.state.tables), len(workspace.snapshots)),
        (world.mode, now),
        (faults, churn, workspace.meter.enforced),
        mark_of(workspace.webhooks.outbox),
        len(worlds),
    )


def mark_of(outbox: Outbox) -> Marks:
    """The mark of what is told by webhooks; what becomes of deliveries long past is left out."""
    recent = list(outbox)[-RECENT:]
    told = tuple((one.number, one.state, len(one.attempts), one.emptied, Same(one.examined)) for one in recent)
    planned = tuple((one.number, one.hits, len(one.held)) for one in outbox.disturbances)
    return (len(outbox), outbox.forgotten, told, planned)


class Watching:
    """What one open page has been told."""

    __slots__ = ("_known", "_marks", "_quiet")

    def __init__(self, marks: Callable[[], Marks | None]) -> None:
        self._marks = marks
        self._known: Marks | None = None
        self._quiet = 0

    def look(self) -> bytes:
        """The events since the last look; at the first one all kinds, as the page may be older than the stream.

        Of a world that is gone nothing is told: a page that fetched anything of it would begin it anew.
        """
        known = self._known
        marks = self._marks() or known
        if marks is None:
            return b""
        self._known = marks
        if known is None:
            return RECONNECT + b"".join(map(event, KINDS))
        told = b"".join(event(kind) for kind, new, old in zip(KINDS, marks, known, strict=True) if new != old)
        self._quiet = 0 if told else self._quiet + 1
        if self._quiet < HEARTBEATS:
            return told
        self._quiet = 0
        return b":\n\n"


def event(kind: str) -> bytes:
    """An event of a kind."""
    return f"event: {kind}\ndata: {kind}\n\n".encode()


class Streams:
    """The streams of one process."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = Lock()
        self._open = 0

    def __len__(self) -> int:
        return self._open

    def open(self, marks: Callable[[], Marks | None]) -> Stream | None:
        """A stream that tells when the marks change; None when there are too many."""
        with self._lock:
            if self._open >= self._most:
                return None
            self._open += 1
        return Stream(Watching(marks).look, LOOK, self._closed)

    def _closed(self) -> None:
        with self._lock:
            self._open -= 1
