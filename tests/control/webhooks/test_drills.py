"""Outages and handshakes, as drills; and addresses that a vendor itself would not send to."""

from http.server import BaseHTTPRequestHandler

import pytest
from msgspec.structs import replace

from ats_sandbox.contract.webhooks import Result
from ats_sandbox.control.errors import BadRequest, Unfit, Unknown
from ats_sandbox.control.webhooks.delivery import DeliveryState
from ats_sandbox.control.webhooks.receivers import Answer, Message
from ats_sandbox.world.clock import DAY, HOUR, MINUTE, SECOND, iso
from tests.contract.receivers import receiver
from tests.control.webhooks.laboratory import SUCCESS, Laboratory

SUBSCRIPTIONS = "/webhooks-api/v201907/subscriptions"


@pytest.mark.parametrize(
    ("vendor", "seconds", "attempts", "late"),
    [
        ("bindbee", 3, 2, 4 * SECOND),
        ("bindbee", 54, 5, 55 * SECOND),
        ("bindbee", 61, 5, None),
        ("stackone", 300, 3, 6 * MINUTE),
        ("stackone", 3_600, 4, None),
        ("smartrecruiters", 3_600, 6, 179 * MINUTE),
        ("smartrecruiters", 4 * 24 * 3_600, 11, None),
    ],
)
def test_what_is_told_meanwhile_comes_late_or_is_lost(
    laboratory: Laboratory, vendor: str, seconds: int, attempts: int, late: int | None
) -> None:
    one = laboratory.subscribe(vendor, lambda message: SUCCESS[vendor])
    drill = laboratory.webhooks.begin_outage(one, seconds=seconds)
    laboratory.provoke(vendor)

    report = drill.report()

    (missed,) = report.events
    assert (missed.attempts, missed.late_by, missed.lost) == (attempts, late, late is None)
    assert (len(report.late), len(report.lost)) == ((0, 1) if late is None else (1, 0))
    assert laboratory.webhooks.world.now >= drill.outage.ends_at
    assert laboratory.webhooks.unfinished() == []


@pytest.mark.parametrize(
    ("vendor", "event"),
    [
        ("smartrecruiters", "candidate.updated"),
        ("stackone", "ats_candidates.updated"),
        ("bindbee", "connector_data_modified"),
    ],
)
def test_the_polling_that_would_have_caught_it_shows_it(laboratory: Laboratory, vendor: str, event: str) -> None:
    webhooks = laboratory.webhooks
    wish = {"scope": "acme"} if vendor == "stackone" else {}
    one = webhooks.subscribe(vendor, lambda message: 200, events=[event], **wish).name  # type: ignore[arg-type]
    drill = webhooks.begin_outage(one, minutes=5 * 24 * 60)
    laboratory.rename("Ada")
    if vendor == "bindbee":
        laboratory.provoke("bindbee")

    report = drill.report(look=True)

    first = report.lost[0]
    assert (first.event, first.state, first.shown) == (event, DeliveryState.LOST, True)
    assert first.polling.startswith("GET /")
    assert iso(drill.outage.begins_at) in first.polling
    assert "which shows it" in str(report)


def test_without_a_look_nobody_asks(laboratory: Laboratory) -> None:
    webhooks = laboratory.webhooks
    drill = webhooks.begin_outage(laboratory.subscribe("bindbee", lambda message: 200), minutes=2)
    laboratory.provoke("bindbee")
    asked = len(webhooks.journal)

    (missed,) = drill.report().lost

    assert (missed.shown, len(webhooks.journal)) == (None, asked)


def test_what_no_request_shows_is_said_to_be_so(laboratory: Laboratory) -> None:
    webhooks, client = laboratory.webhooks, laboratory.client
    one = webhooks.subscribe("smartrecruiters", lambda message: 202, events=["review.created"]).name
    drill = webhooks.begin_outage(one, minutes=6 * 24 * 60)
    with client.arrange() as draft:
        review = draft.scorecards[1]
        draft.put(draft.scorecards.collection, replace(review, id=draft.next_id(draft.scorecards.collection)))

    (missed,) = drill.report(look=True).lost

    assert (missed.polling, missed.shown) == ("", None)
    assert "no request would have shown it" in str(missed)


def test_what_waited_before_and_what_is_told_to_others_is_no_part_of_it(laboratory: Laboratory) -> None:
    webhooks = laboratory.webhooks
    one = laboratory.subscribe("smartrecruiters", lambda message: 202)
    other = laboratory.subscribe("smartrecruiters", lambda message: 202)
    laboratory.rename("Ada")
    webhooks.run_until_delivered()
    drill = webhooks.begin_outage(one, minutes=2)
    laboratory.rename("Bea")
    report = drill.report()
    laboratory.rename("Cleo")
    webhooks.run_until_delivered()

    assert [missed.delivery for missed in report.events] == [3]
    assert [len(made.attempts) for made in webhooks.deliveries(subscription=one)] == [1, 3, 1]
    assert [len(made.attempts) for made in webhooks.deliveries(subscription=other)] == [1, 1, 1]


