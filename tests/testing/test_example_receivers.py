"""The receivers among the examples, told by the vendors: signatures, retries, duplicates, keys that are rotated."""

from collections.abc import Callable
from typing import Any

import pytest

from ats_sandbox import Ats
from ats_sandbox.control.webhooks.webhooks import Subscription
from examples import bindbee_receiver, smartrecruiters_receiver, stackone_receiver


class Told:
    """What a receiver was told; the first `failures` times it fails."""

    def __init__(self, failures: int = 0) -> None:
        self.events: list[str] = []
        self.failures = failures

    def __call__(self, event: str, body: Any) -> None:
        if self.failures:
            self.failures -= 1
            raise OSError("the database is away")
        self.events.append(event)


class Case:
    """A vendor, an event of it, and how a test lets that happen."""

    def __init__(self, vendor: str, event: str, happen: Callable[[Ats], object], scope: str = "") -> None:
        self.vendor = vendor
        self.event = event
        self.happen = happen
        self.scope = scope

    def receiver(self, ats: Ats, secret: str, told: Told) -> Any:
        match self.vendor:
            case "smartrecruiters":
                return smartrecruiters_receiver.receiver([secret], told, lambda: ats.clock.now / 1000)
            case "stackone":
                return stackone_receiver.receiver([secret], told)
            case _:
                return bindbee_receiver.Receiver(secret, told)

    def begun(self, ats: Ats, told: Told) -> Subscription:
        """The example as a receiver of the event."""
        app, wish = self.receiver(ats, "s3cret", told), {"scope": self.scope} if self.scope else {}
        return ats.webhooks.deliver_to(app, self.vendor, events=[self.event], secret="s3cret", **wish)  # type: ignore[arg-type]


def resync(ats: Ats) -> None:
    headers = ats.bindbee.headers()
    assert ats.requests_session().post(f"{ats.bindbee}/api/embedded/v1/connectors/resync", headers=headers).ok


def tag(ats: Ats) -> None:
    ats.recruiter.tags(ats.world.candidates[1], f"tag {ats.clock.now}")


CASES = {
    "smartrecruiters": Case("smartrecruiters", "candidate.updated", tag),
    "stackone": Case("stackone", "ats_candidates.updated", tag, "acme"),
    "bindbee": Case("bindbee", "connector_synced", resync),
}


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> Case:
    return CASES[request.param]


def test_an_event_is_handled(ats: Ats, case: Case) -> None:
    told = Told()
    hook = case.begun(ats, told)

    case.happen(ats)
    delivery = ats.webhooks.expect(case.event, subscription=hook)

    assert told.events == [case.event]
    assert ats.webhooks.clinic(delivery).verifies
    assert ats.webhooks.clinic(delivery).verdict == "accepts"


def test_what_comes_twice_is_handled_once(ats: Ats, case: Case) -> None:
    told = Told()
    hook = case.begun(ats, told)
    ats.webhooks.disturb("duplicate", subscription=hook)

    case.happen(ats)
    ats.webhooks.redeliver(ats.webhooks.expect(case.event, subscription=hook))

    assert len(ats.webhooks.deliveries(subscription=hook, state="delivered")) == 3
    assert told.events == [case.event]
    case.happen(ats)
    ats.webhooks.run_until_delivered()
    assert told.events == [case.event] * 2


def test_what_fails_is_handled_when_it_is_tried_again(ats: Ats, case: Case) -> None:
    told = Told(failures=2)
    hook = case.begun(ats, told)

    case.happen(ats)
    delivery = ats.webhooks.expect(case.event, subscription=hook, advance=True)

    assert [one.status for one in delivery.attempts][:2] == [500, 500]
    assert len(delivery.attempts) == 3
    assert told.events == [case.event]


@pytest.mark.parametrize("kind", ["wrong_signature", "cut_body"])
def test_what_is_not_signed_so_is_refused(ats: Ats, case: Case, kind: Any) -> None:
    told = Told()
    hook = case.begun(ats, told)
    ats.webhooks.disturb(kind, subscription=hook)

    case.happen(ats)
    delivery = ats.webhooks.expect(case.event, subscription=hook, advance=True)

    assert delivery.attempts[0].status == 401
    assert len(delivery.attempts) == 2
    assert told.events == [case.event]


def test_smartrecruiters_is_shaken_hands_with(ats: Ats) -> None:
    told, headers, session = Told(), ats.smartrecruiters.headers(), ats.requests_session()
    base = f"{ats.smartrecruiters}/webhooks-api/v201907/subscriptions"
    wish = {"callbackUrl": "https://receiver.example.com/smartrecruiters", "events": ["candidate.updated"]}
    made = session.post(base, json=wish, headers=headers).json()["id"]
    keys: list[str] = []
    ats.webhooks.receive(made, smartrecruiters_receiver.receiver(keys, told, lambda: ats.clock.now / 1000))

    assert session.put(f"{base}/{made}/activation", headers=headers).status_code == 204
    tag(ats)
    unsigned = ats.webhooks.expect("candidate.updated", subscription=made)
    keys.append(session.post(f"{base}/{made}/secret-key", headers=headers).json()["secretKey"])
    tag(ats)
    signed = ats.webhooks.expect("candidate.updated", subscription=made)

    assert "smartrecruiters-signature" not in unsigned.header
    assert "smartrecruiters-signature" in signed.header
    assert len(told.events) == 2


def test_what_smartrecruiters_signed_long_ago_is_refused(ats: Ats) -> None:
    told = Told()
    hook = CASES["smartrecruiters"].begun(ats, told)
    ats.webhooks.disturb("stale_timestamp", subscription=hook, seconds=301)

    tag(ats)
    delivery = ats.webhooks.expect("candidate.updated", subscription=hook, advance=True)

    assert [one.status for one in delivery.attempts] == [401, 202]


@pytest.mark.parametrize("vendor", ["smartrecruiters", "stackone"])
def test_while_a_key_is_rotated_the_one_before_is_good(ats: Ats, vendor: str) -> None:
    """The receiver is given the new key later; what is signed with both, or still with the old one, is accepted."""
    told, case = Told(), CASES[vendor]
    hook = case.begun(ats, told)
    ats.webhooks.rotate(hook)

    case.happen(ats)
    delivery = ats.webhooks.expect(case.event, subscription=hook)

    assert len(delivery.attempts) == 1
    assert told.events == [case.event]
