"""What testers plan for deliveries: exact, counted, and the same each time."""

import pytest

from ats_sandbox.control.errors import BadRequest, Unknown
from ats_sandbox.control.webhooks.delivery import DeliveryState
from ats_sandbox.control.webhooks.webhooks import Subscription, WorldWebhooks
from tests.client import VendorClient
from tests.control.webhooks.hooked import Taken, hooks_of, tag
from tests.vendors.smartrecruiters.webhooks.verification import verifies

EVENT = "candidate.updated"


@pytest.fixture
def hooks(smartrecruiters: VendorClient) -> WorldWebhooks:
    return hooks_of(smartrecruiters)


@pytest.fixture
def receiver() -> Taken:
    return Taken(202)


@pytest.fixture
def subscription(hooks: WorldWebhooks, receiver: Taken) -> Subscription:
    return hooks.subscribe("smartrecruiters", receiver, events=[EVENT], secret="a key")


def after(client: VendorClient, hooks: WorldWebhooks, events: int = 1) -> None:
    """Let some events happen, and be told."""
    for _ in range(events):
        tag(client)
    hooks.run_until_delivered()


def verified(receiver: Taken, key: str = "a key") -> list[bool]:
    """For each message in turn, whether it is signed with a key."""
    return [verifies(key, one.header, one.body) for one in receiver.messages]


def test_a_duplicate_is_the_same_event_twice(
    smartrecruiters: VendorClient, hooks: WorldWebhooks, receiver: Taken, subscription: Subscription
) -> None:
    hooks.disturb("duplicate", subscription=subscription.name)

    after(smartrecruiters, hooks, 2)

    first, again, other = receiver.messages
    assert first == again
    assert other.header["event-id"] != first.header["event-id"]
    assert hooks.deliveries()[1].of == hooks.deliveries()[0].number


def test_a_delay_is_time_of_the_world(
    smartrecruiters: VendorClient, hooks: WorldWebhooks, receiver: Taken, subscription: Subscription
) -> None:
    hooks.disturb("delay", seconds=90)
    after(smartrecruiters, hooks)
    (delivery,) = hooks.deliveries()
    began = delivery.notice.happening.at

    smartrecruiters.world.advance_to(began + 89_999)
    assert receiver.messages == []
    smartrecruiters.world.advance_to(began + 90_000)

    assert [one.at for one in delivery.attempts] == [began + 90_000]
    assert verified(receiver) == [True]


def test_what_is_held_goes_when_it_is_released(
    smartrecruiters: VendorClient, hooks: WorldWebhooks, receiver: Taken, subscription: Subscription
) -> None:
    hooks.disturb("hold")
    after(smartrecruiters, hooks, 2)
    held, other = hooks.deliveries()
    assert (held.state, other.state) == (DeliveryState.HELD, DeliveryState.DELIVERED)

    smartrecruiters.world.advance(60_000)
    hooks.outbox.release(held.number)
    hooks.run_until_delivered()

    assert held.state is DeliveryState.DELIVERED
    assert receiver.ids == [other.notice.id, held.notice.id]


def test_what_is_dropped_never_comes(
    smartrecruiters: VendorClient, hooks: WorldWebhooks, receiver: Taken, subscription: Subscription
) -> None:
    hooks.disturb("drop", times=2)

    after(smartrecruiters, hooks, 3)

    *dropped, told = hooks.deliveries()
    assert [one.state for one in dropped] == [DeliveryState.DROPPED] * 2
    assert all("drop" in one.said for one in dropped)
    assert receiver.ids == [told.notice.id]


@pytest.mark.parametrize("count", [2, 3])
def test_what_is_reordered_comes_the_last_one_first(
    smartrecruiters: VendorClient, hooks: WorldWebhooks, receiver: Taken, subscription: Subscription, count: int
) -> None:
    hooks.disturb("reorder", count=count)

    after(smartrecruiters, hooks, count + 1)

    ids = [one.notice.id for one in hooks.deliveries()]
    assert receiver.ids == [*ids[:count][::-1], ids[count]]
    assert not list(hooks.outbox.disturbances)


