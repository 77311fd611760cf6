"""Receivers that run, write, reset and restore, and testers who plan meanwhile: nothing comes twice, nothing hangs."""

import gc
import weakref
from threading import Barrier, Event, Thread
from typing import Any

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.errors import BadRequest
from ats_sandbox.control.webhooks.deliveries import Deliveries
from ats_sandbox.control.webhooks.delivery import DeliveryState
from ats_sandbox.control.webhooks.outbox import NeverSettled, Outbox
from ats_sandbox.control.webhooks.receivers import Answer, Message
from ats_sandbox.vendors import VENDORS
from ats_sandbox.world.clock import ClockMode
from tests.client import VendorClient
from tests.control.webhooks.hooked import Taken, bytes_of, hooks_of, tag

UPDATED = ["candidate.updated"]


def test_a_receiver_that_runs_deliveries_does_not_wait_for_itself(smartrecruiters: VendorClient) -> None:
    hooks, inner = hooks_of(smartrecruiters), []

    def receive(message: Message) -> None:
        inner.append([one.number for one in hooks.run_until_delivered(timeout=1)])

    hooks.subscribe("smartrecruiters", receive, events=UPDATED)
    hooks.subscribe("smartrecruiters", Taken(202), events=UPDATED)
    tag(smartrecruiters)
    hooks.run_until_delivered()

    assert [one.accepted for one in hooks.deliveries()] == [True, True]
    assert inner == [[2]]


def test_two_receivers_that_run_deliveries_do_not_wait_for_each_other(smartrecruiters: VendorClient) -> None:
    hooks, both = hooks_of(smartrecruiters), Barrier(2)

    def receive(message: Message) -> None:
        both.wait(30)
        hooks.run_until_delivered(timeout=20)

    for _ in range(2):
        hooks.subscribe("smartrecruiters", receive, events=UPDATED)
    tag(smartrecruiters)
    threads = [Thread(target=hooks.run_until_delivered) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)

    assert [one.attempts[0].status for one in hooks.deliveries()] == [202, 202]


@pytest.mark.parametrize("passes", [True, False])
def test_receivers_that_write_for_ever_are_stopped(
    smartrecruiters: VendorClient, monkeypatch: pytest.MonkeyPatch, passes: bool
) -> None:
    monkeypatch.setattr(Outbox, "MOST_BORN", 20)
    hooks = hooks_of(smartrecruiters)

    def receive(message: Message) -> None:
        tag(smartrecruiters)

    hooks.subscribe("smartrecruiters", receive, events=UPDATED)
    tag(smartrecruiters)

    def go_on() -> None:
        if passes:
            smartrecruiters.world.advance(1_000)
        else:
            hooks.run_until_delivered()

    with pytest.raises(NeverSettled, match="receivers make new events"):
        go_on()


class Interrupted(BaseException):
    """What is meant for whoever runs the test."""


def test_an_interrupt_interrupts_and_its_delivery_has_an_end(smartrecruiters: VendorClient) -> None:
    hooks = hooks_of(smartrecruiters)

    def receive(message: Message) -> None:
        raise Interrupted

    hooks.subscribe("smartrecruiters", receive, events=UPDATED)
    tag(smartrecruiters)

    with pytest.raises(Interrupted):
        hooks.run_until_delivered()
    (delivery,) = hooks.deliveries()
    assert delivery.state is DeliveryState.DROPPED
    assert "broken off: Interrupted" in delivery.said
    assert hooks.run_until_delivered(timeout=1) == []


def test_what_is_dropped_while_it_waits_for_others_does_not_come_with_them(smartrecruiters: VendorClient) -> None:
    hooks, receiver = hooks_of(smartrecruiters), Taken(202)
    hooks.subscribe("smartrecruiters", receiver, events=UPDATED)
    workspace = smartrecruiters.sandbox.worlds[smartrecruiters.name]
    workspace.snapshots.take("before")
    hooks.disturb("reorder", count=2)
    tag(smartrecruiters)
    workspace.restore("before")
    tag(smartrecruiters)
    hooks.run_until_delivered()

    assert [one.state for one in hooks.deliveries()] == [DeliveryState.DROPPED, DeliveryState.DELIVERED]
    assert len(receiver.messages) == 1
    assert hooks.unfinished() == []


def test_what_is_released_does_not_come_again_with_the_others(smartrecruiters: VendorClient) -> None:
    hooks, receiver = hooks_of(smartrecruiters), Taken(202)
    hooks.subscribe("smartrecruiters", receiver, events=UPDATED)
    hooks.disturb("reorder", count=3)
    tag(smartrecruiters)
    hooks.outbox.release(1)
    tag(smartrecruiters)
    tag(smartrecruiters)
    hooks.run_until_delivered()

    told = {one.notice.id: one.number for one in hooks.deliveries()}
    assert [told[id] for id in receiver.ids] == [1, 3, 2]


