"""The journal of one world: bounded, and honest about what it has forgotten."""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any

from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.explain.explanation import Explanation, explain
from ats_sandbox.control.journal.entry import Entry
from ats_sandbox.control.journal.query import JournalQuery, ResolvedQuery
from ats_sandbox.control.journal.story import story

MOST = 10_000
"""Exchanges that a world's journal keeps; then the oldest are dropped."""

MOST_BYTES = 64 * 1024 * 1024
"""Bytes that the kept exchanges may hold together; then the oldest are dropped too."""


class Forgotten(LookupError):
    """What is asked depends on exchanges that were dropped to make room: the answer is unknown, and never 0."""


class NoSuchEntry(LookupError):
    """No exchange has that number yet."""


@dataclass(frozen=True, slots=True)
class MatchCount:
    """How many exchanges fit. `count` is None when dropped ones might; `at_least` is what is known."""

    count: int | None
    at_least: int
    dropped: int

    @property
    def complete(self) -> bool:
        """True when nothing that was dropped could change the count."""
        return self.count is not None


@dataclass(frozen=True, slots=True)
class UncalledOperations:
    """Operations that were never called, and those of which nobody knows any more because exchanges were dropped."""

    never: tuple[tuple[Vendor, Operation], ...]
    undecided: tuple[tuple[Vendor, Operation], ...]
    dropped: int

    @property
    def complete(self) -> bool:
        """True when it is known of every operation."""
        return not self.undecided


@dataclass(frozen=True, slots=True)
class CallSequence:
    """Whether exchanges happened in an order: None when dropped ones might have.

    `found` are the numbers of those that fit, one for each step, as far as it went.
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

    `most` and `most_bytes` bound what is kept; `dropped` tells how many exchanges are gone.
    """

    __slots__ = ("_bytes", "_entries", "_gone_until", "_last", "_lock", "most", "most_bytes", "vendors")

    def __init__(self, vendors: tuple[Vendor, ...], most: int = MOST, most_bytes: int = MOST_BYTES) -> None:
        self.vendors = vendors
        self.most = most
        self.most_bytes = most_bytes
        self._lock = Lock()
        self._entries: deque[Entry] = deque()
        self._last = 0
        self._bytes = 0
        self._gone_until = 0

    def enter(self, entry: Entry) -> None:
        """Take an exchange in under the next number; drops the oldest ones when there is no room."""
        weight = entry.weight
        with self._lock:
            self._last += 1
            entry.number = self._last
            self._entries.append(entry)
            self._bytes += weight
            while len(self._entries) > self.most or (self._bytes > self.most_bytes and len(self._entries) > 1):
                gone = self._entries.popleft()
                self._bytes -= gone.weight
                self._gone_until = max(self._gone_until, gone.at)

    def clear(self) -> None:
        """Forget everything, and number from 1 again."""
        with self._lock:
            self._entries.clear()
            self._last = self._bytes = self._gone_until = 0

    def __len__(self) -> int:
        return self._last

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

    def entries(self, question: JournalQuery | None = None, **conditions: Any) -> list[Entry]:
        """The kept exchanges that a question means, oldest first. Conditions are the question's own members."""
        settled = self._settled(question, conditions)
        return [entry for entry in self.kept()[0] if settled.fits(entry)]

    def unmatched(self) -> list[Entry]:
        """The kept requests for which no operation was found."""
        return self.entries(matched=False)

    def tally(self, question: JournalQuery | None = None, **conditions: Any) -> MatchCount:
        """Count the exchanges that a question means, saying whether dropped ones could be among them."""
        settled = self._settled(question, conditions)
        kept, dropped = self.kept()
        found = sum(1 for entry in kept if settled.fits(entry))
        return MatchCount(found if self._tells(settled.asked, dropped) else None, found, dropped)

    def count(self, question: JournalQuery | None = None, **conditions: Any) -> int:
        """How many exchanges a question means; raises Forgotten when dropped ones could be among them."""
        tally = self.tally(question, **conditions)
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

        A step is an operation's id, `id=status`, or a question.
        """
        settled = [self._settled(step_of(one) if isinstance(one, str) else one, {}) for one in steps]
        kept, dropped = self.kept()
        found = in_turn(kept, settled)
        happened = len(found) == len(settled)
        return CallSequence(None if not happened and dropped else happened, found, dropped)

    def why(self, number: int) -> Explanation:
        """Why an exchange was answered as it was; raises Forgotten or NoSuchEntry."""
        return explain(self[number], self.vendors)

    def story(self, question: JournalQuery | None = None, **conditions: Any) -> str:
        """The exchanges that a question means, in words."""
        return story(self.entries(question, **conditions), self.dropped)

    def _settled(self, question: JournalQuery | None, conditions: dict[str, Any]) -> ResolvedQuery:
        return replace(question or JournalQuery(), **conditions).checked(self.vendors).settled(self.vendors)

    def _tells(self, asked: JournalQuery, dropped: int) -> bool:
        """True when what was dropped is not what is asked about."""
        return not dropped or asked.after >= dropped or (asked.since is not None and asked.since > self._gone_until)


def step_of(text: str) -> JournalQuery:
    """A step written as `operation` or `operation=status`."""
    operation, _, status = text.partition("=")
    return JournalQuery(operation=operation, status=status or None)


def in_turn(entries: Iterable[Entry], steps: Sequence[ResolvedQuery]) -> tuple[int, ...]:
    """The numbers of the first exchanges that fit the steps one after the other."""
    found: list[int] = []
    for entry in entries:
        if len(found) < len(steps) and steps[len(found)].fits(entry):
            found.append(entry.number)
    return tuple(found)
