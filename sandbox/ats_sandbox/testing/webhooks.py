"""The webhooks of a world, for tests: who receives them, what arrived, and what goes wrong with them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Literal, TypedDict, Unpack

from ats_sandbox.contract.webhooks import SigningKey, Wish
from ats_sandbox.control.webhooks.delivery import Delivery
from ats_sandbox.control.webhooks.disturbances import Disturbance
from ats_sandbox.control.webhooks.webhooks import Subscription, WorldWebhooks
from ats_sandbox.testing.arguments import text, whole_number
from ats_sandbox.testing.undelivered import undelivered
from ats_sandbox.world.spelling import no_such

if TYPE_CHECKING:
    from ats_sandbox.control.webhooks.causality import Why
    from ats_sandbox.control.webhooks.diagnosis import Diagnosis
    from ats_sandbox.control.webhooks.handshakes import HandshakeReport
    from ats_sandbox.control.webhooks.outages import Length, OutageDrill, OutageReport

DisturbanceName = Literal[
    "duplicate",
    "delay",
    "hold",
    "drop",
    "reorder",
    "replay",
    "cut_body",
    "wrong_signature",
    "stale_timestamp",
    "old_key",
    "rotation",
    "wrong_environment",
    "suspension",
    "before_answer",
    "before_commit",
]
"""What can go wrong with a delivery: see `ats_sandbox.control.webhooks.disturbances.Kind`."""
MOST = 1_000_000_000
PATIENCE = 60.0
"""Real seconds without any progress after which nobody waits for receivers: no vendor gives one so many."""


class Wishes(TypedDict, total=False):
    """What can be said of a subscription. `every` is the time between two looks of a vendor that polls (or seconds)."""

    url: str
    events: str | Sequence[str]
    name: str
    secret: str
    scope: str
    every: timedelta | float


class Conditions(TypedDict, total=False):
    """Which deliveries; every condition must hold."""

    event: str
    subscription: Subscription | str
    vendor: str
    state: str
    after: int


class Webhooks:
    """What the vendors of one world tell, and whom. Everything is played at once: no receiver needs a port.

    Subscriptions are given as what made them returned, by name, or by the vendor's own id.
    """

    __slots__ = ("_hooks",)

    def __init__(self, hooks: WorldWebhooks) -> None:
        self._hooks = hooks

    def __repr__(self) -> str:
        return f"<Webhooks {', '.join(one.name for one in self) or 'none'}: {len(self.inbox)} in the inbox>"

    if not TYPE_CHECKING:  # type checkers know by themselves

        def __getattr__(self, name: str) -> None:
            """Raises AttributeError, which says what there is."""
            known = [one for one in dir(type(self)) if not one.startswith("_")]
            begun = [one for one in known if one.startswith(f"{name}_")]
            told = f"there is no attribute {name!r}; did you mean {begun[0]}?" if begun else ""
            raise AttributeError(f"webhooks: {told or no_such('attribute', name, known)}", name=name, obj=self)

    def __iter__(self) -> Iterator[Subscription]:
        """The subscriptions of all vendors, as they are now."""
        return iter(self._hooks)

    def __getitem__(self, subscription: Subscription | str) -> Subscription:
        """A subscription as it is now. Raises Unknown, a LookupError."""
        return self._hooks[named(subscription)]

    def deliver_to(self, receiver: Any, vendor: str, **wishes: Unpack[Wishes]) -> Subscription:
        """Let a receiver in this process be told by a vendor: of the `events`, or of all of them.

        It is a WSGI or ASGI application, or a function that is given a `Message` and returns an `Answer`, a status, or
        None for success. Raises LookupError for the vendor, ValueError for an event, TypeError for what is no receiver.
        """
        if not callable(receiver) and not hasattr(receiver, "receive"):
            raise TypeError(f"a receiver is a WSGI or ASGI application, or a function of a message, not {receiver!r}")
        return self._hooks.subscribe(vendor, receiver, **wish_of("deliver_to", wishes))

    def subscribe(self, vendor: str, **wishes: Unpack[Wishes]) -> Subscription:
        """Let a `url` be told by a vendor, or nobody: without one, messages are in the inbox.

        Raises LookupError for the vendor, and ValueError for what cannot be.
        """
        return self._hooks.subscribe(vendor, **wish_of("subscribe", wishes))

    def receive(self, subscription: Subscription | str, receiver: Any) -> None:
        """Let something in this process receive what goes to the URL of a subscription, whoever made it.

        None leaves it to whoever is at the URL again.
        """
        known = self[subscription]
        self._hooks.receive(known.subscriber.url, receiver, known.vendor.name)

    def unsubscribe(self, subscription: Subscription | str) -> None:
        """End a subscription."""
        self._hooks.unsubscribe(named(subscription))

    def enable(self, subscription: Subscription | str) -> Subscription:
        """Let a subscription be told of events again."""
        return self._hooks.enable(named(subscription), True)

    def disable(self, subscription: Subscription | str) -> Subscription:
        """Let a subscription be told of nothing any more; what waits for it is dropped when it is due."""
        return self._hooks.enable(named(subscription), False)

    def rotate(self, subscription: Subscription | str) -> SigningKey:
        """Make another signing key; how long those before are valid is the vendor's rule."""
        return self._hooks.rotate(named(subscription))

    @property
    def inbox(self) -> list[Delivery]:
        """What was delivered to addresses at which nobody is, the oldest first: `.json()`, `.header`, `.body`."""
        return self._hooks.inbox

    def empty_inbox(self) -> None:
        """Forget what is in the inbox."""
        self._hooks.empty_inbox()

    def deliveries(self, **conditions: Unpack[Conditions]) -> list[Delivery]:
        """What was told or is to be, in the order of its events, with every attempt. Raises ValueError for a name."""
        known = spelled("deliveries", conditions, Conditions)
        if "subscription" in known:
            known["subscription"] = named(known["subscription"])
        return self._hooks.deliveries(**known)

    def run_until_delivered(self, *, advance: bool = False, timeout: float = PATIENCE) -> list[Delivery]:
        """Deliver all that is due, and wait for the answers; gives the deliveries that are over by it.

        With `advance` the world's clock goes on until nothing waits, so that every retry is made. `timeout` are real
        seconds without any progress, after which TimeoutError is raised.
        """
        return self._hooks.run_until_delivered(advance=advance, timeout=timeout)

    def expect(
        self,
        event: str,
        *,
        subscription: Subscription | str | None = None,
        vendor: str | None = None,
        advance: bool = False,
    ) -> Delivery:
        """The oldest delivery of an event that was accepted, and that no earlier call gave; what is due goes first.

        Raises AssertionError when there is none, which says what was delivered instead, what is still open and when its
        next attempt is, and who is not subscribed. Raises ValueError for an event that there is not. With `advance` the
        clock goes on first, so that every retry is made.
        """
        wanted: dict[str, Any] = {"event": text("an event", event)}
        if subscription is not None:
            wanted["subscription"] = named(subscription)
        if vendor is not None:
            wanted["vendor"] = vendor
        self._hooks.deliveries(**wanted)  # a name that there is not is told before anything is sent
        self.run_until_delivered(advance=advance)
        for one in self._hooks.deliveries(**wanted, state="delivered"):
            if not one.expected:
                one.expected = True
                return one
        raise AssertionError(undelivered(self._hooks, **wanted))

    def redeliver(self, delivery: Delivery | int) -> Delivery:
        """Send a notice once more and at once, as a delivery of its own; gives that one."""
        return self._hooks.redeliver(number_of(delivery), timeout=PATIENCE)

    def release(self, delivery: Delivery | int) -> Delivery:
        """Let a delivery go that was held."""
        return self._hooks.release(number_of(delivery))

    def disturb(
        self,
        kind: DisturbanceName,
        *,
        subscription: Subscription | str | None = None,
        event: str = "",
        times: int | None = 1,
        seconds: int | None = None,
        count: int | None = None,
    ) -> Disturbance:
        """Plan something to go wrong with the next deliveries, `times` in all; always when that is None.

        `seconds` is how long a delay is, or how old a stale timestamp; `count` how many deliveries are reordered.
        Raises ValueError for what cannot be, and LookupError for a subscription that there is not.
        """
        for name, value in (("times", times), ("seconds", seconds), ("count", count)):
            if value is not None:
                whole_number(name, value, 1, MOST)
        return self._hooks.disturb(
            kind,
            subscription=None if subscription is None else named(subscription),
            event=text("an event", event),
            times=times,
            seconds=seconds,
            count=count,
        )

    def race(
        self,
        subscription: Subscription | str,
        timing: Literal["before_answer", "before_commit"],
        *,
        event: str = "",
        times: int | None = 1,
    ) -> Disturbance:
        """Let events arrive before the answer to the write that causes them, or before what they tell of can be read.

        Raises ValueError for what cannot be, and LookupError for a subscription that there is not.
        """
        return self._hooks.race(named(subscription), timing, event=text("an event", event), times=times)

    def outage(
        self,
        subscription: Subscription | str,
        *,
        look: bool = False,
        **length: "Unpack[Length]",
    ) -> "OutageReport":
        """Let a receiver be away for so long on the world's clock, and time pass until nothing waits any more.

        The length is given as `seconds`, `minutes`, `hours` or `days`.

        The report has `late`, `lost` and `events`, with the requests that would have shown what is lost; with `look`
        those are made. `begin_outage` leaves room for what a test does meanwhile.
        """
        return self._hooks.outage(named(subscription), look=look, **length)

    def begin_outage(self, subscription: Subscription | str, **length: "Unpack[Length]") -> "OutageDrill":
        """Let a receiver be away from now on, for so long on the world's clock; `report()` of the drill ends it."""
        return self._hooks.begin_outage(named(subscription), **length)

    def handshake(
        self, case: str, *, subscription: Subscription | str | None = None, vendor: str = "smartrecruiters"
    ) -> "HandshakeReport":
        """Activate a subscription against a receiver that answers in one way or another: `late`, `wrong_value`, …

        Without a subscription one is made for it. Raises ValueError for a case that there is not.
        """
        chosen = None if subscription is None else named(subscription)
        return self._hooks.handshake(text("a case", case), subscription=chosen, vendor=vendor)

    def clinic(self, delivery: Delivery | int) -> "Diagnosis":
        """Find out why a receiver refuses a delivery, by what it takes instead: `verdict`, `says`, `advice`."""
        return self._hooks.clinic(number_of(delivery))

    def why(self, delivery: Delivery | int) -> "Why":
        """Which request led to a delivery, by which changes, and what was read and written about it afterwards."""
        return self._hooks.why(number_of(delivery))

    @property
    def disturbances(self) -> list[Disturbance]:
        """What is planned to go wrong."""
        return list(self._hooks.outbox.disturbances)

    def calm(self) -> None:
        """Take back everything that is planned to go wrong."""
        self._hooks.disarm()


