"""Vendors that poll: each change is found once, at the instant of a look that can have seen it."""

from threading import Event

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.webhooks.receivers import Message
from ats_sandbox.control.webhooks.webhooks import WorldWebhooks
from ats_sandbox.vendors import VENDORS
from ats_sandbox.world.clock import DAY, MINUTE, ClockMode
from tests.client import VendorClient
from tests.control.webhooks.hooked import hooks_of, tag

EVERY = 5 * MINUTE


def polled(hooks: WorldWebhooks) -> str:
    """A subscription whose vendor looks every five minutes; gives its name."""
    return hooks.subscribe("stackone", events=["ats_candidates.updated"], scope="acme", every=EVERY).name


def test_what_changed_first_after_a_restore_is_found(smartrecruiters: VendorClient) -> None:
    hooks, workspace = hooks_of(smartrecruiters), smartrecruiters.sandbox.worlds[smartrecruiters.name]
    polled(hooks)
    workspace.snapshots.take("before")
    smartrecruiters.world.advance(MINUTE)
    workspace.restore("before")

    tag(smartrecruiters)
    smartrecruiters.world.advance(EVERY)

    assert len(hooks.deliveries()) == 1


def test_what_changed_first_in_a_fork_is_found(smartrecruiters: VendorClient) -> None:
    polled(hooks_of(smartrecruiters))
    name = f"{smartrecruiters.name}-fork"
    fork = smartrecruiters.sandbox.worlds.fork(name, smartrecruiters.name)
    try:
        tag(VendorClient(smartrecruiters.sandbox, smartrecruiters.vendor, name))
        fork.world.advance(EVERY)
        assert len(fork.webhooks.deliveries()) == 1
    finally:
        smartrecruiters.sandbox.worlds.drop(name)


def test_who_is_disabled_looks_at_nothing_and_begins_anew(smartrecruiters: VendorClient) -> None:
    hooks = hooks_of(smartrecruiters)
    name = polled(hooks)
    hooks.enable(name, False)
    tag(smartrecruiters)
    assert hooks.outbox.notices.next_poll is None

    hooks.world.advance(30 * MINUTE)
    hooks.enable(name)
    began = smartrecruiters.world.now
    tag(smartrecruiters)
    smartrecruiters.world.advance(EVERY)

    (delivery,) = hooks.deliveries(vendor="stackone")
    assert delivery.notice.happening.at == began + EVERY


def test_one_long_jump_shows_at_the_first_look_what_was_there_by_then(smartrecruiters: VendorClient) -> None:
    hooks = hooks_of(smartrecruiters)
    polled(hooks)
    first = hooks.outbox.notices.next_poll
    tag(smartrecruiters)

    smartrecruiters.world.advance(DAY)

    (delivery,) = hooks.deliveries(vendor="stackone")
    assert delivery.notice.happening.at == first


def test_time_that_passes_by_itself_brings_the_look(monkeypatch: pytest.MonkeyPatch) -> None:
    from ats_sandbox.control.webhooks.alarm import Alarm

    set_to: list[float] = []
    monkeypatch.setattr(Alarm, "set", lambda alarm, seconds: set_to.append(seconds))
    sandbox = SandboxApp(clock=ClockMode.RUNNING)
    polled(hooks_of(VendorClient(sandbox, VENDORS[0], "default")))

    assert 0 < min(set_to) <= EVERY / 1_000


def test_not_every_write_sets_an_alarm(monkeypatch: pytest.MonkeyPatch) -> None:
    from ats_sandbox.control.webhooks import alarm

    class Timer(alarm.Timer):
        made = 0

        def start(self) -> None:
            Timer.made += 1

    monkeypatch.setattr(alarm, "Timer", Timer)
    sandbox = SandboxApp(clock=ClockMode.RUNNING)
    client = VendorClient(sandbox, VENDORS[0], "default")
    polled(hooks_of(client))
    for _ in range(20):
        tag(client)

    assert 1 <= Timer.made < 20


def test_what_becomes_due_by_itself_is_told() -> None:
    sandbox, heard = SandboxApp(clock=ClockMode.RUNNING), Event()
    client = VendorClient(sandbox, VENDORS[0], "default")

    def receive(message: Message) -> None:
        heard.set()

    hooks_of(client).subscribe("smartrecruiters", receive, events=["candidate.updated"])
    tag(client)

    assert heard.wait(30)
