"""From the commits of a world to notices: what each vendor tells, and whom."""

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


class Known(NamedTuple):
    """The subscriptions that a table holds, and the collections that one of them hears of at least."""

    table: Table[Any] | None
    subscribers: tuple[Subscriber, ...]
    watched: frozenset[str]


class Poll(NamedTuple):
    """The state that a polling vendor saw last, and when it looks again (milliseconds)."""

    seen: State
    next_at: int


class Notices:
    """What the vendors tell of one world. Subscriptions are looked through again when they have changed."""

    def __init__(self, world: World, vendors: tuple[Vendor, ...], disturbances: Disturbances, reach: Reach) -> None:
        self._world = world
        self._vendors = vendors
        self._disturbances = disturbances
        self._reach = reach
        self._known: dict[str, Known] = {}
        self._numbers: dict[str, tuple[int, int]] = {}
        self._polls: dict[str, Poll] = {}
        self._began = self._before = world.base

    def subscribers(self, vendor: Vendor, world: Reading) -> tuple[Subscriber, ...]:
        """Every subscription of a vendor as it was when it was last changed. Its keys may have been changed since."""
        collection, state = vendor.webhook_subscriptions, world.state
        table = None if collection is None else state.tables.get(collection.name)
        known = self._known.get(vendor.name)
        if known is None or known.table is not table:
            found = tuple(webhooks_of(vendor).subscribers(world)) if table is not None else ()
            seen = self._began if known is None else state
            watched = webhooks_of(vendor).watched if any(one.enabled for one in found) else frozenset[str]()
            known = self._known[vendor.name] = Known(table, found, watched)
            self._attend(vendor, found, seen, state)
        return known.subscribers

    def listening(self, commit: Commit, after: State) -> bool:
        """False where a commit is of no interest to anybody, which is so of most."""
        if self._polls:
            return True
        tables = after.tables
        for vendor in self._vendors:
            known, collection = self._known.get(vendor.name), vendor.webhook_subscriptions
            if known is None or collection is None or tables.get(collection.name) is not known.table:
                return True
            if known.watched:
                for one in commit.changes:
                    if one.collection in known.watched:
                        return True
        return False

    def of(self, commit: Commit, after: Reading) -> Iterator[Told]:
        """What is told at once of a commit, in the order of the events, and for each of the subscriptions.

        `after` is the world as the commit leaves it, whatever has been written since.
        """
        changed = frozenset([one.collection for one in commit.changes])
        for vendor in self._vendors:
            heard = [one for one in self.subscribers(vendor, after) if one.enabled and one.every is None]
            if heard and not webhooks_of(vendor).watched.isdisjoint(changed):
                yield from self._told(vendor, heard, commit, after)

    def polled(self) -> Iterator[Told]:
        """What vendors that poll find now, if it is time that they look."""
        return self._polled(self._world.now, self._world.state)

    def polled_before(self, commit: Commit, after: State) -> Iterator[Told]:
        """What they found if it was time before a commit was there, which left the world like this."""
        before, self._before = self._before, after
        return self._polled(commit.at - 1, before)

    def _polled(self, now: int, state: State) -> Iterator[Told]:
        if self.next_poll is None or self.next_poll > now:
            return
        world = Reading(state, self._world.seed, now)
        for vendor in self._vendors:
            for subscriber in self._known[vendor.name].subscribers if vendor.name in self._known else ():
                name, every = name_of(vendor, subscriber.number), subscriber.every
                poll = self._polls.get(name)
                if every is None or poll is None or poll.next_at > now:
                    continue
                changes = tuple(state.changes_since(poll.seen))
                self._polls[name] = Poll(state, poll.next_at + ((now - poll.next_at) // every + 1) * every)
                yield from self._told(vendor, [subscriber], Commit(0, poll.next_at, SCHEDULE, changes), world)

    @property
    def next_poll(self) -> int | None:
        """When a vendor looks again; None when none polls."""
        return min([one.next_at for one in self._polls.values()]) if self._polls else None

    def next_look(self, name: str) -> int | None:
        """When a vendor looks again for a subscription; None where it does not poll for it."""
        poll = self._polls.get(name)
        return None if poll is None else poll.next_at

    def clear(self) -> None:
        """Count from 1 again, and forget what was seen: the world begins as it is now."""
        self._known.clear()
        self._numbers.clear()
        self._polls.clear()
        self._began = self._before = self._world.state

    def _attend(self, vendor: Vendor, subscribers: tuple[Subscriber, ...], seen: State, now: State) -> None:
        """Begin to poll for subscriptions that ask for it from now on, and end it for those that do not any more.

        Those that were there then have `seen` this state, others the one of `now`.
        """
        polling = [one for one in subscribers if one.every is not None and one.enabled]
        asked = {name_of(vendor, one.number): (one.number, one.every or 0) for one in polling}
        for name in [one for one in self._polls if one.startswith(f"{vendor.name}-") and one not in asked]:
            del self._polls[name]
        then = Reading(seen, self._world.seed, seen.now)
        for name, (number, every) in asked.items():
            if name not in self._polls:
                state = seen if webhooks_of(vendor).subscriber(then, number) is not None else now
                self._polls[name] = Poll(state, state.now + every)

    def _told(self, vendor: Vendor, heard: list[Subscriber], commit: Commit, world: Reading) -> Iterator[Told]:
        webhooks = webhooks_of(vendor)
        for happening in webhooks.happenings(world, commit):
            id: str | None = None
            for subscriber in heard:
                if happening.event in subscriber.events and self._reaches(vendor, webhooks, subscriber, happening):
                    id = id or self._id(vendor, world, subscriber, commit)
                    yield Told(vendor, self.notice(vendor, world, subscriber, happening, id), commit)

    def _reaches(self, vendor: Vendor, webhooks: Webhooks, subscriber: Subscriber, happening: Happening) -> bool:
        hears = webhooks.hears(subscriber, happening)
        return hears or self._disturbances.stray(vendor, subscriber, happening)

    def _id(self, vendor: Vendor, world: Reading, subscriber: Subscriber, commit: Commit) -> str:
        """The id of an event: of its instant, so that none comes twice in a world, its forks and what it is set to."""
        teller = vendor.name if commit.number else name_of(vendor, subscriber.number)
        at, last = self._numbers.get(teller, (commit.at, 0))
        turn = last + 1 if at == commit.at else 1
        self._numbers[teller] = commit.at, turn
        return id_codecs.uuid4(world.seed, teller, f"webhook event {commit.at}", turn)

    def notice(self, vendor: Vendor, world: Reading, subscriber: Subscriber, happening: Happening, id: str) -> Notice:
        """A happening on its way to a subscriber."""
        body = webhooks_of(vendor).body(world, subscriber, happening, id)
        origin = self._reach.origin(vendor, self._world.name)
        return Notice(id=id, happening=happening, subscriber=subscriber, origin=origin, body=body)


def webhooks_of(vendor: Vendor) -> Webhooks:
    """How a vendor tells of events, which must be one that does."""
    assert vendor.webhooks is not None, f"{vendor.name} has no webhooks"
    return vendor.webhooks()
