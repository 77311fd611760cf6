"""The outage drill: a receiver is away for a time; afterwards it shows what came late, and what is lost for good."""

import re
from typing import TypedDict
from urllib.parse import quote

import msgspec

from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.webhooks.causality import ids_in, words_in
from ats_sandbox.control.webhooks.delivery import Delivery, DeliveryState
from ats_sandbox.control.webhooks.disturbances import LONGEST, refused
from ats_sandbox.control.webhooks.notices import webhooks_of
from ats_sandbox.control.webhooks.outbox import Outbox
from ats_sandbox.control.webhooks.own_client import OwnClient
from ats_sandbox.control.webhooks.switchboard import Outage
from ats_sandbox.world.clock import SECOND, iso
from ats_sandbox.world.world import World

REQUEST = re.compile(r"GET (/[^\s,:;]*(?:[,:;][^\s,:;]+)*)")
"""The request in what a vendor says of polling."""
UNITS = {"seconds": 1, "minutes": 60, "hours": 3_600, "days": 24 * 3_600}
"""What the length of an outage is given in, and how many seconds that is."""
ABSENT = "no longer there"
"""What a vendor says of polling where an event shows by what is not listed."""
GONE = frozenset({DeliveryState.LOST, DeliveryState.DROPPED})


class Length(TypedDict, total=False):
    """How long an outage is, in one of these."""

    seconds: float
    minutes: float
    hours: float
    days: float


class Missed(msgspec.Struct, frozen=True, kw_only=True):
    """An event that was told, or tried again, while the receiver was away. Instants are milliseconds.

    `delivered_at` is None where it was not. `polling` is the request that would
    have shown the same; empty where none does. `shown` tells whether it does show it now; None where nobody looked.
    """

    delivery: int
    event: str
    at: int
    state: DeliveryState
    attempts: int
    delivered_at: int | None
    polling: str
    shown: bool | None

    @property
    def late_by(self) -> int | None:
        """Milliseconds from what happened to its delivery."""
        return None if self.delivered_at is None else self.delivered_at - self.at

    @property
    def lost(self) -> bool:
        """True when it will not be delivered any more."""
        return self.state in GONE

    def __str__(self) -> str:
        if self.delivered_at is not None:
            late = (self.late_by or 0) / SECOND
            return f"{self.event} of {iso(self.at)}: delivered {late:g} s late, by attempt {self.attempts}"
        what = "lost" if self.lost else self.state.value
        seen = {None: "", True: ", which shows it", False: ", which does not show it"}[self.shown]
        instead = f"{self.polling}{seen}" if self.polling else "no request would have shown it"
        return f"{self.event} of {iso(self.at)}: {what} after {self.attempts} attempts; {instead}"


class OutageReport(msgspec.Struct, frozen=True):
    """What an outage led to, in the order of the events."""

    outage: Outage
    events: tuple[Missed, ...]

    @property
    def late(self) -> tuple[Missed, ...]:
        """What was delivered in the end."""
        return tuple(one for one in self.events if one.delivered_at is not None)

    @property
    def lost(self) -> tuple[Missed, ...]:
        """What is lost for good."""
        return tuple(one for one in self.events if one.lost)

    def __str__(self) -> str:
        name, begins_at, ends_at = self.outage
        away = f"{name} was away from {iso(begins_at)} to {iso(ends_at)}"
        told = f"{len(self.events)} events, {len(self.late)} late, {len(self.lost)} lost"
        return "\n".join((f"{away}: {told}", *(f"  {one}" for one in self.events)))


class OutageDrill:
    """An outage that has begun."""

    def __init__(self, world: World, outbox: Outbox, client: OwnClient, vendor: Vendor, outage: Outage) -> None:
        self._world = world
        self._outbox = outbox
        self._client = client
        self._vendor = vendor
        self.outage = outage
        self._before = {one.number: len(one.attempts) for one in outbox}
        outbox.switchboard.outages.append(outage)

    def __repr__(self) -> str:
        return f"<OutageDrill of {self.outage.subscription} until {iso(self.outage.ends_at)}>"

    def report(self, *, look: bool = False) -> OutageReport:
        """Let time pass until the receiver is back and nothing waits any more; gives what came of each event.

        With `look` the requests are made that would have shown what is lost; the journal has them, as any others.
        """
        self._play()
        told = [one for one in self._outbox if one.subscription == self.outage.subscription and self._missed(one)]
        return OutageReport(self.outage, tuple(self._row(one, look) for one in told))

    def _play(self) -> None:
        """Let time pass from one thing that is due to the next, as each may lead to others."""
        world, outbox, outages = self._world, self._outbox, self._outbox.switchboard.outages
        while world.now < self.outage.ends_at:
            outbox.run()
            due = [one for one in (world.due, outbox.next_at, outbox.notices.next_poll) if one is not None]
            outbox.let_pass(min([*due, self.outage.ends_at]))
        if self.outage in outages:
            outages.remove(self.outage)
        outbox.run(advance=True)

    def _missed(self, one: Delivery) -> bool:
        """True of what happened meanwhile, and of what was tried in vain."""
        _, begins_at, ends_at = self.outage
        before = self._before.get(one.number)
        happened = [one.notice.happening.at] if before is None else []
        tried = [attempt.at for attempt in one.attempts[before or 0 :]]
        return any(begins_at <= at < ends_at for at in happened + tried)

    def _row(self, one: Delivery, look: bool) -> Missed:
        polling = polling_of(self._vendor, one.event, self.outage.begins_at)
        shown = self._shown(one, polling) if look and one.state in GONE else None
        return missed_of(one, self.outage, shown)

    def _shown(self, one: Delivery, polling: str) -> bool | None:
        """Whether a request shows what a delivery told of: one of the ids in its body."""
        found = REQUEST.match(polling)
        if found is None:
            return None
        answer = self._client.ask(self._vendor, "GET", quote(found[1], safe="/?&=:,%+"))
        if answer is None or answer.status >= 400:
            return None
        listed = words_in(answer.body.decode("utf-8", "replace"))
        return any(words_in(id) <= listed for id in ids_in(one.notice)) is not (ABSENT in polling)


def missed_of(one: Delivery, outage: Outage, shown: bool | None = None) -> Missed:
    """What came of a delivery that an outage was in the way of."""
    return Missed(
        delivery=one.number,
        event=one.event,
        at=one.notice.happening.at,
        state=one.state,
        attempts=len(one.attempts),
        delivered_at=one.attempts[-1].at if one.accepted else None,
        polling=polling_of(one.vendor, one.event, outage.begins_at),
        shown=shown,
    )


def polling_of(vendor: Vendor, event: str, since: int) -> str:
    """The request that would have shown an event that happened since an instant; empty where none does."""
    polling = webhooks_of(vendor).polling
    prefix = max((one for one in polling if event.startswith(one)), key=len, default="")
    return polling.get(prefix, "").replace("{at}", iso(since))


def length_of(
    *, seconds: float | None = None, minutes: float | None = None, hours: float | None = None, days: float | None = None
) -> int:
    """Milliseconds of an outage, whose length is given in one way. Raises BadRequest."""
    given = {"seconds": seconds, "minutes": minutes, "hours": hours, "days": days}
    found = {unit: number for unit, number in given.items() if number is not None}
    if len(found) != 1:
        raise refused("seconds", "say how long, in one of seconds, minutes, hours or days", seconds)
    ((unit, number),) = found.items()
    length = number * UNITS[unit]
    if not 0 < length <= LONGEST:
        raise refused(unit, f"must be above 0, and {LONGEST} s at most", length)
    return max(round(length * SECOND), 1)