def test_what_is_held_says_what_for(
    smartrecruiters: VendorClient, hooks: WorldWebhooks, receiver: Taken, subscription: Subscription
) -> None:
    hooks.disturb("reorder", count=3)
    after(smartrecruiters, hooks)
    (first,) = hooks.deliveries()
    assert "it waits for 2 more, to be sent after them; `webhooks release 1` lets it go" in str(first)

    after(smartrecruiters, hooks)
    first, second = hooks.deliveries()
    assert "it waits for 1 more, to be sent after it; `webhooks release 1`" in first.said
    assert "`webhooks release 2`" in second.said

    hooks.disarm()
    assert "it waits for its release; `webhooks release 1`" in first.said
    hooks.release(1)
    hooks.run_until_delivered()
    assert first.said == "a tester planned: reorder"
    hooks.disturb("hold")
    after(smartrecruiters, hooks)
    assert hooks.deliveries()[-1].said == (
        "a tester planned: hold; it waits for its release; `webhooks release 3` lets it go"
    )


def test_a_replay_brings_the_bytes_of_the_last_delivery_before_the_next(
    smartrecruiters: VendorClient, hooks: WorldWebhooks, receiver: Taken, subscription: Subscription
) -> None:
    after(smartrecruiters, hooks)
    smartrecruiters.world.advance(3_600_000)
    hooks.disturb("replay")

    after(smartrecruiters, hooks)

    first, replayed, second = receiver.messages
    assert replayed == first
    assert second.header["event-id"] != first.header["event-id"]
    assert verified(receiver) == [True] * 3


def test_half_of_a_body_does_not_verify(
    smartrecruiters: VendorClient, hooks: WorldWebhooks, receiver: Taken, subscription: Subscription
) -> None:
    hooks.disturb("cut_body")

    after(smartrecruiters, hooks, 2)

    cut, whole = receiver.messages
    assert whole.body.startswith(cut.body)
    assert len(cut.body) == len(whole.body) // 2
    assert verified(receiver) == [False, True]


def test_a_wrong_signature_is_one_of_a_key_that_nobody_has(
    smartrecruiters: VendorClient, hooks: WorldWebhooks, receiver: Taken, subscription: Subscription
) -> None:
    hooks.disturb("wrong_signature", times=None)

    after(smartrecruiters, hooks, 2)

    assert verified(receiver) == [False, False]
    assert next(iter(hooks.outbox.disturbances)).hits == 2


def test_a_stale_timestamp_is_signed_rightly(
    smartrecruiters: VendorClient, hooks: WorldWebhooks, receiver: Taken, subscription: Subscription
) -> None:
    hooks.disturb("stale_timestamp", seconds=301)

    after(smartrecruiters, hooks)

    (delivery,) = hooks.deliveries()
    assert int(receiver.messages[0].header["smartrecruiters-timestamp"]) == delivery.attempts[0].at // 1000 - 301
    assert verified(receiver) == [True]


def test_an_old_key_alone_signs(
    smartrecruiters: VendorClient, hooks: WorldWebhooks, receiver: Taken, subscription: Subscription
) -> None:
    new = hooks.rotate(subscription.name)
    hooks.disturb("old_key")

    after(smartrecruiters, hooks, 2)

    assert verified(receiver) == [True, True]
    assert verified(receiver, new.secret) == [False, True]


def test_an_expired_key_signs_where_there_is_no_other_old_one(
    smartrecruiters: VendorClient, hooks: WorldWebhooks, receiver: Taken, subscription: Subscription
) -> None:
    new = hooks.rotate(subscription.name)
    smartrecruiters.world.advance(25 * 3_600_000)
    hooks.disturb("old_key")

    after(smartrecruiters, hooks, 2)

    assert verified(receiver) == [True, False]
    assert verified(receiver, new.secret) == [False, True]


def test_a_key_is_made_between_signing_and_arrival(
    smartrecruiters: VendorClient, hooks: WorldWebhooks, receiver: Taken, subscription: Subscription
) -> None:
    hooks.disturb("rotation")

    after(smartrecruiters, hooks)
    after(smartrecruiters, hooks)

    newest = hooks[subscription.name].subscriber.keys[-1].secret
    assert newest != "a key"
    assert verified(receiver) == [True, True]
    assert verified(receiver, newest) == [False, True]


