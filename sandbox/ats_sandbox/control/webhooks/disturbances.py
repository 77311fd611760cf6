"""What a tester plans to go wrong with deliveries: armed, counted, and the same each time."""

from collections.abc import Iterator
from enum import StrEnum
from threading import Lock

import msgspec

from ats_sandbox.contract.refusal import Rule, Violation
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.contract.webhooks import Happening, Subscriber
from ats_sandbox.control.errors import BadRequest, Full, Unknown
from ats_sandbox.control.webhooks.delivery import Delivery, name_of
from ats_sandbox.world.spelling import no_such

MOST = 1_000
"""Disturbances that are armed at once in one world."""
LONGEST = 365 * 24 * 3600
"""Seconds that one delays, or sets a timestamp back, at most."""
MOST_REORDERED = 1_000
MOST_TIMES = 1_000_000


class Kind(StrEnum):
    """What goes wrong; `about` says it in a sentence."""

    about: str

    def __new__(cls, name: str, about: str) -> "Kind":
        kind = str.__new__(cls, name)
        kind._value_ = name
        kind.about = about
        return kind

    DUPLICATE = "duplicate", "The notice is sent twice, with the same id."
    DELAY = "delay", "The first attempt is made `seconds` later."
    HOLD = "hold", "Nothing is sent until it is released."
    DROP = "drop", "Nothing is sent at all."
    REORDER = "reorder", "`count` notices are held until the last of them is there, and sent the last one first."
    REPLAY = (
        "replay",
        "The bytes of the subscription's last accepted attempt, if there is one, arrive again before the notice.",
    )
    CUT_BODY = "cut_body", "Half of the body arrives."
    WRONG_SIGNATURE = "wrong_signature", "The signature is made with a key that nobody was told."
    STALE_TIMESTAMP = "stale_timestamp", "The message is signed as if it had been sent `seconds` earlier."
    OLD_KEY = "old_key", "Only keys that are no longer the newest sign: expired ones, if there are no others."
    ROTATION = "rotation", "Another key is made between the signing and the arrival."
    WRONG_ENVIRONMENT = "wrong_environment", "The notice goes to a subscription of another environment or account, too."
    SUSPENSION = "suspension", "The subscription is disabled instead, as the vendor does after many failures."
    BEFORE_ANSWER = (
        "before_answer",
        "The notice arrives before the answer to the write that caused it. What it tells of can be read.",
    )
    BEFORE_COMMIT = (
        "before_commit",
        "The notice arrives before what it tells of can be read. A receiver that writes waits until it can.",
    )


KINDS = {one.value: one for one in Kind}
AT_BIRTH = frozenset({Kind.DUPLICATE, Kind.DELAY, Kind.HOLD, Kind.DROP, Kind.REORDER, Kind.REPLAY, Kind.BEFORE_ANSWER})
"""Those that a notice meets once, before its first attempt."""
AT_ATTEMPT = frozenset(Kind) - AT_BIRTH - {Kind.WRONG_ENVIRONMENT, Kind.BEFORE_COMMIT}
"""Those that each attempt can meet."""
RACES = frozenset({Kind.BEFORE_ANSWER, Kind.BEFORE_COMMIT})
"""Those for which a receiver runs before a request is answered."""
WITH_SECONDS = {Kind.DELAY: 60, Kind.STALE_TIMESTAMP: 600}
"""Those that take `seconds`, and how many by default."""


class Disturbance(msgspec.Struct, kw_only=True):
    """Something that is to go wrong: `times` more; always when that is None. `hits` counts how often it did.

    `subscription` and `event` narrow it; empty for any.
    """

    number: int
    kind: Kind
    subscription: str = ""
    event: str = ""
    times: int | None = 1
    seconds: int = 0
    count: int = 0
    hits: int = 0
    held: list[Delivery] = msgspec.field(default_factory=list)

    def meets(self, subscription: str, event: str) -> bool:
        """True when it is to happen to an event of a subscription."""
        return self.subscription in ("", subscription) and self.event in ("", event)

    def forget(self) -> None:
        """Let what is held for it wait for nothing but its release."""
        for one in self.held:
            one.held_for = ""