def test_what_the_schedule_brings_is_missed_without_a_change(laboratory: Laboratory) -> None:
    one = laboratory.webhooks.subscribe("bindbee", lambda message: 200).name

    report = laboratory.webhooks.outage(one, minutes=2 * 24 * 60)

    assert {missed.event for missed in report.lost} >= {"connector_sync_started", "connector_synced"}
    assert str(report).startswith(f"{one} was away from 2026-03-02T09:00:00")


@pytest.mark.parametrize(
    "length",
    [
        {},
        {"seconds": 1, "minutes": 1},
        {"seconds": 0},
        {"minutes": -1},
        {"minutes": 10**9},
        {"days": 1, "hours": 1},
        {"days": 400},
        {"hours": 0},
    ],
)
def test_a_length_that_is_none_is_refused(laboratory: Laboratory, length: dict[str, int]) -> None:
    one = laboratory.subscribe("bindbee")

    with pytest.raises(BadRequest):
        laboratory.webhooks.begin_outage(one, **length)
    with pytest.raises(Unknown):
        laboratory.webhooks.begin_outage("bindbee-99", seconds=1)


WHY = {
    "late": "no answer within 20 seconds: it took 21",
    "wrong_value": "does not repeat X-Hook-Secret",
    "no_content": "answered 204",
    "redirect": "answered 307",
    "header_dropped": "does not repeat X-Hook-Secret",
}


@pytest.mark.parametrize("case", WHY)
def test_a_handshake_that_fails_is_424_with_the_reason(laboratory: Laboratory, case: str) -> None:
    webhooks = laboratory.webhooks
    before = [one.name for one in webhooks]

    found = webhooks.handshake(case)

    assert (found.case.value, found.status) == (case, 424)
    assert WHY[case] in found.why
    assert found.asked is not None
    assert len(found.asked.header["x-hook-secret"]) == 64
    last = webhooks.journal.last
    assert last is not None
    assert (last.status, last.why) == (424, found.why)
    assert [one.name for one in webhooks] == before


def test_a_subscription_of_ones_own_can_be_drilled(laboratory: Laboratory) -> None:
    webhooks, client, url = laboratory.webhooks, laboratory.client, "https://mine.example.com/in"
    made = client.post(SUBSCRIPTIONS, json={"callbackUrl": url, "events": ["candidate.updated"]}).json["id"]
    taken: list[Message] = []
    webhooks.receive(url, taken.append)

    reports = [webhooks.handshake(case, subscription=made) for case in ("late", "right", "right")]

    assert [one.status for one in reports] == [424, 204, 409]
    assert reports[-1].why.endswith(f"disable {webhooks[made].name} first, or name none")
    assert webhooks[made].subscriber.enabled
    laboratory.rename("Ada")
    webhooks.run_until_delivered()
    assert len(taken) == 1


def test_a_receiver_that_is_bound_to_an_address_gets_the_handshake(laboratory: Laboratory) -> None:
    client, url, asked = laboratory.client, "https://bound.example.com/in?from=ats", []
    made = client.post(SUBSCRIPTIONS, json={"callbackUrl": url, "events": ["candidate.updated"]}).json["id"]

    def receive(message: Message) -> Answer:
        asked.append(message)
        return Answer(200, (("x-hook-SECRET", message.header["x-hook-secret"]),))

    laboratory.webhooks.receive(url, receive)

    assert client.put(f"{SUBSCRIPTIONS}/{made}/activation").status_code == 204
    assert [(one.url, one.body) for one in asked] == [(url, b"")]


def test_who_shakes_no_hands_is_not_drilled(laboratory: Laboratory) -> None:
    with pytest.raises(Unfit, match="shakes no hands"):
        laboratory.webhooks.handshake("late", vendor="stackone")
    with pytest.raises(BadRequest) as refused:
        laboratory.webhooks.handshake("latest")
    assert "did you mean late" in str(refused.value.violations)


@pytest.mark.parametrize("vendor", SUCCESS)
def test_an_attempt_without_tls_says_that_the_vendor_would_not_make_it(laboratory: Laboratory, vendor: str) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(SUCCESS[vendor])
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    with receiver(answer) as url:
        one = laboratory.subscribe(vendor, url=f"{url}/in")
        laboratory.provoke(vendor)
        laboratory.webhooks.run_until_delivered()

    (attempt,) = laboratory.webhooks.deliveries(subscription=one)[0].attempts
    assert (attempt.result, attempt.said) == (
        Result.ACCEPTED,
        "sent without TLS to this machine, where the vendor takes https:// addresses only",
    )


def test_an_attempt_with_tls_says_nothing(laboratory: Laboratory) -> None:
    one = laboratory.subscribe("stackone")
    laboratory.provoke("stackone")

    assert [made.said for made in laboratory.webhooks.deliveries(subscription=one)[0].attempts] == [""]
    assert laboratory.webhooks.world.now < laboratory.webhooks.world.base.now + HOUR


@pytest.mark.parametrize("length", [{"days": 2}, {"hours": 48}, {"minutes": 2_880}, {"seconds": 172_800}])
def test_an_outage_is_as_long_in_any_unit(laboratory: Laboratory, length: dict[str, float]) -> None:
    _, begins_at, ends_at = laboratory.webhooks.begin_outage("bindbee-1", **length).outage  # type: ignore[arg-type]

    assert ends_at - begins_at == 2 * DAY
