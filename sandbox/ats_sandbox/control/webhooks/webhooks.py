"""The webhooks of one world: subscriptions, deliveries, and what a tester does with them."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Unpack

from msgspec.structs import replace

from ats_sandbox.contract.outgoing import Outgoing
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.contract.webhooks import SigningKey, Subscriber, Wish
from ats_sandbox.control.errors import ControlError, Unknown
from ats_sandbox.control.journal.journal import Journal
from ats_sandbox.control.webhooks import possibilities
from ats_sandbox.control.webhooks.delivery import Delivery, DeliveryState, name_of
from ats_sandbox.control.webhooks.disturbances import RACES, Disturbance, refused
from ats_sandbox.control.webhooks.notices import webhooks_of
from ats_sandbox.control.webhooks.outbox import Outbox
from ats_sandbox.control.webhooks.own_client import OwnClient
from ats_sandbox.control.webhooks.reach import Reach
from ats_sandbox.control.webhooks.receivers import receiver_of
from ats_sandbox.control.webhooks.stops import stops
from ats_sandbox.control.webhooks.switchboard import Outage, accepted_status
from ats_sandbox.control.webhooks.wishes import check, unmet
from ats_sandbox.world.spelling import no_such
from ats_sandbox.world.store.state import Commit
from ats_sandbox.world.world import World

if TYPE_CHECKING:
    from ats_sandbox.control.webhooks.causality import Why
    from ats_sandbox.control.webhooks.diagnosis import Diagnosis
    from ats_sandbox.control.webhooks.handshakes import HandshakeReport
    from ats_sandbox.control.webhooks.outages import Length, OutageDrill, OutageReport


class Subscription(NamedTuple):
    """Somebody whom a vendor tells: `name` is what it is called among those of all vendors."""

    name: str
    vendor: Vendor
    subscriber: Subscriber

    @property
    def url(self) -> str:
        """Where it is told."""
        return self.subscriber.url

    @property
    def secret(self) -> str:
        """The newest key that signs what it is told; empty where there is none."""
        return self.subscriber.keys[-1].secret if self.subscriber.keys else ""


class WorldWebhooks:
    """Who is told what of one world, and what came of it. A reset ends it all, but for receivers."""

    __slots__ = ("_foresees", "_made", "_reach", "_receivers", "_vendors", "_world", "journal")

    def __init__(self, world: World, vendors: tuple[Vendor, ...], journal: Journal, reach: Reach) -> None:
        self._world = world
        self._vendors = tuple(one for one in vendors if one.webhooks is not None)
        self._reach = reach
        self._made: Outbox | None = None
        self._receivers = 0
        self._foresees = False
        self.journal = journal
        journal.led_to = self.of_commit
        if self._vendors:
            world.subscribe(
                self._committed, restored=self._restored, passed=self._passed, stops=self._stops, forks=False
            )

    def __repr__(self) -> str:
        return f"<WorldWebhooks of {self._world.name}>"

    @property
    def world(self) -> World:
        """The world."""
        return self._world

    @property
    def vendors(self) -> tuple[Vendor, ...]:
        """The vendors that have webhooks."""
        return self._vendors

    @property
    def outbox(self) -> Outbox:
        """What is told."""
        if self._made is None:
            self._made = Outbox(self._world, self._vendors, self._reach, lambda: self.journal.position)
        return self._made

    @property
    def outgoing(self) -> Outgoing | None:
        """Sends what is no event, to a tester's receiver where one has the address; None while there are none."""
        made = self._made
        return made.switchboard.outgoing if made is not None and made.switchboard.receivers else None

    def _committed(self, world: World, commit: Commit) -> None:
        self.outbox.committed(commit, world.state_after())

    def _foresee(self) -> None:
        """Listen to what is about to be written, which costs each write a little, from the first race on."""
        self._reach.raced = True
        if not self._foresees:
            self._foresees = True
            races = self.outbox.races
            self._world.subscribe(
                lambda world, commit: None, foretold=lambda world, draft: races.foretell(draft), forks=False
            )

    def _restored(self, world: World) -> None:
        if self._made is not None:
            self._made.restored()

    def _passed(self, world: World) -> None:
        self.outbox.passed()

    def _stops(self, world: World, target: int) -> Iterator[int]:
        return iter(()) if self._made is None else stops(self._made, target)

    def clear(self) -> None:
        """Forget every delivery and everything that was planned."""
        self._receivers = 0
        if self._made is not None:
            self._made.clear()

    def __iter__(self) -> Iterator[Subscription]:
        """The subscriptions of all vendors, in the order of the vendors."""
        world = self._world.read()
        for vendor in self._vendors:
            for one in webhooks_of(vendor).subscribers(world):
                yield Subscription(name_of(vendor, one.number), vendor, one)

    def __getitem__(self, name: str) -> Subscription:
        """A subscription by its name, or by the vendor's own id. Raises Unknown."""
        known = list(self)
        for one in known:
            if name in (one.name, one.subscriber.id):
                return one
        raise Unknown(what="webhook subscription", name=name, known=", ".join(one.name for one in known) or "none")

    def vendor(self, name: str) -> Vendor:
        """A vendor that has webhooks. Raises Unknown."""
        for one in self._vendors:
            if one.name == name:
                return one
        raise Unknown(
            what="vendor with webhooks", name=name, known=", ".join(one.name for one in self._vendors) or "none"
        )

    def events(self, vendor: str | None = None) -> tuple[str, ...]:
        """The names of the events of a vendor, or of all. Raises Unknown."""
        chosen = self._vendors if vendor is None else (self.vendor(vendor),)
        return tuple(event for one in chosen for event in webhooks_of(one).events)

    def subscribe(self, vendor: str, to: Any = None, **wish: Unpack[Wish]) -> Subscription:
        """Make a subscription on the tester's side, enabled; `to` receives what it is told.

        `to` is a WSGI or ASGI application, or a function that is given a Message and returns an Answer, a status, or
        None for success. Without it messages go to `url`, and without that to the inbox. `events` are all by default.
        Raises Unknown for the vendor, and BadRequest (a ValueError) for what cannot be.
        """
        chosen = self.vendor(vendor)
        webhooks = webhooks_of(chosen)
        check(wish, vendor, webhooks)
        if to is not None and "url" not in wish:
            wish["url"] = self._own_address(vendor)
        before = self.outbox.switchboard.receivers.get(wish.get("url", ""))
        if to is not None:
            self.receive(wish["url"], to, vendor)
        try:
            with self._world.transaction() as draft:
                number = webhooks.subscribe(draft, wish)
        except (ValueError, ControlError) as error:
            if to is not None:
                self.receive(wish["url"], before, vendor)
            if isinstance(error, ControlError):
                raise
            raise unmet(error, wish) from error
        return self[name_of(chosen, number)]

    def _own_address(self, vendor: str) -> str:
        """An address of a receiver in this process, to which nobody has subscribed."""
        taken = {one.subscriber.url for one in self}
        while True:
            self._receivers += 1
            url = f"https://receiver-{self._receivers}.example.com/{vendor}"
            if url not in taken:
                return url

    def receive(self, url: str, target: Any, vendor: str = "smartrecruiters") -> None:
        """Let something in this process receive what goes to a URL, whoever subscribed it; None ends that."""
        if target is None:
            self.outbox.switchboard.receivers.end(url)
        else:
            self.outbox.switchboard.receivers[url] = receiver_of(target, accepted_status(self.vendor(vendor)))

    def enable(self, name: str, enabled: bool = True) -> Subscription:
        """Let a subscription be told, or not any more. Raises Unknown."""
        one = self[name]
        with self._world.transaction() as draft:
            webhooks_of(one.vendor).enable(draft, one.subscriber.number, enabled)
        return self[one.name]

    def rotate(self, name: str) -> SigningKey:
        """Make another key that signs what a subscription is told. Raises Unknown."""
        one = self[name]
        with self._world.transaction() as draft:
            return webhooks_of(one.vendor).rotate(draft, one.subscriber.number)

    def unsubscribe(self, name: str) -> None:
        """End a subscription; what it waits for is dropped. Raises Unknown."""
        one = self[name]
        with self._world.transaction() as draft:
            webhooks_of(one.vendor).unsubscribe(draft, one.subscriber.number)

    def run_until_delivered(self, *, advance: bool = False, timeout: float = 30.0) -> list[Delivery]:
        """Deliver all that is due, and wait for what is under way; gives the deliveries that ended by it.

        With `advance` time passes until nothing waits. `timeout` are the seconds without progress after which it raises
        TimeoutError.
        """
        return self.outbox.run(advance=advance, timeout=timeout)

    def deliveries(
        self,
        *,
        subscription: str | None = None,
        vendor: str | None = None,
        event: str | None = None,
        state: str | None = None,
        after: int = 0,
    ) -> list[Delivery]:
        """The deliveries that match every condition, in the order of their events. Raises Unknown, and BadRequest.

        `after` is the number of a delivery: those that came later. A subscription that is gone has the name it had.
        """
        name = subscription
        if subscription is not None and all(one.subscription != subscription for one in self.outbox):
            name = self[subscription].name
        if vendor is not None:
            self.vendor(vendor)
        if event is not None and event not in self.events(vendor):
            raise refused("event", no_such("event", event, self.events(vendor)), event)
        if state is not None and state not in set(DeliveryState):
            raise refused("state", no_such("state", state, [one.value for one in DeliveryState]), state)
        return [
            one
            for one in self.outbox
            if one.number > after
            and name in (None, one.subscription)
            and vendor in (None, one.vendor.name)
            and event in (None, one.event)
            and state in (None, one.state.value)
        ]

    @property
    def inbox(self) -> list[Delivery]:
        """What was told and received by nobody, the oldest first."""
        return [one for one in self.outbox if self.outbox.switchboard.keeps(one)]

    def disturb(
        self,
        kind: str,
        *,
        subscription: str | None = None,
        event: str = "",
        times: int | None = 1,
        seconds: int | None = None,
        count: int | None = None,
    ) -> Disturbance:
        """Plan something to go wrong with deliveries: see `Kind`. Raises Unknown, BadRequest and Full.

        What can never happen to the subscription, or to any without one, is refused with the reason.
        """
        chosen = None if subscription is None else self[subscription]
        events = self.events(None if chosen is None else chosen.vendor.name)
        vendors = [one for one in self._vendors if not event or event in webhooks_of(one).events]
        if chosen is None:
            possibilities.check(kind, vendors, None)
        else:
            possibilities.check(kind, [chosen.vendor], chosen.subscriber)
        if kind in RACES:
            self._foresee()
        return self.outbox.disturbances.arm(
            kind,
            frozenset(events),
            subscription="" if chosen is None else chosen.name,
            event=event,
            times=times,
            seconds=seconds,
            count=count,
        )

    def release(self, number: int) -> Delivery:
        """Let a delivery go that a tester held. Raises Unknown."""
        return self.outbox.release(number)

    def redeliver(self, number: int, *, timeout: float = 30.0) -> Delivery:
        """Send a notice once more and at once, as a delivery of its own, with whatever else is due. Raises Unknown.

        It comes back when it was attempted; raises TimeoutError as `run_until_delivered` does.
        """
        delivery = self.outbox.again(number)
        self.run_until_delivered(timeout=timeout)
        return delivery

    def empty_inbox(self) -> None:
        """Forget the messages that nobody received; their deliveries are remembered."""
        for one in self.inbox:
            one.emptied = True
        self.outbox.switchboard.empty()

    def disarm(self, number: int | None = None) -> None:
        """Take a disturbance back, or all. Raises Unknown."""
        if number is None:
            self.outbox.disturbances.clear()
        else:
            self.outbox.disturbances.disarm(number)

    def settle(self, seconds: float) -> bool:
        """Wait for what is under way, so long at most; True when nothing is any more."""
        return self._made is None or self._made.settle(seconds)

    def clinic(self, number: int) -> "Diagnosis":
        """Find out why the receiver of a delivery refuses it, by what it takes instead. Raises Unknown.

        What is sent for that is no attempt, and in no log; the delivery's `examined` is what was found.
        """
        from ats_sandbox.control.webhooks.clinic import Clinic  # with what follows, imported by the first who asks

        outbox = self.outbox
        delivery = outbox[number]
        delivery.examined = Clinic(self._world, outbox.switchboard, delivery).examine()
        return delivery.examined

    def why(self, number: int) -> "Why":
        """Why a delivery came about, and what was read and written about it afterwards. Raises Unknown."""
        from ats_sandbox.control.webhooks.causality import why

        return why(self.outbox[number], self.journal)

    def race(self, subscription: str, timing: str, *, event: str = "", times: int | None = 1) -> Disturbance:
        """Let the events of a subscription come early: `before_answer` or `before_commit`, see `Kind`.

        A receiver is waited for as long as the vendor does. What it writes itself meanwhile is told afterwards.
        Raises Unknown, BadRequest and Full.
        """
        if timing not in RACES:
            raise refused("timing", no_such("timing", timing, sorted(RACES)), timing)
        possibilities.check_told(subscription, self[subscription].subscriber)
        return self.disturb(timing, subscription=subscription, event=event, times=times)

    def begin_outage(self, subscription: str, **length: "Unpack[Length]") -> "OutageDrill":
        """Let a receiver be away from now on, for so long on the world's clock; `report` tells what came of it.

        Raises Unknown and BadRequest.
        """
        from ats_sandbox.control.webhooks.outages import OutageDrill, length_of

        one, now = self[subscription], self._world.now
        possibilities.check_told(one.name, one.subscriber)
        outage = Outage(one.name, now, now + length_of(**length))
        return OutageDrill(self._world, self.outbox, OwnClient(self._reach, self._world), one.vendor, outage)

    def outage(self, subscription: str, *, look: bool = False, **length: "Unpack[Length]") -> "OutageReport":
        """Let a receiver be away for so long, and time pass until nothing waits any more: what was late, what is lost.

        What happens meanwhile is what the world's own schedule brings. Raises as `begin_outage`.
        """
        return self.begin_outage(subscription, **length).report(look=look)

    def handshake(
        self, case: str, *, subscription: str | None = None, vendor: str = "smartrecruiters"
    ) -> "HandshakeReport":
        """Activate a subscription, as its client would, against a receiver that behaves so: see `HandshakeCase`.

        Without one, a subscription is made for it, and ended afterwards. Raises Unknown, BadRequest and Unfit.
        """
        from ats_sandbox.control.webhooks.handshakes import HandshakeDrill, case_of

        chosen, known = self.vendor(vendor) if subscription is None else self[subscription].vendor, case_of(case)
        drill = HandshakeDrill(chosen, self.outbox.switchboard, OwnClient(self._reach, self._world))
        if subscription is None:
            made = self.subscribe(chosen.name, url=f"https://{known.value.replace('_', '-')}.example.com/handshake")
            name = made.name
            self.enable(name, False)
        one = self[name if subscription is None else subscription].subscriber
        try:
            report = drill.activate(one.id, one.url, known)
            if one.enabled and report.asked is None:
                first = (
                    f"{chosen.title} asks inactive subscriptions only: disable {self[one.id].name} first, or name none"
                )
                report = replace(report, why="; ".join(filter(None, (report.why, first))))
            return report
        finally:
            if subscription is None:
                self.unsubscribe(name)

    def unfinished(self) -> list[Delivery]:
        """The deliveries that are still open."""
        return [] if self._made is None else [one for one in self._made if one.open]

    def of_commit(self, number: int) -> Sequence[Delivery]:
        """The deliveries that follow from a commit."""
        return () if self._made is None else self._made.deliveries.of_commit(number)
