"""Who takes the messages of a subscription: a tester's receiver, nobody, or whoever is at its address."""

from enum import Enum
from typing import NamedTuple, NoReturn

from ats_sandbox.contract.outgoing import IncomingAnswer, OutgoingRequest, Unreachable
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.contract.webhooks import Attempt, Subscriber
from ats_sandbox.control.webhooks.delivery import Delivery, name_of
from ats_sandbox.control.webhooks.notices import webhooks_of
from ats_sandbox.control.webhooks.reach import Reach
from ats_sandbox.control.webhooks.receivers import Inbox, Message, OverHttp, Receiver, ask, is_nobodys
from ats_sandbox.world.clock import SECOND


class Place(Enum):
    """Who carries a message: `INBOX` the writer itself, `HERE` whoever lets deliveries run, `NETWORK` a courier."""

    INBOX = 0
    HERE = 1
    NETWORK = 2


class Outage(NamedTuple):
    """A time during which a subscription's receiver is not there (instants in milliseconds, the end exclusive)."""

    subscription: str
    begins_at: int
    ends_at: int


class Away:
    """A receiver that is not there."""

    here = True

    def receive(self, message: object, timeout: int) -> NoReturn:
        """Raises Unreachable."""
        raise Unreachable("a tester planned an outage: nobody is there")


class Receivers(dict[str, Receiver]):
    """A tester's own receivers, by the URL of a subscription. `changes` counts how often others were put here."""

    changes = 0

    def __setitem__(self, url: str, receiver: Receiver) -> None:
        super().__setitem__(url, receiver)
        self.changes += 1

    def end(self, url: str) -> None:
        """Let what goes to a URL go where it went before."""
        self.pop(url, None)
        self.changes += 1


class Switchboard:
    """The receivers of one world. `receivers` are a tester's own, by the URL of a subscription.

    `probes` counts the messages that were sent to examine some.
    """

    def __init__(self, reach: Reach) -> None:
        self.receivers = Receivers()
        self.outages: list[Outage] = []
        self.probes = 0
        self._reach = reach
        self._network = OverHttp(reach)
        self._inboxes: dict[str, Inbox] = {}

    def clear(self) -> None:
        """Empty the inboxes, and end the outages."""
        self._inboxes.clear()
        self.outages.clear()
        self.probes = 0

    def place(self, url: str) -> Place:
        """Who carries the messages to a URL."""
        receiver = self.receivers.get(url)
        if receiver is not None:
            return Place.HERE if receiver.here else Place.NETWORK
        return Place.INBOX if is_nobodys(url) else Place.NETWORK

    def receiver(self, delivery: Delivery, at: int) -> Receiver:
        """Who takes the message of an attempt at an instant."""
        return self.taker(delivery.vendor, delivery.notice.subscriber, at)

    def taker(self, vendor: Vendor, subscriber: Subscriber, at: int) -> Receiver:
        """Who takes what a subscriber is told at an instant."""
        subscription, url = name_of(vendor, subscriber.number), subscriber.url
        if any(one.subscription == subscription and one.begins_at <= at < one.ends_at for one in self.outages):
            return Away()
        receiver = self.receivers.get(url)
        if receiver is not None:
            return receiver
        if is_nobodys(url):
            inbox = self._inboxes.get(subscription)
            return inbox or self._inboxes.setdefault(subscription, Inbox(accepted_status(vendor)))
        return self._network

    def outgoing(self, request: OutgoingRequest) -> IncomingAnswer:
        """Send another request than an event: to a tester's receiver where one has the address. Raises Unreachable."""
        receiver = self.receivers.get(request.url)
        if receiver is None:
            return self._reach.outgoing(request)
        message = Message(request.url, tuple(request.headers.items()), request.body)
        answer = ask(receiver, message, round(request.timeout * SECOND))
        if answer.after > request.timeout:
            raise Unreachable(f"no answer within {request.timeout:g} seconds: it took {answer.after:g}")
        return IncomingAnswer(answer.status, {name.lower(): value for name, value in answer.headers}, body=answer.body)

    def report(self, world: str, delivery: Delivery, attempt: Attempt) -> None:
        """Let whoever watches know of an attempt, if it went over the network."""
        watch = self._reach.watch
        if watch is not None and self.place(attempt.url) is Place.NETWORK:
            watch(world, delivery, attempt)

    def keeps(self, delivery: Delivery) -> bool:
        """True of what nobody received, until the inbox was emptied of it."""
        return delivery.accepted and not delivery.emptied and self.place(delivery.notice.subscriber.url) is Place.INBOX

    def empty(self) -> None:
        """Make room in all inboxes."""
        self._inboxes.clear()


def accepted_status(vendor: Vendor) -> int:
    """The status that a vendor takes as success."""
    accepts = webhooks_of(vendor).accepts
    status: int = next(one for one in (200, 202, *range(201, 300)) if accepts(one))
    return status
