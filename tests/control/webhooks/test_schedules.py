"""When attempts are made: the vendors' published schedules, on the world's clock."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from ats_sandbox.control.webhooks.delivery import DeliveryState
from ats_sandbox.control.webhooks.receivers import Answer, Message
from ats_sandbox.world.clock import SECOND
from ats_sandbox.world.world import TimeRefused
from tests.client import VendorClient
from tests.control.webhooks.hooked import Taken, hooks_of, tag

SCHEDULES = {
    "smartrecruiters": (0, 60, 240, 840, 3_540, 10_740, 25_140, 53_940, 111_540, 197_940, 284_340),
    "stackone": (0, 60, 360, 1_860),
    "bindbee": (0, 4, 10, 25, 55),
}
"""Seconds after the event: SmartRecruiters 1, 3, 10, 45, 120, 240, 480, 960, 1440, 1440 minutes after each failure."""


def something_happens(client: VendorClient, vendor: str) -> None:
    """What makes one event of the vendor that has subscribed to it alone."""
    if vendor == "bindbee":
        bindbee = next(one for one in client.sandbox.vendors if one.name == "bindbee")
        other = VendorClient(client.sandbox, bindbee, client.name)
        assert other.post("/api/embedded/v1/connectors/resync").status_code == 200
    else:
        tag(client)


EVENT = {"smartrecruiters": "candidate.updated", "stackone": "ats_candidates.updated", "bindbee": "connector_synced"}


@pytest.mark.parametrize("vendor", SCHEDULES)
def test_every_attempt_comes_at_its_published_instant(smartrecruiters: VendorClient, vendor: str) -> None:
    hooks, receiver = hooks_of(smartrecruiters), Taken(500)
    hooks.subscribe(vendor, receiver, events=[EVENT[vendor]])
    something_happens(smartrecruiters, vendor)
    hooks.run_until_delivered()
    delivery = hooks.deliveries(vendor=vendor, event=EVENT[vendor], state="waiting")[0]
    began = delivery.attempts[0].at

    smartrecruiters.world.advance(4 * 86_400 * SECOND)

    assert tuple((one.at - began) // SECOND for one in delivery.attempts) == SCHEDULES[vendor]
    assert delivery.state is DeliveryState.LOST
    sent = [one for one in receiver.messages if one.body == delivery.notice.body]
    assert len(sent) == len(SCHEDULES[vendor])


def test_an_attempt_is_signed_anew_under_the_same_id(smartrecruiters: VendorClient) -> None:
    hooks, receiver = hooks_of(smartrecruiters), Taken(500, 202)
    hooks.subscribe("smartrecruiters", receiver, events=["candidate.updated"])
    tag(smartrecruiters)

    hooks.run_until_delivered(advance=True)

    first, second = receiver.messages
    assert first.header["event-id"] == second.header["event-id"]
    stamps = [int(one.header["smartrecruiters-timestamp"]) for one in (first, second)]
    assert stamps[1] - stamps[0] == 60
    assert first.header["smartrecruiters-signature"] != second.header["smartrecruiters-signature"]


@pytest.mark.parametrize(("status", "taken"), [(202, True), (200, False), (204, False), (302, False), (500, False)])
def test_smartrecruiters_takes_nothing_but_202(smartrecruiters: VendorClient, status: int, taken: bool) -> None:
    hooks = hooks_of(smartrecruiters)
    hooks.subscribe("smartrecruiters", Taken(status), events=["candidate.updated"])
    tag(smartrecruiters)

    hooks.run_until_delivered()

    (delivery,) = hooks.deliveries(event="candidate.updated")
    assert delivery.attempts[0].accepted is taken


def test_what_comes_too_late_counts_as_no_answer(smartrecruiters: VendorClient) -> None:
    hooks = hooks_of(smartrecruiters)
    late = Taken(answer=lambda message: Answer(202, after=6))
    hooks.subscribe("smartrecruiters", late, events=["candidate.updated"])
    tag(smartrecruiters)

    hooks.run_until_delivered()

    (delivery,) = hooks.deliveries(event="candidate.updated")
    assert delivery.attempts[0].result == "late"
    assert delivery.state is DeliveryState.WAITING


def test_a_world_whose_clock_runs_goes_on_by_itself(smartrecruiters: VendorClient) -> None:
    from threading import Event

    from ats_sandbox.world.clock import ClockMode

    again = Event()
    statuses = iter((500, 202))

    def receive(message: object) -> int:
        status = next(statuses)
        if status == 202:
            again.set()
        return status

    hooks = hooks_of(smartrecruiters)
    hooks.subscribe("bindbee", receive, events=["connector_synced"])
    something_happens(smartrecruiters, "bindbee")
    hooks.run_until_delivered()
    smartrecruiters.world.advance(3_990)  # the next attempt is due in a hundredth of a second

    smartrecruiters.world.set_mode(ClockMode.RUNNING)

    assert again.wait(30)


def test_the_clock_shows_the_instant_of_each_attempt(smartrecruiters: VendorClient) -> None:
    """Receivers compare timestamps with the clock, and refuse what is stale."""
    hooks, world = hooks_of(smartrecruiters), smartrecruiters.world
    seen: list[tuple[int, int]] = []

    def receive(message: Message) -> int:
        seen.append((int(message.header["smartrecruiters-timestamp"]), world.now // SECOND))
        return 503

    hooks.subscribe("smartrecruiters", receive, events=["candidate.updated"])
    tag(smartrecruiters)
    until = world.now + 3 * 3_600_000

    assert world.advance(3 * 3_600_000) == until == world.now

    assert len(seen) == 6  # the first one too, which nobody had let run
    assert all(stamp == now for stamp, now in seen)


def test_the_clock_waits_for_receivers_on_the_network(smartrecruiters: VendorClient) -> None:
    hooks, world = hooks_of(smartrecruiters), smartrecruiters.world
    seen: list[tuple[int, int]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            seen.append((int(self.headers["smartrecruiters-timestamp"]), world.now // SECOND))
            self.send_response(503)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        hooks.subscribe("smartrecruiters", url=f"http://127.0.0.1:{server.server_port}/", events=["candidate.updated"])
        tag(smartrecruiters)
        world.advance(3 * 3_600_000)
    finally:
        server.shutdown()
        server.server_close()

    assert len(seen) == 6
    assert all(stamp == now for stamp, now in seen)


def test_time_that_cannot_pass_attempts_nothing(smartrecruiters: VendorClient) -> None:
    hooks, receiver = hooks_of(smartrecruiters), Taken(202)
    hooks.subscribe("smartrecruiters", receiver, events=["candidate.updated"])
    tag(smartrecruiters)

    with pytest.raises(TimeRefused):
        smartrecruiters.world.advance(-1)

    assert receiver.messages == []
