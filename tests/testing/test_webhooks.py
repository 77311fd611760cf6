"""`ats.webhooks`: receivers without a port, what a test expects of them, and what it is told when that did not come."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, get_args

import pytest

from ats_sandbox import Answer, Ats, Message, Sandbox
from ats_sandbox.control.webhooks.delivery import DeliveryState
from ats_sandbox.control.webhooks.disturbances import Kind
from ats_sandbox.testing.webhooks import DisturbanceName
from tests.contract.receivers import receiver

CREATED, UPDATED, MOVED = "candidate.created", "candidate.updated", "application.status.updated"


def hire(ats: Ats, name: str = "Ada") -> None:
    ats.applicant.applies(ats.world.jobs[1], first_name=name, last_name="Quill", email=f"{name.lower()}@example.com")


class Receiver:
    """Answers with each of these statuses, the last one again and again."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.messages: list[Message] = []

    def __call__(self, message: Message) -> int:
        self.messages.append(message)
        return self.statuses[0] if len(self.statuses) == 1 else self.statuses.pop(0)


def wsgi(taken: list[bytes]) -> Callable[..., list[bytes]]:
    def app(environ: Any, start_response: Any) -> list[bytes]:
        taken.append(environ["wsgi.input"].read())
        start_response("202 ACCEPTED", [("Content-Length", "0")])
        return []

    return app