class Disturbances:
    """The disturbances that are armed in one world, in the order in which they were. Safe to use from many threads."""

    def __init__(self) -> None:
        self._armed: list[Disturbance] = []
        self._lock = Lock()
        self._last = 0

    def __iter__(self) -> Iterator[Disturbance]:
        return iter(tuple(self._armed))

    def __len__(self) -> int:
        return len(self._armed)

    def arm(
        self,
        kind: str,
        events: frozenset[str],
        *,
        subscription: str = "",
        event: str = "",
        times: int | None = 1,
        seconds: int | None = None,
        count: int | None = None,
    ) -> Disturbance:
        """Plan one. `events` are those that the subscriptions can hear of. Raises BadRequest, and Full."""
        known = KINDS.get(kind)
        if known is None:
            raise refused("kind", no_such("disturbance", kind, KINDS), kind)
        if event and event not in events:
            raise refused("event", no_such("event", event, sorted(events)), event)
        if times is not None and not 1 <= times <= MOST_TIMES:
            raise refused("times", f"must be from 1 to {MOST_TIMES}, or None for always", times)
        if seconds is not None and known not in WITH_SECONDS:
            raise refused("seconds", f"means nothing to {kind}; {' and '.join(WITH_SECONDS)} take seconds", seconds)
        if seconds is not None and not 0 < seconds <= LONGEST:
            raise refused("seconds", f"must be from 1 to {LONGEST}", seconds)
        if count is not None and known is not Kind.REORDER:
            raise refused("count", f"means nothing to {kind}; {Kind.REORDER.value} takes a count", count)
        if count is not None and not 2 <= count <= MOST_REORDERED:
            raise refused("count", f"must be from 2 to {MOST_REORDERED}", count)
        with self._lock:
            if len(self._armed) >= MOST:
                raise Full(what="disturbances", most=MOST)
            self._last += 1
            armed = Disturbance(
                number=self._last,
                kind=known,
                subscription=subscription,
                event=event,
                times=times,
                seconds=WITH_SECONDS.get(known, 0) if seconds is None else seconds,
                count=(count or 2) if known is Kind.REORDER else 0,
            )
            self._armed.append(armed)
        return armed

    def disarm(self, number: int) -> Disturbance:
        """Take one back. Raises Unknown."""
        with self._lock:
            for at, one in enumerate(self._armed):
                if one.number == number:
                    del self._armed[at]
                    one.forget()
                    return one
        raise Unknown(what="disturbance", name=str(number), known=", ".join(str(one.number) for one in self) or "none")

    def clear(self) -> None:
        """Take all back."""
        with self._lock:
            for one in self._armed:
                one.forget()
            self._armed.clear()
            self._last = 0

    def planned(self, kind: Kind) -> bool:
        """True when one of a kind is armed, whatever for."""
        return bool(self._armed) and any(one.kind is kind for one in tuple(self._armed))

    def met(self, subscription: str, event: str, kinds: frozenset[Kind]) -> list[Disturbance]:
        """Those of some kinds that an event of a subscription meets now; each is counted."""
        if not self._armed:
            return []
        found = []
        with self._lock:
            for one in tuple(self._armed):
                if one.kind in kinds and one.meets(subscription, event):
                    found.append(one)
                    one.hits += 1
                    if one.kind is not Kind.REORDER or one.hits % one.count == 0:
                        self._use(one)
        return found

    def _use(self, one: Disturbance) -> None:
        """Count down; what was the last time is not armed any more."""
        if one.times is not None:
            one.times -= 1
            if one.times == 0:
                self._armed.remove(one)

    def stray(self, vendor: Vendor, subscriber: Subscriber, happening: Happening) -> bool:
        """True when a happening that is not for a subscriber is to reach it anyway."""
        name = name_of(vendor, subscriber.number)
        return bool(self.met(name, happening.event, frozenset({Kind.WRONG_ENVIRONMENT})))


def refused(member: str, text: str, value: object) -> BadRequest:
    """The refusal of one member of a request."""
    return BadRequest((Violation(Rule.CUSTOM, (member,), text=text, value=value),))