def named(subscription: Subscription | str) -> str:
    """The name of a subscription. Raises TypeError for what is none."""
    return subscription.name if isinstance(subscription, Subscription) else text("a subscription", subscription)


def number_of(delivery: Delivery | int) -> int:
    """The number of a delivery. Raises TypeError for what is none."""
    return delivery.number if isinstance(delivery, Delivery) else whole_number("a delivery", delivery, 1, MOST)


def spelled(what: str, given: Any, allowed: type) -> dict[str, Any]:
    """What was given by name. Raises TypeError for a name that is not among those allowed."""
    for name in given.keys() - allowed.__annotations__.keys():
        raise TypeError(f"webhooks.{what}: {no_such('setting', name, allowed.__annotations__)}")
    return dict(given)


def wish_of(what: str, wishes: Wishes) -> Wish:
    """A wish as vendors take it: several events, and milliseconds."""
    known: Any = spelled(what, wishes, Wishes)
    if "events" in known:
        known["events"] = events_of(known["events"])
    if "every" in known:
        span = known["every"]
        span = span if isinstance(span, timedelta) else timedelta(seconds=span)
        known["every"] = span // timedelta(milliseconds=1)
    wish: Wish = known
    return wish


def events_of(events: object) -> tuple[str, ...]:
    """The names of events, of one or several. Raises TypeError for what is neither."""
    if isinstance(events, str):
        return (events,)
    if not isinstance(events, Iterable):
        raise TypeError(f"events are the vendor's names of events, not {events!r}")
    return tuple(text("an event", one) for one in events)
