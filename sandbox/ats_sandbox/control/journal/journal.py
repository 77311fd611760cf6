"""The journal of one world: bounded, and explicit about what it has dropped."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from threading import Lock
from typing import Unpack
from weakref import WeakSet

import msgspec

from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.explain.explanation import Explanation, explain
from ats_sandbox.control.journal.entry import Entry
from ats_sandbox.control.journal.query import Conditions, JournalQuery, ResolvedQuery
from ats_sandbox.control.journal.story import story
from ats_sandbox.control.webhooks.delivery import Delivery

MOST = 10_000
"""Exchanges that a world's journal keeps; then the oldest are dropped."""

MOST_BYTES = 64 * 1024 * 1024
"""Bytes that the kept exchanges may hold together; then the oldest are dropped too."""


MOST_BYTES_TOGETHER = 256 * 1024 * 1024
"""Bytes that the journals of all worlds of a process may hold together; then the largest ones drop their oldest."""


class Forgotten(LookupError):
    """The answer depends on exchanges that were dropped to make room: it is unknown, and never 0."""


class NoSuchEntry(LookupError):
    """No exchange has that number yet."""


class MatchCount(msgspec.Struct, frozen=True):
    """How many exchanges match. `count` is None when dropped ones might; `at_least` is what is known."""

    count: int | None
    at_least: int
    dropped: int

    @property
    def complete(self) -> bool:
        """True when nothing that was dropped could change the count."""
        return self.count is not None


class UncalledOperations(msgspec.Struct, frozen=True):
    """Operations that were never called, and those of which that is unknown because exchanges were dropped."""

    never: tuple[tuple[Vendor, Operation], ...]
    undecided: tuple[tuple[Vendor, Operation], ...]
    dropped: int

    @property
    def complete(self) -> bool:
        """True when it is known of every operation."""
        return not self.undecided


class CallSequence(msgspec.Struct, frozen=True):
    """Whether exchanges happened in an order: None when dropped ones might have.

    `found` are the numbers of the matching ones, one for each step, as far as they were found.
    """

    happened: bool | None
    found: tuple[int, ...]
    dropped: int

    @property
    def complete(self) -> bool:
        """True when nothing that was dropped could change the answer."""
        return self.happened is not None


