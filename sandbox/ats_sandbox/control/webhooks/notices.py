"""From the commits of a world to notices: what each vendor tells, and whom."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.contract.webhooks import Happening, Notice, Subscriber, Webhooks
from ats_sandbox.control.webhooks.delivery import name_of
from ats_sandbox.control.webhooks.disturbances import Disturbances
from ats_sandbox.control.webhooks.reach import Reach
from ats_sandbox.world import id_codecs
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.cause import SCHEDULE
from ats_sandbox.world.store.state import Commit, State
from ats_sandbox.world.store.table import Table
from ats_sandbox.world.world import World


class Told(NamedTuple):
    """A notice, and the commit that it follows from."""

    vendor: Vendor
    notice: Notice
    commit: Commit


class Poll(NamedTuple):
    """The state that a polling vendor saw last, and when it looks again (milliseconds)."""

    seen: State
    next_at: int


class Notices:
    """What the vendors tell of one world. Subscriptions are looked through again when they have changed."""

    def __init__(self, world: World, vendors: tuple[Vendor, ...], disturbances: Disturbances, reach: Reach) -> None:
        self._world = world
        self._vendors = tuple(one for one in vendors if one.webhooks is not None)
        self._disturbances = disturbances
        self._reach = reach
        self._known: dict[str, tuple[Table[Any] | None, tuple[Subscriber, ...]]] = {}
        self._numbers: Counter[str] = Counter()
        self._polls: dict[str, Poll] = {}

    @property
    def vendors(self) -> tuple[Vendor, ...]:
        """Those that have webhooks."""
        return self._vendors

    def subscribers(self, vendor: Vendor) -> tuple[Subscriber, ...]:
        """Every subscription of a vendor as it was when it was last changed. Its keys may have been changed since."""
        collection, state = vendor.webhook_subscriptions, self._world.state
        table = None if collection is None else state.tables.get(collection.name)
        known = self._known.get(vendor.name)
        if known is None or known[0] is not table:
            found = tuple(webhooks_of(vendor).subscribers(self._world.read())) if table is not None else ()
            known = self._known[vendor.name] = table, found
            self._attend(vendor, found)
        return known[1]

    def listening(self, commit: Commit) -> bool:
        """False where a commit is of no interest to anybody, which is so of most."""
        tables = self._world.state.tables
        for vendor in self._vendors:
            known, collection = self._known.get(vendor.name), vendor.webhook_subscriptions
            if known is None or collection is None or tables.get(collection.name) is not known[0]:
                return True
            if any(one.enabled for one in known[1]):
                watched = webhooks_of(vendor).watched
                if any(one.collection in watched for one in commit.changes):
                    return True
        return False

    def of(self, commit: Commit, after: Reading | None = None) -> Iterator[Told]:
        """What is told at once of a commit, in the order of the events, and for each of the subscriptions.

        `after` is the world with the commit, where that is not the present one yet.
        """
        changed = frozenset([one.collection for one in commit.changes])
        for vendor in self._vendors:
            heard = [one for one in self.subscribers(vendor) if one.enabled and one.every is None]
            if heard and not webhooks_of(vendor).watched.isdisjoint(changed):
                yield from self._told(vendor, heard, commit, after)

    def polled(self) -> Iterator[Told]:
        """What vendors that poll find now, if it is time that they look."""
        now = self._world.now
        for vendor in self._vendors:
            for subscriber in self.subscribers(vendor):
                name, every = name_of(vendor, subscriber.number), subscriber.every
                poll = self._polls.get(name)
                if every is None or poll is None or poll.next_at > now or not subscriber.enabled:
                    continue
                state = self._world.state
                changes = tuple(state.changes_since(poll.seen))
                self._polls[name] = Poll(state, poll.next_at + ((now - poll.next_at) // every + 1) * every)
                yield from self._told(vendor, [subscriber], Commit(0, poll.next_at, SCHEDULE, changes))

    @property
    def next_poll(self) -> int | None:
        """When a vendor looks again; None when none polls."""
        return min((one.next_at for one in self._polls.values()), default=None)

    def clear(self) -> None:
        """Count from 1 again, and forget what was seen."""
        self._known.clear()
        self._numbers.clear()
        self._polls.clear()

    def _attend(self, vendor: Vendor, subscribers: tuple[Subscriber, ...]) -> None:
        """Begin to poll for new subscriptions that ask for it, and end it for those that are gone."""
        asked = {name_of(vendor, one.number): one.every for one in subscribers if one.every is not None}
        for name in [one for one in self._polls if one.startswith(f"{vendor.name}-") and one not in asked]:
            del self._polls[name]
        for name, every in asked.items():
            self._polls.setdefault(name, Poll(self._world.state, self._world.now + every))

    def _told(
        self, vendor: Vendor, heard: list[Subscriber], commit: Commit, after: Reading | None = None
    ) -> Iterator[Told]:
        webhooks, world = webhooks_of(vendor), after or self._world.read()
        for happening in webhooks.happenings(world, commit):
            id: str | None = None
            for subscriber in heard:
                if happening.event in subscriber.events and self._reaches(vendor, webhooks, subscriber, happening):
                    id = id or self._id(vendor, world)
                    yield Told(vendor, self.notice(vendor, world, subscriber, happening, id), commit)

    def _reaches(self, vendor: Vendor, webhooks: Webhooks, subscriber: Subscriber, happening: Happening) -> bool:
        hears = webhooks.hears(subscriber, happening)
        return hears or self._disturbances.stray(vendor, subscriber, happening)

    def _id(self, vendor: Vendor, world: Reading) -> str:
        """The id of the next event that a vendor tells."""
        self._numbers[vendor.name] += 1
        return id_codecs.uuid4(world.seed, vendor.name, "webhook event", self._numbers[vendor.name])

    def notice(self, vendor: Vendor, world: Reading, subscriber: Subscriber, happening: Happening, id: str) -> Notice:
        """A happening on its way to a subscriber."""
        body = webhooks_of(vendor).body(world, subscriber, happening, id)
        origin = self._reach.origin(vendor, self._world.name)
        return Notice(id=id, happening=happening, subscriber=subscriber, origin=origin, body=body)


def webhooks_of(vendor: Vendor) -> Webhooks:
    """How a vendor tells of events, which must be one that does."""
    assert vendor.webhooks is not None, f"{vendor.name} has no webhooks"
    return vendor.webhooks()
