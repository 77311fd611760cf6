"""One notice on its way to one subscriber, with every attempt."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import msgspec

from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.contract.webhooks import Attempt, Notice
from ats_sandbox.control.webhooks.any_case import AnyCase
from ats_sandbox.control.webhooks.diagnosis import Diagnosis
from ats_sandbox.world.clock import iso
from ats_sandbox.world.store.state import Commit


class DeliveryState(StrEnum):
    """How far a delivery is."""

    WAITING = "waiting"
    """The next attempt is due at `next_at`."""
    HELD = "held"
    """Until a tester releases it."""
    UNDER_WAY = "under_way"
    DELIVERED = "delivered"
    LOST = "lost"
    """Every attempt failed, and there will be no other."""
    DROPPED = "dropped"
    """Never sent, or not sent again; `said` tells why."""


OPEN = frozenset({DeliveryState.WAITING, DeliveryState.HELD, DeliveryState.UNDER_WAY})
"""The states from which it may still be delivered."""


class Delivery:
    """A notice on its way. `number` counts the deliveries of a world from 1; `next_at` is an instant of its clock.

    `commit` is the number of the commit that it follows from, `cause` who caused that; `log` the number of the entry
    in the vendor's own log. `of` is the number of the delivery that this one repeats, None of a first one. `changes`
    are those of the commit. `hurried` is True of one whose first attempt comes before the answer to whoever wrote.
    `examined` is what the clinic last found out about the receiver. `journal` is where the journal was before the first
    attempt; None before that. `emptied` is True once the inbox was emptied of it, `expected` once a test has found it.
    `held_for` is what one that is held waits for beside its release.
    """

    __slots__ = (
        "_said",
        "attempts",
        "cause",
        "changes",
        "commit",
        "emptied",
        "examined",
        "expected",
        "held_for",
        "hurried",
        "journal",
        "log",
        "next_at",
        "notice",
        "number",
        "of",
        "state",
        "vendor",
    )

    def __init__(self, number: int, vendor: Vendor, notice: Notice, commit: Commit, of: int | None = None) -> None:
        self.number = number
        self.vendor = vendor
        self.notice = notice
        self.commit = commit.number
        self.cause = commit.cause
        self.changes = commit.changes
        self.of = of
        self.state = DeliveryState.WAITING
        self.next_at: int | None = notice.happening.at
        self.attempts: tuple[Attempt, ...] = ()
        self.log: int | None = None
        self._said = self.held_for = ""
        self.hurried = self.emptied = self.expected = False
        self.examined: Diagnosis | None = None
        self.journal: tuple[int, int] | None = None

    @property
    def event(self) -> str:
        """The vendor's name of what happened."""
        return self.notice.happening.event

    @property
    def subscription(self) -> str:
        """What the subscription is called among those of all vendors."""
        return name_of(self.vendor, self.notice.subscriber.number)

    @property
    def open(self) -> bool:
        """True while it may still be delivered."""
        return self.state in OPEN

    @property
    def body(self) -> bytes:
        """The bytes that were sent last; those that will be, before the first attempt."""
        return self.attempts[-1].body if self.attempts else self.notice.body

    @property
    def header(self) -> Mapping[str, str]:
        """The headers that were sent last, by their names in any case; empty before the first attempt."""
        return AnyCase(self.attempts[-1].headers if self.attempts else ())

    def json(self) -> Any:
        """The value of the body. Raises ValueError for one that is no JSON, as a tester may have cut it."""
        return msgspec.json.decode(self.body)

    @property
    def accepted(self) -> bool:
        """True when it was delivered."""
        return self.state is DeliveryState.DELIVERED

    @property
    def said(self) -> str:
        """What a tester planned for it, why it ended, and what it is held for."""
        held = f"it waits for {self.held_for or 'its release'}; `webhooks release {self.number}` lets it go"
        return "; ".join(filter(None, (self._said, held if self.state is DeliveryState.HELD else "")))

    def add(self, said: str) -> None:
        """Say something more of it."""
        self._said = "; ".join(filter(None, (self._said, said)))

    def end(self, state: DeliveryState, said: str = "") -> None:
        """Leave it at that."""
        self.state, self.next_at = state, None
        self.add(said)

    def __str__(self) -> str:
        """`#12 job.created to smartrecruiters-3: waiting, 1 attempt (http://…: it answered 500 …), the next at …`."""
        told = f"#{self.number} {self.event} to {self.subscription}: {self.state.value.replace('_', ' ')}"
        made = len(self.attempts)
        if made:
            last = self.attempts[-1]
            why = f" ({last.url}: {last.said})" if last.said else ""
            told += f", {made} attempt{'' if made == 1 else 's'}{why}"
        if self.next_at is not None:
            told += f", {'the next' if made else 'the first'} at {iso(self.next_at)}"
        return f"{told}; {self.said}" if self.said else told

    def __repr__(self) -> str:
        return f"<Delivery {self.number} of {self.event} to {self.subscription}: {self.state.value}>"


def name_of(vendor: Vendor, number: int) -> str:
    """What a subscription is called among those of all vendors: `smartrecruiters-3`."""
    return f"{vendor.name}-{number}"