def test_another_environment_hears_of_it(bindbee: VendorClient) -> None:
    hooks, receiver = hooks_of(bindbee), Taken(200)
    development = hooks.subscribe("bindbee", receiver, events=["connector_synced"], scope="test")
    bindbee.post("/api/embedded/v1/connectors/resync")
    hooks.run_until_delivered()
    assert receiver.messages == []

    hooks.disturb("wrong_environment", subscription=development.name)
    bindbee.post("/api/embedded/v1/connectors/resync")
    hooks.run_until_delivered()

    assert len(receiver.messages) == 1


def test_a_suspended_subscription_is_told_nothing_more(
    smartrecruiters: VendorClient, hooks: WorldWebhooks, receiver: Taken, subscription: Subscription
) -> None:
    hooks.disturb("suspension")

    after(smartrecruiters, hooks, 2)

    assert receiver.messages == []
    assert not hooks[subscription.name].subscriber.enabled
    shown = smartrecruiters.get(f"/webhooks-api/v201907/subscriptions/{subscription.subscriber.id}").json
    assert shown["status"] == "inactive"


def test_a_disturbance_meets_its_own_subscription_and_event(
    smartrecruiters: VendorClient, hooks: WorldWebhooks, receiver: Taken, subscription: Subscription
) -> None:
    other = Taken(202)
    hooks.subscribe("smartrecruiters", other, events=[EVENT, "candidate.created"])
    hooks.disturb("drop", subscription=subscription.name, event="candidate.created")
    hooks.disturb("drop", subscription=subscription.name, event=EVENT)

    after(smartrecruiters, hooks)

    assert len(receiver.messages) == 0
    assert len(other.messages) == 1
    assert [one.hits for one in hooks.outbox.disturbances] == [0]


@pytest.mark.parametrize(
    ("kind", "wish", "field"),
    [
        ("drops", {}, "kind"),
        ("drop", {"event": "candidate.changed"}, "event"),
        ("drop", {"times": 0}, "times"),
        ("drop", {"seconds": 5}, "seconds"),
        ("delay", {"seconds": 0}, "seconds"),
        ("drop", {"count": 3}, "count"),
        ("reorder", {"count": 1}, "count"),
    ],
)
def test_what_cannot_be_planned_is_refused(hooks: WorldWebhooks, kind: str, wish: dict[str, int], field: str) -> None:
    with pytest.raises(BadRequest) as refused:
        hooks.disturb(kind, **wish)  # type: ignore[arg-type]

    assert refused.value.violations[0].path == (field,)
    assert not list(hooks.outbox.disturbances)


def test_what_is_planned_for_nobody_is_refused(hooks: WorldWebhooks) -> None:
    with pytest.raises(Unknown, match="webhook subscription"):
        hooks.disturb("drop", subscription="smartrecruiters-99")


REPETITIONS = 1_000


@pytest.mark.deep
@pytest.mark.parametrize("kind", ["duplicate", "delay", "drop", "reorder", "replay", "cut_body", "wrong_signature"])
def test_a_disturbance_does_the_same_a_thousand_times(
    smartrecruiters: VendorClient, hooks: WorldWebhooks, receiver: Taken, subscription: Subscription, kind: str
) -> None:
    found = set()
    after(smartrecruiters, hooks)
    for _ in range(REPETITIONS):
        sent, known = len(receiver.messages), hooks.outbox.deliveries.last
        hooks.disturb(kind)
        after(smartrecruiters, hooks, 2)
        hooks.run_until_delivered(advance=True)
        messages = receiver.messages[sent:]
        order = [one.header["event-id"] for one in messages]
        mine = [one.notice.id for one in hooks.deliveries(after=known)]
        found.add(
            (
                tuple(mine.index(one) if one in mine else -1 for one in order),
                tuple(len(one.body) for one in messages),
                tuple(verifies("a key", one.header, one.body) for one in messages),
                tuple(one.state for one in hooks.deliveries(after=known)),
            )
        )
    assert len(found) == 1
