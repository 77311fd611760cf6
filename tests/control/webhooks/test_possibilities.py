"""What can never go wrong for a subscription is refused, with the reason."""

from typing import Any

import pytest

from ats_sandbox.control.errors import BadRequest
from tests.control.webhooks.laboratory import EVENTS, Laboratory

NO_TIMESTAMP, NO_SCOPE, HEARS_ALL = "have no timestamp", "has no environments or accounts", "hears of all environments"


@pytest.mark.parametrize(
    ("vendor", "kind", "wish", "why"),
    [
        ("smartrecruiters", "wrong_environment", {}, NO_SCOPE),
        ("stackone", "wrong_environment", {"scope": ""}, HEARS_ALL),
        ("stackone", "stale_timestamp", {}, NO_TIMESTAMP),
        ("bindbee", "stale_timestamp", {}, NO_TIMESTAMP),
    ],
)
def test_what_can_never_happen_is_refused(
    laboratory: Laboratory, vendor: str, kind: str, wish: dict[str, Any], why: str
) -> None:
    name = laboratory.subscribe(vendor, **wish)

    with pytest.raises(BadRequest, match=f"can never happen: .*{why}"):
        laboratory.webhooks.disturb(kind, subscription=name)

    assert not list(laboratory.webhooks.outbox.disturbances)


@pytest.mark.parametrize(
    ("vendor", "kind"),
    [("smartrecruiters", "stale_timestamp"), ("stackone", "wrong_environment"), ("bindbee", "wrong_environment")],
)
def test_what_can_happen_is_planned(laboratory: Laboratory, vendor: str, kind: str) -> None:
    name = laboratory.subscribe(vendor)

    assert laboratory.webhooks.disturb(kind, subscription=name).subscription == name
    assert laboratory.webhooks.disturb(kind).subscription == ""


def test_an_event_that_only_one_vendor_has_narrows_it(laboratory: Laboratory) -> None:
    with pytest.raises(BadRequest, match="messages of bindbee have no timestamp"):
        laboratory.webhooks.disturb("stale_timestamp", event=EVENTS["bindbee"])
    with pytest.raises(BadRequest, match=NO_SCOPE):
        laboratory.webhooks.disturb("wrong_environment", event=EVENTS["smartrecruiters"])


@pytest.mark.parametrize("vendor", EVENTS)
def test_a_vendor_that_says_when_it_sent_signs_each_instant_otherwise(laboratory: Laboratory, vendor: str) -> None:
    laboratory.subscribe(vendor)
    laboratory.provoke(vendor)
    delivery, declared = laboratory.webhooks.deliveries(vendor=vendor)[-1], laboratory.vendor(vendor).webhooks
    assert declared is not None
    notice = delivery.notice

    first, later = (declared().headers(notice, at, notice.subscriber.keys) for at in (0, 10_000))

    assert (first != later) is declared().timestamped
    assert bool(notice.subscriber.scope) is declared().scoped


@pytest.mark.parametrize("vendor", EVENTS)
def test_who_is_told_of_nothing_is_not_drilled(laboratory: Laboratory, vendor: str) -> None:
    webhooks, name = laboratory.webhooks, laboratory.subscribe(vendor)
    webhooks.enable(name, False)
    now = webhooks.world.now

    for drill in (
        lambda: webhooks.outage(name, minutes=5),
        lambda: webhooks.begin_outage(name, minutes=5),
        lambda: webhooks.race(name, "before_answer"),
    ):
        with pytest.raises(BadRequest, match=f"{name} is disabled, and told of nothing"):
            drill()
    assert (webhooks.world.now, webhooks.outbox.switchboard.outages) == (now, [])

    webhooks.enable(name)
    assert webhooks.race(name, "before_answer").subscription == name
    assert webhooks.outage(name, minutes=5).events == ()