class Journal:
    """Every exchange of a world with a vendor, numbered from 1. Safe to use from many threads.

    `most` and `most_bytes` bound what is kept; `dropped` is how many exchanges are gone. `led_to` gives the deliveries
    that follow from a commit.
    """

    __slots__ = (
        *("__weakref__", "_bytes", "_cleared", "_entries", "_gone_until", "_last", "_lock"),
        *("led_to", "most", "most_bytes", "vendors"),
    )

    def __init__(self, vendors: tuple[Vendor, ...], most: int = MOST, most_bytes: int = MOST_BYTES) -> None:
        self.vendors = vendors
        self.most = most
        self.most_bytes = most_bytes
        self.led_to: Callable[[int], Sequence[Delivery]] = lambda commit: ()
        self._lock = Lock()
        self._entries: deque[Entry] = deque()
        self._last = self._cleared = 0
        self._bytes = 0
        self._gone_until = 0
        TOGETHER.add(self)

    def enter(self, entry: Entry) -> None:
        """Record an exchange under the next number; drops the oldest ones when there is no room."""
        weight = entry.weigh()
        with self._lock:
            self._last += 1
            entry.number = self._last
            self._entries.append(entry)
            self._bytes += weight
            while len(self._entries) > self.most or (self._bytes > self.most_bytes and len(self._entries) > 1):
                self._drop_oldest()
        TOGETHER.grown(weight)

    def _drop_oldest(self) -> None:
        gone = self._entries.popleft()
        self._bytes -= gone.weight
        self._gone_until = max(self._gone_until, gone.at)

    @property
    def size(self) -> int:
        """The bytes that it holds."""
        return self._bytes

    def shrink(self, size: int) -> None:
        """Drop the oldest exchanges until it holds no more bytes than these, or one exchange."""
        with self._lock:
            while self._bytes > size and len(self._entries) > 1:
                self._drop_oldest()

    def clear(self) -> None:
        """Drop everything, and number from 1 again."""
        with self._lock:
            self._entries.clear()
            self._last = self._bytes = self._gone_until = 0
            self._cleared += 1

    @property
    def position(self) -> tuple[int, int]:
        """Where it is now: how often it was cleared, and how many exchanges it has seen since."""
        return self._cleared, self._last

    def __len__(self) -> int:
        return self._last

    def __repr__(self) -> str:
        return f"<Journal of {len(self)} exchanges>"

    @property
    def dropped(self) -> int:
        """How many exchanges were dropped to make room."""
        with self._lock:
            return self._last - len(self._entries)

    def kept(self) -> tuple[list[Entry], int]:
        """The exchanges that are kept, oldest first, and how many were dropped before them."""
        with self._lock:
            return list(self._entries), self._last - len(self._entries)

    def __getitem__(self, number: int) -> Entry:
        if not isinstance(number, int):
            raise TypeError(f"an exchange is asked for by its number, from 1 on, not by {number!r}")
        kept, dropped = self.kept()
        if 1 <= number <= dropped:
            raise Forgotten(f"exchange {number} was dropped to make room; {self.most} are kept")
        if not 1 <= number <= dropped + len(kept):
            raise NoSuchEntry(f"no exchange {number}; {dropped + len(kept)} were recorded")
        return kept[number - dropped - 1]

    @property
    def last(self) -> Entry | None:
        """The latest exchange."""
        with self._lock:
            return self._entries[-1] if self._entries else None

    def entries(self, query: JournalQuery | None = None, **conditions: Unpack[Conditions]) -> list[Entry]:
        """The kept exchanges that match, oldest first. Conditions are the members of a query.

        Raises TypeError for a condition that there is not, and UnknownName (a ValueError) for an unknown name.
        """
        resolved = self._resolve(query, **conditions)
        return [entry for entry in self.kept()[0] if resolved.fits(entry)]

    def unmatched(self) -> list[Entry]:
        """The kept requests that match no operation."""
        return self.entries(matched=False)

    def tally(self, query: JournalQuery | None = None, **conditions: Unpack[Conditions]) -> MatchCount:
        """Count the matching exchanges, and tell whether dropped ones could be among them."""
        resolved = self._resolve(query, **conditions)
        kept, dropped = self.kept()
        found = sum(1 for entry in kept if resolved.fits(entry))
        return MatchCount(found if self._is_known(resolved.query, dropped) else None, found, dropped)

    def count(self, query: JournalQuery | None = None, **conditions: Unpack[Conditions]) -> int:
        """The number of matching exchanges; raises Forgotten when dropped ones could be among them."""
        tally = self.tally(query, **conditions)
        if tally.count is None:
            raise Forgotten(
                f"at least {tally.at_least}; {tally.dropped} exchanges were dropped, so the rest is unknown"
            )
        return tally.count

    def never_called(self, vendor: str | None = None) -> UncalledOperations:
        """The operations, of one vendor or of all, that no exchange reached."""
        JournalQuery(vendor=vendor).checked(self.vendors)
        kept, dropped = self.kept()
        called = {entry.operation for entry in kept}
        rest = tuple(
            (one, operation)
            for one in self.vendors
            if vendor is None or one.name == vendor
            for operation in one.operations
            if operation not in called
        )
        return UncalledOperations((), rest, dropped) if dropped else UncalledOperations(rest, (), 0)

    def in_order(self, *steps: str | JournalQuery) -> CallSequence:
        """Whether exchanges with these operations happened one after the other, whatever happened between them.

        A step is an operation's id, `id=status`, or a query.
        """
        resolved = [self._resolve(step_of(one) if isinstance(one, str) else one) for one in steps]
        kept, dropped = self.kept()
        found = numbers_in_order(kept, resolved)
        happened = len(found) == len(resolved)
        return CallSequence(None if not happened and dropped else happened, found, dropped)

    def why(self, number: int) -> Explanation:
        """Why an exchange was answered as it was; raises Forgotten or NoSuchEntry."""
        return explain(self[number], self.vendors)

    def deliveries(self, number: int) -> Sequence[Delivery]:
        """What webhooks were told because of an exchange; raises Forgotten or NoSuchEntry."""
        commit = self[number].commit
        return () if commit is None else self.led_to(commit.number)

    def story(self, query: JournalQuery | None = None, **conditions: Unpack[Conditions]) -> str:
        """The matching exchanges as a text."""
        return story(self.entries(query, **conditions), self.dropped)

    def _resolve(self, query: JournalQuery | None, **conditions: Unpack[Conditions]) -> ResolvedQuery:
        if not isinstance(query, JournalQuery | None):
            raise TypeError(f"an operation's id (for a step) or a JournalQuery is asked for, not {query!r}")
        return (query or JournalQuery()).narrowed(**conditions).checked(self.vendors).resolved(self.vendors)

    def _is_known(self, query: JournalQuery, dropped: int) -> bool:
        """True when no dropped exchange can match."""
        return not dropped or query.after >= dropped or (query.since is not None and query.since > self._gone_until)


def step_of(text: str) -> JournalQuery:
    """A step written as `operation` or `operation=status`."""
    operation, _, status = text.partition("=")
    return JournalQuery(operation=operation, status=status or None)


def numbers_in_order(entries: Iterable[Entry], steps: Sequence[ResolvedQuery]) -> tuple[int, ...]:
    """The numbers of the first exchanges that match the steps one after the other."""
    found: list[int] = []
    for entry in entries:
        if len(found) < len(steps) and steps[len(found)].fits(entry):
            found.append(entry.number)
    return tuple(found)


class _Together:
    """The journals of a process, which have one bound beside their own."""

    def __init__(self) -> None:
        self._journals: WeakSet[Journal] = WeakSet()
        self._lock = Lock()
        self._grown = 0

    def add(self, journal: Journal) -> None:
        """Count a journal from now on."""
        with self._lock:
            self._journals.add(journal)

    def grown(self, size: int) -> None:
        """Note what was added. They are looked at when so much was added that they might hold too much."""
        self._grown += size  # a note that another thread overwrites is one look later
        if self._grown > MOST_BYTES_TOGETHER:
            with self._lock:
                self._grown = self._shrunk()

    def _shrunk(self) -> int:
        """What all hold, after the largest were cut to the size at which all fit with an eighth to spare."""
        by_size = sorted(self._journals, key=lambda one: one.size)
        total, room = sum(one.size for one in by_size), MOST_BYTES_TOGETHER - MOST_BYTES_TOGETHER // 8
        if total <= room:
            return total
        for at, journal in enumerate(by_size):
            share = room // (len(by_size) - at)
            if journal.size > share:
                for large in by_size[at:]:
                    large.shrink(share)
                break
            room -= journal.size
        return sum(one.size for one in by_size)


TOGETHER = _Together()