def asgi(taken: list[bytes]) -> Callable[..., Any]:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        taken.append((await receive())["body"])
        await send({"type": "http.response.start", "status": 202, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    return app


def test_the_same_bytes_reach_every_kind_of_receiver(ats: Ats) -> None:
    by_function, by_wsgi, by_asgi, by_http = Receiver(202), list[bytes](), list[bytes](), list[bytes]()

    def answer(handler: Any) -> None:
        by_http.append(handler.rfile.read(int(handler.headers["Content-Length"])))
        handler.send_response(202)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    ats.webhooks.deliver_to(by_function, "smartrecruiters", events=CREATED)
    ats.webhooks.deliver_to(wsgi(by_wsgi), "smartrecruiters", events=[CREATED])
    ats.webhooks.deliver_to(asgi(by_asgi), "smartrecruiters", events=[CREATED])
    with receiver(answer) as url:
        ats.webhooks.subscribe("smartrecruiters", url=url, events=[CREATED])
        ats.webhooks.subscribe("smartrecruiters", events=[CREATED])
        hire(ats)
        ats.webhooks.run_until_delivered()

    assert len(ats.webhooks.deliveries(event=CREATED, state="delivered")) == 5
    (mine,) = [one for one in ats.webhooks.inbox if one.event == CREATED]
    assert by_wsgi == by_asgi == by_http == [mine.body] == [one.body for one in by_function.messages]
    assert mine.json() == {
        "id": ats.id("smartrecruiters", "candidate", ats.world.candidates.by_email("ada@example.com").id)
    }  # type: ignore[union-attr]


def test_an_event_is_expected_once_for_each_time_it_came(ats: Ats) -> None:
    taken = Receiver(202)
    ats.webhooks.deliver_to(taken, "smartrecruiters", events=[CREATED])
    hire(ats, "Ada")
    hire(ats, "Bea")

    first, second = ats.webhooks.expect(CREATED), ats.webhooks.expect(CREATED)

    assert [first.body, second.body] == [one.body for one in taken.messages]
    assert first.header["event-id"] != second.header["event-id"]
    with pytest.raises(AssertionError, match=r"candidate\.created was not delivered beside the 2 found before"):
        ats.webhooks.expect(CREATED)


def test_retries_come_as_the_clock_goes_on(ats: Ats) -> None:
    taken = Receiver(500, 200, 202)
    ats.webhooks.deliver_to(taken, "smartrecruiters", events=[CREATED])
    hire(ats)

    with pytest.raises(AssertionError):
        ats.webhooks.expect(CREATED)
    ats.clock.advance(minutes=1)
    assert len(taken.messages) == 2
    ats.clock.advance(minutes=3)

    assert [one.status for one in ats.webhooks.expect(CREATED).attempts] == [500, 200, 202]


def test_a_slow_answer_is_late_for_the_vendor_and_takes_no_time(ats: Ats) -> None:
    answers = iter([Answer(202, after=5.1), Answer(202, (("X-Seen", "yes"),), b"thanks", after=4.9)])
    ats.webhooks.deliver_to(lambda message: next(answers), "smartrecruiters", events=[CREATED])
    hire(ats)

    late, timely = ats.webhooks.expect(CREATED, advance=True).attempts

    assert (late.result, late.said) == ("late", "it took 5.1 s, where 5 s count")
    assert (timely.result, timely.answer, timely.answer_headers) == ("accepted", b"thanks", (("X-Seen", "yes"),))


def test_all_retries_are_made_when_that_is_asked(ats: Ats) -> None:
    ats.webhooks.deliver_to(Receiver(*[500] * 10, 202), "smartrecruiters", events=[CREATED])
    hire(ats)

    assert len(ats.webhooks.expect(CREATED, advance=True).attempts) == 11


def test_sleeping_lets_retries_come(ats: Ats, ats_sleeps: object) -> None:
    import time

    ats.webhooks.deliver_to(Receiver(500, 202), "smartrecruiters", events=[CREATED])
    hire(ats)
    time.sleep(60)

    assert len(ats.webhooks.expect(CREATED).attempts) == 2


def missed(ats: Ats, event: str, **narrower: Any) -> list[str]:
    with pytest.raises(AssertionError) as raised:
        ats.webhooks.expect(event, **narrower)
    return str(raised.value).splitlines()


def test_what_came_instead_is_told(ats: Ats) -> None:
    hook = ats.webhooks.deliver_to(Receiver(202), "smartrecruiters", events=[CREATED, UPDATED])
    hire(ats)

    assert missed(ats, UPDATED) == [
        "candidate.updated was not delivered",
        "  near: candidate.created",
        "  delivered instead:",
        f"    #1 candidate.created to {hook.name}: delivered, 1 attempt",
        f"  subscribed to it: {hook.name}",
        "  disabled: smartrecruiters-1",
    ]


def test_what_is_open_is_told_with_its_next_attempt(ats: Ats) -> None:
    hook = ats.webhooks.deliver_to(Receiver(503), "smartrecruiters", events=[CREATED])
    hire(ats)

    told = missed(ats, CREATED, subscription=hook)
    made, due = f"1 attempt ({hook.url}: it answered 503, which the vendor does not take)", "2026-03-02T09:01:00.002Z"

    assert told == [
        f"candidate.created was not delivered to {hook.name}",
        "  open:",
        f"    #1 candidate.created to {hook.name}: waiting, {made}, the next at {due}",
        f"  subscribed to it: {hook.name}",
    ]


def test_what_is_lost_or_dropped_is_told(ats: Ats) -> None:
    hook = ats.webhooks.deliver_to(Receiver(503), "smartrecruiters", events=[CREATED])
    hire(ats, "Ada")
    ats.webhooks.run_until_delivered(advance=True)
    ats.webhooks.disturb("drop", subscription=hook)
    hire(ats, "Bea")

    told = "\n".join(missed(ats, CREATED, vendor="smartrecruiters"))

    assert "candidate.created was not delivered by smartrecruiters" in told
    assert "  lost or dropped:" in told
    failed = f"{hook.url}: it answered 503, which the vendor does not take"
    assert f"lost, 11 attempts ({failed}); 11 attempts failed" in told
    assert "  other vendors delivered: 20 to bindbee-1" in told
    assert "dropped; a tester planned: drop" in told


def test_who_is_not_subscribed_is_told(ats: Ats) -> None:
    hook = ats.webhooks.deliver_to(Receiver(202), "smartrecruiters", events=[CREATED])
    off = ats.webhooks.disable(ats.webhooks.deliver_to(Receiver(202), "smartrecruiters", events=[MOVED]))

    assert missed(ats, MOVED)[1:] == [
        "  nobody is subscribed to it: ats.webhooks.deliver_to(receiver, vendor) or subscribe(vendor) do that",
        f"  disabled: smartrecruiters-1, {off.name}",
        f"  subscribed to other events: {hook.name}",
    ]


def test_many_are_told_with_their_number(ats: Ats) -> None:
    ats.webhooks.deliver_to(Receiver(202), "smartrecruiters", events=[CREATED, UPDATED])
    for number in range(12):
        hire(ats, f"Ada{number}")

    told = missed(ats, UPDATED)

    assert "  delivered instead (and 2 earlier ones):" in told
    assert sum(line.startswith("    #") for line in told) == 10


def test_a_failed_test_shows_what_did_not_arrive(ats: Ats) -> None:
    ats.webhooks.deliver_to(Receiver(503), "smartrecruiters", events=[CREATED])
    hire(ats)
    ats.webhooks.run_until_delivered()

    assert "Webhooks that were not delivered:\n  #1 candidate.created to smartrecruiters-2: waiting" in ats.story()
    assert "Webhooks" not in Sandbox(world="empty").story()


def test_keys_are_rotated_and_signatures_follow(ats: Ats) -> None:
    taken = Receiver(202)
    hook = ats.webhooks.deliver_to(taken, "smartrecruiters", events=[CREATED], secret="k")
    key = ats.webhooks.rotate(hook)

    hire(ats)
    told = ats.webhooks.expect(CREATED)

    assert hook.secret == "k"
    assert ats.webhooks[hook].secret == key.secret
    assert told.header["smartrecruiters-signature"].count("v1=") == 2


def test_what_a_vendors_api_subscribed_can_be_received_here(ats: Ats) -> None:
    """The handshake goes over the network, or to a name that is reserved; what comes later need not."""
    taken, headers, session = Receiver(202), ats.smartrecruiters.headers(), ats.requests_session()
    base = f"{ats.smartrecruiters}/webhooks-api/v201907/subscriptions"
    wish = {"callbackUrl": "https://receiver.example.com/hooks", "events": [CREATED]}
    made = session.post(base, json=wish, headers=headers).json()["id"]
    assert session.put(f"{base}/{made}/activation", headers=headers).status_code == 204

    ats.webhooks.receive(made, taken)
    hire(ats)
    ats.webhooks.expect(CREATED, subscription=made)
    ats.webhooks.receive(made, None)
    hire(ats, "Bea")
    ats.webhooks.expect(CREATED, subscription=made)

    assert len(taken.messages) == 1


def test_deliveries_are_held_released_and_repeated(ats: Ats) -> None:
    taken = Receiver(202)
    hook = ats.webhooks.deliver_to(taken, "smartrecruiters", events=[CREATED])
    ats.webhooks.disturb("hold", subscription=hook, event=CREATED)
    hire(ats)

    (held,) = ats.webhooks.deliveries(subscription=hook, state="held")
    ats.webhooks.release(held)
    told = ats.webhooks.expect(CREATED)
    again = ats.webhooks.redeliver(told)

    assert (told.number, again.of, again.state) == (held.number, held.number, DeliveryState.DELIVERED)
    assert len(taken.messages) == 2
    assert ats.webhooks.expect(CREATED) is again


def test_disturbances_are_listed_and_taken_back(ats: Ats) -> None:
    ats.webhooks.disturb("delay", seconds=90, times=None)
    ats.webhooks.disturb("reorder", count=3)

    assert [(one.kind, one.times) for one in ats.webhooks.disturbances] == [("delay", None), ("reorder", 1)]
    ats.webhooks.calm()
    assert ats.webhooks.disturbances == []


def test_the_inbox_is_emptied_and_subscriptions_end(ats: Ats) -> None:
    hook = ats.webhooks.subscribe("smartrecruiters", events=[CREATED])
    hire(ats)
    assert len(ats.webhooks.inbox) == 1
    ats.webhooks.empty_inbox()
    assert ats.webhooks.inbox == []

    ats.webhooks.unsubscribe(hook)
    hire(ats, "Bea")

    assert [one.name for one in ats.webhooks if one.name == hook.name] == []
    assert len(ats.webhooks.deliveries(subscription=hook.name)) == 1


def test_in_a_served_world_links_lead_to_the_server_and_elsewhere_to_the_vendor(ats: Ats, ats_server: Ats) -> None:
    assert ats.name == ats_server.name
    ats_server.webhooks.subscribe("smartrecruiters", events=[CREATED])
    hire(ats_server)
    link = ats_server.webhooks.expect(CREATED).header["link"]

    other = Sandbox()
    other.webhooks.subscribe("smartrecruiters", events=[CREATED])
    hire(other)

    assert link.startswith(f"<{ats_server.smartrecruiters}/candidates/")
    assert other.webhooks.expect(CREATED).header["link"].startswith("<https://api.smartrecruiters.com/candidates/")


def test_the_worlds_of_other_tests_do_not_link_to_the_server(ats: Ats) -> None:
    """Whichever test came first: only a world that was asked for at the server is served."""
    from ats_sandbox.testing.world_pool import WorldPool

    pool = WorldPool()
    try:
        served, quiet = pool.serve(pool.take({})), pool.take({})
        for one in (served, quiet):
            one.webhooks.subscribe("smartrecruiters", events=[CREATED])
            hire(one)
        links = [one.webhooks.expect(CREATED).header["link"] for one in (served, quiet)]
    finally:
        pool.close()

    assert links[0].startswith(f"<{served.smartrecruiters}/candidates/")
    assert links[1].startswith("<https://api.smartrecruiters.com/candidates/")


def test_while_a_world_is_served_its_links_lead_there() -> None:
    ats = Sandbox()
    ats.webhooks.subscribe("smartrecruiters", events=[CREATED])
    links = []
    with ats.serve() as served:
        hire(served)
        links.append(served.webhooks.expect(CREATED).header["link"])
    hire(ats, "Bea")
    links.append(ats.webhooks.expect(CREATED).header["link"])

    assert links[0].startswith(f"<{served.smartrecruiters}/candidates/")
    assert links[1].startswith("<https://api.smartrecruiters.com/candidates/")


def test_a_link_reaches_the_record_through_the_interceptor(ats_intercept: Ats) -> None:
    import requests

    ats_intercept.webhooks.subscribe("smartrecruiters", events=[CREATED])
    hire(ats_intercept)

    link = ats_intercept.webhooks.expect(CREATED).header["link"].partition(">")[0][1:]

    assert requests.get(link, headers=ats_intercept.smartrecruiters.headers()).json()["email"] == "ada@example.com"


def test_a_delivery_is_examined(ats: Ats) -> None:
    hook = ats.webhooks.deliver_to(Receiver(200), "smartrecruiters", events=[CREATED])
    session, person = ats.requests_session(), {"firstName": "Ada", "lastName": "Quill", "email": "ada@example.com"}
    session.post(f"{ats.smartrecruiters}/candidates", json=person, headers=ats.smartrecruiters.headers())
    ats.webhooks.run_until_delivered()
    (refused,) = ats.webhooks.deliveries(subscription=hook)

    why = ats.webhooks.why(refused)

    assert ats.webhooks.clinic(refused).verdict == "status"
    assert why.exchange is not None
    assert why.exchange.status == 201


def test_receivers_are_drilled(ats: Ats) -> None:
    taken = Receiver(202)
    hook = ats.webhooks.deliver_to(taken, "smartrecruiters", events=[CREATED])
    drill = ats.webhooks.begin_outage(hook, minutes=10)
    hire(ats, "Ada")
    (late,) = drill.report().late
    assert (late.event, late.attempts) == (CREATED, 4)
    assert ats.webhooks.outage("bindbee-1", minutes=1500).lost

    ats.webhooks.race(hook, "before_answer")
    hire(ats, "Bea")
    assert len(taken.messages) == 2
    assert ats.webhooks.handshake("wrong_value").status == 424


def test_a_polling_vendor_takes_a_span_or_seconds(ats: Ats) -> None:
    for every in (timedelta(minutes=5), 300):
        hook = ats.webhooks.subscribe("stackone", every=every)
        assert hook.subscriber.every == 300_000


def test_the_type_checker_knows_every_disturbance() -> None:
    assert get_args(DisturbanceName) == tuple(one.value for one in Kind)


def test_a_failed_assert_of_a_receiver_is_what_expect_says(ats: Ats) -> None:
    def receive(message: Message) -> int:
        raise AssertionError("nobody is called Ada")

    ats.webhooks.deliver_to(receive, "smartrecruiters", events=[CREATED])
    hire(ats, "Ada")

    with pytest.raises(AssertionError, match=r"its own defect, AssertionError: nobody is called Ada"):
        ats.webhooks.expect(CREATED)


def test_what_a_vendor_has_not_looked_at_yet_is_said(ats: Ats) -> None:
    hook = ats.webhooks.subscribe("stackone", events="ats_candidates.created", every=timedelta(minutes=10))
    hire(ats, "Ada")

    with pytest.raises(AssertionError, match=f"{hook.name} looks again at 2026-03-02T09:10:00"):
        ats.webhooks.expect("ats_candidates.created")