def test_a_run_tells_what_another_thread_wrote_and_a_third_passes_on(smartrecruiters: VendorClient) -> None:
    hooks, receiver, held, passing = hooks_of(smartrecruiters), Taken(202), Event(), Event()
    hooks.subscribe("smartrecruiters", receiver, events=UPDATED)

    def slow(world: Any, commit: Any) -> None:
        passing.set()
        assert held.wait(30)

    end = smartrecruiters.world.subscribe(slow)
    third = Thread(target=tag, args=(smartrecruiters,))
    third.start()
    assert passing.wait(30)
    end()
    tag(smartrecruiters)  # which the third thread is to pass on
    Thread(target=held.set).start()
    hooks.run_until_delivered()
    third.join(30)

    assert len(receiver.messages) == 2


def test_no_event_of_a_fork_has_the_id_of_one_before(smartrecruiters: VendorClient) -> None:
    hooks = hooks_of(smartrecruiters)
    subscription = hooks.subscribe("smartrecruiters", events=UPDATED)
    tag(smartrecruiters)
    name = f"{smartrecruiters.name}-fork"
    smartrecruiters.sandbox.worlds.fork(name, smartrecruiters.name)
    try:
        there = VendorClient(smartrecruiters.sandbox, smartrecruiters.vendor, name)
        tag(there)
        log = there.get(f"/webhooks-api/v201907/subscriptions/{subscription.subscriber.id}/callbacks-log").json
    finally:
        smartrecruiters.sandbox.worlds.drop(name)

    assert len({one["requestDetails"]["headers"]["event-id"] for one in log}) == 2


def test_a_receiver_in_a_fork_hears_nothing_of_what_its_parent_had_subscribed(smartrecruiters: VendorClient) -> None:
    hooks_of(smartrecruiters).subscribe("smartrecruiters", Taken(202), events=UPDATED)
    name, receiver = f"{smartrecruiters.name}-fork", Taken(202)
    fork = smartrecruiters.sandbox.worlds.fork(name, smartrecruiters.name)
    try:
        fork.webhooks.subscribe("smartrecruiters", receiver, events=UPDATED)
        tag(VendorClient(smartrecruiters.sandbox, smartrecruiters.vendor, name))
        fork.webhooks.run_until_delivered()
    finally:
        smartrecruiters.sandbox.worlds.drop(name)

    assert len(receiver.messages) == 1


def test_the_same_script_tells_the_same_after_a_reset(smartrecruiters: VendorClient) -> None:
    hooks, told = hooks_of(smartrecruiters), []
    for _ in range(2):
        smartrecruiters.sandbox.worlds[smartrecruiters.name].reset()
        hooks.subscribe("smartrecruiters", Taken(500, 202), events=UPDATED)
        tag(smartrecruiters)
        hooks.run_until_delivered(advance=True)
        told.append(bytes_of(hooks.deliveries()))

    assert told[0] == told[1] != []


def test_what_is_remembered_is_bounded_in_bytes(smartrecruiters: VendorClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Deliveries, "MOST_BYTES", 40_000)
    hooks = hooks_of(smartrecruiters)
    hooks.subscribe("smartrecruiters", lambda message: Answer(202, body=b"x" * 15_000), events=UPDATED)
    for _ in range(5):
        tag(smartrecruiters)
        hooks.run_until_delivered()

    assert [one.number for one in hooks.deliveries()] == [4, 5]
    assert hooks.outbox.forgotten == 3


@pytest.mark.parametrize("clock", list(ClockMode))
def test_a_world_that_nobody_has_any_more_is_freed_whatever_waits_in_it(clock: ClockMode) -> None:
    sandbox = SandboxApp(clock=clock)
    client = VendorClient(sandbox, VENDORS[0], "default")
    hooks = hooks_of(client)
    hooks.subscribe("smartrecruiters", Taken(500), events=UPDATED)
    tag(client)
    hooks.run_until_delivered()
    outbox = weakref.ref(hooks.outbox)
    assert hooks.unfinished() != []

    del sandbox, client, hooks
    gc.collect()

    assert outbox() is None


@pytest.mark.parametrize(
    ("vendor", "wish"),
    [
        *(("smartrecruiters", {"every": 60_000}), ("smartrecruiters", {"scope": "acme"}), ("bindbee", {"scope": "x"})),
        *(("bindbee", {"every": 60_000}), ("stackone", {"scope": "nobody"}), ("stackone", {"every": 1})),
        *(("stackone", {"every": "1"}), ("stackone", {"every": 1 << 70}), ("stackone", {"secret": "\ud800"})),
        *(("stackone", {"secret": ""}), ("stackone", {"events": []}), ("stackone", {"events": "account.created"})),
        *(("stackone", {"url": "http://127.0.0.1:0/"}), ("stackone", {"url": 5}), ("stackone", {"nonsense": "x"})),
    ],
)
def test_a_wish_that_no_vendor_can_meet_leaves_nothing(
    smartrecruiters: VendorClient, vendor: str, wish: dict[str, Any]
) -> None:
    hooks = hooks_of(smartrecruiters)
    subscribed = list(hooks)

    with pytest.raises(BadRequest):
        hooks.subscribe(vendor, Taken(200), **wish)

    assert list(hooks) == subscribed
    assert not hooks.outbox.switchboard.receivers
